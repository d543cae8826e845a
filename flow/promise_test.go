package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
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

// TestPromiseBesideAClaim: a mail complains of what came and of a parcel that did not. The steps of the claim's
// record say nothing of the parcel that we said we look for: it stays in the queue until somebody says what
// became of it.
func TestPromiseBesideAClaim(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", func(s *scenario.Scenario) {
		s.Orders[0].Parcels = []desk.Parcel{
			{ShippedAt: s.Orders[0].ShippedAt, DeliveredAt: s.Orders[0].DeliveredAt, DeliveryStatus: desk.DeliveryDelivered, Lines: []int{1}},
			{ShippedAt: s.Orders[0].ShippedAt, DeliveredAt: s.Orders[0].DeliveredAt, DeliveryStatus: desk.DeliveryDelivered},
		}
		s.Reading = &scenario.Reading{Also: []desk.Class{desk.ClassDeliveryProblem}, Signals: []desk.Signal{desk.SignalNotReceived}}
	})
	if d := w.oneOpen(c.ID); !strings.Contains(oneLine(d), "asking UPS to find out") {
		t.Fatalf("the reply promises no trace:\n%s", d.Text)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	r := w.record(c.ID)
	waits := func(what string) {
		t.Helper()
		now := w.caseOf(c.ID)
		view, err := w.Show(t.Context(), c.ID)
		if err != nil || now.State != desk.CaseOpen || !slices.Contains(names(view.Next), "carrier_found_it") {
			t.Errorf("%s: the case is %s as %s, and offers %v, %v", what, now.State, now.Outcome, names(view.Next), err)
		}
	}
	waits("told")
	w.clock = w.clock.Add(24 * time.Hour)
	w.stepped(r.Number, "troubleshooting", map[string]string{"steps": "Hold Fn and Esc for ten seconds."})
	waits("a remedy was proposed")
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "carrier_found_it", Because: "it lies in the depot"}); err != nil {
		t.Fatal(err)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	if now := w.caseOf(c.ID); now.State != desk.CaseWaiting {
		t.Errorf("found, the case is %s, with the record %s", now.State, w.record(c.ID).State)
	}
}
