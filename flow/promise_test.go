package flow_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestPromiseStays: that we look into a cancellation was said, and the buyer asks something else before
// anybody has told him what came of it: the answer to that does not take the cancellation out of the queue.
func TestPromiseStays(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		between func(*world, string)
		open    bool
	}{
		"nothing": {func(*world, string) {}, true},
		"a person typed": {func(w *world, _ string) {
			w.clock = w.clock.Add(time.Hour)
			w.typedFor("first@mail.example", "It is too late, sorry.")
		}, false},
		"it was taken back": {func(w *world, id string) {
			w.fromKofi("back", "", "HW-20366", "Please do not cancel HW-20366 after all.")
			w.approveOnly(id)
			w.sendAll()
		}, false},
		"he only thanked us": {func(w *world, _ string) { w.fromKofi("thanks", "first@mail.example", "HW-20366", "Thank you!") }, true},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("first", "", "HW-20366", "Please cancel my order HW-20366.")
			id := w.cases()[0].ID
			w.approveOnly(id)
			w.sendAll()
			w.clock = w.clock.Add(time.Hour)
			c.between(w, id)
			w.fromKofi("second", "", "HW-20366", "When will HW-20366 be shipped?")
			if d := w.oneOpen(id); d.Template != "on_schedule" {
				t.Fatalf("answered by %s", d.Template)
			}
			w.approveOnly(id)
			w.sendAll()
			now := w.caseOf(id)
			offered := slices.Contains(names(w.NextActions(now, nil, nil)), "cancel_approved")
			if (now.State == desk.CaseOpen) != c.open || offered != c.open || c.open && !now.Deadline.After(w.clock) {
				t.Errorf("the case is %s until %s as %s, cancelling offered: %v", now.State, now.Deadline, now.Outcome, offered)
			}
		})
	}
}
