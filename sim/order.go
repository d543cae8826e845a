package sim

import (
	"context"
	"fmt"
	"time"

	"returndesk/desk"
)

// fate is what becomes of an order on its way and after.
type fate string

// The fates.
const (
	fateWell      fate = "well"
	fateDefect    fate = "defect"
	fateDamage    fate = "damage"
	fateWrong     fate = "wrong"
	fateMind      fate = "mind"
	fateLost      fate = "lost"
	fateRefused   fate = "refused"
	fateUnclaimed fate = "unclaimed"
	fatePickedUp  fate = "picked_up"
	fateHazard    fate = "hazard"
)

// order is one order with what is going to happen to it.
type order struct {
	desk.Order
	buyer *customer
	fate  fate
}

func fates() []struct {
	fate
	share float64
} {
	return []struct {
		fate
		share float64
	}{{fateDefect, 0.11}, {fateDamage, 0.05}, {fateWrong, 0.03}, {fateMind, 0.03}, {fateLost, 0.02}, {fateRefused, 0.015}, {fateUnclaimed, 0.015},
		{fatePickedUp, 0.03}, {fateHazard, 0.006}}
}

// drawFate draws what becomes of an order.
func (w *world) drawFate() fate {
	x := w.rnd.Float64()
	for _, f := range fates() {
		if x -= f.share; x < 0 {
			return f.fate
		}
	}
	return fateWell
}

func pieces() []desk.Line {
	return []desk.Line{
		{SKU: "HW65-ISO", Name: "Hollow 65 keyboard", Price: "249.00"}, {SKU: "HW80-ANSI", Name: "Hollow 80 keyboard", Price: "289.00"},
		{SKU: "PAD-AIR", Name: "Air macro pad, wireless", Price: "129.00"}, {SKU: "MIX-3", Name: "Trio desk mixer", Price: "199.00"},
	}
}

// later gives a time between so many and so many days from now.
func (w *world) later(from, to float64) time.Time {
	return w.now.Add(time.Duration((from + (to-from)*w.rnd.Float64()) * 24 * float64(time.Hour))).Truncate(time.Second)
}

func (w *world) tracking(carrier string) string {
	if carrier == "DHL" {
		return fmt.Sprintf("JD%012d", w.rnd.Int64N(1e12))
	}
	return fmt.Sprintf("1Z%010d", w.rnd.Int64N(1e10))
}

func (w *world) date(t time.Time) desk.Date { return desk.Date(t.In(w.zone).Format(time.DateOnly)) }

// place lets somebody order something, and plans the order's life.
func (w *world) place(ctx context.Context) error {
	buyer := w.newCustomer()
	if w.chance(0.1) && len(w.orders) > 5 {
		buyer = pick(w, w.orders).buyer
	}
	at := w.now
	line := pick(w, pieces())
	line.Line, line.Qty = 1, 1
	if w.chance(0.1) {
		line.Qty = 2 + w.rnd.IntN(2)
	}
	o := &order{buyer: buyer, fate: w.drawFate(), Order: desk.Order{
		Number: fmt.Sprintf("HW-%d", w.opt.FirstOrder+len(w.orders)), Email: buyer.address, BuyerName: buyer.name, Language: buyer.home.language, PlacedAt: &at,
		Stage: desk.StagePlaced, ProductionStatus: desk.ProductionNotStarted, ShipBy: w.date(at.AddDate(0, 0, 16)), ShipTo: desk.ShipTo{Country: buyer.home.country, TZ: buyer.home.zone},
		Lines: []desk.Line{line}, Total: line.Price, Shipping: "19.00", Currency: "USD",
	}}
	w.orders, w.byNumber[o.Number], w.index = append(w.orders, o), o, nil
	w.report.Orders++
	w.agenda.plan(w.later(2, 7), func() error { w.begin(ctx, o); return nil })
	if w.chance(0.07) {
		w.agenda.plan(w.later(0.05, 12), func() error { return w.maybeWrite(ctx, o, aboutCancel, desk.StagePlaced, desk.StageInProduction) })
	}
	if w.chance(0.03) {
		w.agenda.plan(w.later(2, 14), func() error { return w.maybeWrite(ctx, o, aboutWhere, desk.StageInProduction, desk.StageShipped) })
	}
	return nil
}

// maybeWrite lets the buyer write if the order is still in one of the stages.
func (w *world) maybeWrite(ctx context.Context, o *order, about matter, stages ...desk.Stage) error {
	for _, s := range stages {
		if o.Stage == s {
			return w.write(ctx, o.buyer, about, o, "", 0)
		}
	}
	return nil
}

// begin starts production. Some orders run late, and the workshop may not know for how long.
func (w *world) begin(ctx context.Context, o *order) {
	if o.Stage != desk.StagePlaced {
		return
	}
	at := w.now
	o.Stage, o.ProductionStatus, o.ProductionStartedAt, w.index = desk.StageInProduction, desk.ProductionStarted, &at, nil
	l := &o.Lines[0]
	l.Serial, l.Firmware, l.Batch = fmt.Sprintf("%s%s", l.SKU[:2], o.Number[3:]), "2.4."+string(rune('0'+w.rnd.IntN(3))), "B"+string(w.date(at))[2:7]
	ready := w.later(5, 9)
	if w.chance(0.16) {
		ready = w.later(12, 28)
		if w.chance(0.7) {
			o.DelayReason = pick(w, append(desk.DelayReasons(), "the switches came in the wrong colour"))
		}
		w.report.Slips++
		if w.chance(0.6) {
			w.agenda.plan(w.later(4, 8), func() error {
				if o.Stage == desk.StageInProduction {
					o.RevisedShipBy, w.index = w.date(ready.AddDate(0, 0, w.rnd.IntN(3))), nil
				}
				return nil
			})
		}
		if w.chance(0.3) {
			w.agenda.plan(w.later(12, 16), func() error { return w.maybeWrite(ctx, o, aboutLate, desk.StageInProduction) })
		}
	}
	w.agenda.plan(ready, func() error { w.ship(ctx, o); return nil })
}

// ship hands the parcel to a carrier.
func (w *world) ship(ctx context.Context, o *order) {
	if o.Stage != desk.StageInProduction {
		return
	}
	at := w.now
	o.Carrier = pick(w, []string{"UPS", "UPS", "USPS", "DHL"})
	if o.ShipTo.Country != "US" {
		o.Carrier = "DHL"
	}
	if w.chance(0.8) {
		o.Service = pick(w, map[string][]string{"UPS": {"Ground", "2nd Day Air"}, "USPS": {"Ground Advantage", "Priority"}, "DHL": {"Parcel", "Express"}}[o.Carrier])
	}
	o.Stage, o.DeliveryStatus, o.ShippedAt, o.LastScanAt, o.Tracking, w.index = desk.StageShipped, desk.DeliveryInTransit, &at, &at, w.tracking(o.Carrier), nil
	if w.chance(0.05) {
		w.agenda.plan(w.later(1, 3), func() error { return w.maybeWrite(ctx, o, aboutWhere, desk.StageShipped) })
	}
	w.agenda.plan(w.later(2, 7), func() error { w.arrive(ctx, o); return nil })
}

// arrive ends the way of a parcel as its fate says.
func (w *world) arrive(ctx context.Context, o *order) {
	at := w.now
	o.LastScanAt, w.index = &at, nil
	switch o.fate {
	case fateLost:
		w.agenda.plan(w.later(3, 16), func() error { return w.write(ctx, o.buyer, aboutLost, o, "", 0) })
		if w.chance(0.5) {
			o.DeliveryStatus = desk.DeliveryLost
			return
		}
	case fateRefused:
		o.DeliveryStatus = desk.DeliveryRefused
		w.agenda.plan(w.later(0.2, 2), func() error { return w.write(ctx, o.buyer, aboutDuty, o, "", 0) })
		return
	case fateUnclaimed:
		o.DeliveryStatus = desk.DeliveryUnclaimed
		w.agenda.plan(w.later(1, 6), func() error { return w.write(ctx, o.buyer, aboutWhere, o, "", 0) })
		return
	case fatePickedUp:
		o.Stage, o.DeliveryStatus, o.DeliveredAt = desk.StageDelivered, desk.DeliveryPickedUp, &at
		return
	}
	o.Stage, o.DeliveryStatus, o.DeliveredAt = desk.StageDelivered, desk.DeliveryDelivered, &at
	w.unpack(ctx, o)
}

// unpack lets the buyer find out what is in the box.
func (w *world) unpack(ctx context.Context, o *order) {
	about, known := map[fate]matter{fateDefect: aboutDefect, fateDamage: aboutDamage, fateWrong: aboutWrong, fateMind: aboutMind, fateHazard: aboutHazard}[o.fate]
	switch {
	case known:
		days, photos := 5.0, 0
		if w.chance(0.15) {
			days = 13 // some write too late
		}
		if o.fate != fateMind && w.chance(0.6) {
			photos = 1 + w.rnd.IntN(2)
		}
		w.agenda.plan(w.later(0.1, days), func() error { return w.write(ctx, o.buyer, about, o, "", photos) })
		w.report.Claims++
	case w.chance(0.03):
		w.agenda.plan(w.later(0.1, 4), func() error { return w.write(ctx, o.buyer, aboutPraise, o, "", 0) })
	case w.chance(0.04):
		w.agenda.plan(w.later(0.1, 6), func() error { return w.write(ctx, o.buyer, aboutDuty, o, "", 0) })
	}
}
