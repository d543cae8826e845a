package console

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/explain"
)

// TestTimelineLabels: where an order's last days lie close together, no label stands on another.
func TestTimelineLabels(t *testing.T) {
	t.Parallel()
	var events []explain.Event
	var days []time.Time
	for _, e := range []struct {
		kind string
		day  int
	}{{"placed", 2}, {"started", 14}, {"shipped", 20}, {"ship_by", 22}, {"delivered", 23}, {"reported", 26}, {"received", 27}, {"last_day", 30}} {
		at := time.Date(2026, 11, e.day, 0, 0, 0, 0, time.UTC)
		days = append(days, at)
		events = append(events, explain.Event{Day: desk.Date(at.Format(time.DateOnly)), What: e.kind, Kind: e.kind})
	}
	line := &timeline{Width: lineWidth, Left: lineLeft, Right: lineWidth - lineRight}
	line.place(events, days, func(at time.Time) float64 {
		return lineLeft + (lineWidth-lineLeft-lineRight)*float64(at.Sub(days[0]))/float64(days[len(days)-1].Sub(days[0]))
	})
	width := func(m mark) float64 { return float64(len([]rune(m.Label+m.Date))+1) * charWidth }
	for i, a := range line.Marks {
		if a.LabelX < 0 || a.LabelX+width(a) > lineWidth || a.LabelY > line.Height {
			t.Errorf("%s stands at %.0f, %.0f of %.0f, %.0f", a.Label, a.LabelX, a.LabelY, lineWidth, line.Height)
		}
		for _, b := range line.Marks[:i] {
			if a.LabelY == b.LabelY && a.LabelX < b.LabelX+width(b) && b.LabelX < a.LabelX+width(a) {
				t.Errorf("%s stands on %s", a.Label, b.Label)
			}
		}
	}
}

// TestDeliveredByHearsay: a day that the carrier did not tell is marked.
func TestDeliveredByHearsay(t *testing.T) {
	t.Parallel()
	for by, want := range map[string]string{"carrier": "delivered", "customer": "delivered?"} {
		d := desk.Decision{Facts: desk.Facts{Detail: desk.FactDetail{PlacedOn: "2026-03-01", DeliveredOn: "2026-03-10", DeliveredBy: by}}}
		for _, e := range explain.Timeline(d, time.UTC) {
			if e.Kind == "delivered" && shortEvent(e) != want {
				t.Errorf("by the %s: %q, want %q", by, shortEvent(e), want)
			}
		}
	}
}
