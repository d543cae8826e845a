package flow

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// view is the store as it will be once the changes made so far are recorded. A drain
// handles many mails before one commit, and a reply may follow its question within the
// same batch.
type view struct {
	store   Store
	cases   map[string]desk.Case
	under   map[touch][]string // cases by the orders and customers that they have had here
	drafts  map[string]desk.Draft
	rmas    map[string]desk.RMA
	refs    map[string]string // Message-ID -> case
	spoken  map[string]time.Time
	shown   map[string]string // SHA-256 of a picture -> first case of this batch that shows it
	changes []desk.Change
	mails   []string // the mail behind each change, "" for none
	// behind is the batch before this view, as long as it may not be durable; see await.
	behind *underway
}

func newView(s Store) *view {
	return &view{store: s, cases: map[string]desk.Case{}, under: map[touch][]string{}, drafts: map[string]desk.Draft{},
		rmas: map[string]desk.RMA{}, refs: map[string]string{}, spoken: map[string]time.Time{}, shown: map[string]string{}}
}

// add takes a change into the view; it becomes durable with the next flush.
func (v *view) add(mail string, c desk.Change) {
	for _, x := range c.Cases {
		v.cases[x.ID] = x
		v.find(touchOrder, x.Order, x.ID)
		v.find(touchCustomer, x.Customer, x.ID)
	}
	for _, d := range c.Drafts {
		v.drafts[d.Draft.ID] = d.Draft
	}
	for _, r := range c.RMAs {
		v.rmas[r.Number] = r
	}
	for id, cs := range c.Index {
		v.refs[id] = cs
	}
	for _, s := range c.Spoken {
		v.spoken[s.Key] = s.At
	}
	for _, p := range c.Pictures {
		if _, twice := v.shown[p.SHA256]; !twice {
			v.shown[p.SHA256] = p.Case
		}
	}
	v.changes = append(v.changes, c)
	v.mails = append(v.mails, mail)
}

// find lets a case of the view be found by a key that it has had.
func (v *view) find(kind touchKind, key, id string) {
	if t := touchOf(kind, key); !slices.Contains(v.under[t], id) {
		v.under[t] = append(slices.Clip(v.under[t]), id) // a view made by with has the same lists
	}
}

// caseOfRefs finds the case that one of the ids belongs to. An empty id matches nothing.
func (v *view) caseOfRefs(ctx context.Context, refs []string) (string, bool, error) {
	for _, r := range refs {
		if id, ok := v.refs[r]; ok && r != "" {
			return id, true, nil
		}
	}
	if len(refs) == 0 {
		return "", false, nil
	}
	if err := v.await(touchRef, refs...); err != nil {
		return "", false, err
	}
	return v.store.CaseOfRefs(ctx, refs)
}

func (v *view) getCase(ctx context.Context, id string) (desk.Case, error) {
	if c, ok := v.cases[id]; ok {
		return c, nil
	}
	if err := v.await(touchCase, id); err != nil {
		return desk.Case{}, err
	}
	return v.store.Case(ctx, id)
}

// casesOfOrder gives every case about an order, as the view has them.
func (v *view) casesOfOrder(ctx context.Context, order string) ([]desk.Case, error) {
	if order == "" {
		return nil, nil
	}
	return v.casesBy(touchOrder, order, func() ([]desk.Case, error) { return v.store.CasesOfOrder(ctx, order) },
		func(c *desk.Case) bool { return c.Order == order })
}

// casesOfCustomer gives every case of an address, as the view has them.
func (v *view) casesOfCustomer(ctx context.Context, address string) ([]desk.Case, error) {
	if address == "" {
		return nil, nil
	}
	return v.casesBy(touchCustomer, address, func() ([]desk.Case, error) { return v.store.CasesOfCustomer(ctx, address) },
		func(c *desk.Case) bool { return c.Customer == address })
}

// casesBy reads stored cases by a key and puts the view's own over them, in order of their ids.
func (v *view) casesBy(kind touchKind, key string, read func() ([]desk.Case, error), wanted func(*desk.Case) bool) ([]desk.Case, error) {
	if err := v.await(kind, key); err != nil {
		return nil, err
	}
	stored, err := read()
	// A case may have left the key for another one meanwhile.
	if err == nil && v.behind != nil {
		for i := range stored {
			if err := v.await(touchCase, stored[i].ID); err != nil {
				return nil, err
			}
		}
		if v.behind == nil {
			stored, err = read()
		}
	}
	out := slices.DeleteFunc(stored, func(c desk.Case) bool { _, newer := v.cases[c.ID]; return newer })
	for _, id := range v.under[touchOf(kind, key)] {
		if c := v.cases[id]; wanted(&c) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b desk.Case) int { return compareCaseIDs(a.ID, b.ID) })
	return out, err
}

// CaseBefore reports whether case a was opened before case b.
func CaseBefore(a, b string) bool { return compareCaseIDs(a, b) < 0 }

// compareCaseIDs orders C-999 before C-1000.
func compareCaseIDs(a, b string) int {
	if len(a) != len(b) {
		return len(a) - len(b)
	}
	return strings.Compare(a, b)
}

// draftsOf gives a case's drafts, oldest first.
func (v *view) draftsOf(ctx context.Context, c desk.Case) ([]desk.Draft, error) {
	var out []desk.Draft
	for _, id := range c.Drafts {
		d, ok := v.drafts[id]
		if !ok {
			err := v.await(touchDraft, id)
			if err != nil {
				return nil, err
			}
			if d, err = v.store.Draft(ctx, id); err != nil {
				return nil, err
			}
		}
		out = append(out, d)
	}
	return out, nil
}

// rma gives one record by its number.
func (v *view) rma(ctx context.Context, number string) (desk.RMA, error) {
	if r, ok := v.rmas[number]; ok {
		return r, nil
	}
	if err := v.await(touchRMA, number); err != nil {
		return desk.RMA{}, err
	}
	return v.store.RMA(ctx, number)
}

// rmasOf gives an order's RMA records.
func (v *view) rmasOf(ctx context.Context, order string) ([]desk.RMA, error) {
	if order == "" {
		return nil, nil
	}
	if err := v.await(touchOrder, order); err != nil {
		return nil, err
	}
	out, err := v.store.RMAsOfOrder(ctx, order)
	if err != nil {
		return nil, err
	}
	out = slices.DeleteFunc(out, func(r desk.RMA) bool { _, newer := v.rmas[r.Number]; return newer })
	for _, r := range v.rmas {
		if r.Order == order {
			out = append(out, r)
		}
	}
	slices.SortFunc(out, func(a, b desk.RMA) int { return a.OpenedAt.Compare(b.OpenedAt) })
	return out, nil
}

// spokenAt tells when something limited to "at most once in a while" was last said.
func (v *view) spokenAt(ctx context.Context, key string) (time.Time, error) {
	if t, ok := v.spoken[key]; ok {
		return t, nil
	}
	if err := v.await(touchSpoken, key); err != nil {
		return time.Time{}, err
	}
	return v.store.SpokenAt(ctx, key)
}
