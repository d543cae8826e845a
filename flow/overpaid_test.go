package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// warned gives what a draft says about its money, "" for nothing.
func warned(d *desk.Draft) string {
	for _, p := range d.Problems {
		if p.Code == "money" {
			return p.Text
		}
	}
	return ""
}

// pay draws a repayment up.
func (w *world) pay(number, amount, currency string) *desk.Draft {
	w.t.Helper()
	done, err := w.TakeRMAStep(w.t.Context(), manager, flow.RMAStep{RMA: number, Step: "refund_processing", Because: "agreed",
		Set: map[string]string{"amount": amount, "currency": currency, "not_feasible": "no board left"}})
	if err != nil {
		w.t.Fatal(err)
	}
	return done.Draft
}

// TestMoreThanTheOrderCost: a slip of a key is seen before money leaves; the order cost 289.00 USD.
func TestMoreThanTheOrderCost(t *testing.T) {
	t.Parallel()
	w, r := refundable(t)
	for _, c := range []struct{ amount, currency, want string }{
		{"289.00", "USD", ""}, {"12", "usd", ""}, {"289.01", "USD", "more than order HW-10401 cost: 289.00"},
		{"28900", "USD", "28900 USD is more"}, {"289.00", "EUR", "not in the currency of order HW-10401, which cost 289.00 USD"},
	} {
		if got := warned(w.pay(r.Number, c.amount, c.currency)); got == "" != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("%s %s: %q", c.amount, c.currency, got)
		}
	}
	d := w.pay(r.Number, "28900", "USD")
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID}); desk.CodeOf(err) != desk.CodeNeedsConfirm {
		t.Errorf("a hundredfold was approved without a word: %v", err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "sure"}); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("a reason stands in for the second person: %v", err)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "both units"}); err != nil {
		t.Error(err)
	}
}

// TestPaidTwice: two records of one order pay it once; what was approved and not sent yet
// counts, and what the shop's data tell.
func TestPaidTwice(t *testing.T) {
	t.Parallel()
	w, _, r := claim(t)
	part := w.split(r).Part
	for _, n := range []string{r.Number, part.Number} {
		w.stepped(n, "rma_no_return", nil)
		w.stepped(n, "remedy", map[string]string{"remedy": "refund"})
	}
	first := w.pay(r.Number, "200.00", "USD")
	if got := warned(first); got != "" {
		t.Fatalf("the first of two: %s", got)
	}
	other := w.pay(part.Number, "100.00", "USD")
	if got := warned(other); got != "" {
		t.Errorf("what nobody approved was counted: %s", got)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: first.ID}); err != nil {
		t.Fatal(err)
	}
	approve := func() error {
		_, err := w.Approve(t.Context(), second, flow.Approval{Draft: other.ID})
		return err
	}
	if err := approve(); desk.CodeOf(err) != desk.CodeNeedsConfirm || !strings.Contains(desk.MessageOf(err), "200.00 of that is paid back already") {
		t.Errorf("while the first has not left: %v", err)
	}
	if _, err := w.SendDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if err := approve(); desk.CodeOf(err) != desk.CodeNeedsConfirm {
		t.Errorf("once the first has left: %v", err)
	}
	if got := warned(w.pay(part.Number, "89.00", "USD")); got != "" {
		t.Errorf("the rest of the price: %s", got)
	}
	w.scenario.Orders = slices.Clone(w.scenario.Orders)
	w.scenario.Orders[0].Refunds = []desk.Refund{{Amount: "250.00"}}
	if got := warned(w.pay(part.Number, "89.00", "USD")); !strings.Contains(got, "250.00 of that") {
		t.Errorf("the shop paid 250.00: %q", got)
	}
}

// TestDearerThanTheOrder: postage that costs more than the goods is a slip of a key, by case
// as by record.
func TestDearerThanTheOrder(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		scenario, action string
		set              map[string]string
	}{
		{"S45", "reship_options", map[string]string{"price": "180000.00"}},
		{"S45", "reship_options", map[string]string{"price": "18.00", "currency": "JPY"}},
		{"S31", "return_cost_approved", map[string]string{"amount": "124000", "currency": "USD"}},
	} {
		w, cs := received(t, c.scenario, nil)
		_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: cs.ID, Action: c.action, Because: "agreed", Set: c.set})
		if err != nil {
			t.Errorf("%s: %v", c.scenario, err)
			continue
		}
		if warned(d) == "" {
			t.Errorf("%s %s %v: %+v", c.scenario, c.action, c.set, d.Problems)
		}
	}
}

// TestAmountWrittenOut: a person who edits another amount into the mail is told that the
// record keeps the one that was set.
func TestAmountWrittenOut(t *testing.T) {
	t.Parallel()
	w, r := refundable(t)
	d := w.pay(r.Number, "89.00", "USD")
	edited := func(text string) bool {
		got, err := w.EditDraft(t.Context(), manager, flow.Edit{Draft: d.ID, Text: text})
		if err != nil {
			t.Fatal(err)
		}
		return slices.ContainsFunc(got.Problems, func(p desk.Problem) bool { return p.Code == "amount" && strings.Contains(p.Text, "89.00 USD") })
	}
	if edited(d.Text + "\nThank you for your patience.\n") {
		t.Error("the amount stands there")
	}
	if !edited(strings.ReplaceAll(d.Text, "89.00", "189.00 or more, not 89")) {
		t.Error("the amount is another one now")
	}
}

// TestCurrencyAsTyped: a currency in small letters is the same one, and the customer reads it as it is written.
func TestCurrencyAsTyped(t *testing.T) {
	t.Parallel()
	w, r := refundable(t)
	if d := w.pay(r.Number, "12,40", " usd "); d.Set["currency"] != "USD" || !strings.Contains(d.Text, "12.40 USD") {
		t.Errorf("%v: %s", d.Set, d.Text)
	}
}
