package console_test

import "testing"

// TestBrowserLargeLetters: with letters of twice the usual size (WCAG 1.4.4) every page stays as wide as
// the window, on a desk and on a phone, and its layout follows the letters.
func TestBrowserLargeLetters(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.receive(withPhoto(t, "HW-10501 photo", photo(t), "key.jpg"))
	claim, cancel := w.defect(), w.cancel()
	w.newsletter()
	b := w.tabOf("admin")
	b.Letters(32)
	for _, width := range []int64{360, 1440} {
		b.Look(width, 900, "light")
		for _, path := range []string{"/login", "/queue", "/search?q=keyboard", "/cases/" + claim.ID, "/cases/" + cancel.ID, "/cases/" + claim.ID + "/history",
			"/rmas", "/rmas/" + claim.RMAs[0], "/digest", "/parked?state=suppressed", "/corrections", "/settings", "/account", "/nothing"} {
			b.Open(path)
			if b.JS(`document.documentElement.scrollWidth <= innerWidth`) != "true" {
				b.T.Errorf("%s at %d px: %s px wide", path, width, b.JS("document.documentElement.scrollWidth"))
			}
		}
	}
	b.Open("/queue")
	if b.JS(`getComputedStyle(document.querySelector("table.cases thead")).display`) != "none" {
		t.Error("letters twice as large stand in a table of seven columns")
	}
	b.Clean("large letters")
}
