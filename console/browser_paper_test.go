package console_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

// TestBrowserPaper: a printed case has the whole mail and the whole reply, and nothing to press.
func TestBrowserPaper(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.receive(letter("jo@mailbox.example", "HW-10501 defective", "The space bar of my keyboard HW-10501 is dead.\n\n"+strings.Repeat("I tried it once more, and once more.\n\n", 60)+"Jo"))
	b := w.tabOf("agent")
	b.Paper()
	for _, width := range []int64{794, 1440} {
		b.Do(chromedp.EmulateViewport(width, 1123))
		b.Open("/cases/" + c.ID)
		for what, holds := range map[string]string{
			"the whole mail":     `(l => l.scrollHeight <= l.clientHeight + 1)(document.querySelector(".letter"))`,
			"the columns whole":  `[...document.querySelectorAll(".col")].every(c => c.scrollHeight <= c.clientHeight + 1)`,
			"the reply":          `document.querySelector(".reading").checkVisibility()`,
			"no button to press": `![...document.querySelectorAll("button, summary, textarea")].some(e => e.checkVisibility() && !e.closest(".fold"))`,
		} {
			if b.JS(holds) != "true" {
				t.Errorf("at %d px: not %s", width, what)
			}
		}
	}
	b.Picture("case on paper")
	b.Clean("paper")
}
