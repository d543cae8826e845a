package orders

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestAsItStood: an order that has arrived by now, at each station of its way.
func TestAsItStood(t *testing.T) {
	t.Parallel()
	day := func(n int) *time.Time { x := time.Date(2026, 3, n, 12, 0, 0, 0, time.UTC); return &x }
	now := desk.Order{
		Number: "HW-1", PlacedAt: day(1), Stage: desk.StageDelivered, ProductionStartedAt: day(5), ProductionStatus: desk.ProductionStarted,
		ShippedAt: day(10), DeliveredAt: day(15), DeliveryStatus: desk.DeliveryDelivered, LastScanAt: day(15), Carrier: "UPS", Tracking: "1Z1",
		DelayNoticeSentAt: day(8), RevisedShipBy: "2026-03-12", DelayChoice: desk.DelayChoiceWait, DelayChoiceAt: day(9),
		Lines:    []desk.Line{{Line: 1, Stage: desk.StageDelivered}},
		Refunds:  []desk.Refund{{Amount: "1.00", At: *day(20)}},
		PriorRMA: []desk.PriorRMA{{RMA: "RMA-1", FirstReportedAt: day(18)}},
		Parcels:  []desk.Parcel{{ShippedAt: day(10), DeliveredAt: day(15), DeliveryStatus: desk.DeliveryDelivered, Tracking: "1Z1"}},
	}
	if _, there := AsItStood(now, *day(1)); !there {
		t.Error("placed at that very moment, it was not there")
	}
	if _, there := AsItStood(now, day(1).Add(-time.Hour)); there {
		t.Error("it was there before it was placed")
	}
	for _, c := range []struct {
		at       int
		stage    desk.Stage
		status   desk.DeliveryStatus
		started  bool
		tracking string
		choice   desk.DelayChoice
		refunds  int
		rmas     int
	}{
		{at: 3, stage: desk.StagePlaced},
		{at: 7, stage: desk.StageInProduction, started: true},
		{at: 8, stage: desk.StageInProduction, started: true},
		{at: 9, stage: desk.StageInProduction, started: true, choice: desk.DelayChoiceWait},
		{at: 12, stage: desk.StageShipped, status: desk.DeliveryInTransit, started: true, tracking: "1Z1", choice: desk.DelayChoiceWait},
		{at: 16, stage: desk.StageDelivered, status: desk.DeliveryDelivered, started: true, tracking: "1Z1", choice: desk.DelayChoiceWait},
		{at: 21, stage: desk.StageDelivered, status: desk.DeliveryDelivered, started: true, tracking: "1Z1", choice: desk.DelayChoiceWait, refunds: 1, rmas: 1},
	} {
		o, there := AsItStood(now, *day(c.at))
		if !there || o.Stage != c.stage || o.DeliveryStatus != c.status || (o.ProductionStartedAt != nil) != c.started || o.Tracking != c.tracking ||
			o.DelayChoice != c.choice || len(o.Refunds) != c.refunds || len(o.PriorRMA) != c.rmas || o.Parcels[0].DeliveryStatus != c.status || o.Parcels[0].Tracking != c.tracking {
			t.Errorf("on day %d: %+v", c.at, o)
		}
		if c.stage != desk.StageDelivered && o.Lines[0].Stage != "" {
			t.Errorf("on day %d its line is %s", c.at, o.Lines[0].Stage)
		}
	}
	if now.Lines[0].Stage != desk.StageDelivered || now.Parcels[0].Tracking != "1Z1" || len(now.Refunds) != 1 {
		t.Errorf("the order of today was changed: %+v", now)
	}
	refused := desk.Order{Number: "HW-2", PlacedAt: day(1), Stage: desk.StageShipped, ProductionStatus: desk.ProductionUnknown, ShippedAt: day(10), DeliveryStatus: desk.DeliveryRefused, LastScanAt: day(14)}
	if o, _ := AsItStood(refused, *day(12)); o.DeliveryStatus != desk.DeliveryInTransit {
		t.Errorf("before it was refused it is %s", o.DeliveryStatus)
	}
	if o, _ := AsItStood(refused, *day(9)); o.Stage != desk.StageUnknown || o.ShippedAt != nil {
		t.Errorf("before it left, with a workshop of which nothing is known, it is %s", o.Stage)
	}
}
