package console_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
)

// shipped lets Ada's order leave: the shop's data of an hour later say so.
func (w *world) shipped() {
	w.mu.Lock()
	defer w.mu.Unlock()
	shipped := w.clock.Add(time.Minute)
	w.orders[1].Stage, w.orders[1].ShippedAt, w.orders[1].DeliveryStatus = desk.StageShipped, &shipped, desk.DeliveryInTransit
	w.clock = w.clock.Add(time.Hour)
	w.asOf = w.clock
}

// ships is shipped, and whoever looks is told.
func (w *world) ships() {
	w.t.Helper()
	w.shipped()
	_, _, err := w.OrdersLoaded(w.t.Context())
	fatal(w.t, err)
}

// asksAgain is a second mail of the customer in a case.
func (w *world) asksAgain(c desk.Case) {
	w.t.Helper()
	m, err := w.store.Mail(w.t.Context(), c.Mails[0])
	fatal(w.t, err)
	w.wait(time.Minute)
	if again := w.receive(letter(c.Customer, "Re: "+c.Subject, "One thing more about "+c.Order+": it is the second one that broke.", "In-Reply-To: "+m.MessageID+"\n", "References: "+m.MessageID+"\n")); again.ID != c.ID {
		w.t.Fatalf("the second mail joined %q", again.ID)
	}
}

// stated gives what an open page asks for.
func stated(page string) string {
	m := regexp.MustCompile(`id="state" hx-get="([^"]+)"`).FindStringSubmatch(page)
	if m == nil {
		return "/none"
	}
	return strings.ReplaceAll(m[1], "&amp;", "&")
}

// TestStateNames: an open page is told what has become of its case, by whom, and keeps the
// queue that it was opened from.
func TestStateNames(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.cancel()
	d := w.draftOf(c)
	b, other := w.as("agent"), w.as("senior")
	at := stated(b.get("/cases/" + c.ID + "?class=cancellation").body)
	quiet := b.get(at)
	b.want(quiet, http.StatusOK)
	if strings.Contains(quiet.body, "notice") {
		t.Fatalf("nothing happened, and the page is told: %s", plain(quiet.body))
	}
	other.want(other.post("/cases/"+c.ID+"/note", "text", "rang him"), http.StatusSeeOther)
	b.want(b.get(at), http.StatusOK, "has changed since you opened it: The senior left a note.", `href="/cases/`+c.ID+`?class=cancellation"`)
	other.want(other.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "looked at"), http.StatusSeeOther)
	b.want(b.get(at), http.StatusOK, "The senior left a note; The senior approved "+d.ID)
	at = stated(b.get("/cases/" + c.ID).body)
	if body := b.get(at).body; strings.Contains(body, "has changed") {
		t.Errorf("a page that is new is told: %s", plain(body))
	}
}

// TestStateOutdated: the order changed, nobody touched the case; the open page says what
// changed. A page that was opened after that says it itself.
func TestStateOutdated(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.cancel()
	b := w.as("senior")
	at := stated(b.get("/cases/" + c.ID).body)
	w.ships()
	b.want(b.get(at), http.StatusOK, "The facts changed since this reply was written (", "shipping date")
	page := b.get("/cases/" + c.ID)
	b.want(page, http.StatusOK, "The facts changed since it was written")
	if body := b.get(stated(page.body)).body; strings.Contains(body, "facts changed") {
		t.Errorf("it is said twice: %s", plain(body))
	}
}

// TestBrowserFollows: a page that stands open shows by itself that new mail came, that the
// order's data changed, that a colleague approved, and that the draft was replaced. What is
// typed stays.
func TestBrowserFollows(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim, cancel := w.defect(), w.cancel()
	b := w.tabOf("agent")
	watch := func(c desk.Case) {
		t.Helper()
		b.Open("/cases/" + c.ID)
		b.Listening("/cases/" + c.ID + "/events")
		b.Do(chromedp.SendKeys("#text", "half a sentence"))
	}
	typed := func() {
		t.Helper()
		if !strings.Contains(b.JS(`document.querySelector("#text").value`), "half a sentence") {
			t.Error("what was typed is gone")
		}
	}
	watch(claim)
	w.asksAgain(claim)
	b.shows("#state", "a new mail came")
	typed()
	watch(cancel)
	w.ships()
	b.shows("#state", "the facts changed since this reply was written (")
	b.Look(1440, 900, "light")
	b.Picture("facts changed wide, light")
	typed()
	b.Clean("a page that follows")
}

// TestBrowserFollowsColleagues: so do a colleague's approval and another draft in its place.
func TestBrowserFollowsColleagues(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	other := w.as("senior")
	b := w.tabOf("agent")
	b.Open("/cases/" + c.ID)
	b.Listening("/cases/" + c.ID + "/events")
	other.want(other.post("/cases/"+c.ID+"/reclassify", "class", "transit_damage"), http.StatusSeeOther)
	b.shows("#state", "The senior set another class")
	fresh := w.draftOf(c)
	b.shows("#state", fresh.ID)
	b.Click("#state a")
	b.shows("#h-reply", fresh.ID)
	other.want(other.post("/drafts/"+fresh.ID+"/approve", "seen", fresh.ContentHash(), "because", "looked at"), http.StatusSeeOther)
	b.shows("#state", "The senior approved "+fresh.ID)
	b.Clean("colleagues")
}
