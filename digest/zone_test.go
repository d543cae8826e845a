package digest_test

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/digest"
)

// TestClaimDaysInShopTime: what is due within a week, and what is over, counts from the day of the shop, in
// whatever zone the machine's clock is. At eight on a Monday in Auckland it is still Sunday in Greenwich.
func TestClaimDaysInShopTime(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("Pacific/Auckland")
	if err != nil {
		t.Fatal(err)
	}
	shop := shopOf(t)
	shop.Zone, shop.Workdays.Zone = zone, zone
	w := digest.Week{Year: 2026, N: 47}
	now := w.Due(zone, 8*60) // 23 November
	s := openStore(t)
	record := func(n uint64, state desk.RMAState, claim desk.Claim) desk.RMA {
		return desk.RMA{Number: desk.NewRMANumber(n), Case: "C-1001", State: state, Claim: &claim, Qty: 1, OpenedAt: now.AddDate(0, 0, -9),
			History: []desk.RMAHistory{{At: now.AddDate(0, 0, -9), To: state}}}
	}
	if err := s.Record(t.Context(), desk.Change{RMAs: []desk.RMA{
		record(1, desk.RMAUnderReview, desk.Claim{State: desk.ClaimOpen, Due: "2026-11-30"}),
		record(2, desk.RMAClosedResolved, desk.Claim{State: desk.ClaimFiled, Answer: "2026-11-22"}),
		record(3, desk.RMAUnderReview, desk.Claim{State: desk.ClaimOpen, Due: "2026-12-01"}),
		record(4, desk.RMAClosedResolved, desk.Claim{State: desk.ClaimFiled, Answer: "2026-11-23"}),
	}}); err != nil {
		t.Fatal(err)
	}
	for _, at := range []time.Time{now, now.UTC()} {
		d, err := digest.Make(t.Context(), s, nil, shop, w, at, never)
		if err != nil {
			t.Fatal(err)
		}
		for _, key := range []string{"decide/claims", "decide/claims_unanswered"} {
			if f := d.Figure(key); f == nil || f.This == nil || *f.This != 1 {
				t.Errorf("by a clock in %s %s is %+v", at.Location(), key, f)
			}
		}
	}
}
