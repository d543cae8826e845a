package console_test

import (
	"context"
	"fmt"
	"os"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
	"returndesk/internal/browsertest"
)

// shapes are the windows and schemes in which a page is looked at.
var shapes = []struct {
	width  int64
	scheme string
}{{1440, "light"}, {1440, "dark"}, {360, "dark"}, {360, "light"}}

// seen looks at the page as it stands in every shape: nothing wider than the window, no button or
// field cut off, and a picture for people.
func (b *tab) seen(what string) {
	b.T.Helper()
	for _, s := range shapes {
		if s.scheme == "dark" && os.Getenv(browsertest.PicturesEnv) == "" {
			continue // colours move nothing
		}
		b.Look(s.width, 800, s.scheme)
		if b.JS("document.documentElement.scrollWidth <= innerWidth") != "true" {
			b.T.Errorf("%s at %d: %s wide", what, s.width, b.JS("document.documentElement.scrollWidth"))
		}
		cut := b.JS(`[...document.querySelectorAll("main button, main input:not([type=hidden]), main select, main h1, main p")]
			.filter(e => e.checkVisibility() && !e.closest(".scroll, table") && (r => r.right > innerWidth + 1 || r.left < -1)(e.getBoundingClientRect())).map(e => e.outerHTML.slice(0, 80)).join("; ")`)
		if cut != "" {
			b.T.Errorf("%s at %d: cut off: %s", what, s.width, cut)
		}
		b.Picture(fmt.Sprintf("%s %d %s", what, s.width, s.scheme))
	}
	b.Look(1440, 800, "light")
}

// posts submits a form that no page shows, as a program in the browser could.
func (b *tab) posts(path, field string, size int) {
	b.T.Helper()
	b.Do(chromedp.Evaluate[chromedp.Void](fmt.Sprintf(`(() => { const f = document.createElement("form"); f.method = "post"; f.action = %q;
		const i = document.createElement("textarea"); i.name = %q; i.value = "x".repeat(%d); f.append(i); document.body.append(f); f.submit() })()`, path, field, size)))
	b.Until(`document.querySelector("main h1") != null && location.pathname == ` + fmt.Sprintf("%q", path))
}

// TestBrowserBadPages: the pages of what did not work say what it was and lead on.
func TestBrowserBadPages(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.tab()
	b.Open("/login")
	b.seen("login")
	b.Open("/nowhere/at-all-" + "a-very-long-word-without-any-blank-in-it-that-is-longer-than-a-small-window-is-wide")
	b.seen("404 unknown person")
	b = w.tabOf("agent")
	b.Open("/cases/C-99999")
	b.shows("h1", "Not found")
	b.seen("404 case")
	b.posts("/settings/check", "x", 1)
	b.shows("h1", "Not allowed")
	b.seen("403")
	b.Open("/settings")
	b.seen("settings of an agent")
	b.posts("/cases/"+c.ID+"/note", "text", 2<<20)
	b.shows("h1", "Too large")
	b.seen("413")
	b.Open("/cases/" + c.ID)
	w.wait(60 * 24 * time.Hour)
	b.Open("/cases/" + c.ID)
	b.At("/login")
	b.shows("main", "has ended")
	b.seen("expired session")
	b.logsIn("agent")
	b.At("/cases/" + c.ID)
	fatal(t, w.store.Close())
	b.Open("/cases/" + c.ID)
	b.seen("500")
}

// TestBrowserRMAStages: the page of a return record in every state of its life.
func TestBrowserRMAStages(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	rec, err := w.RMA(context.Background(), c.RMAs[0])
	fatal(t, err)
	b := w.tabOf("senior")
	for _, state := range desk.RMAStates() {
		r := staged(rec, state)
		fatal(t, w.store.Record(t.Context(), desk.Change{RMAs: []desk.RMA{r}}))
		if rec, err = w.RMA(t.Context(), rec.Number); err != nil {
			t.Fatal(err)
		}
		b.Open("/rmas/" + rec.Number)
		b.seen("rma " + string(state))
	}
	b.Clean("the record's page")
}

// staged is a record as it stands in a state, with what the states before have filled.
func staged(r desk.RMA, to desk.RMAState) desk.RMA {
	r.History = append(r.History, desk.RMAHistory{At: r.OpenedAt, Actor: desk.Actor{Name: "Ann", Role: desk.RoleSenior}, From: r.State, To: to, Why: "looked at on the bench"})
	r.State = to
	switch to {
	case desk.RMAAuthorized:
		r.Condition, r.ReturnAddress, r.Deadline, r.Payer, r.Cost, r.Currency = "in its box, with the cable", "Hollow Works, Returns, 12 Mill Lane, Albany NY 12207, United States", "2026-04-06", desk.PayerBuyer, "12.40", "USD"
	case desk.RMAInTransit:
		r.Carrier, r.Tracking = "DHL", "JD014600006281230704"
	case desk.RMAFaultConfirmed:
		r.Inspection, r.Inspector, r.InspectedAt, r.Finding = "fault_confirmed", "Max", r.OpenedAt, "a cold joint below the space bar"
	case desk.RMANoFaultFound:
		r.Inspection, r.Finding = "no_fault_found", "works on three machines"
	case desk.RMAManagerHold:
		r.Inspection, r.Finding = "buyer_damage", "coffee below the switches"
	case desk.RMAReturnToBuyer:
		r.BackPayer, r.BackCost = desk.PayerBuyer, "9.90"
	case desk.RMAResolving:
		r.Remedy, r.NotFeasible = desk.RemedyRefund, "no board left"
	case desk.RMAClosedResolved:
		r.Resolution, r.Refunds = "your money back", []desk.Repayment{{Amount: "289.00", Currency: "USD", DrawnBy: "Ann", Approver: "Bob"}}
	}
	return r
}
