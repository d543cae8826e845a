package demo

import (
	"fmt"
	"time"

	"returndesk/desk"
)

// place is where an order goes.
type place struct{ country, zone string }

var (
	usEast  = place{"US", "America/New_York"}
	usWest  = place{"US", "America/Los_Angeles"}
	canada  = place{"CA", "America/Toronto"}
	germany = place{"DE", "Europe/Berlin"}
	austria = place{"AT", "Europe/Vienna"}
	france  = place{"FR", "Europe/Paris"}
	britain = place{"GB", "Europe/London"}
	sweden  = place{"SE", "Europe/Stockholm"}
	swiss   = place{"CH", "Europe/Zurich"}
)

// goods is what the shop makes.
type goods struct{ sku, name, price string }

var (
	hollow65 = goods{"HW65-ISO", "Hollow 65 keyboard", "249.00"}
	hollow80 = goods{"HW80-ANSI", "Hollow 80 keyboard", "289.00"}
	padAir   = goods{"PAD-AIR", "Air macro pad, wireless", "129.00"}
	mixer    = goods{"MIX-3", "Trio desk mixer", "199.00"}
	cable    = goods{"CBL-COIL", "Coiled aviator cable", "39.00"}
)

// order adds an order placed some days ago whose production has not begun, promised to
// ship in three weeks.
func (b *builder) order(number int, who person, to place, placedDaysAgo int, what ...goods) *desk.Order {
	o := &desk.Order{
		Number: fmt.Sprintf("%s-%d", OrderPrefix, number), Email: who.address, BuyerName: who.name,
		PlacedAt: b.shopTime(placedDaysAgo, 10, 40), Stage: desk.StagePlaced, ProductionStatus: desk.ProductionNotStarted,
		ShipBy: b.date(21 - placedDaysAgo), ShipTo: desk.ShipTo{Country: to.country, TZ: to.zone},
		Shipping: "19.00", Currency: "USD",
	}
	total := 19.0
	for i, g := range what {
		o.Lines = append(o.Lines, desk.Line{Line: i + 1, SKU: g.sku, Name: g.name, Qty: 1, Price: g.price})
		var price float64
		if _, err := fmt.Sscan(g.price, &price); err != nil {
			b.fail(desk.Wrap(desk.CodeInternal, err, "the price of %s is no number", g.sku))
		}
		total += price
	}
	o.Total = fmt.Sprintf("%.2f", total)
	b.orders = append(b.orders, o)
	return o
}

// started puts an order into production.
func (b *builder) started(o *desk.Order, daysAgo int) {
	o.Stage, o.ProductionStatus = desk.StageInProduction, desk.ProductionStarted
	o.ProductionStartedAt = b.shopTime(daysAgo, 8, 15)
	for i := range o.Lines {
		l := &o.Lines[i]
		l.Serial = fmt.Sprintf("%s%s", l.SKU[:2], o.Number[3:])
		l.Firmware, l.Batch = "2.4.0", "B"+string(b.date(-daysAgo))[2:7]
	}
}

// shipped hands an order to a carrier.
func (b *builder) shipped(o *desk.Order, daysAgo int, carrier string) {
	b.started(o, daysAgo+6)
	o.Stage, o.DeliveryStatus = desk.StageShipped, desk.DeliveryInTransit
	o.ShippedAt = b.shopTime(daysAgo, 16, 30)
	o.LastScanAt = b.shopTime(max(1, daysAgo-1), 6, 5)
	o.Carrier, o.Tracking = carrier, fmt.Sprintf("%s%s9", carrier[:2], o.Number[3:])
	o.ShipBy = b.date(-daysAgo + 2)
}

// delivered delivers an order so that a mail received at a moment is written on day n:
// n calendar days after delivery in the zone that the order goes to (domain.md section 0).
func (b *builder) delivered(o *desk.Order, report time.Time, n int, carrier string) {
	z := b.zone(o.ShipTo.TZ)
	y, m, d := report.In(z).Date()
	at := time.Date(y, m, d-n, 11, 20, 0, 0, z)
	if !at.Before(report) {
		at = report.Add(-2 * time.Hour)
	}
	daysAgo := int(b.now.Sub(at)/(24*time.Hour)) + 4
	b.shipped(o, daysAgo, carrier)
	o.Stage, o.DeliveryStatus = desk.StageDelivered, desk.DeliveryDelivered
	o.DeliveredAt, o.LastScanAt = &at, &at
	if o.PlacedAt.After(*o.ProductionStartedAt) {
		o.PlacedAt = b.shopTime(daysAgo+11, 19, 5)
	}
}

// shopTime gives a time of day so many calendar days ago in shop time.
func (b *builder) shopTime(daysAgo, hour, minute int) *time.Time {
	z := b.zone(ShopZone)
	y, m, d := b.now.In(z).Date()
	t := time.Date(y, m, d-daysAgo, hour, minute, 0, 0, z)
	if t.After(b.now) { // "today at 10:40" before 10:40
		t = b.now.Add(-30 * time.Minute)
	}
	return &t
}

// date gives the calendar date so many days from now in shop time.
func (b *builder) date(days int) desk.Date {
	y, m, d := b.now.In(b.zone(ShopZone)).Date()
	return desk.Date(time.Date(y, m, d+days, 12, 0, 0, 0, time.UTC).Format(time.DateOnly))
}

// rma gives a number for a record that the shop's data already has.
func rma(n uint64) string { return desk.NewRMANumber(n * 0x9e3779b9) }
