package facts

import (
	"testing"

	"returndesk/desk"
)

// TestPlacedLine: where a line has not been begun, what was begun are the order's other lines: the line can still be stopped or
// changed. A line in production has been begun, and an order whose lines have no stage of their own is one.
func TestPlacedLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name        string
		order, line desk.Stage
		text, want  string
	}{
		{"the cable is named", desk.StageInProduction, desk.StagePlaced, "Please leave the cable out.", "placed not_started unknown"},
		{"both are named", desk.StageInProduction, desk.StagePlaced, "The keyboard is here. Please leave the cable out.", "placed not_started unknown"},
		{"none is named", desk.StageInProduction, desk.StagePlaced, "Please cancel what has not been sent.", "placed not_started unknown"},
		{"the line has been begun", desk.StageInProduction, desk.StageInProduction, "Please leave the cable out.", "in_production started after_start"},
		{"lines have no stages", desk.StageInProduction, "", "Please leave the cable out.", "in_production started after_start"},
		{"the keyboard is named", desk.StageInProduction, desk.StagePlaced, "Please cancel the keyboard.", "delivered started after_start"},
	} {
		in := input(t, desk.ClassOrderChange)
		o := &in.Lookup.Matches[0]
		begun := at(t, "2026-03-10T10:00:00-04:00")
		o.Stage, o.ProductionStartedAt, o.ShippedAt, o.DeliveredAt, o.DeliveryStatus = c.order, &begun, nil, nil, ""
		o.Lines = []desk.Line{{Line: 1, Name: "75% keyboard, ISO-DE"}, {Line: 2, Name: "Coiled cable", Stage: c.line}}
		if c.line != "" {
			o.Lines[0].Stage = desk.StageDelivered
		}
		in.ReceivedAt, in.Text = in.Now, c.text
		e := Gather(in)[0].Facts[0].Enum
		if got := e[desk.FactStage] + " " + e[desk.FactProduction] + " " + e[desk.FactTiming]; got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}
