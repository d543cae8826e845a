package flow_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/scenario"
)

// TestCarrierSaysDelivered: a buyer who quotes the carrier's scan of which the shop's data do not know yet is not told that his parcel is
// on its way: the carrier is asked, and goes on being asked when he writes again. Who quotes no such scan is told where it is.
func TestCarrierSaysDelivered(t *testing.T) {
	t.Parallel()
	for text, traced := range map[string]bool{
		"UPS says my parcel was delivered on Tuesday, but nothing has come.":     true,
		"My parcel has not come. UPS says that it will be delivered on Thursday": false,
	} {
		t.Run(text, func(t *testing.T) {
			t.Parallel()
			w, c := received(t, "S48", func(s *scenario.Scenario) {
				s.Mail.Body = text
				o, scan := &s.Orders[0], s.Now.Add(-48*time.Hour)
				shipped := s.Now.AddDate(0, 0, -6)
				o.Stage, o.DeliveredAt, o.DeliveryStatus, o.ShippedAt, o.LastScanAt = desk.StageShipped, nil, desk.DeliveryInTransit, &shipped, &scan
			})
			is := func(when string, c desk.Case) {
				t.Helper()
				want := map[bool]desk.Outcome{true: desk.OutcomeCarrierTrace, false: desk.OutcomeTrackingInfo}[traced]
				if c.Outcome != want || slices.Contains(c.Flags, desk.FlagDeliveredNotReceived) != traced {
					t.Errorf("%s: %s with %v by %s", when, c.Outcome, c.Flags, c.Rule)
				}
			}
			is("first", c)
			w.approveOnly(c.ID)
			w.sendAll()
			w = w.plainly()
			w.receive(w.reply("again", "It has still not come. Where is my parcel?"))
			is("again", w.caseOf(c.ID))
		})
	}
}
