package bolt

import (
	"context"
	"slices"

	"returndesk/desk"
)

func (t *rtx) rmaAt(n uint64) (desk.RMA, bool, error) {
	var r desk.RMA
	v := t.b(bRMAs).Get(u64(n))
	if v == nil {
		return r, false, nil
	}
	if err := unpackJSON(v, &r); err != nil {
		return r, false, unreadable(err, "RMA", "")
	}
	return r, true, nil
}

// rmaByNumber finds a record by its number in canonical form.
func (t *rtx) rmaByNumber(number string) (desk.RMA, uint64, bool, error) {
	for _, n := range t.links(linkOf(linkRMA, number)) {
		r, ok, err := t.rmaAt(n)
		if err != nil {
			return r, 0, false, err
		}
		if ok && r.Number == number {
			return r, n, true, nil
		}
	}
	return desk.RMA{}, 0, false, nil
}

// writeRMA puts a record that was checked.
func (t *wtx) writeRMA(r desk.RMA, body []byte) error {
	old, n, ok, err := t.rmaByNumber(r.Number)
	if err != nil {
		return err
	}
	if !ok {
		if n, err = t.b(bRMAs).NextSequence(); err != nil {
			return err
		}
		t.addLink(linkOf(linkRMA, r.Number), n)
	}
	t.count("rma", string(old.State), -1)
	t.count("rma", string(r.State), 1)
	if err := t.moveLink(linkOrderRMA, old.Order, r.Order, n); err != nil {
		return err
	}
	if err := t.indexRMA(n, &r); err != nil {
		return err
	}
	return t.put(bRMAs, u64(n), body)
}

// indexRMA keeps the index of unfinished records true.
func (t *wtx) indexRMA(n uint64, r *desk.RMA) error {
	if r.Unfinished() {
		return t.put(bRMAOpen, u64(n), nil)
	}
	return t.b(bRMAOpen).Delete(u64(n))
}

// rmaIndexForm is the version of the index of unfinished records; a file with another one
// makes it anew.
const rmaIndexForm = 1

func (t *wtx) reindexRMAs() error {
	err := t.b(bRMAs).ForEach(func(k, _ []byte) error {
		r, _, err := t.rmaAt(fromU64(k))
		if err != nil {
			return err
		}
		return t.indexRMA(fromU64(k), &r)
	})
	if err != nil {
		return err
	}
	return t.put(bMeta, []byte("rmas_open"), u64(rmaIndexForm))
}

// UnfinishedRMAs calls fn for each record with which something is still to happen
// (desk.RMA.Unfinished), oldest first, until fn gives an error, which it returns. It reads
// one consistent state; fn must not call the store.
func (s *Store) UnfinishedRMAs(ctx context.Context, fn func(desk.RMA) error) error {
	var stop error
	var seen int64
	defer func() { s.touched(seen) }()
	err := s.view(ctx, func(t *rtx) error {
		c := t.b(bRMAOpen).Cursor()
		for k, _ := c.First(); k != nil; k, _ = c.Next() {
			r, ok, err := t.rmaAt(fromU64(k))
			if err != nil {
				return err
			}
			if !ok {
				continue
			}
			seen += scanned(k, t.b(bRMAs).Get(k))
			if stop = fn(r); stop != nil {
				return nil
			}
		}
		return nil
	})
	if stop != nil {
		return stop
	}
	return err
}

// RMA gives a record by its number, CodeNotFound when there is none. The number may be
// written as people write it.
func (s *Store) RMA(ctx context.Context, number string) (desk.RMA, error) {
	var r desk.RMA
	if canonical, err := desk.ParseRMANumber(number); err == nil {
		number = canonical
	}
	err := s.view(ctx, func(t *rtx) error {
		var ok bool
		var err error
		if r, _, ok, err = t.rmaByNumber(number); err == nil && !ok {
			err = notFound("RMA", number)
		}
		return err
	})
	return r, err
}

// RMAsOfOrder gives the records of an order, oldest first.
func (s *Store) RMAsOfOrder(ctx context.Context, order string) ([]desk.RMA, error) {
	var out []desk.RMA
	if foldKey(order) == "" {
		return nil, nil
	}
	err := s.view(ctx, func(t *rtx) error {
		for _, n := range t.links(linkOf(linkOrderRMA, foldKey(order))) {
			r, ok, err := t.rmaAt(n)
			if err != nil {
				return err
			}
			if ok {
				out = append(out, r)
			}
		}
		return nil
	})
	slices.SortStableFunc(out, func(a, b desk.RMA) int { return a.OpenedAt.Compare(b.OpenedAt) })
	return out, err
}

// RMAs lists records, newest first.
func (s *Store) RMAs(ctx context.Context, f desk.RMAFilter) ([]desk.RMA, error) {
	if f.Limit <= 0 {
		f.Limit = 100
	}
	fits := func(r *desk.RMA) bool {
		return (f.State == "" || r.State == f.State) && (!f.Open || r.State.Open()) &&
			(f.Order == "" || foldKey(r.Order) == foldKey(f.Order)) &&
			(f.Overdue.IsZero() || !r.Due.IsZero() && r.Due.Before(f.Overdue))
	}
	if f.Order != "" {
		list, err := s.RMAsOfOrder(ctx, f.Order)
		list = slices.DeleteFunc(list, func(r desk.RMA) bool { return !fits(&r) })
		slices.Reverse(list)
		return list[:min(len(list), f.Limit)], err
	}
	var out []desk.RMA
	err := s.view(ctx, func(t *rtx) error {
		c := t.b(bRMAs).Cursor()
		for k, v := c.Last(); k != nil && len(out) < f.Limit; k, v = c.Prev() {
			var r desk.RMA
			if err := unpackJSON(v, &r); err != nil {
				return unreadable(err, "RMA", "")
			}
			if fits(&r) {
				out = append(out, r)
			}
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		return nil
	})
	return out, err
}
