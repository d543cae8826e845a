package orders

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"returndesk/desk"
)

func TestDelivered(t *testing.T) {
	at := func(s string) *time.Time {
		v, err := time.Parse(time.RFC3339, s)
		if err != nil {
			t.Fatal(err)
		}
		return &v
	}
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	line := func(n int, batch string, qty int) desk.Line {
		return desk.Line{Line: n, SKU: "BT-1", Batch: batch, Qty: qty}
	}
	x := NewIndex([]desk.Order{
		{Number: "1", Carrier: "UPS", DeliveredAt: at("2026-11-17T03:00:00Z"), Lines: []desk.Line{line(1, "B1", 2)}},                                        // the 16th in shop time
		{Number: "2", Carrier: "UPS", DeliveredAt: at("2026-11-16T15:30:00Z"), ShipTo: desk.ShipTo{TZ: "Asia/Tokyo"}, Lines: []desk.Line{line(1, "B1", 0)}}, // the 17th in Tokyo
		{Number: "3", Carrier: "DHL", Lines: []desk.Line{line(1, "B1", 5)}},                                                                                 // nobody knows
		{Number: "4", Lines: []desk.Line{line(1, "B2", 1), line(2, "B2", 1), line(3, "B3", 1)}, DeliveredAt: at("2026-11-18T15:00:00Z"), Parcels: []desk.Parcel{
			{Carrier: "DHL", Lines: []int{1}, DeliveredAt: at("2026-11-17T15:00:00Z")},
			{Carrier: "DHL", Lines: []int{1, 2}, DeliveredAt: at("2026-11-18T15:00:00Z")},
			{Carrier: "DHL", Lines: []int{3}}, // on its way
		}},
		{Number: "5", Carrier: "UPS", DeliveredAt: at("2026-11-23T15:00:00Z"), Lines: []desk.Line{line(1, "B1", 1)}},
	})
	got, err := x.Delivered(context.Background(), "2026-11-16", "2026-11-23", zone)
	if err != nil {
		t.Fatal(err)
	}
	slices.SortFunc(got.Units, func(a, b desk.DeliveredUnits) int {
		return strings.Compare(string(a.Day)+a.Batch, string(b.Day)+b.Batch)
	})
	slices.SortFunc(got.Parcels, func(a, b desk.DeliveredParcels) int {
		return strings.Compare(string(a.Day)+a.Carrier, string(b.Day)+b.Carrier)
	})
	want := desk.Deliveries{
		Units: []desk.DeliveredUnits{
			{Day: "2026-11-16", SKU: "BT-1", Batch: "B1", Units: 2}, {Day: "2026-11-17", SKU: "BT-1", Batch: "B1", Units: 1},
			{Day: "2026-11-18", SKU: "BT-1", Batch: "B2", Units: 2},
		},
		Parcels: []desk.DeliveredParcels{
			{Day: "2026-11-16", Carrier: "UPS", Parcels: 1}, {Day: "2026-11-17", Carrier: "DHL", Parcels: 1},
			{Day: "2026-11-17", Carrier: "UPS", Parcels: 1}, {Day: "2026-11-18", Carrier: "DHL", Parcels: 1},
		},
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("delivered (-want +got):\n%s", diff)
	}
	s, err := Open("orders.csv", Options{Zone: zone})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Delivered(context.Background(), "2026-11-16", "2026-11-23"); desk.CodeOf(err) != desk.CodeUnavailable {
		t.Errorf("a source without data says %v", err)
	}
}
