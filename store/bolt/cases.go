package bolt

import (
	"bytes"
	"context"
	"encoding/hex"
	"slices"

	"returndesk/desk"
)

// maxOfOne bounds how many cases of one order or address are given, newest kept.
const maxOfOne = 200

// CaseOfRefs gives the case that the first known of the ids belongs to. An empty id
// matches nothing.
func (s *Store) CaseOfRefs(ctx context.Context, refs []string) (string, bool, error) {
	id, found := "", false
	err := s.view(ctx, func(t *rtx) error {
		for _, ref := range refs {
			if ref == "" {
				continue
			}
			for _, n := range t.links(linkOf(linkRef, ref)) {
				if t.b(bHeads).Get(u64(n)) != nil {
					id, found = caseID(n), true
					return nil
				}
			}
		}
		return nil
	})
	return id, found, err
}

// Case gives a case with its decisions, CodeNotFound when there is none.
func (s *Store) Case(ctx context.Context, id string) (desk.Case, error) {
	var c desk.Case
	n, err := caseNumber(id)
	if err != nil {
		return c, err
	}
	err = s.view(ctx, func(t *rtx) error {
		c, err = t.caseAt(n, true)
		return err
	})
	return c, err
}

// CasesOfOrder gives the cases about an order, in any spelling of case, oldest first,
// with their decisions; the newest 200 if there are more.
func (s *Store) CasesOfOrder(ctx context.Context, order string) ([]desk.Case, error) {
	return s.casesOf(ctx, linkOrder, order)
}

// CasesOfCustomer gives the cases of an address, oldest first, with their decisions; the
// newest 200 if there are more.
func (s *Store) CasesOfCustomer(ctx context.Context, address string) ([]desk.Case, error) {
	return s.casesOf(ctx, linkCustomer, address)
}

func (s *Store) casesOf(ctx context.Context, kind byte, value string) ([]desk.Case, error) {
	var out []desk.Case
	if value = foldKey(value); value == "" {
		return nil, nil
	}
	err := s.view(ctx, func(t *rtx) error {
		numbers := t.links(linkOf(kind, value))
		for _, n := range numbers[max(0, len(numbers)-maxOfOne):] {
			if t.b(bHeads).Get(u64(n)) == nil {
				continue
			}
			c, err := t.caseAt(n, true)
			if err != nil {
				return err
			}
			out = append(out, c)
		}
		return nil
	})
	return out, err
}

// Cases lists cases without their decisions (read the case by its id for those): with
// Waiting dangers to people first, then the most urgent deadline, of those at one instant
// the customer's last day first; else the newest case first; with Back the other way round.
// Words must all occur; one that ends in * matches every word that begins so. The second
// result goes into After to continue, "" when the list has ended.
func (s *Store) Cases(ctx context.Context, f desk.CaseFilter) ([]desk.Case, string, error) {
	if f.Limit <= 0 {
		f.Limit = 100
	}
	after, err := hex.DecodeString(f.After)
	if err != nil || len(after) != 0 && len(after) != 16 {
		return nil, "", desk.Errf(desk.CodeInvalid, "%q is not a place in a listing", clip(f.After)).WithMend("begin the listing anew")
	}
	var out []desk.Case
	next := ""
	err = s.view(ctx, func(t *rtx) error {
		out, next = nil, ""
		if len(after) == 0 && f.AfterCase != "" {
			if after, err = t.placeOf(&f); err != nil {
				return err
			}
		}
		var last []byte
		return t.eachCandidate(&f, after, func(key []byte, n uint64) (bool, error) {
			if err := ctx.Err(); err != nil {
				return false, err
			}
			h, ok, err := t.head(n)
			if err != nil || !ok || !h.fits(&f) {
				return err == nil, err
			}
			if len(out) == f.Limit {
				next = hex.EncodeToString(last)
				return false, nil
			}
			c, err := t.caseAt(n, false)
			out, last = append(out, c), slices.Clone(key)
			return err == nil, err
		})
	})
	return out, next, err
}

// fits tells whether a case is wanted, as far as its head tells.
func (h *caseHead) fits(f *desk.CaseFilter) bool {
	return (len(f.States) == 0 || slices.Contains(f.States, h.state)) &&
		(f.Class == "" || h.class == f.Class) && (f.Outcome == "" || h.outcome == f.Outcome) &&
		(f.Flag == "" || slices.Contains(h.flags, f.Flag)) && (!f.Waiting || h.waiting) &&
		(f.Held == "" || h.heldAs(f.Held, f.Approver)) &&
		(f.Order == "" || foldKey(h.order) == foldKey(f.Order)) &&
		(f.Address == "" || foldKey(h.customer) == foldKey(f.Address))
}

// heldAs tells whether the case waits for more than an agent in the sense of a filter.
func (h *caseHead) heldAs(want desk.Held, by desk.Actor) bool {
	held, forHim := h.held(by)
	if want == desk.HeldForMe {
		return forHim
	}
	return held
}

// eachCandidate goes, in the order of the listing, through the cases that the best
// index gives, from after the place `after` on. A place is 16 bytes: the key of the queue
// or zeros, and the case.
func (t *rtx) eachCandidate(f *desk.CaseFilter, after []byte, fn func(key []byte, n uint64) (bool, error)) error {
	narrow, narrowed, err := t.narrow(f)
	if err != nil {
		return err
	}
	switch {
	case narrowed:
		return t.eachOf(f, narrow, after, fn)
	case f.Waiting:
		return t.walk(bWaiting, after, f.Back, func(k []byte) (bool, error) { return fn(k, fromU64(k[8:])) })
	}
	if len(after) > 0 {
		after = after[8:]
	}
	return t.walk(bHeads, after, !f.Back, func(k []byte) (bool, error) { // the newest first
		return fn(place(0, fromU64(k)), fromU64(k))
	})
}

// walk goes through the keys of a bucket behind a key, or back through those before it,
// until fn says no. Without a key it begins at the first, or at the last.
func (t *rtx) walk(bucket string, from []byte, back bool, fn func(k []byte) (bool, error)) error {
	c := t.b(bucket).Cursor()
	step, end := c.Next, c.First
	if back {
		step, end = c.Prev, c.Last
	}
	var k []byte
	if len(from) == 0 {
		k, _ = end()
	} else if k, _ = c.Seek(from); k == nil && back { // it lies behind all
		k, _ = c.Last()
	} else if k != nil && (back || bytes.Equal(k, from)) {
		k, _ = step()
	}
	for ; k != nil; k, _ = step() {
		if more, err := fn(k); !more || err != nil {
			return err
		}
	}
	return nil
}

// placeOf gives the place of a case in the listing that a filter asks for.
func (t *rtx) placeOf(f *desk.CaseFilter) ([]byte, error) {
	n, err := caseNumber(f.AfterCase)
	if err != nil {
		return nil, err
	}
	h, ok, err := t.head(n)
	if err != nil {
		return nil, err
	}
	if !ok {
		return nil, notFound("case", f.AfterCase)
	}
	if !f.Waiting {
		return place(0, n), nil
	}
	return append(h.queueKey(), u64(n)...), nil
}

func place(first, n uint64) []byte { return append(u64(first), u64(n)...) }

// narrow takes the index that leaves the fewest candidates: words, an order, an address.
func (t *rtx) narrow(f *desk.CaseFilter) (list []uint64, narrowed bool, err error) {
	switch {
	case len(f.Words) > 0:
		list, err = t.casesWith(f.Words)
		return list, true, err
	case f.Order != "":
		return t.links(linkOf(linkOrder, foldKey(f.Order))), true, nil
	case f.Address != "":
		return t.links(linkOf(linkCustomer, foldKey(f.Address))), true, nil
	}
	return nil, false, nil
}

// eachOf goes through given cases, which ascend, in the order of the listing.
func (t *rtx) eachOf(f *desk.CaseFilter, numbers []uint64, after []byte, fn func(key []byte, n uint64) (bool, error)) error {
	if f.Waiting {
		return t.eachWaitingOf(numbers, after, f.Back, fn)
	}
	places := make([][]byte, 0, len(numbers))
	for _, n := range numbers {
		places = append(places, place(0, n))
	}
	return eachPlace(places, after, !f.Back, fn) // the newest first
}

// eachPlace goes through ascending places behind one, or back through those before it.
func eachPlace(places [][]byte, after []byte, back bool, fn func(key []byte, n uint64) (bool, error)) error {
	if back {
		slices.Reverse(places)
	}
	for _, p := range places {
		if c := bytes.Compare(p, after); len(after) > 0 && (c == 0 || (c > 0) == back) {
			continue
		}
		if more, err := fn(p, fromU64(p[8:])); !more || err != nil {
			return err
		}
	}
	return nil
}

// fewCases is how many given cases are looked at one by one; more of them are held against
// the queue's own index, which has the right order already.
const fewCases = 200

// eachWaitingOf goes through those of the given cases that wait, the most urgent first.
func (t *rtx) eachWaitingOf(numbers []uint64, after []byte, back bool, fn func(key []byte, n uint64) (bool, error)) error {
	if len(numbers) > fewCases {
		return t.walk(bWaiting, after, back, func(k []byte) (bool, error) {
			n := fromU64(k[8:])
			if _, ok := slices.BinarySearch(numbers, n); !ok {
				return true, nil
			}
			return fn(k, n)
		})
	}
	var places [][]byte
	for _, n := range numbers {
		h, ok, err := t.head(n)
		if err != nil {
			return err
		}
		if ok && h.waiting {
			places = append(places, append(h.queueKey(), u64(n)...))
		}
	}
	slices.SortFunc(places, bytes.Compare)
	return eachPlace(places, after, back, fn)
}

// caseBytes is about what reading a case with its decisions touches.
const caseBytes = 8 << 10

// EachCase calls fn for every case with its decisions, oldest first, until fn gives an
// error, which it returns. Cases that are made or changed meanwhile may or may not show.
func (s *Store) EachCase(ctx context.Context, fn func(desk.Case) error) error {
	for next := uint64(0); ; {
		var page []desk.Case
		err := s.view(ctx, func(t *rtx) error {
			c := t.b(bHeads).Cursor()
			for k, _ := c.Seek(u64(next)); k != nil && len(page) < pageSize; k, _ = c.Next() {
				cs, err := t.caseAt(fromU64(k), true)
				if err != nil {
					return err
				}
				page, next = append(page, cs), fromU64(k)+1
			}
			return nil
		})
		if err != nil {
			return err
		}
		s.touched(int64(len(page)) * caseBytes)
		for _, c := range page {
			if err := fn(c); err != nil {
				return err
			}
		}
		if len(page) < pageSize {
			return nil
		}
	}
}
