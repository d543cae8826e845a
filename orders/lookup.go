package orders

import (
	"context"
	"time"

	"returndesk/desk"
)

// Lookup finds a mail's orders in the current snapshot. Each order's AsOf is the file's
// unless the data state one of its own. It never fails on a file that is broken or gone:
// then Lookup.Problem says so.
func (s *Source) Lookup(ctx context.Context, numbers []desk.NumberFound, sender string) (desk.Lookup, error) {
	if err := ctx.Err(); err != nil {
		return desk.Lookup{}, err
	}
	st := s.now.Load()
	l := st.index.Find(numbers, sender)
	l.AsOf, l.Problem = st.asOf, st.problem()
	date(l.Matches, st.asOf)
	date(l.Own, st.asOf)
	return l, nil
}

// Order finds one order by its number; ok is false when there is none.
func (s *Source) Order(ctx context.Context, number string) (order desk.Order, ok bool, err error) {
	if err := ctx.Err(); err != nil {
		return desk.Order{}, false, err
	}
	st := s.now.Load()
	order, ok = st.index.ByNumber(number)
	if ok && order.AsOf.IsZero() {
		order.AsOf = st.asOf
	}
	return order, ok, nil
}

// Due gives the unshipped orders whose promise ends before a time's day in shop time,
// the most urgent first.
func (s *Source) Due(ctx context.Context, before time.Time) ([]desk.Order, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	st := s.now.Load()
	due := st.index.Due(before, s.opt.Zone)
	date(due, st.asOf)
	return due, nil
}

// date fills in the age of orders that state none; the slice is the caller's own copy.
func date(list []desk.Order, asOf time.Time) {
	for i := range list {
		if list[i].AsOf.IsZero() {
			list[i].AsOf = asOf
		}
	}
}
