package facts

import (
	"testing"

	"pgregory.net/rapid"
)

// TestMayTrackMissesNothing: wherever a tracking number's shape stands, the quick look says so, and it
// passes most mails by.
func TestMayTrackMissesNothing(t *testing.T) {
	t.Parallel()
	for _, text := range []string{
		"sent by UPS as 1Z999AA10123456784", "1Z123456", "DHL 00340434161094042557.", "RR123456789DE", "GLS 123 45 67 890",
		"FedEx 1234 5678 9012", "JD014600003", "12345678",
	} {
		if !mayTrack(text) {
			t.Errorf("%q is passed by", text)
		}
	}
	for _, text := range []string{"", "My order HW-20123 of 19 March has a dead key.", "Call 555-0143, Flat 7B, NY 10001", "USB HID 1.11"} {
		if mayTrack(text) {
			t.Errorf("%q is looked at", text)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("01289AZaz1Z -.ü\n")), 0, 40, -1).Draw(t, "text")
		if trackingShape.MatchString(text) && !mayTrack(text) {
			t.Fatalf("%q is passed by", text)
		}
	})
}
