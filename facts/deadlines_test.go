package facts

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestShopsOwnDays: how late is a near miss, and when a parcel is to be traced, the shop says.
func TestShopsOwnDays(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 3, 20, 12, 0, 0, 0, time.UTC)
	ago := func(n int) *time.Time { at := now.AddDate(0, 0, -n); return &at }
	for _, tc := range []struct {
		name      string
		order     desk.Order
		days      desk.Deadlines
		fact      desk.Fact
		want      string
		unscanned int
	}{
		{"ten days late is near by default", desk.Order{Stage: desk.StageDelivered, DeliveredAt: ago(10)}, desk.Deadlines{}, desk.FactWindow, "near_miss", 0},
		{"the shop is stricter", desk.Order{Stage: desk.StageDelivered, DeliveredAt: ago(10)}, desk.Deadlines{NearMiss: 2}, desk.FactWindow, "out", 0},
		{"the shop is more generous", desk.Order{Stage: desk.StageDelivered, DeliveredAt: ago(20)}, desk.Deadlines{NearMiss: 14}, desk.FactWindow, "near_miss", 0},
		{"the window itself is the policy's", desk.Order{Stage: desk.StageDelivered, DeliveredAt: ago(7)}, desk.Deadlines{NearMiss: 30}, desk.FactWindow, "last_day", 0},
		{"no scan for nine days", desk.Order{Stage: desk.StageShipped, ShippedAt: ago(9)}, desk.Deadlines{}, desk.FactScan, "fresh", 0},
		{"no scan for nine days, traced after eight", desk.Order{Stage: desk.StageShipped, ShippedAt: ago(9)}, desk.Deadlines{NoScan: 8}, desk.FactScan, "stale", 9},
	} {
		tc.order.Number, tc.order.Email = "HW-10501", "jo@mail.example"
		got := Gather(Input{
			Now: now, Sender: Sender{Address: tc.order.Email}, Reading: desk.Reading{Class: desk.ClassDoaDefect}, Deadlines: tc.days,
			Lookup: desk.Lookup{Own: []desk.Order{tc.order}}, Zones: func(string) *time.Location { return nil },
		})[0].Facts[0]
		if got.Get(tc.fact) != tc.want || got.Detail.Unscanned != tc.unscanned {
			t.Errorf("%s: %s %s, unscanned %d", tc.name, tc.fact, got.Get(tc.fact), got.Detail.Unscanned)
		}
	}
	closed, until := ago(30), ago(-1)
	for name, r := range map[string]struct {
		prior desk.PriorRMA
		want  string
	}{
		"promised until tomorrow":           {desk.PriorRMA{State: desk.RMAClosedExpired, CloseReason: "silence", FirstReportedAt: ago(200), ReopenUntil: until}, "silent"},
		"promised until a month ago":        {desk.PriorRMA{State: desk.RMAClosedExpired, CloseReason: "silence", FirstReportedAt: ago(40), ReopenUntil: closed}, "expired"},
		"nothing promised, within the days": {desk.PriorRMA{State: desk.RMAClosedExpired, CloseReason: "silence", EvidenceAskedAt: ago(39)}, "silent"},
		"nothing promised, too late":        {desk.PriorRMA{State: desk.RMAClosedExpired, CloseReason: "silence", EvidenceAskedAt: ago(41)}, "expired"},
	} {
		in := withDefaults(Input{Now: now, Deadlines: desk.Deadlines{Close: 10, Reopen: 30}})
		if got := rmaState(&in, &r.prior); got != r.want {
			t.Errorf("%s: %s, want %s", name, got, r.want)
		}
	}
}
