package digest

import "testing"

// TestHours: less than an hour is told in minutes, and none at all is, too.
func TestHours(t *testing.T) {
	t.Parallel()
	for hours, want := range map[float64]string{0: "0 min", 0.55: "33 min", 1: "1 h", 7.25: "7.2 h", 120.4: "120 h"} {
		if got := value(&hours, "h"); got != want {
			t.Errorf("%v is written %q, want %q", hours, got, want)
		}
	}
	if got := value(nil, "h"); got != "–" {
		t.Errorf("unknown is written %q", got)
	}
}
