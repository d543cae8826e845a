package console_test

import "testing"

// TestBrowserTimeline: the days of the time line can be read on every screen on which it is drawn,
// and are no larger than the text around them.
func TestBrowserTimeline(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.tabOf("agent")
	for _, width := range []int64{600, 900, 1100, 1280, 1440, 1920} {
		b.Look(width, 900, "light")
		b.Open("/cases/" + c.ID)
		if b.JS(`(() => {
			const svg = document.querySelector("svg.timeline"), px = 11 * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
			return px >= 10 && px <= 14;
		})()`) != "true" {
			t.Errorf("at %d pixels the labels are too small or too large", width)
		}
	}
}
