package facts

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestDoubtIsSettledByTheScans: a question where a parcel is that may be about a lost one is about that, once
// the carrier has not scanned it for ten days (domain.md section 1, delivery_problem).
func TestDoubtIsSettledByTheScans(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		days int
		sure bool
		want desk.Class
	}{
		{9, false, desk.ClassDelay},
		{10, false, desk.ClassDeliveryProblem},
		{10, true, desk.ClassDelay},
	} {
		in := input(t, desk.ClassDelay)
		in.Reading.RunnerUp, in.Reading.Unsure = desk.ClassDeliveryProblem, !c.sure
		o := &in.Lookup.Matches[0]
		scanned := in.Now.Add(-time.Duration(c.days) * 24 * time.Hour)
		o.Stage, o.DeliveredAt, o.DeliveryStatus = desk.StageShipped, nil, desk.DeliveryInTransit
		o.ShippedAt, o.LastScanAt = &scanned, &scanned
		if got := classes(Gather(in)[0]); got[0] != c.want {
			t.Errorf("%d days without a scan (sure %v): decided as %v, want %s", c.days, c.sure, got, c.want)
		}
	}
}
