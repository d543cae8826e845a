package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
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

// TestStrangersOrderBeside: a mail about an own order and one of somebody else leads to a question to
// the latter's buyer. It stands in the case of that order, can be sent as it is, and what he answers
// joins that case and not the writer's.
func TestStrangersOrderBeside(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.fromKofi("first", "", "Orders", "Please cancel HW-20366 and HW-30001.")
	list := w.byOrder()
	own, strange := list["HW-20366"], list["HW-30001"]
	open := w.drafts(strange.ID, desk.DraftProposed)
	if len(open) != 1 || open[0].Template != "verify_buyer" || open[0].To[0].Address != "ada@mail.example" {
		t.Fatalf("in the case of the other order wait %+v", open)
	}
	for _, p := range open[0].Problems {
		t.Errorf("%s", p.Text)
	}
	if d := w.oneOpen(own.ID); d.Template == "verify_buyer" {
		t.Errorf("the writer's case holds the question to somebody else")
	}
	w.approveOnly(strange.ID)
	w.approveOnly(own.ID)
	w.sendAll()
	w.fromKofi("second", "", "Orders", "Please do cancel HW-20366 and HW-30001!")
	for _, d := range w.waiting() {
		if d.Template == "verify_buyer" {
			t.Errorf("the buyer is asked again within the week")
		}
	}
	before := len(w.caseOf(own.ID).Mails)
	w.answer("Ada <ada@mail.example>", open[0].MessageID, "ada-1@mail.example", "Yes, that is right, please cancel it.")
	if got := w.caseOf(strange.ID); got.Last().Facts.Detail.Sender != "ada@mail.example" {
		t.Errorf("her answer is not in the case of her order: %+v", got.Last().Facts.Detail)
	}
	if after := len(w.caseOf(own.ID).Mails); after != before {
		t.Errorf("her answer joined the writer's case")
	}
}

// TestConfirmedAlone: once the buyer has confirmed what somebody else wrote of his order and of an own
// one, by telephone or by an answer, his reply is about his order alone: he reads nothing of the other,
// and whose that is is asked nothing.
func TestConfirmedAlone(t *testing.T) {
	t.Parallel()
	for _, how := range []string{"by telephone", "by mail"} {
		w := twoOrders(t)
		w.fromKofi("first", "", "Orders", "Please cancel HW-20366 and HW-30001.")
		list := w.byOrder()
		own, strange := list["HW-20366"], list["HW-30001"]
		asked := w.oneOpen(strange.ID)
		w.approveOnly(strange.ID)
		w.approveOnly(own.ID)
		w.sendAll()
		if how == "by mail" {
			w.answer("Ada <ada@mail.example>", asked.MessageID, "ada-1@mail.example", "Yes, that is right, please cancel it.")
		} else if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: strange.ID, Action: "buyer_confirmed", Because: "she called"}); err != nil {
			t.Fatal(err)
		}
		d := w.oneOpen(strange.ID)
		if d.Template != "cancel_check" || strings.Contains(d.Text, "HW-20366") || !strings.Contains(d.Text, "HW-30001") {
			t.Errorf("%s: %s\n%s", how, d.Template, d.Text)
		}
		if open := w.drafts(own.ID, desk.DraftProposed); len(open) > 0 || w.caseOf(own.ID).Outcome != desk.OutcomeStopProductionCheck {
			t.Errorf("%s: the writer's own case is moved: %s, %+v", how, w.caseOf(own.ID).Outcome, open)
		}
		// Nor is what she writes next about the other order, whose number stood in his mail.
		w.approveOnly(strange.ID)
		w.sendAll()
		w.answer("Ada <ada@mail.example>", d.MessageID, "ada-2@mail.example", "Thank you. When will you know more?")
		if d := w.oneOpen(strange.ID); strings.Contains(d.Text, "HW-20366") || d.To[0].Address != "ada@mail.example" {
			t.Errorf("%s: then she reads\n%s", how, d.Text)
		}
		if open := w.drafts(own.ID, desk.DraftProposed); len(open) > 0 || w.caseOf(own.ID).Outcome != desk.OutcomeStopProductionCheck {
			t.Errorf("%s: then the writer's own case is moved: %s, %+v", how, w.caseOf(own.ID).Outcome, open)
		}
	}
}

// TestThanksAfterConfirmed: what the buyer has confirmed stands, whoever asked for it first and
// says thanks; what he asks for next is confirmed by nobody.
func TestThanksAfterConfirmed(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.answer("Eve <eve@else.example>", "", "eve-1@else.example", "Please cancel HW-30001.")
	id := w.cases()[0].ID
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: id, Action: "buyer_confirmed", Because: "she called"}); err != nil {
		t.Fatal(err)
	}
	before := w.oneOpen(id)
	for n, text := range []string{"Thanks a lot!", "Yes, please cancel the order."} {
		w.answer("Eve <eve@else.example>", "eve-1@else.example", fmt.Sprintf("eve-more-%d@else.example", n), text)
		if c := w.caseOf(id); c.Outcome != desk.OutcomeStopProductionCheck || w.oneOpen(id).ID != before.ID {
			t.Errorf("%q: %s, the draft is %s and not %s", text, c.Outcome, w.oneOpen(id).ID, before.ID)
		}
	}
	w.answer("Eve <eve@else.example>", "eve-1@else.example", "eve-more@else.example", "Please change the delivery address of HW-30001 to 5 Elm Street, Troy NY.")
	for _, d := range w.drafts(id, desk.DraftProposed) {
		if strings.HasPrefix(d.Template, "change") {
			t.Errorf("a change of address by her is answered as the buyer's: %s", d.Template)
		}
	}
}

// TestStrangersReplyConfirmsNothing: who answers our question to himself is not the order's buyer for
// that, with the number in his mails or without. Only an answer from the order's own address is the
// buyer's word (domain.md section 1, reading 11).
func TestStrangersReplyConfirmsNothing(t *testing.T) {
	t.Parallel()
	for _, first := range []string{"Please cancel HW-30001.", "Please cancel my order."} {
		w := twoOrders(t)
		w.answer("Eve <eve@else.example>", "", "eve-1@else.example", first)
		c := w.cases()[0]
		asked := w.drafts(c.ID, desk.DraftProposed)
		asked = slices.DeleteFunc(asked, func(d desk.Draft) bool { return d.To[0].Address != "eve@else.example" })
		if len(asked) != 1 {
			t.Fatalf("%q: %d questions to her", first, len(asked))
		}
		if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: asked[0].ID, Because: "seen"}); err != nil {
			t.Fatal(err)
		}
		w.sendAll()
		for n, text := range []string{"It is HW-30001. Yes, cancel it please.", "Please cancel it, as I said."} {
			w.answer("Eve <eve@else.example>", asked[0].MessageID, fmt.Sprintf("eve-more-%d@else.example", n), text)
			if got := w.caseOf(c.ID); got.Confirmed || got.Outcome == desk.OutcomeStopProductionCheck {
				t.Errorf("%q, %q: confirmed %v, %s", first, text, got.Confirmed, got.Outcome)
			}
		}
	}
}

// TestConfirmedMailAlone: the buyer's word covers the mail that it was about. What somebody else writes
// later in that case is his own wish again, and asked about anew.
func TestConfirmedMailAlone(t *testing.T) {
	t.Parallel()
	w := twoOrders(t)
	w.answer("Eve <eve@else.example>", "", "eve-1@else.example", "Please cancel HW-30001.")
	id := w.cases()[0].ID
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: id, Action: "buyer_confirmed", Because: "she called"}); err != nil {
		t.Fatal(err)
	}
	if c := w.caseOf(id); c.Outcome != desk.OutcomeStopProductionCheck {
		t.Fatalf("confirmed, and %s", c.Outcome)
	}
	w.answer("Eve <eve@else.example>", "eve-1@else.example", "eve-2@else.example", "Changed my mind. Please send HW-30001 to 12 Lake Road, Boise, ID 83702 instead.")
	if c := w.caseOf(id); c.Outcome != desk.OutcomeVerifySender {
		t.Errorf("her next wish is decided as the buyer's: %s", c.Outcome)
	}
}
