package flow

import (
	"context"
	"slices"

	"returndesk/desk"
)

// reread gives a record what a new decision about the mail that opened it read: which claim it is, and with
// that whether the carrier is to be asked. Neither is a step of the life cycle, so a person's correction holds
// also for a record on which somebody has worked; what a machine reads anew does not. It reports whether
// anything changed.
func (b *outcome) reread(r *desk.RMA, c desk.Case, d desk.Decision, all []desk.RMA) bool {
	if len(r.History) > 1 && b.s.by.Role == desk.RoleSystem {
		return false
	}
	class := claimClass(c, d)
	if class == "" {
		return false
	}
	claim := r.Claim
	switch due := class == desk.ClassTransitDamage || damages(*r, c, d, all) || harmedElsewhere(*r, c, d, class, all); {
	case due && claim == nil:
		claim = b.e.shop.claimOf(d.Facts.Detail, b.now)
	case !due && claim != nil && claim.State == desk.ClaimOpen:
		claim = nil
	}
	if class == r.Class && claim == r.Claim {
		return false
	}
	r.Reread(class, claim, b.now, b.e.shop.Workdays)
	return true
}

// told gives a record what another mail of its case than the one that opened it tells of the claim. Which claim it is only a person
// says by correcting that mail; that the carrier harmed something is heard from the mail as well, because his last day for a claim
// runs whatever the first mail was about (domain.md section 1, reading 7). It reports whether anything changed.
func (b *outcome) told(ctx context.Context, r *desk.RMA, c desk.Case, d desk.Decision, all []desk.RMA) (bool, error) {
	if b.s.openedBy(*r) || !r.State.Open() {
		return false, nil
	}
	if b.s.corrected {
		if b.s.takenBack != "" {
			class, err := b.heldBefore(ctx, *r, c, all)
			if err != nil {
				return false, err
			}
			d.Class = class
		}
		return d.Class.IsClaim() && b.reread(r, c, d, all), nil // a mail that claims nothing says nothing of the claim
	}
	if r.Claim != nil || !damages(*r, c, d, all) {
		return false, nil
	}
	r.Reread(r.Class, b.e.shop.claimOf(d.Facts.Detail, b.now), b.now, b.e.shop.Workdays)
	return true, nil
}

// heldBefore gives the claim that a record was of before the correction that is taken back: what a person said last of a mail
// that opened no other record, else what the mail that opened it was read as.
func (b *outcome) heldBefore(ctx context.Context, r desk.RMA, c desk.Case, all []desk.RMA) (desk.Class, error) {
	log, err := b.e.store.Corrections(ctx)
	if err != nil {
		return "", err
	}
	for _, k := range slices.Backward(log) {
		elsewhere := slices.ContainsFunc(all, func(x desk.RMA) bool { return x.Mail == k.Mail && x.Number != r.Number })
		if k.Case == c.ID && k.ID != b.s.takenBack && k.Revoked == nil && k.Class != k.Read && k.Class.IsClaim() && !elsewhere {
			return k.Class, nil
		}
	}
	for _, x := range c.Decisions {
		if x.RMA.Open && x.Class.IsClaim() && x.Facts.Detail.OrderNumber == r.Order {
			return x.Class, nil
		}
	}
	return "", nil
}
