package console_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/chromedp/chromedp"
)

// axeFinding is one breach of an accessibility rule, as axe-core tells it.
type axeFinding struct {
	ID    string
	Help  string
	Nodes []struct {
		HTML    string
		Summary string `json:"failureSummary"`
	}
}

// TestBrowserAccessible runs axe-core (Deque, MPL-2.0, unchanged from its npm package) on
// every page, wide and narrow, light and dark: no breach of WCAG 2.2 A or AA, and nothing
// wider than the window.
func TestBrowserAccessible(t *testing.T) {
	t.Parallel()
	axe, err := os.ReadFile("testdata/axe/axe.min.js")
	fatal(t, err)
	w := open(t)
	w.receive(withPhoto(t, "HW-10501 photo", photo(t), "key.jpg"))
	claim, cancel := w.defect(), w.cancel()
	w.receive(letter("news@letter.example", "Spring offers", "Buy now!", "List-Unsubscribe: <https://letter.example/u>\n", "Precedence: bulk\n", "List-Id: <news.letter.example>\n"))
	b := w.tab()
	check := func(what, rule string) {
		t.Helper()
		rules := "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"
		if rule != "" { // the same page in other colours
			rules = "{type: 'rule', values: ['" + rule + "']}"
		}
		if b.JS("typeof axe") == "undefined" {
			b.Do(chromedp.Evaluate[chromedp.Void](string(axe)))
		}
		b.Do(chromedp.Evaluate[chromedp.Void]("window.found = null; axe.run(document, {runOnly: " + rules + ", iframes: false, resultTypes: ['violations']}).then(r => { window.found = JSON.stringify(r.violations) }); undefined"))
		b.Until("window.found !== null")
		var found []axeFinding
		if text := b.JS("window.found"); json.Unmarshal([]byte(text), &found) != nil {
			t.Fatalf("%s: axe gave %s", what, text)
		}
		for _, f := range found {
			for _, n := range f.Nodes {
				t.Errorf("%s: %s (%s)\n  %s\n  %s", what, f.ID, f.Help, n.HTML, n.Summary)
			}
		}
		if b.JS("document.documentElement.scrollWidth <= innerWidth") != "true" {
			t.Errorf("%s: wider than the window: %s of %s", what, b.JS("document.documentElement.scrollWidth"), b.JS("innerWidth"))
		}
	}
	b.Open("/login")
	check("login", "")
	b = w.tabOf("admin")
	pages := []string{"/queue", "/queue?class=delay", "/queue?show=snoozed", "/search?q=keyboard", "/search?q=unheard", "/cases/" + claim.ID, "/cases/" + cancel.ID, "/cases/" + claim.ID + "/history",
		"/rmas", "/rmas/" + claim.RMAs[0], "/digest", "/parked?state=suppressed", "/parked?state=quarantined", "/settings", "/account", "/nothing"}
	for _, p := range pages {
		b.Look(1440, 900, "light")
		b.Open(p)
		b.Do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
		check(p+" wide, light", "")
		b.Look(1440, 900, "dark")
		check(p+" wide, dark", "color-contrast")
		// axe does not look into frames: their pages take the light colour of their text from
		// the scheme, so a frame that stays white would hide it.
		if b.JS(`[...document.querySelectorAll("iframe")].every(f => getComputedStyle(f).backgroundColor != "rgb(255, 255, 255)")`) != "true" {
			t.Errorf("%s: a frame is white in the dark", p)
		}
		b.Look(390, 844, "dark")
		check(p+" narrow, dark", "")
		b.Look(390, 844, "light")
		check(p+" narrow, light", "color-contrast")
	}
	b.Clean("every page")
}
