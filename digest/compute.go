package digest

import (
	"context"
	"strings"
	"time"

	"returndesk/desk"
)

// Sums is what the digest reads of the history: sums of counts, and what stands open.
type Sums interface {
	Tallies(ctx context.Context, figure string, from, to desk.Date, fn func(desk.Count) error) error
	UnfinishedRMAs(ctx context.Context, fn func(desk.RMA) error) error
	Facets(ctx context.Context, f desk.CaseFilter) (desk.Facets, error)
	Cases(ctx context.Context, f desk.CaseFilter) ([]desk.Case, string, error)
	DraftsIn(ctx context.Context, state desk.DraftState, limit int) ([]desk.Draft, error)
	EachDraftOf(ctx context.Context, state desk.DraftState, template string, fn func(desk.Draft) error) error
	Counts(ctx context.Context) (desk.Counts, error)
}

// Deliveries tells what reached the buyers; CodeUnsupported or any other error means that
// nobody knows.
type Deliveries interface {
	Delivered(ctx context.Context, from, to desk.Date) (desk.Deliveries, error)
}

// Shop is what the digest needs to know of the shop.
type Shop struct {
	Name     string
	Zone     *time.Location
	Workdays desk.Workdays // with the hours in which the shop works
}

// maker makes one digest.
type maker struct {
	ctx     context.Context
	sums    Sums
	shop    Shop
	now     time.Time
	p       period
	earlier [span]*Digest // the digests that were frozen, by index of the week; 0 is nil
	open    openRecords
	first   desk.Date // on which anything was counted, "" for never

	delivered desk.Deliveries
	unknown   string // why nobody knows what was delivered
}

// Make computes the digest of a week as it stands at now. earlier gives the digest that was
// frozen for an earlier week, nil where there is none: what stood open then can be known
// from it alone, and what was changed since shows against it. deliveries may be nil.
func Make(ctx context.Context, sums Sums, deliveries Deliveries, shop Shop, week Week, now time.Time, earlier func(Week) (*Digest, error)) (*Digest, error) {
	if shop.Workdays.Zone == nil {
		shop.Workdays.Zone = shop.Zone
	}
	shop.Workdays.Deadlines = shop.Workdays.Deadlines.WithDefaults()
	now = now.In(shop.Zone) // days are those of the shop, wherever the machine's clock is
	m := &maker{ctx: ctx, sums: sums, shop: shop, now: now, p: period{week: week}}
	var err error
	if m.first, err = firstCounted(ctx, sums); err != nil {
		return nil, err
	}
	m.p.known = knownWeeks(m.first, week)
	for i := 1; i < span; i++ {
		if m.earlier[i], err = earlier(week.Add(-i)); err != nil {
			return nil, err
		}
	}
	m.deliveries(deliveries)
	if m.open, err = readOpen(ctx, sums, now); err != nil {
		return nil, err
	}
	from, to := week.Days()
	d := &Digest{Week: week.String(), From: from, To: to, Zone: shop.Zone.String(), Shop: shop.Name, MadeAt: now, State: StatePreview}
	for _, block := range []func() (Block, error){m.decisions, m.inbound, m.defects, m.transit, m.times, m.drafts, m.window, m.ageing, m.money} {
		b, err := block()
		if err != nil {
			return nil, err
		}
		m.compare(&b)
		trim(&b)
		d.Blocks = append(d.Blocks, b)
	}
	if b, ok := m.corrections(d); ok {
		d.Blocks = append(d.Blocks, b)
	}
	d.Headline = headline(d)
	return d, nil
}

// deliveries reads what was delivered over the cohorts that the digest shows.
func (m *maker) deliveries(source Deliveries) {
	if source == nil {
		m.unknown = "the order data do not say what was delivered"
		return
	}
	_, to := m.p.days(0)
	from := min(m.firstCohort()+"-01", m.p.starts()[span-1])
	d, err := source.Delivered(m.ctx, from, to)
	switch {
	case desk.CodeOf(err) == desk.CodeUnsupported:
		m.unknown = "the order source cannot say what was delivered"
	case err != nil:
		m.unknown = desk.MessageOf(err)
	case len(d.Units)+len(d.Parcels) == 0:
		m.unknown = "the order data show no dated delivery"
	}
	m.delivered = d
}

// compare gives standing figures their earlier values from the digests that were frozen.
func (m *maker) compare(b *Block) {
	look := func(f *Figure) {
		if !f.Standing {
			return
		}
		var w weekly
		for i := 1; i < span; i++ {
			if m.earlier[i] == nil {
				continue
			}
			if old := m.earlier[i].Figure(f.Key); old != nil {
				w[i] = old.This
			}
		}
		f.Last, f.Median = w[1], median(w[1:])
	}
	for i := range b.Figures {
		look(&b.Figures[i])
	}
	for i := range b.Matters {
		look(&b.Matters[i].Figure)
	}
}

// headline says the week in one line: the subject of its mail.
func headline(d *Digest) string {
	var parts []string
	if b := d.Block("decisions"); b != nil {
		n := 0
		for _, x := range b.Matters {
			n += int(deref(x.This))
		}
		switch n {
		case 0:
			parts = append(parts, "nothing to decide")
		case 1:
			parts = append(parts, "1 decision waits")
		default:
			parts = append(parts, count(int64(n))+" decisions wait")
		}
	}
	if f := d.Figure("inbound/all"); f != nil {
		switch n := int(deref(f.This)); {
		case f.This == nil:
			parts = append(parts, "mail was not counted yet")
		case n == 0:
			parts = append(parts, "no mail")
		case n == 1:
			parts = append(parts, "1 mail")
		default:
			parts = append(parts, count(int64(n))+" mails")
		}
	}
	if f := d.Figure("first_reply/p50"); f != nil && f.This != nil {
		parts = append(parts, "first reply "+value(f.This, f.Unit))
	}
	return strings.Join(parts, ", ")
}

func deref(v *float64) float64 {
	if v == nil {
		return 0
	}
	return *v
}

func number(v float64) *float64 { return &v }
