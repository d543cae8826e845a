package flow

import (
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// CarrierClaim says until when a carrier takes our claim for a damage in transit
// (domain.md section 1, reading 17). It is for people; no decision rests on it.
type CarrierClaim struct {
	Carrier string    `json:"carrier,omitempty"`  // as the order names it; "" when it does not
	Days    int       `json:"days,omitempty"`     // after delivery; 0 = not configured
	LastDay desk.Date `json:"last_day,omitempty"` // "" while the day of delivery or the days are unknown
}

// carrierClaim gives the claim of a case whose flags ask for one, else nil.
func (s Shop) carrierClaim(c desk.Case) *CarrierClaim {
	last := c.Last()
	if last == nil || !slices.Contains(c.Flags, desk.FlagCarrierClaimDue) {
		return nil
	}
	d := last.Facts.Detail
	claim := &CarrierClaim{Carrier: d.Carrier, Days: daysOf(s.CarrierClaimDays, d.Carrier)}
	if day, err := time.Parse(time.DateOnly, string(d.DeliveredOn)); err == nil && claim.Days > 0 {
		claim.LastDay = desk.Date(day.AddDate(0, 0, claim.Days).Format(time.DateOnly))
	}
	return claim
}

// stillToClaim takes away a claim that was filed or given up: the records of the case know. A
// day that somebody set in one of them takes the place of the counted one.
func stillToClaim(c *CarrierClaim, rmas []desk.RMA) *CarrierClaim {
	known := slices.DeleteFunc(slices.Clone(rmas), func(r desk.RMA) bool { return r.Claim == nil })
	open := slices.IndexFunc(known, func(r desk.RMA) bool { return r.Claim.State == desk.ClaimOpen })
	switch {
	case c == nil || len(known) > 0 && open < 0:
		return nil
	case open >= 0 && known[open].Claim.Due != "":
		c.LastDay = known[open].Claim.Due
	}
	return c
}

// claimOf gives the claim against the carrier with which a record for damage in transit
// begins.
func (s Shop) claimOf(f desk.FactDetail, now time.Time) *desk.Claim {
	c := &desk.Claim{Carrier: f.Carrier, Service: f.Service, State: desk.ClaimOpen, At: now}
	days := daysOf(s.CarrierClaimDays, f.Carrier)
	if day, err := time.Parse(time.DateOnly, string(f.DeliveredOn)); err == nil && days > 0 {
		c.Due = desk.Date(day.AddDate(0, 0, days).Format(time.DateOnly))
	}
	return c
}

// daysOf finds a carrier: "DHL Express" is dhl, unless it has an entry of its own.
func daysOf(days map[string]int, carrier string) int {
	carrier = strings.ToLower(strings.TrimSpace(carrier))
	best, found := 0, -1
	for name, n := range days {
		name = strings.ToLower(strings.TrimSpace(name))
		if (carrier == name || strings.HasPrefix(carrier, name+" ")) && len(name) > found {
			best, found = n, len(name)
		}
	}
	return best
}
