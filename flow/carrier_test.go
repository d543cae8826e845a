package flow

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"returndesk/desk"
)

func TestCarrierClaim(t *testing.T) {
	t.Parallel()
	shop := Shop{CarrierClaimDays: map[string]int{"UPS": 60, "dhl": 7, "dhl express": 30}}
	for name, c := range map[string]struct {
		flags              []desk.Flag
		carrier, delivered string
		want               *CarrierClaim
	}{
		"no claim":        {nil, "UPS", "2026-03-13", nil},
		"any spelling":    {[]desk.Flag{desk.FlagCarrierClaimDue}, "ups", "2026-03-13", &CarrierClaim{"ups", 60, "2026-05-12"}},
		"its service":     {[]desk.Flag{desk.FlagCarrierClaimDue}, "DHL Paket", "2026-12-28", &CarrierClaim{"DHL Paket", 7, "2027-01-04"}},
		"its own entry":   {[]desk.Flag{desk.FlagCarrierClaimDue}, "DHL Express", "2026-03-13", &CarrierClaim{"DHL Express", 30, "2026-04-12"}},
		"another carrier": {[]desk.Flag{desk.FlagCarrierClaimDue}, "DHLX", "2026-03-13", &CarrierClaim{Carrier: "DHLX"}},
		"no delivery":     {[]desk.Flag{desk.FlagCarrierClaimDue}, "UPS", "", &CarrierClaim{Carrier: "UPS", Days: 60}},
		"no carrier":      {[]desk.Flag{desk.FlagCarrierClaimDue}, "", "2026-03-13", &CarrierClaim{}},
	} {
		decision := desk.Decision{Facts: desk.Facts{Detail: desk.FactDetail{Carrier: c.carrier, DeliveredOn: desk.Date(c.delivered)}}}
		got := shop.carrierClaim(desk.Case{Flags: c.flags, Decisions: []desk.Decision{decision}})
		if diff := cmp.Diff(c.want, got); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if got := shop.carrierClaim(desk.Case{Flags: []desk.Flag{desk.FlagCarrierClaimDue}}); got != nil {
		t.Errorf("a case without a decision has the claim %+v", got)
	}
}

// TestCarrierClaimOver: a claim that was filed or given up is not asked for any more, and a day
// that was set in the record counts.
func TestCarrierClaimOver(t *testing.T) {
	t.Parallel()
	rec := func(s desk.ClaimState, due desk.Date) desk.RMA {
		return desk.RMA{Claim: &desk.Claim{State: s, Due: due}}
	}
	for name, c := range map[string]struct {
		rmas []desk.RMA
		want *CarrierClaim
	}{
		"no record":   {nil, &CarrierClaim{"UPS", 60, "2026-05-12"}},
		"no claim":    {[]desk.RMA{{}}, &CarrierClaim{"UPS", 60, "2026-05-12"}},
		"open":        {[]desk.RMA{rec(desk.ClaimOpen, "")}, &CarrierClaim{"UPS", 60, "2026-05-12"}},
		"another day": {[]desk.RMA{rec(desk.ClaimOpen, "2026-05-01")}, &CarrierClaim{"UPS", 60, "2026-05-01"}},
		"filed":       {[]desk.RMA{{}, rec(desk.ClaimFiled, "2026-05-12")}, nil},
		"lost":        {[]desk.RMA{rec(desk.ClaimLost, "")}, nil},
		"one of two":  {[]desk.RMA{rec(desk.ClaimWon, "2026-05-02"), rec(desk.ClaimOpen, "2026-05-04")}, &CarrierClaim{"UPS", 60, "2026-05-04"}},
	} {
		if diff := cmp.Diff(c.want, stillToClaim(&CarrierClaim{"UPS", 60, "2026-05-12"}, c.rmas)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
	if got := stillToClaim(nil, []desk.RMA{rec(desk.ClaimOpen, "")}); got != nil {
		t.Errorf("%+v where the case asks for none", got)
	}
}
