package orders

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// Delivered counts the units and parcels that were delivered on the days from (included)
// to to (not), as calendar dates in the ship-to zone, else in shop time. A delivery
// without a date is not counted. It gives CodeUnavailable while the data as a whole cannot
// be trusted: a denominator that lacks orders would make every rate too high.
func (s *Source) Delivered(ctx context.Context, from, to desk.Date) (desk.Deliveries, error) {
	st := s.now.Load()
	if why := st.problem(); why != "" {
		return desk.Deliveries{}, desk.Errf(desk.CodeUnavailable, "what was delivered is not known: %s", why).AsTemporary()
	}
	return st.index.Delivered(ctx, from, to, s.opt.Zone)
}

// Delivered counts what the orders of the index delivered; see Source.Delivered. zone is
// shop time.
func (x *Index) Delivered(ctx context.Context, from, to desk.Date, zone *time.Location) (desk.Deliveries, error) {
	units, parcels := map[desk.DeliveredUnits]int{}, map[desk.DeliveredParcels]int{}
	zones := map[string]*time.Location{}
	for i := range x.orders {
		if i%4096 == 0 && ctx.Err() != nil {
			return desk.Deliveries{}, ctx.Err()
		}
		o := &x.orders[i]
		z, known := zones[o.ShipTo.TZ]
		if !known {
			var err error
			if z, err = time.LoadLocation(o.ShipTo.TZ); err != nil || o.ShipTo.TZ == "" {
				z = zone
			}
			zones[o.ShipTo.TZ] = z
		}
		dayOf := func(t *time.Time) (desk.Date, bool) {
			if t == nil {
				return "", false
			}
			d := desk.Date(t.In(z).Format(time.DateOnly))
			return d, d >= from && d < to
		}
		for _, p := range parcelsOf(o) {
			if day, ok := dayOf(p.DeliveredAt); ok {
				parcels[desk.DeliveredParcels{Day: day, Carrier: p.Carrier, Service: p.Service}]++
			}
		}
		for _, l := range o.Lines {
			if day, ok := dayOf(deliveredAt(o, l.Line)); ok {
				units[desk.DeliveredUnits{Day: day, SKU: l.SKU, Firmware: l.Firmware, Batch: l.Batch}] += max(l.Qty, 1)
			}
		}
	}
	var out desk.Deliveries
	for u, n := range units {
		u.Units = n
		out.Units = append(out.Units, u)
	}
	for p, n := range parcels {
		p.Parcels = n
		out.Parcels = append(out.Parcels, p)
	}
	return out, nil
}

// parcelsOf gives the parcels of an order; one that names none travelled in one.
func parcelsOf(o *desk.Order) []desk.Parcel {
	if len(o.Parcels) > 0 {
		return o.Parcels
	}
	return []desk.Parcel{{Carrier: o.Carrier, Service: o.Service, DeliveredAt: o.DeliveredAt}}
}

// deliveredAt gives when a line was delivered: with the last of its parcels (domain.md
// section 0, "Delivery"), nil while one of them is on its way.
func deliveredAt(o *desk.Order, line int) *time.Time {
	var last *time.Time
	found := false
	for i := range o.Parcels {
		p := &o.Parcels[i]
		if len(p.Lines) > 0 && !slices.Contains(p.Lines, line) {
			continue
		}
		found = true
		if p.DeliveredAt == nil {
			return nil
		}
		if last == nil || p.DeliveredAt.After(*last) {
			last = p.DeliveredAt
		}
	}
	if !found {
		return o.DeliveredAt
	}
	return last
}
