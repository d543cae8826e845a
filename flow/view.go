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
	drafts  map[string]desk.Draft
	rmas    map[string]desk.RMA
	refs    map[string]string // Message-ID -> case
	spoken  map[string]time.Time
	shown   map[string]string // SHA-256 of a picture -> first case of this batch that shows it
	changes []desk.Change
	mails   []string // the mail behind each change, "" for none
}

func newView(s Store) *view {
	return &view{store: s, cases: map[string]desk.Case{}, drafts: map[string]desk.Draft{},
		rmas: map[string]desk.RMA{}, refs: map[string]string{}, spoken: map[string]time.Time{}, shown: map[string]string{}}
}

// add takes a change into the view; it becomes durable with the next flush.
func (v *view) add(mail string, c desk.Change) {
	for _, x := range c.Cases {
		v.cases[x.ID] = x
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
	return v.store.CaseOfRefs(ctx, refs)
}

func (v *view) getCase(ctx context.Context, id string) (desk.Case, error) {
	if c, ok := v.cases[id]; ok {
		return c, nil
	}
	return v.store.Case(ctx, id)
}

// casesOfOrder gives every case about an order, as the view has them.
func (v *view) casesOfOrder(ctx context.Context, order string) ([]desk.Case, error) {
	if order == "" {
		return nil, nil
	}
	stored, err := v.store.CasesOfOrder(ctx, order)
	return v.merge(stored, func(c desk.Case) bool { return c.Order == order }), err
}

// casesOfCustomer gives every case of an address, as the view has them.
func (v *view) casesOfCustomer(ctx context.Context, address string) ([]desk.Case, error) {
	if address == "" {
		return nil, nil
	}
	stored, err := v.store.CasesOfCustomer(ctx, address)
	return v.merge(stored, func(c desk.Case) bool { return c.Customer == address }), err
}

// merge puts the view's own cases over the stored ones, in order of their ids.
func (v *view) merge(stored []desk.Case, wanted func(desk.Case) bool) []desk.Case {
	out := slices.DeleteFunc(stored, func(c desk.Case) bool { _, newer := v.cases[c.ID]; return newer })
	for _, c := range v.cases {
		if wanted(c) {
			out = append(out, c)
		}
	}
	slices.SortFunc(out, func(a, b desk.Case) int { return compareCaseIDs(a.ID, b.ID) })
	return out
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
	return v.store.RMA(ctx, number)
}

// rmasOf gives an order's RMA records.
func (v *view) rmasOf(ctx context.Context, order string) ([]desk.RMA, error) {
	if order == "" {
		return nil, nil
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
	return v.store.SpokenAt(ctx, key)
}
