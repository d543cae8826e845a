package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestChangeWhileLate: who asks for a change of a late order is told that it is checked, beside the choice
// of section 6. The check is ours: the case stays in the queue until the next working day, and the change
// can be granted.
func TestChangeWhileLate(t *testing.T) {
	t.Parallel()
	for text, also := range map[string][]desk.Class{
		"Please change the switches of HW-20366 to the silent ones.":            nil,
		"Where is HW-20366? And please change the switches to the silent ones.": {desk.ClassOrderChange},
		"Where is HW-20366?": nil,
	} {
		ours := strings.Contains(text, "change")
		w := twoOrders(t)
		w.scenario.Orders[0].ShipBy = "2026-03-20"
		w.fromKofi("first", "", "My order HW-20366", text)
		id := w.cases()[0].ID
		if also != nil {
			if _, err := w.Reclassify(t.Context(), agent, flow.Correction{Case: id, Class: desk.ClassDelay, Also: also}); err != nil {
				t.Fatal(err)
			}
		}
		d := w.oneOpen(id)
		if d.Template != "delay_options" || strings.Contains(d.Text, "workshop") != ours {
			t.Errorf("%q is answered by %s:\n%s", text, d.Template, d.Text)
		}
		w.approveOnly(id)
		w.sendAll()
		c := w.caseOf(id)
		if (c.State == desk.CaseOpen) != ours || ours && !c.Deadline.After(w.clock) || c.OpenNotice() == nil {
			t.Errorf("%q: the case is %s until %s", text, c.State, c.Deadline)
		}
		if !ours {
			continue
		}
		if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: id, Action: "change_approved", Set: map[string]string{}}); err != nil {
			t.Errorf("%q: %v", text, err)
		}
	}
}
