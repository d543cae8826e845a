package flow

import (
	"context"
	"slices"

	"returndesk/desk"
)

// repeated gives how many of a record's pieces a figure has already by an earlier record of the same line of
// the order: a unit that is reported, or found faulty, a second time is one unit, and the rates divide by
// the units that were delivered (domain.md section 6, block 3). A replacement is another unit. counted tells
// how many pieces of a record the figure has.
func (x *measuring) repeated(ctx context.Context, r *desk.RMA, earlier map[string]desk.RMA, counted func(*desk.RMA) int64) (int64, error) {
	if r.Order == "" {
		return 0, nil
	}
	list, err := x.Store.RMAsOfOrder(ctx, r.Order) // the oldest first
	if err != nil {
		return 0, err
	}
	for i := range list {
		if now, ok := earlier[list[i].Number]; ok {
			list[i] = now
		}
	}
	known := int64(0) // pieces in the buyer's hands that the figure has
	for i := range list {
		first := &list[i]
		if first.SplitFrom != "" || first.Line != r.Line {
			continue
		}
		family := partsOf(list, first.Number)
		if slices.ContainsFunc(family, func(p desk.RMA) bool { return p.Number == r.Number }) {
			for _, p := range family { // what was counted of the same pieces by this record's other parts
				if p.Number != r.Number {
					known -= counted(&p)
				}
			}
			break
		}
		pieces, replaced := int64(0), int64(0)
		for _, p := range family {
			pieces += counted(&p)
			if replacedBy(&p) {
				replaced += units(&p)
			}
		}
		known = max(0, max(known, pieces)-replaced)
	}
	return min(units(r), max(0, known)), nil
}

// partsOf gives a record and what was split off it, and off that.
func partsOf(list []desk.RMA, number string) []desk.RMA {
	var out []desk.RMA
	for _, r := range list {
		if r.Number == number {
			out = append(out, r)
		} else if r.SplitFrom == number {
			out = append(out, partsOf(list, r.Number)...)
		}
	}
	return out
}

// units gives the pieces of a record.
func units(r *desk.RMA) int64 { return int64(max(r.Qty, 1)) }

// reportedDefect gives the pieces that a record reports for a defect.
func reportedDefect(r *desk.RMA) int64 {
	if r.Class != desk.ClassDoaDefect || r.CloseReason == decidedAnew {
		return 0
	}
	return units(r)
}

// reportedDamage gives the parcels that a record reports as damaged on the way.
func reportedDamage(r *desk.RMA) int64 {
	if r.Class != desk.ClassTransitDamage || r.CloseReason == decidedAnew || r.SplitFrom != "" {
		return 0
	}
	return 1
}

// confirmedDefect gives the pieces of a record in which the inspection found a defect.
func confirmedDefect(r *desk.RMA) int64 {
	if r.Class != desk.ClassDoaDefect || !r.Was(desk.RMAFaultConfirmed) {
		return 0
	}
	return units(r)
}

// replacedBy reports whether a record ended with another unit in the place of the buyer's.
func replacedBy(r *desk.RMA) bool {
	return slices.ContainsFunc(r.History, func(h desk.RMAHistory) bool {
		return h.To == desk.RMAClosedResolved && h.Remedy == desk.RemedyReplacement
	})
}
