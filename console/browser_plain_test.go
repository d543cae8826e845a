package console_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
)

// TestBrowserPlain: with JavaScript switched off the day's core works by plain forms: log
// in, open, edit and approve, take back, ask for more, reject, another class, a note.
func TestBrowserPlain(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim, cancel := w.defect(), w.cancel()
	d := w.draftOf(claim)
	b := w.tab()
	b.NoScripts()
	b.Open("/login")
	b.Do(chromedp.SendKeys("#login", "agent"), chromedp.SendKeys("#password", goodWords+"\r"))
	b.At("/queue")
	if b.JS(`typeof htmx`) != "undefined" {
		t.Fatal("scripts still run")
	}
	b.Click("#row-" + claim.ID + " a")
	b.At("/cases/" + claim.ID)
	b.Do(chromedp.SendKeys("#text", "By hand. "))
	b.Click("#draft button[data-key=e]")
	b.At("/cases/" + cancel.ID)
	b.shows("#notice", "was approved")
	if got, err := w.store.Draft(t.Context(), d.ID); err != nil || got.State != desk.DraftApproved || !strings.Contains(got.Text, "By hand. ") {
		t.Errorf("approved: %s, %v", got.State, err)
	}
	b.Click("#notice button")
	b.At("/cases/" + claim.ID)
	if s := w.state(d.ID); s != desk.DraftProposed {
		t.Errorf("taken back: %s", s)
	}
	b.Click("details[data-key=a] > summary")
	b.Click(`input[value="packaging_photos"]`)
	b.Click("details[data-key=a] button")
	b.Until(`document.querySelector("#text").value.includes("box")`)
	b.Click("details[data-key=x] > summary")
	b.Do(chromedp.SendKeys("#reject-why", "phoned him\r"))
	b.shows("#h-reply", "No draft")
	b.Click("details[data-key=c] > summary")
	b.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#class").value = "transit_damage"`))
	b.Click("details[data-key=c] button")
	b.shows("section.verdict", "transit damage")
	b.Do(chromedp.Click("details:has(#note) > summary"), chromedp.SendKeys("#note", "seen without scripts"), chromedp.Click("details:has(#note) button"))
	b.At("/cases/" + claim.ID + "?done=noted")
	b.Open("/cases/" + claim.ID + "/history")
	b.shows("#main", "seen without scripts")
	b.Clean("without JavaScript")
}
