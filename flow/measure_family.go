package flow

import (
	"slices"
	"time"

	"returndesk/desk"
)

// newOf gives the pieces of one of a line's records that a figure has by no earlier one. counted tells how
// many pieces of a record the figure knows. A unit that came in the place of another before the record was
// opened is a unit of its own.
func newOf(list []desk.RMA, r *desk.RMA, counted func(*desk.RMA) int64) int64 {
	mine := counted(r)
	known := int64(0) // pieces in the buyer's hands that the figure has
	for i := range list {
		if !isRoot(list, &list[i]) {
			continue
		}
		family := partsOf(list, list[i].Number)
		if at := slices.IndexFunc(family, func(p desk.RMA) bool { return p.Number == r.Number }); at >= 0 {
			for k := range at { // the same pieces, as far as this record's other parts stand for them
				known -= counted(&family[k])
			}
			break
		}
		pieces, replaced := int64(0), int64(0)
		for k := range family {
			pieces += counted(&family[k])
			if replacedBy(&family[k], r.OpenedAt) {
				replaced += units(&family[k])
			}
		}
		known = max(0, max(known, pieces)-replaced)
	}
	return mine - min(mine, max(0, known))
}

// isRoot reports whether a record is no part of another one of the list.
func isRoot(list []desk.RMA, r *desk.RMA) bool {
	return r.SplitFrom == "" || !slices.ContainsFunc(list, func(x desk.RMA) bool { return x.Number == r.SplitFrom })
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
	if _, found := faultFound(r); !found || r.Class != desk.ClassDoaDefect {
		return 0
	}
	return units(r)
}

// faultFound tells when an inspection first found a fault. One that is found in a piece again is one more
// inspection, and no other faulty piece.
func faultFound(r *desk.RMA) (time.Time, bool) {
	for _, h := range r.History {
		if h.To == desk.RMAFaultConfirmed {
			return h.At, true
		}
	}
	return time.Time{}, false
}

// replacedBy reports whether a record had ended, by a time, with another unit in the place of the buyer's.
func replacedBy(r *desk.RMA, by time.Time) bool {
	return slices.ContainsFunc(r.History, func(h desk.RMAHistory) bool {
		return h.To == desk.RMAClosedResolved && h.Remedy == desk.RemedyReplacement && !h.At.After(by)
	})
}
