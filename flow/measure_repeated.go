package flow

import (
	"context"
	"maps"
	"slices"
	"strings"

	"returndesk/desk"
)

// recount brings the figures of what buyers reported, and of the faults that were found, to what the records
// of a line of an order say once one of them is as r; old is how it was, where it was known. A unit that is
// reported, or found faulty, a second time is one unit, and the rates divide by the units that were delivered
// (domain.md section 6, block 3): so a record that is taken back, or that turns out to be about something
// else, changes what a later one of the same line stands for.
func (x *measuring) recount(ctx context.Context, old, r *desk.RMA, known bool, earlier map[string]desk.RMA) error {
	if known && maps.Equal(x.says([]desk.RMA{*old}), x.says([]desk.RMA{*r})) {
		return nil
	}
	change := map[desk.Count]int64{}
	step := func(r *desk.RMA, n int64) error { // what the records of a line say with this one, and without
		list, err := x.besideOf(ctx, r, earlier)
		if err != nil {
			return err
		}
		for of, k := range x.says(inOrder(append(slices.Clone(list), *r))) {
			change[of] += n * k
		}
		for of, k := range x.says(inOrder(list)) {
			change[of] -= n * k
		}
		return nil
	}
	if err := step(r, 1); err != nil {
		return err
	}
	if known {
		if err := step(old, -1); err != nil {
			return err
		}
	}
	for _, of := range slices.SortedFunc(maps.Keys(change), func(a, b desk.Count) int {
		return strings.Compare(string(a.Day)+a.Of, string(b.Day)+b.Of)
	}) {
		if n := change[of]; n != 0 {
			x.counts[r.Case] = append(x.counts[r.Case], desk.Count{Day: of.Day, Of: of.Of, N: n})
		}
	}
	return nil
}

// besideOf gives the other records of a record's line, as the changes before this one leave them.
func (x *measuring) besideOf(ctx context.Context, r *desk.RMA, earlier map[string]desk.RMA) ([]desk.RMA, error) {
	if r.Order == "" {
		return nil, nil
	}
	stored, err := x.Store.RMAsOfOrder(ctx, r.Order)
	if err != nil {
		return nil, err
	}
	by := map[string]desk.RMA{}
	for _, o := range append(stored, slices.Collect(maps.Values(earlier))...) {
		if o.Number != r.Number && o.Line == r.Line && strings.EqualFold(o.Order, r.Order) {
			by[o.Number] = o
		}
	}
	return slices.Collect(maps.Values(by)), nil
}

// inOrder sorts records by when they were opened.
func inOrder(list []desk.RMA) []desk.RMA {
	slices.SortFunc(list, func(a, b desk.RMA) int {
		if c := a.OpenedAt.Compare(b.OpenedAt); c != 0 {
			return c
		}
		return strings.Compare(a.Number, b.Number)
	})
	return list
}

// says gives what the records of a line, in their order, stand for in the figures. Pieces that were split off
// were opened with the record that they come from.
func (x *measuring) says(list []desk.RMA) map[desk.Count]int64 {
	out := map[desk.Count]int64{}
	add := func(day desk.Date, n int64, figure string, dims ...string) {
		if n != 0 {
			out[desk.NewCount(day, 0, figure, dims...)] += n
		}
	}
	for i := range list {
		r := &list[i]
		if r.CloseReason == decidedAnew { // it never should have been
			continue
		}
		opened := x.day(r.OpenedAt)
		reported := opened
		if !r.ReportedAt.IsZero() {
			reported = x.day(r.ReportedAt)
		}
		if r.SplitFrom == "" {
			add(opened, 1, desk.CountOpened, string(r.Class))
			if r.Day != nil && *r.Day > desk.ReportDays {
				add(opened, 1, desk.CountAccepted, string(r.Class))
			}
			if r.Override != "" {
				add(opened, 1, desk.CountOverride, "record_against_the_table")
			}
		}
		month := ""
		if len(r.DeliveredOn) >= 7 {
			month = string(r.DeliveredOn[:7])
		}
		add(reported, newOf(list, r, reportedDefect), desk.CountDefect, r.SKU, r.Firmware, r.Batch, month, "reported")
		if at, found := faultFound(r); found {
			add(x.day(at), newOf(list, r, confirmedDefect), desk.CountDefect, r.SKU, r.Firmware, r.Batch, month, "confirmed")
		}
		if n := newOf(list, r, reportedDamage); n != 0 {
			add(reported, n, desk.CountDamage, x.carrier(r))
			if r.Claim != nil && r.Claim.Service != "" {
				add(reported, n, desk.CountService, x.carrier(r), r.Claim.Service)
			}
		}
	}
	return out
}
