package flow

import (
	"slices"
	"time"

	"returndesk/desk"
)

// damages reports whether the carrier is to be asked for what a record is about because of a mail: it tells of damage in transit,
// also beside a defect (domain.md section 1, reading 7). What an earlier mail told and nobody has answered yet is decided beside
// every later one; that is damage to this record only where the earlier mail was about it.
func damages(r desk.RMA, c desk.Case, d desk.Decision, all []desk.RMA) bool {
	if !slices.Contains(d.Flags, desk.FlagCarrierClaimDue) {
		return false
	}
	if !carriesDamage(d) {
		return true
	}
	return slices.ContainsFunc(c.Decisions, func(x desk.Decision) bool {
		f := x.Facts.Detail
		switch {
		case x.ByClock(), f.ReceivedAt.Equal(d.Facts.Detail.ReceivedAt), f.OrderNumber != "" && f.OrderNumber != r.Order:
			return false
		}
		tells := slices.Contains(append([]desk.Class{x.Class}, intentsOf(x)...), desk.ClassTransitDamage)
		return tells && !carriesDamage(x) && !ofAnother(r, c, x, all)
	})
}

// carriesDamage reports whether the damage that a decision is about was told by an earlier mail alone.
func carriesDamage(d desk.Decision) bool {
	if !slices.Contains(d.Before.Open, desk.ClassTransitDamage) || d.Reading.Has(desk.SignalRefusedDamaged) {
		return false
	}
	own := append([]desk.Class{d.Reading.Class}, d.Reading.Also...)
	for _, p := range d.Reading.Parts {
		own = append(own, p.Classes...)
	}
	return !slices.Contains(own, desk.ClassTransitDamage)
}

// harmedElsewhere reports whether another mail of the case than the one that a decision is about tells of damage by the carrier to
// what a record is about, as it was read last. Whoever says that a record is of another claim overrules the mail that opened it, and
// no other one.
func harmedElsewhere(r desk.RMA, c desk.Case, d desk.Decision, class desk.Class, all []desk.RMA) bool {
	seen := map[time.Time]bool{d.Facts.Detail.ReceivedAt: true}
	for _, x := range slices.Backward(c.Decisions) {
		f := x.Facts.Detail
		if x.ByClock() || seen[f.ReceivedAt] || f.OrderNumber != r.Order {
			continue
		}
		seen[f.ReceivedAt] = true
		if damages(r, c, x, all) && (class == r.Class || !x.RMA.Open) && !ofAnother(r, c, x, all) {
			return true
		}
	}
	return false
}

// ofAnother reports whether the mail of a decision was about another record of the order than the given one: it named another line,
// joined another record, or opened one (domain.md section 3: one RMA line each). The parts of a record that was split were told of
// together.
func ofAnother(r desk.RMA, c desk.Case, d desk.Decision, all []desk.RMA) bool {
	f := d.Facts.Detail
	if r.Line != 0 && f.Line != 0 {
		return r.Line != f.Line
	}
	other := func(x desk.RMA) bool { return x.Number != r.Number && x.Line != r.Line }
	if i := slices.IndexFunc(all, func(x desk.RMA) bool { return x.Number == f.RMA }); i >= 0 {
		return other(all[i])
	}
	for _, x := range c.Decisions { // a mail that is decided anew opens nothing more: any of its decisions may have been the first
		if !x.Facts.Detail.ReceivedAt.Equal(f.ReceivedAt) {
			continue
		}
		opened := func(o desk.RMA) bool { return o.Case == c.ID && o.OpenedAt.Equal(x.DecidedAt) && o.SplitFrom == "" }
		if i := slices.IndexFunc(all, opened); i >= 0 {
			return other(all[i])
		}
	}
	return false
}
