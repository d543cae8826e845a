package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestLateRefundIsTheShopsChoice: the policy text does not say whether a late order that was
// never handed over is paid back with its shipping fee; order HW-10311 cost 289.00 USD, 19.00
// of it shipping. What is not the shop's choice needs a reason, and nothing else does.
func TestLateRefundIsTheShopsChoice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		keeps  bool
		amount string
		want   string
	}{
		{false, "289.00", ""}, {false, "270.00", "less than the full 289.00 USD"}, {false, "289.01", "more than order"},
		{true, "270.00", ""}, {true, "289.00", "includes the shipping fee of 19.00 USD"}, {true, "269.99", "less than the 270.00 USD"},
	} {
		s := scenarioByID(t, "S04")
		w := newWorldWith(t, quickDir(t), s, func(shop *flow.Shop) { shop.KeepsShipping = c.keeps })
		w.receive(rawOf(s))
		k, _ := w.theCase()
		_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: k.ID, Action: "refund_processing", Because: "agreed", Set: map[string]string{"amount": c.amount, "currency": "USD"}})
		if err != nil {
			t.Fatal(err)
		}
		if got := warned(d); got == "" != (c.want == "") || !strings.Contains(got, c.want) {
			t.Errorf("shipping kept %v, %s: %q", c.keeps, c.amount, got)
		}
		if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID}); (desk.CodeOf(err) == desk.CodeNeedsConfirm) != (c.want != "") {
			t.Errorf("shipping kept %v, %s: approved without a reason: %v", c.keeps, c.amount, err)
		}
		w.close()
	}
}

// TestTransitPostageIsTheShopsChoice: who pays for the return of damage in transit until the
// inspection, and what the buyer reads of it. What is typed for one return goes before.
func TestTransitPostageIsTheShopsChoice(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		byBuyer     bool
		typed, want string
	}{
		{false, "", desk.PayerShop}, {true, "", desk.PayerBuyer}, {true, desk.PayerShop, desk.PayerShop}, {false, desk.PayerBuyer, desk.PayerBuyer},
	} {
		s := scenarioByID(t, "S37")
		w := newWorldWith(t, quickDir(t), s, func(shop *flow.Shop) { shop.TransitByBuyer = c.byBuyer })
		w.receive(rawOf(s))
		k, _ := w.theCase()
		if k.Class != desk.ClassTransitDamage || len(k.RMAs) != 1 {
			t.Fatalf("%s, %d records", k.Class, len(k.RMAs))
		}
		set := map[string]string{"condition": "unused", "expires": "2026-12-31"}
		if c.typed != "" {
			set["payer"] = c.typed
		}
		done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: k.RMAs[0], Step: desk.RMAStepAuthorize, Because: "it is broken", Set: set})
		if err != nil {
			t.Fatal(err)
		}
		if asks := strings.Contains(done.Draft.Text, "pay the postage for now"); asks != (c.want == desk.PayerBuyer) {
			t.Errorf("%+v: the buyer reads\n%s", c, done.Draft.Text)
		}
		w.approveOnly(k.ID)
		w.sendAll()
		if r := w.record(k.ID); r.State != desk.RMAAuthorized || r.Payer != c.want || r.PayerFinal {
			t.Errorf("%+v: %s, %s pays, final %v", c, r.State, r.Payer, r.PayerFinal)
		}
		w.close()
	}
}
