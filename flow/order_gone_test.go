package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestOrderLeftTheExport: a buyer who holds a return number of ours is answered as the buyer also when the shop's data do not have his
// order any more: his parcel's number is taken in, and he is not told that his number has run out. Somebody else learns nothing.
func TestOrderLeftTheExport(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"without a number": "I sent it yesterday with DHL, tracking number JD014600003423423423.",
		"with its number":  "I sent the keyboard of order HW-10401 yesterday with DHL, tracking number JD014600003423423423.",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first, r := authorised(t)
			w := first.plainly()
			w.scenario.Orders = nil
			w.clock = w.clock.AddDate(0, 0, 5)
			w.receive(w.reply("sent", text))
			c := w.caseOf(r.Case)
			d := w.oneOpen(c.ID)
			if c.Outcome != desk.OutcomeFollowupAttach || d.Template != "rma_status" || c.Order != r.Order || len(w.cases()) != 1 {
				t.Fatalf("%s by %s, answered by %s:\n%s", c.Outcome, c.Rule, d.Template, d.Text)
			}
			w.approveOnly(c.ID)
			w.sendAll()
			if got := w.pass(20, 0); slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "rma_exp") }) {
				t.Errorf("then he is sent %v", got)
			}
		})
	}
	t.Run("somebody else", func(t *testing.T) {
		t.Parallel()
		first, r := authorised(t)
		w := first.plainly()
		w.scenario.Orders = nil
		sent := w.drafts(r.Case, desk.DraftSent)
		w.answer("stranger@elsewhere.example", sent[len(sent)-1].MessageID, "else@elsewhere.example", "Where is the return of order HW-10401?")
		for _, c := range w.cases() {
			for _, d := range w.drafts(c.ID, desk.DraftProposed) {
				if d.To[0].Address == "stranger@elsewhere.example" && (d.Template != "verify_sender" || strings.Contains(d.Text, r.Number)) {
					t.Errorf("a stranger is answered by %s:\n%s", d.Template, d.Text)
				}
			}
		}
	})
}
