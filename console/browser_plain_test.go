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
	b.logsIn("agent")
	b.At("/queue")
	if b.JS(`typeof htmx`) != "undefined" {
		t.Fatal("scripts still run")
	}
	b.Click("#row-" + claim.ID + " a")
	b.At("/cases/" + claim.ID)
	b.Do(chromedp.SendKeys("#subject", " at once\r")) // Enter in a line approves nothing
	b.Do(chromedp.SendKeys("#text", "By hand. "))
	if s := w.state(d.ID); s != desk.DraftProposed || !strings.HasPrefix(b.JS("location.pathname"), "/cases/"+claim.ID) {
		t.Fatalf("Enter in the subject: the draft is %s, at %s", s, b.JS("location.href"))
	}
	b.Click("#draft button[data-key=e]")
	b.At("/cases/" + cancel.ID)
	b.shows("#notice", "was approved")
	if got, err := w.store.Draft(t.Context(), d.ID); err != nil || got.State != desk.DraftApproved || !strings.Contains(got.Text, "By hand. ") || !strings.Contains(got.Subject, "at once") {
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
	b.Click("details[data-key=s] > summary")
	b.Click(`input[value="legal_threat"]`)
	b.Click("details[data-key=s] button")
	b.shows("section.verdict", "legal or chargeback")
	b.Do(chromedp.Click("details:has(#note) > summary"), chromedp.SendKeys("#note", "seen without scripts"), chromedp.Click("details:has(#note) button"))
	b.At("/cases/" + claim.ID + "?done=noted")
	b.Open("/cases/" + claim.ID + "/history")
	b.shows("#main", "seen without scripts")
	b.Clean("without JavaScript")
}

// TestBrowserPlainRest: without JavaScript, too, a case is handed up, found again by the
// filter, given back, put off, taken back, its draft saved and next steps are taken.
func TestBrowserPlainRest(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim, cancel := w.defect(), w.cancel()
	d := w.draftOf(claim)
	b := w.tab()
	b.NoScripts()
	b.Open("/login?next=/cases/" + claim.ID)
	b.logsIn("senior")
	b.At("/cases/" + claim.ID)
	choose := func(id, value string) {
		t.Helper()
		b.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#` + id + `").value = "` + value + `"`))
	}
	b.Do(chromedp.SendKeys("#text", "Kept. "))
	b.Click(`#draft button[formaction$="/save"]`)
	b.shows("#notice", "was saved")
	if got := w.draftOf(claim); got.ID != d.ID || !strings.Contains(got.Text, "Kept. ") {
		t.Errorf("saved: %.40q", got.Text)
	}

	b.Click("details:has(#hand-to) > summary")
	choose("hand-to", "senior")
	b.Do(chromedp.SendKeys("#hand-why", "odd\r"))
	b.At("/cases/" + claim.ID + "?done=handed")
	b.Open("/queue")
	b.Click(`.facets a[href="/queue?for=me"]`)
	b.At("/queue?for=me")
	b.Click("#row-" + claim.ID + " a")
	b.At("/cases/" + claim.ID + "?for=me")
	b.Click("details:has(#hand-to) > summary")
	choose("hand-to", "agent")
	b.Do(chromedp.SendKeys("#hand-why", "it is fine\r"))
	b.shows("#notice", "handed over")
	if c, err := w.store.Case(t.Context(), claim.ID); err != nil || c.HandedTo != "" {
		t.Errorf("given back: for %q, %v", c.HandedTo, err)
	}

	b.Open("/cases/" + claim.ID)
	b.Click("details:has(#until) > summary")
	b.Click("details:has(#until) button")
	b.shows("#notice", "was put off")
	b.Open("/queue?show=snoozed")
	b.Click("#row-" + claim.ID + " a")
	b.At("/cases/" + claim.ID + "?show=snoozed")
	b.Click(`details:has(input[name=until]) > summary`)
	b.Click(`details:has(input[name=until]) button`)
	b.shows("#notice", "back in the queue")

	b.Open("/rmas/" + claim.RMAs[0])
	b.Click(`details:has(input[value=note]) > summary`)
	b.Do(chromedp.SendKeys(`details:has(input[value=note]) input[name=because]`, "the box is blue\r"))
	b.At("/rmas/" + claim.RMAs[0] + "?done=resolved")
	b.Open("/cases/" + cancel.ID) // one with an open record cannot be closed like this
	b.Click("details:has(.steps) > summary")
	b.Do(chromedp.SendKeys(`form:has(input[value=close]) input[name=because]`, "asked by phone to leave it\r"))
	b.At("/cases/" + cancel.ID + "?done=resolved")
	if c, err := w.store.Case(t.Context(), cancel.ID); err != nil || c.State != desk.CaseClosed {
		t.Errorf("the case is %s, %v", c.State, err)
	}
	b.Click(`.me button[type=submit]`)
	b.At("/login")
	b.Clean("the rest without JavaScript")
}
