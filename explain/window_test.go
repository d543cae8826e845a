package explain

import "testing"

func TestWindow(t *testing.T) {
	t.Parallel()
	for day, want := range map[int]string{0: "0 of 7", 3: "3 of 7", 7: "7 of 7", 8: "8, after the 7 days to report", 38: "38, after the 7 days to report", -1: "-1, before the delivery"} {
		if got := Window(day); got != want {
			t.Errorf("day %d: %q, want %q", day, got, want)
		}
	}
}
