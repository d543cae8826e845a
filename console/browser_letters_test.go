package console_test

import (
	"strings"
	"testing"
)

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

// TestBrowserLongWords: names, subjects and texts without a blank, of wide signs and of signs joined from several
// make no page wider than its window, whatever size of letters its reader has set.
func TestBrowserLongWords(t *testing.T) {
	t.Parallel()
	w := open(t)
	paths := []string{"/queue", "/search?q=keyboard", "/parked?state=suppressed"}
	for _, word := range []string{strings.Repeat("Donaudampfschifffahrt", 8), strings.Repeat("壊れたキーボード", 20), strings.Repeat("👩\u200d🔧😀", 40)} {
		raw := letter("jo@mailbox.example", "HW-10501 defective "+word, "The space bar of my keyboard HW-10501 is dead. "+word+"\n\nJo")
		c := w.receive(strings.Replace(raw, "From: ", "From: \""+word+"\" ", 1))
		paths = append(paths, "/cases/"+c.ID, "/cases/"+c.ID+"/history")
		w.receive(letter("news@letter.example", word, "Buy now!", "List-Unsubscribe: <https://letter.example/u>\n", "Precedence: bulk\n"))
	}
	b := w.tabOf("admin")
	for _, letters := range []int64{16, 32} {
		b.Letters(letters)
		for _, width := range []int64{360, 1440} {
			b.Look(width, 900, "light")
			for _, path := range paths {
				b.Open(path)
				if b.JS(`document.documentElement.scrollWidth <= innerWidth`) != "true" {
					t.Errorf("%s at %d px with letters of %d px: %s px wide", path, width, letters, b.JS("document.documentElement.scrollWidth"))
				}
			}
		}
	}
	b.Clean("long words")
}
