package facts

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestWrongColourChangesNothing: what came "instead of the white one" is a claim and no change of the order, also while the
// scan is late; a new address, and parts that have not left, may be changed all the same.
func TestWrongColourChangesNothing(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stage  desk.Stage
		signal desk.Signal
		want   []desk.Class
	}{
		{desk.StageShipped, desk.SignalProductChange, []desk.Class{desk.ClassWrongItem}},
		{desk.StageDelivered, desk.SignalProductChange, []desk.Class{desk.ClassWrongItem}},
		{desk.StageShipped, desk.SignalAddressChange, []desk.Class{desk.ClassWrongItem, desk.ClassOrderChange}},
		{desk.StageInProduction, desk.SignalProductChange, []desk.Class{desk.ClassWrongItem, desk.ClassOrderChange}},
	} {
		in := input(t, desk.ClassWrongItem)
		in.Reading.Also, in.Reading.Signals = []desk.Class{desk.ClassOrderChange}, []desk.Signal{c.signal}
		o := &in.Lookup.Matches[0]
		o.Stage = c.stage
		if c.stage != desk.StageDelivered {
			o.DeliveredAt, o.DeliveryStatus = nil, desk.DeliveryInTransit
		}
		if c.stage == desk.StageInProduction {
			o.ShippedAt, o.DeliveryStatus = nil, ""
		}
		if got := classes(Gather(in)[0]); !slices.Equal(got, c.want) {
			t.Errorf("%s, %s: decided as %v, want %v", c.stage, c.signal, got, c.want)
		}
	}
}
