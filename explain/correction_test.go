package explain_test

import (
	"testing"

	"returndesk/desk"
	"returndesk/explain"
)

// TestCorrection: each kind of correction tells what was read and what it is.
func TestCorrection(t *testing.T) {
	t.Parallel()
	none := []desk.Signal{}
	for _, c := range []struct {
		k    desk.Correction
		want string
	}{
		{desk.Correction{Read: "delay", Class: "cancellation", ReadSignals: none}, "cancellation, read as delay"},
		{desk.Correction{Read: "delay", Class: "delay", ReadSignals: []desk.Signal{"billing"}, Signals: []desk.Signal{"praise"}}, "delay; with praise; without billing"},
		{desk.Correction{Read: "delay", Class: "delay", ReadSignals: none, ReadAlso: []desk.Class{"other"}}, "delay; also nothing, read as also other"},
		{desk.Correction{Read: "delay", Class: "delay", ReadSignals: none, Order: "HW-2"}, "delay; order HW-2, read as nothing"},
		{desk.Correction{Read: "other", Class: "other", ReadSignals: []desk.Signal{desk.SignalSafetyHazard}}, "other; without safety_hazard; for this case alone"},
		{desk.Correction{Read: "delay", Class: "other", Also: []desk.Class{"delay"}, Signals: []desk.Signal{"praise"}, Order: "HW-2"}, "other, read as delay; also delay; with praise; order HW-2"},
	} {
		if got := explain.Correction(c.k); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}
