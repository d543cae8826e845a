package flow_test

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestHoldIsSeenAtOnce: a unit that the inspection leaves to the manager is in the queue and among the
// decisions of the digest from that moment on, until he has decided; nobody is written to about it.
func TestHoldIsSeenAtOnce(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		step string
		set  map[string]string
	}{
		{"goodwill", map[string]string{"remedy": "repair"}},
		{"unit_sent_back", map[string]string{"carrier": "DHL", "tracking": "JD1", "currency": "USD"}},
		{"claim_rejected", map[string]string{"cause": "the item that came back is another one"}},
	} {
		t.Run(tt.step, func(t *testing.T) {
			t.Parallel()
			w, r := authorised(t)
			w.stepped(r.Number, "rma_received", nil)
			w.stepped(r.Number, "inspect", nil)
			r = w.stepped(r.Number, "hold", map[string]string{"hold": "wrong_contents"})
			forManager := func() int {
				t.Helper()
				f, err := w.store.Facets(t.Context(), desk.CaseFilter{Waiting: true})
				if err != nil {
					t.Fatal(err)
				}
				return f.Outcomes[desk.OutcomeManagerDecision]
			}
			if c := w.caseOf(r.Case); c.State != desk.CaseOpen || !c.Deadline.Equal(desk.Workdays{Zone: w.scenario.Zone}.EndOf(r.Due)) || forManager() != 1 || !slices.Contains(w.queue(), c.ID) {
				t.Errorf("held, the case is %s until %s: %s", c.State, c.Deadline, c.Outcome)
			}
			w.pass(13, 0)
			if got := w.alertKinds(); len(got) > 0 {
				t.Errorf("before the deadline people were told %v", got)
			}
			w.stepped(r.Number, tt.step, tt.set)
			if n := forManager(); n != 0 {
				t.Errorf("decided, %d cases wait for the manager", n)
			}
		})
	}
}
