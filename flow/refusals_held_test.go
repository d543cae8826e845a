package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestRefusalsHeld: whoever counts the refusals that wait for newer order data counts just those whose approval
// is refused for it, also where the data is young and the mail younger still.
func TestRefusalsHeld(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S02", nil)
	d := w.oneOpen(c.ID)
	c = w.caseOf(c.ID)
	came := c.Last().Facts.Detail.ReceivedAt
	for _, tt := range []struct {
		name string
		asOf time.Time
		want int
	}{
		{"exported just now", time.Time{}, 0},
		{"exported an hour before the mail came", came.Add(-time.Hour), 1},
		{"exported a second after it", came.Add(time.Second), 0},
		{"days old", came.AddDate(0, 0, -3), 1},
	} {
		w.asOf, w.clock = tt.asOf, came.Add(time.Minute)
		if n, err := w.RefusalsHeld(t.Context()); err != nil || n != tt.want {
			t.Errorf("%s: %d refusals wait, %v, want %d", tt.name, n, err, tt.want)
		}
		_, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID, Because: "seen"})
		if refused := desk.CodeOf(err) == desk.CodeStale; refused != (tt.want == 1) {
			t.Errorf("%s: approving it: %v", tt.name, err)
		}
		if err == nil {
			if _, err := w.Undo(t.Context(), agent, d.ID); err != nil {
				t.Fatal(err)
			}
		}
	}
}
