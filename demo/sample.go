package demo

import (
	"cmp"
	"encoding/json"
	"fmt"
	"runtime"
	"slices"
	"time"
	_ "time/tzdata" // customers live in zones that the machine may not have

	"golang.org/x/sync/errgroup"

	"returndesk/desk"
)

// Sample is the whole demo at one moment: the shop's orders and its mailbox, oldest mail
// first.
type Sample struct {
	Now     time.Time
	Orders  []desk.Order
	Letters []Letter
}

// New makes the sample as it is at a moment. The same moment gives the same bytes.
func New(now time.Time) (*Sample, error) {
	b := &builder{now: now.Truncate(time.Second), zones: map[string]*time.Location{}}
	b.zone(ShopZone)
	b.cancellations()
	b.changes()
	b.defects()
	b.lateReports()
	b.damages()
	b.regrets()
	b.parcels()
	b.questions()
	b.returns()
	b.strangers()
	b.machines()
	if b.err != nil {
		return nil, b.err
	}
	return b.finish()
}

// builder gathers orders and letters. Its first error ends the making.
type builder struct {
	now     time.Time
	zones   map[string]*time.Location
	orders  []*desk.Order
	letters []*letter
	seed    uint64 // of the last picture
	err     error
}

// zone gives a time zone by its IANA name.
func (b *builder) zone(name string) *time.Location {
	if z, ok := b.zones[name]; ok {
		return z
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		b.fail(desk.Wrap(desk.CodeInternal, err, "the time zone %s is not known", name))
		z = time.UTC
	}
	b.zones[name] = z
	return z
}

func (b *builder) fail(err error) {
	if b.err == nil {
		b.err = err
	}
}

// mail adds a letter and gives it back.
func (b *builder) mail(l letter) *letter {
	b.letters = append(b.letters, &l)
	return &l
}

// next gives a seed for the next picture, so that each is drawn in another light.
func (b *builder) next() uint64 {
	b.seed++
	return b.seed*7919 + 13
}

// jpg attaches a sharp photo.
func (b *builder) jpg(name string, things ...drawing) part {
	seed := b.next()
	return part{name: name, mime: "image/jpeg", draw: func() ([]byte, error) { return photo(seed, things...) }}
}

// finish writes everything out.
func (b *builder) finish() (*Sample, error) {
	s := &Sample{Now: b.now}
	for _, o := range b.orders {
		s.Orders = append(s.Orders, *o)
	}
	list := slices.SortedStableFunc(slices.Values(b.letters), func(x, y *letter) int { return cmp.Compare(y.ago, x.ago) })
	s.Letters = make([]Letter, len(list))
	var g errgroup.Group // drawing photos takes most of the time
	g.SetLimit(runtime.GOMAXPROCS(0))
	for i, l := range list {
		g.Go(func() error {
			raw, err := compose(l, b.now)
			if err != nil {
				return desk.Wrap(desk.CodeInternal, err, "the demo's mail %s cannot be written", l.key)
			}
			s.Letters[i] = Letter{
				Key: l.key, From: desk.Address{Name: l.from.name, Address: l.from.address},
				Subject: l.subject, ReceivedAt: l.at(b.now), Raw: raw,
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	return s, nil
}

// OrdersJSON gives the orders in the form of orders.json.
func (s *Sample) OrdersJSON() ([]byte, error) {
	data, err := json.MarshalIndent(s.Orders, "", "  ")
	if err != nil {
		return nil, fmt.Errorf("write the demo's orders: %w", err)
	}
	return append(data, '\n'), nil
}
