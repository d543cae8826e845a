package facts

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestPaidBack: what an order's goods cost counts as paid back, whichever payments it came in; the shipping fee is not refundable
// (policy section 4). A part of it, or a sum that nobody can compare, does not.
func TestPaidBack(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		o    desk.Order
		want bool
	}{
		"nothing":         {desk.Order{Total: "289.00", Shipping: "19.00"}, false},
		"all":             {desk.Order{Total: "289.00", Shipping: "19.00", Refunds: []desk.Refund{{Amount: "289.00"}}}, true},
		"the goods":       {desk.Order{Total: "289.00", Shipping: "19.00", Refunds: []desk.Refund{{Amount: "270.00"}}}, true},
		"in two payments": {desk.Order{Total: "289.00", Shipping: "19.00", Refunds: []desk.Refund{{Amount: "200"}, {Amount: "70,00"}}}, true},
		"a part":          {desk.Order{Total: "289.00", Shipping: "19.00", Refunds: []desk.Refund{{Amount: "40.00"}}}, false},
		"no total":        {desk.Order{Refunds: []desk.Refund{{Amount: "40.00"}}}, false},
		"its stage":       {desk.Order{Stage: desk.StageRefunded}, true},
		"cancelled":       {desk.Order{Stage: desk.StageCancelled, Total: "289.00"}, false},
		"nothing to pay":  {desk.Order{Total: "0.00"}, false},
	} {
		delivered := time.Date(2026, 3, 17, 13, 0, 0, 0, time.UTC)
		c.o.Number, c.o.Email, c.o.DeliveredAt = "HW-1", "a@b.example", &delivered
		now := delivered.AddDate(0, 0, 3)
		in := Input{Now: now, ReceivedAt: now, Reading: desk.Reading{Class: desk.ClassRMAFollowup, Numbers: []desk.NumberFound{{Written: "HW-1", Key: "HW-1", Strong: true}}},
			Sender: Sender{Address: "a@b.example"}, Lookup: desk.Lookup{Matches: []desk.Order{c.o}}}
		if got := Gather(in)[0].Facts[0].Detail.PaidBack; got != c.want {
			t.Errorf("%s: paid back is %v", name, got)
		}
	}
}
