package flow

import (
	"slices"

	"returndesk/desk"
)

// claims reports whether the carrier is to be asked for what a record is about: damage in transit, also what
// was harmed beside a defect (domain.md section 1, reading 7).
func claims(class desk.Class, d desk.Decision) bool {
	return class == desk.ClassTransitDamage || slices.Contains(d.Flags, desk.FlagCarrierClaimDue)
}

// reread gives a record what a new decision about the mail that opened it read: which claim it is, and with
// that whether the carrier is to be asked. Neither is a step of the life cycle, so a person's correction holds
// also for a record on which somebody has worked; what a machine reads anew does not. It reports whether
// anything changed.
func (b *outcome) reread(r *desk.RMA, c desk.Case, d desk.Decision) bool {
	if len(r.History) > 1 && b.s.by.Role == desk.RoleSystem {
		return false
	}
	class := claimClass(c, d)
	if class == "" || class == r.Class {
		return false
	}
	claim := r.Claim
	switch due := claims(class, d); {
	case due && claim == nil:
		claim = b.e.shop.claimOf(d.Facts.Detail, b.now)
	case !due && claim != nil && claim.State == desk.ClaimOpen:
		claim = nil
	}
	r.Reread(class, claim, b.now, b.e.shop.Workdays)
	return true
}

// told gives a record what another mail of its case than the one that opened it tells of the claim. Which claim it is only a person
// says by correcting that mail; that the carrier harmed something is heard from the mail as well, because his last day for a claim
// runs whatever the first mail was about (domain.md section 1, reading 7). It reports whether anything changed.
func (b *outcome) told(r *desk.RMA, c desk.Case, d desk.Decision) bool {
	if b.s.openedBy(*r) || !r.State.Open() {
		return false
	}
	if b.s.corrected {
		class := d.Class
		for i := len(c.Decisions) - 1; i >= 0 && !class.IsClaim(); i-- { // the correction was taken back
			if x := c.Decisions[i]; x.Reading.Engine != "agent" {
				class = x.Class
			}
		}
		d.Class = class
		return class.IsClaim() && b.reread(r, c, d)
	}
	if r.Claim != nil || !claims("", d) {
		return false
	}
	r.Reread(r.Class, b.e.shop.claimOf(d.Facts.Detail, b.now), b.now, b.e.shop.Workdays)
	return true
}
