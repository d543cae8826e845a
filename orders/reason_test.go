package orders

import (
	"testing"

	"returndesk/desk"
)

func TestDelayReason(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]desk.DelayReason{
		"": "", "parts_late": desk.DelayPartsLate, " Parts late ": desk.DelayPartsLate, "QUALITY-CHECK": desk.DelayQualityCheck,
		"the laser\nbroke": "the laser broke", "parts": "parts",
	} {
		if got := delayReason(text); got != want {
			t.Errorf("%q is read as %q, wanted %q", text, got, want)
		}
	}
}
