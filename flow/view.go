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
	under   map[foundBy][]string // cases by the orders and customers that they have had here
	drafts  map[string]desk.Draft
	rmas    map[string]desk.RMA
	refs    map[string]string // Message-ID -> case
	spoken  map[string]time.Time
	shown   map[string]string // SHA-256 of a picture -> first case of this batch that shows it
	changes []desk.Change
	mails   []string  // the mail behind each change, "" for none
	behind  *underway // the batch before this view, nil for none
}

func newView(s Store) *view {
	return &view{store: s, cases: map[string]desk.Case{}, under: map[foundBy][]string{}, drafts: map[string]desk.Draft{},
		rmas: map[string]desk.RMA{}, refs: map[string]string{}, spoken: map[string]time.Time{}, shown: map[string]string{}}
}

// add takes a change into the view; it becomes durable with the next flush.
func (v *view) add(mail string, c desk.Change) {
	v.take(c)
	for _, r := range c.RMAs { // as the store will have counted it
		r.Version++
		v.rmas[r.Number] = r
	}
	v.changes = append(v.changes, c)
	v.mails = append(v.mails, mail)
}

// take lets the records of a change be found in the view.
func (v *view) take(c desk.Change) {
	for _, x := range c.Cases {
		v.cases[x.ID] = x
		v.find(orderKind, x.Order, x.ID)
		v.find(customerKind, x.Customer, x.ID)
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
}

// find lets a case of the view be found by a key that it has had.
func (v *view) find(kind keyKind, key, id string) {
	if at := (foundBy{kind, lower(key)}); !slices.Contains(v.under[at], id) {
		v.under[at] = append(slices.Clip(v.under[at]), id) // a view made by with has the same lists
	}
}

// foundBy is a key by which cases are found, folded as the store does.
type foundBy struct {
	kind keyKind
	key  string
}

type keyKind byte

const (
	orderKind keyKind = iota
	customerKind
)

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
	b := v.before()
	if b == nil || !slices.ContainsFunc(refs, func(r string) bool { return r != "" && b.refs[r] != "" }) {
		return v.store.CaseOfRefs(ctx, refs)
	}
	for i, r := range refs { // the first that is known, wherever it lies
		if id := b.refs[r]; id != "" && r != "" {
			return id, true, nil
		}
		if id, ok, err := v.store.CaseOfRefs(ctx, refs[i:i+1]); err != nil || ok {
			return id, ok, err
		}
	}
	return "", false, nil
}

func (v *view) getCase(ctx context.Context, id string) (desk.Case, error) {
	if c, ok := v.cases[id]; ok {
		return c, nil
	}
	if b := v.before(); b != nil {
		if c, ok := b.cases[id]; ok {
			return lean(c)
		}
	}
	return v.store.Case(ctx, id)
}

// casesOfOrder gives every case about an order, as the view has them.
func (v *view) casesOfOrder(ctx context.Context, order string) ([]desk.Case, error) {
	if order == "" {
		return nil, nil
	}
	return v.casesBy(orderKind, order, func() ([]desk.Case, error) { return v.store.CasesOfOrder(ctx, order) },
		func(c *desk.Case) bool { return c.Order == order })
}

// casesOfCustomer gives every case of an address, as the view has them.
func (v *view) casesOfCustomer(ctx context.Context, address string) ([]desk.Case, error) {
	if address == "" {
		return nil, nil
	}
	return v.casesBy(customerKind, address, func() ([]desk.Case, error) { return v.store.CasesOfCustomer(ctx, address) },
		func(c *desk.Case) bool { return c.Customer == address })
}

// casesBy reads stored cases by a key and puts the newer ones of the view over them, in order of
// their ids.
func (v *view) casesBy(kind keyKind, key string, read func() ([]desk.Case, error), wanted func(*desk.Case) bool) ([]desk.Case, error) {
	b := v.before() // asked first: what is recorded meanwhile is read twice, and not missed
	out, err := read()
	if err != nil {
		return nil, err
	}
	at := foundBy{kind, lower(key)}
	if b != nil {
		out = slices.DeleteFunc(out, func(c desk.Case) bool { _, newer := b.cases[c.ID]; return newer })
		for _, id := range b.under[at] {
			if c := b.cases[id]; wanted(&c) {
				if c, err = lean(c); err != nil {
					return nil, err
				}
				out = append(out, c)
			}
		}
	}
	out = slices.DeleteFunc(out, func(c desk.Case) bool { _, newer := v.cases[c.ID]; return newer })
	for _, id := range v.under[at] {
		if c := v.cases[id]; wanted(&c) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b desk.Case) int { return compareCaseIDs(a.ID, b.ID) })
	return out, nil
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
			var err error
			if d, err = v.draft(ctx, id); err != nil {
				return nil, err
			}
		}
		out = append(out, d)
	}
	return out, nil
}

// draft gives a draft that this view did not change.
func (v *view) draft(ctx context.Context, id string) (desk.Draft, error) {
	if b := v.before(); b != nil {
		if d, ok := b.drafts[id]; ok {
			return lean(d)
		}
	}
	return v.store.Draft(ctx, id)
}

// rma gives one record by its number.
func (v *view) rma(ctx context.Context, number string) (desk.RMA, error) {
	if r, ok := v.rmas[number]; ok {
		return r, nil
	}
	if b := v.before(); b != nil {
		if r, ok := b.rmas[number]; ok {
			return lean(r)
		}
	}
	return v.store.RMA(ctx, number)
}

// rmasOf gives an order's RMA records.
func (v *view) rmasOf(ctx context.Context, order string) ([]desk.RMA, error) {
	if order == "" {
		return nil, nil
	}
	b := v.before()
	out, err := v.store.RMAsOfOrder(ctx, order)
	if err != nil {
		return nil, err
	}
	if b != nil {
		out = slices.DeleteFunc(out, func(r desk.RMA) bool { _, newer := b.rmas[r.Number]; return newer })
		for n := range b.rmas {
			if _, newer := v.rmas[n]; !newer && b.rmas[n].Order == order {
				r, err := lean(b.rmas[n])
				if err != nil {
					return nil, err
				}
				out = append(out, r)
			}
		}
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
	if b := v.before(); b != nil {
		if t, ok := b.spoken[key]; ok {
			return t, nil
		}
	}
	return v.store.SpokenAt(ctx, key)
}
