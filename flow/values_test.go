package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestMistypedValue: a value that nobody reads is refused, by record and by case, and what
// is possible is named.
func TestMistypedValue(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	set := map[string]string{"condition": "in its box", "payor": "shop"}
	_, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: "rma_authorized", Set: set})
	_, _, byCase := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "rma_authorized", Set: set})
	for _, err := range []error{err, byCase} {
		if text := desk.MessageOf(err); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(text, `"payor"`) || !strings.Contains(text, "payer") {
			t.Errorf("a mistyped value: %v", err)
		}
	}
	if len(w.drafts(c.ID, desk.DraftProposed)) > 0 {
		t.Error("and the mail was drawn up")
	}
	_, err = w.AdvanceRMA(t.Context(), agent, r.Number, desk.RMANoReturn, "seen", map[string]string{"trakcing": "1Z"})
	if text := err.Error(); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(text, "tracking") || !strings.Contains(text, "serial") {
		t.Errorf("a step that takes nothing in particular: %v", err)
	}
}

// TestMoneyMeansOneThing: an amount is a plain decimal in mail and record, and refused where
// it could be read in two ways.
func TestMoneyMeansOneThing(t *testing.T) {
	t.Parallel()
	w, r := refundable(t)
	draw := func(amount, currency string) (flow.RMADone, error) {
		return w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "refund_processing", Because: "agreed",
			Set: map[string]string{"amount": amount, "currency": currency, "not_feasible": "no board left"}})
	}
	for _, amount := range []string{"1,289", "1.289", "1,289.00", "1 289,00", "1289,5", "26800.0", "lots"} {
		if _, err := draw(amount, "USD"); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", amount, err)
		}
	}
	for amount, want := range map[string]string{"1289,50": "1,289.50 USD", "289": "289.00 USD", "12.40": "12.40 USD"} {
		done, err := draw(amount, "USD")
		if err != nil || !strings.Contains(done.Draft.Text, want) {
			t.Errorf("%s: %v\n%+v", amount, err, done.Draft)
		}
	}
	if _, err := draw("12.345", "KWD"); err != nil {
		t.Errorf("a currency of three decimals: %v", err)
	}
	now := w.stepped(r.Number, "note", map[string]string{"cost": "12,40", "currency": "EUR"})
	if now.Cost != "12.40" {
		t.Errorf("the postage is %s", now.Cost)
	}
}

// TestChoicesNamed: what is missing is named with what it may be.
func TestChoicesNamed(t *testing.T) {
	t.Parallel()
	w, _, r := claim(t)
	w.stepped(r.Number, "rma_no_return", nil)
	if err := w.tryStep(agent, r.Number, "remedy", nil); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(desk.MessageOf(err), "troubleshooting|parts|repair") {
		t.Errorf("%v", err)
	}
}
