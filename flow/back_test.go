package flow_test

import (
	"maps"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestSentBackSaysWhoPays: a unit that goes back without a fault tells its buyer who pays
// this parcel's postage (domain.md section 3: the buyer, unless waived).
func TestSentBackSaysWhoPays(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]struct {
		set  map[string]string
		want string
	}{
		"the buyer":         {nil, "for you to pay."},
		"the buyer, a cost": {map[string]string{"back_cost": "18.00", "currency": "USD"}, "for you to pay: 18.00 USD."},
		"waived":            {map[string]string{"back_payer": desk.PayerShop}, "on us."},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c, r := claim(t)
			for _, step := range []struct {
				name string
				set  map[string]string
			}{
				{"rma_authorized", map[string]string{"payer": desk.PayerBuyer, "condition": "complete"}}, {"rma_received", nil},
				{"inspect", nil}, {"inspection_no_fault", nil},
			} {
				w.stepped(r.Number, step.name, step.set)
			}
			set := map[string]string{"carrier": "DHL", "tracking": "JD2"}
			for k, v := range s.set {
				set[k] = v
			}
			w.stepped(r.Number, "unit_sent_back", set)
			sent := w.drafts(c.ID, desk.DraftSent)
			text := strings.Join(strings.Fields(sent[len(sent)-1].Text), " ")
			if !strings.Contains(text, "The postage of this parcel is "+s.want) {
				t.Errorf("the mail does not say %q:\n%s", s.want, text)
			}
		})
	}
}

// TestAuthorizedSaysWhoPays: who may send a unit back reads who pays its postage, and that a
// return slip with a label is attached.
func TestAuthorizedSaysWhoPays(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct {
		set        map[string]string
		has, lacks string
	}{
		"the buyer, for now": {nil, "keep the receipt; what the inspection finds", "on us"},
		"the shop":           {map[string]string{"payer": "shop"}, "The postage of this parcel is on us", "for now"},
		"our label":          {map[string]string{"label": "A prepaid label comes in a mail of its own."}, "A prepaid label", "receipt"},
	} {
		w, _, r := claim(t)
		set := map[string]string{"condition": "in its box"}
		maps.Copy(set, x.set)
		done, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: "rma_authorized", Set: set})
		if err != nil {
			t.Fatal(err)
		}
		text := strings.Join(strings.Fields(done.Draft.Text), " ")
		if !strings.Contains(text, x.has) || strings.Contains(text, x.lacks) || !strings.Contains(text, "attached return slip") {
			t.Errorf("%s: it reads %s", name, text)
		}
		if len(done.Draft.Problems) > 0 {
			t.Errorf("%s: %v", name, done.Draft.Problems)
		}
	}
}
