package console_test

import (
	"encoding/json"
	"os"
	"testing"

	"github.com/chromedp/cdproto/emulation"
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
	b := w.chromium()
	check := func(what string) {
		t.Helper()
		b.do(chromedp.Evaluate[chromedp.Void](string(axe) + ";window.found = null; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'], iframes: false}).then(r => { window.found = JSON.stringify(r.violations) }); undefined"))
		b.until("window.found !== null")
		var found []axeFinding
		if text := b.js("window.found"); json.Unmarshal([]byte(text), &found) != nil {
			t.Fatalf("%s: axe gave %s", what, text)
		}
		for _, f := range found {
			for _, n := range f.Nodes {
				t.Errorf("%s: %s (%s)\n  %s\n  %s", what, f.ID, f.Help, n.HTML, n.Summary)
			}
		}
		if b.js("document.documentElement.scrollWidth <= innerWidth") != "true" {
			t.Errorf("%s: wider than the window: %s of %s", what, b.js("document.documentElement.scrollWidth"), b.js("innerWidth"))
		}
	}
	look := func(width, height int64, scheme string) {
		b.do(chromedp.EmulateViewport(width, height))
		_, err := chromedp.Call(b.ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}})
		fatal(t, err)
	}
	b.open("/login")
	check("login")
	b.logIn("admin")
	pages := []string{"/queue", "/queue?class=delay", "/queue?show=snoozed", "/search?q=keyboard", "/search?q=unheard", "/cases/" + claim.ID, "/cases/" + cancel.ID, "/cases/" + claim.ID + "/history",
		"/rmas", "/rmas/" + claim.RMAs[0], "/digest", "/parked?state=suppressed", "/parked?state=quarantined", "/settings", "/account", "/nothing"}
	for _, view := range []struct {
		w, h   int64
		scheme string
	}{{1440, 900, "light"}, {390, 844, "dark"}} {
		look(view.w, view.h, view.scheme)
		for _, p := range pages {
			b.open(p)
			b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details").forEach(d => d.open = true)`))
			check(p + " " + view.scheme)
		}
	}
	look(1440, 900, "dark")
	for _, p := range []string{"/queue", "/cases/" + claim.ID, "/rmas/" + claim.RMAs[0]} {
		b.open(p)
		check(p + " wide and dark")
	}
	b.clean("every page")
}
