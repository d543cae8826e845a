package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// TestAnsweredTogether: one reply about two orders answers the case of each. The second does not stay in
// the queue, and is not answered once more by the next reply; what its paragraph asks has its own days.
func TestAnsweredTogether(t *testing.T) {
	t.Parallel()
	t.Run("nothing asked", func(t *testing.T) {
		t.Parallel()
		w := twoOrders(t)
		w.fromKofi("first", "", "Orders", "When will HW-20366 and HW-20371 be shipped?")
		w.approveOnly(w.waiting()[0].Case)
		w.sendAll()
		for number, c := range w.byOrder() {
			if c.State != desk.CaseWaiting || c.Answered != len(c.Decisions) {
				t.Errorf("%s is %s, %d of %d answered", number, c.State, c.Answered, len(c.Decisions))
			}
		}
		w.fromKofi("then", "", "Order HW-20371", "Please cancel my order HW-20371.")
		for _, d := range w.waiting() {
			if strings.Contains(d.Text, "20 April") {
				t.Errorf("what was answered is answered again:\n%s", d.Text)
			}
		}
	})
	t.Run("asked", func(t *testing.T) {
		t.Parallel()
		w := twoOrders(t)
		w.fromKofi("first", "", "Orders", "Please cancel HW-20366. And the amplifier of HW-20391 came broken.")
		before := w.byOrder()
		if len(before) != 2 || before["HW-20391"].Outcome != desk.OutcomeAskEvidence {
			t.Fatalf("decided as %s and %s", before["HW-20366"].Outcome, before["HW-20391"].Outcome)
		}
		w.approveOnly(w.waiting()[0].Case)
		w.sendAll()
		claim := w.byOrder()["HW-20391"]
		if k := claim.Clock; claim.State != desk.CaseWaiting || k == nil || !k.AskedAt.Equal(w.clock) {
			t.Fatalf("the claim is %s, its clock %+v", claim.State, claim.Clock)
		}
		if cancel := w.byOrder()["HW-20366"]; cancel.State != desk.CaseOpen || cancel.Asking() {
			t.Errorf("the cancellation that we check is %s, asking %v", cancel.State, cancel.Asking())
		}
		if got := w.pass(20, 0); !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, "closed_silence") }) || w.record(claim.ID).State != desk.RMAClosedExpired {
			t.Errorf("sent %v, the record is %s", got, w.record(claim.ID).State)
		}
	})
}

// TestBothSettled: who says of two orders that both are settled is thanked in one mail, which closes the
// case of each. Where he says it of one alone, nothing is closed by it.
func TestBothSettled(t *testing.T) {
	t.Parallel()
	for text, closed := range map[string]bool{
		"Both HW-20366 and HW-20371 have arrived, all good. You can close both cases. Thanks!":       true,
		"HW-20366 und HW-20371 sind beide angekommen, alles in Ordnung. Danke!":                      true,
		"HW-20366 et HW-20371 sont arrivées toutes les deux, tout va bien, merci.":                   true,
		"HW-20366 has arrived, all good, you can close the case. But HW-20371 is still missing.":     false,
		"HW-20366 has arrived, all good, you can close the case. What about HW-20371?":               false,
		"HW-20371 is still not here. The two of HW-20366 both arrived, all good. Thanks!":            false,
		"Von HW-20366 ist noch nichts da. HW-20371: beide Pakete sind angekommen, alles gut, danke.": false,
		"Not both of them came: HW-20366 has arrived, all good. HW-20371 is on its way I guess.":     false,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			w := twoOrders(t)
			w.fromKofi("first", "", "Orders", "When will HW-20366 and HW-20371 be shipped?")
			w.approveOnly(w.waiting()[0].Case)
			w.sendAll()
			w.fromKofi("both", "", "My orders", text)
			open := w.waiting()
			if len(open) != 1 || (open[0].Template == "settled") != closed {
				t.Fatalf("%d drafts, the first %s", len(open), open[0].Template)
			}
			w.clock = w.clock.Add(time.Hour)
			w.approveOnly(open[0].Case)
			w.sendAll()
			for number, c := range w.byOrder() {
				if (c.State == desk.CaseClosed) != closed {
					t.Errorf("%s is %s by %s", number, c.State, c.Rule)
				}
			}
			if !closed {
				return
			}
			if n := strings.Count(open[0].Text, "HW-20366") + strings.Count(open[0].Text, "HW-20371"); n < 2 {
				t.Errorf("the reply does not name both:\n%s", open[0].Text)
			}
		})
	}
}
