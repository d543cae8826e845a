package facts

import (
	"maps"
	"slices"
	"time"

	"returndesk/desk"
)

// shipment is what is known about the parcels that carry a line.
type shipment struct {
	status    desk.DeliveryStatus
	shipped   *time.Time
	delivered *time.Time // the last parcel's, when all have arrived
	partly    bool       // some have arrived and some have not
	lastScan  *time.Time
}

// shipmentOf sums up an order's parcels for one line, or for all when the line is 0: a
// kit in several parcels counts by the last one (domain.md section 0).
func shipmentOf(o *desk.Order, line int) shipment {
	s := shipment{status: o.DeliveryStatus, shipped: o.ShippedAt, delivered: o.DeliveredAt, lastScan: o.LastScanAt}
	var mine []desk.Parcel
	for _, p := range o.Parcels {
		if carries(p, line) {
			mine = append(mine, p)
		}
	}
	if len(mine) == 0 {
		return s
	}
	s = shipment{status: desk.DeliveryDelivered}
	arrived := 0
	for _, p := range mine {
		s.shipped = later(s.shipped, p.ShippedAt)
		s.lastScan = later(s.lastScan, p.LastScanAt)
		if p.DeliveredAt != nil || p.DeliveryStatus == desk.DeliveryDelivered || p.DeliveryStatus == desk.DeliveryPickedUp {
			arrived++
			s.delivered = later(s.delivered, p.DeliveredAt)
			continue
		}
		s.status = p.DeliveryStatus
	}
	if arrived < len(mine) {
		s.delivered, s.partly = nil, arrived > 0
	}
	return s
}

func carries(p desk.Parcel, line int) bool {
	return line == 0 || len(p.Lines) == 0 || slices.Contains(p.Lines, line)
}

func later(a, b *time.Time) *time.Time {
	if a == nil || (b != nil && b.After(*a)) {
		return b
	}
	return a
}

// stageOf gives the stage of a line, or the order's where the shop does not keep it per
// line. Without a line, a request about the order meets its least advanced line: what
// can still be stopped is stopped.
func stageOf(o *desk.Order, line int) desk.Stage {
	rank := map[desk.Stage]int{desk.StagePlaced: 1, desk.StageInProduction: 2, desk.StageShipped: 3, desk.StageDelivered: 4}
	best := desk.Stage("")
	for _, l := range o.Lines {
		if l.Stage == "" || (line != 0 && l.Line != line) {
			continue
		}
		if best == "" || rank[l.Stage] < rank[best] {
			best = l.Stage
		}
	}
	if best == "" || o.Stage == desk.StageCancelled || o.Stage == desk.StageRefunded {
		return o.Stage
	}
	return best
}

// stageFacts settles stage, production and the request's timing. The time of its receipt
// decides, not the time of reading (domain.md section 1, "Conflict rules"): in.ReceivedAt, unless
// an earlier mail made the request (sinceRequest).
func stageFacts(in *Input, o *desk.Order, line int, fs *desk.Facts) {
	e, d := fs.Enum, &fs.Detail
	st, sh := stageOf(o, line), shipmentOf(o, line)

	if o.PlacedAt != nil && !o.PlacedAt.After(in.Now) {
		d.PlacedOn = dateIn(*o.PlacedAt, in.ShopZone)
	}
	production := "unknown"
	started, status := o.ProductionStartedAt, o.ProductionStatus
	if st == desk.StagePlaced && o.Stage != desk.StagePlaced { // work on other lines has begun, and none on this one
		started = nil
		if status == desk.ProductionStarted {
			status = desk.ProductionNotStarted
		}
	}
	begun := started != nil && !started.After(in.Now)
	switch {
	case begun, status == desk.ProductionStarted && started == nil, st == desk.StageInProduction:
		production = "started"
	case status == desk.ProductionNotStarted, started != nil:
		production = "not_started"
	}
	timing := "unknown"
	if begun {
		d.StartedOn = dateIn(*started, in.ShopZone)
		timing = choose(in.ReceivedAt.Before(*started), "before_start", "after_start")
	}
	stage := "unknown"
	arrived := sh.delivered != nil || sh.partly || sh.status == desk.DeliveryDelivered || sh.status == desk.DeliveryPickedUp
	handedOver := sh.shipped != nil && !sh.shipped.After(in.Now)
	switch {
	case (o.Stage == desk.StageCancelled || o.Stage == desk.StageRefunded) && !arrived:
		stage = "closed"
	case arrived && st != desk.StagePlaced && st != desk.StageInProduction, st == desk.StageDelivered:
		stage = "delivered"
	case st == desk.StageShipped, handedOver && st != desk.StagePlaced && st != desk.StageInProduction, handedOver && len(o.Lines) < 2:
		stage = "shipped"
	case production == "started":
		stage = "in_production"
	case st == desk.StagePlaced || production == "not_started":
		stage = "placed"
	}
	if sh.shipped != nil {
		d.ShippedOn = dateIn(*sh.shipped, in.ShopZone)
	}
	d.PaidBack = o.PaidBack()
	e[desk.FactStage], e[desk.FactProduction], e[desk.FactTiming] = stage, production, timing
}

// RequestOf gives the class under which the first receipt of a request is kept, "" for what is
// none: before it has arrived, who changes his mind about an order cancels it.
func RequestOf(c desk.Class) desk.Class {
	switch c {
	case desk.ClassCancellation, desk.ClassChangeOfMind:
		return desk.ClassCancellation
	case desk.ClassOrderChange:
		return c
	}
	return ""
}

// sinceRequest judges a mail that repeats an earlier request, or only thanks for what was
// written about it, by the receipt of that request: it decides, not that of a later mail about
// it (domain.md section 1, "Conflict rules").
func sinceRequest(in *Input, o *desk.Order, classes []desk.Class, base *desk.Facts) {
	if o == nil {
		return
	}
	for _, c := range classes {
		at, ok := in.RequestedOf[o.Number][RequestOf(c)]
		if !ok {
			continue
		}
		if at.Before(in.ReceivedAt) {
			first := *in
			first.ReceivedAt, base.Enum = at, maps.Clone(base.Enum)
			stageFacts(&first, o, base.Detail.Line, base)
			promiseFacts(&first, o, base)
		}
		return
	}
}
