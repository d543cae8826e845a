package console_test

import (
	"bufio"
	"context"
	"net/http"
	"strings"
	"testing"
	"time"

	"returndesk/control"
	"returndesk/desk"
)

func TestQueue(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	b.want(b.get("/queue"), http.StatusOK, "Nothing waits for you.")
	claim, cancel := w.defect(), w.cancel()
	a := b.get("/queue")
	b.want(a, http.StatusOK, claim.ID, cancel.ID, "<strong>2</strong> cases wait", "jo@mailbox.example", "deny in production", "HW-10502")
	b.want(b.get("/queue?class=cancellation"), http.StatusOK, cancel.ID, "<strong>1</strong> case waits", `aria-current="true"`)
	if a := b.get("/queue?class=cancellation"); strings.Contains(a.body, claim.ID) {
		t.Error("the filter lets another class through")
	}
	if a := b.get("/queue?class=nonsense&flag=x&outcome=y"); !strings.Contains(a.body, claim.ID) {
		t.Error("an unknown filter hides everything")
	}
	b.want(b.get("/queue?q=space+bar"), http.StatusOK, claim.ID)
	b.want(b.get("/queue?q=spa"), http.StatusOK, claim.ID)
	b.want(b.get("/queue?order=hw-10502"), http.StatusOK, cancel.ID)
	b.want(b.get("/queue?address=JO@mailbox.example&q=nothing+like+it"), http.StatusOK, "No case matches.")
	b.want(b.get("/queue?q=space", "HX-Request", "true"), http.StatusOK, claim.ID)
	if a := b.get("/queue?q=space", "HX-Request", "true"); strings.Contains(a.body, "<html") || !strings.Contains(a.body, `id="queue"`) {
		t.Error("a part of the page is not the queue alone")
	}
	// A case opened from a narrowed queue leads back there and on within it.
	b.want(b.get("/queue?class=cancellation"), http.StatusOK, "/cases/"+cancel.ID+"?class=cancellation")
	b.want(b.get("/cases/"+cancel.ID+"?class=cancellation"), http.StatusOK, `href="/queue?class=cancellation"`)
	w.wait(30 * time.Hour)
	b.want(b.get("/login"), http.StatusOK)
}

// TestStaleBanner counts and mends.
func TestStaleBanner(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.cancel()
	w.mu.Lock()
	w.asOf = w.clock.Add(-50 * time.Hour)
	w.mu.Unlock()
	b := w.as("agent")
	b.want(b.get("/queue"), http.StatusOK, "The order data is of Wed 18 Mar 2026", "Export the orders anew.")
}

// TestHeldBanner: the data is of today, but a mail that it would refuse came later.
func TestHeldBanner(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.mu.Lock()
	w.orders[1].Stage, w.orders[1].ProductionStatus = desk.StageInProduction, desk.ProductionStarted
	w.asOf = w.clock.Add(-time.Hour)
	w.mu.Unlock()
	w.cancel()
	b := w.as("agent")
	b.want(b.get("/queue"), http.StatusOK, "(1 h old). One refusal answers a mail that came later, and waits for newer data.", "Export the orders anew.")
	w.mu.Lock()
	w.asOf = w.clock.Add(time.Second)
	w.mu.Unlock()
	w.wait(time.Minute)
	if page := b.get("/queue"); strings.Contains(page.body, "order data") {
		t.Errorf("exported anew, the queue still says\n%s", page.body)
	}
}

// TestMailboxBanner: a mailbox that is down is told of once, and alerts that do not arrive
// with the address only to those who can mend it.
func TestMailboxBanner(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.health = func(st *control.Status) {
		st.Mailboxes = []control.MailboxStatus{{Account: "support", Mailbox: "INBOX", State: "unreachable", Since: w.clock, Problem: "no route"},
			{Account: "support", Mailbox: "Sent", State: "unreachable", Since: w.clock, Problem: "no route", Retry: w.clock.Add(5 * time.Minute)}}
		st.Unheard = []desk.Unheard{{Reader: "gone@shop.example", Alerts: 1, Since: w.clock, Why: "550 no <such> user"}}
	}
	b := w.as("agent")
	a := b.get("/queue")
	b.want(a, http.StatusOK, "The mailbox support (INBOX and Sent) has been unreachable", "The next try is on", "Internal alerts do not reach everybody")
	if strings.Count(a.body, "no route") != 1 || strings.Contains(a.body, "gone@shop.example") {
		t.Errorf("an agent sees\n%s", a.body)
	}
	b = w.as("manager")
	b.want(b.get("/queue"), http.StatusOK, "1 internal alert has not reached gone@shop.example", "550 no &lt;such&gt; user", "alerts.to")
	b.want(b.get("/settings"), http.StatusOK, "not heard", "gone@shop.example")
}

// TestPages: more cases than a page holds are reached page by page, none twice.
func TestPages(t *testing.T) {
	t.Parallel()
	w := open(t)
	want := map[string]bool{}
	for i := range 120 {
		want[w.receive(letter("p"+strings.Repeat("x", i%7)+string(rune('a'+i%26))+string(rune('a'+i/26))+"@x.example", "question", "Do you ship to Norway?")).ID] = true
	}
	b := w.as("agent")
	path, pages := "/queue", 0
	for path != "" && pages < 10 {
		a := b.get(path)
		b.want(a, http.StatusOK, "120")
		pages++
		for id := range want {
			if strings.Contains(a.body, `id="row-`+id+`"`) {
				delete(want, id)
			}
		}
		path = ""
		if i := strings.Index(a.body, `rel="next"`); i > 0 {
			link := a.body[:i]
			link = link[strings.LastIndex(link, `href="`)+6:]
			path = strings.ReplaceAll(link[:strings.IndexByte(link, '"')], "&amp;", "&")
		}
	}
	if pages != 3 || len(want) > 0 {
		t.Errorf("%d pages, %d cases were on none", pages, len(want))
	}
	b.want(b.get("/queue?after=nonsense"), http.StatusUnprocessableEntity)
}

func TestSearch(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim, cancel := w.defect(), w.cancel()
	b := w.as("agent")
	for typed, want := range map[string]string{strings.ToLower(claim.ID): "/cases/" + claim.ID, claim.RMAs[0]: "/rmas/" + claim.RMAs[0],
		strings.ToLower(strings.ReplaceAll(claim.RMAs[0], "-", " ")): "/rmas/" + claim.RMAs[0], "": "/queue"} {
		if a := b.get("/search?q=" + strings.ReplaceAll(typed, " ", "+")); a.status != http.StatusSeeOther || a.to() != want {
			t.Errorf("%q leads to %q (%d)", typed, a.to(), a.status)
		}
	}
	b.want(b.get("/search?q=hw-10502"), http.StatusOK, cancel.ID)
	for _, spelled := range []string{"%23HW-10502", "%23hw+10502", "hw10502", "HW+10502"} {
		b.want(b.get("/search?q="+spelled), http.StatusOK, cancel.ID)
		b.want(b.get("/queue?order="+spelled), http.StatusOK, cancel.ID)
	}
	b.want(b.get("/search?q=ada@mailbox.example"), http.StatusOK, cancel.ID)
	b.want(b.get("/search?q=keyboard+dead"), http.StatusOK, claim.ID)
	b.want(b.get("/search?q=unheard"), http.StatusOK, "Nothing was found.")
	b.want(b.get("/search?q=C-999999"), http.StatusOK, "Nothing was found.")
	b.want(b.get("/search?q="+strings.Repeat("x", 5000)), http.StatusOK, "Nothing was found.")
}

// listen opens a stream of events and gives their names.
func (b *browser) listen(ctx context.Context, path string, headers ...string) <-chan string {
	b.t.Helper()
	r, err := http.NewRequestWithContext(ctx, "GET", b.base+path, nil)
	fatal(b.t, err)
	for i := 0; i+1 < len(headers); i += 2 {
		r.Header.Set(headers[i], headers[i+1])
	}
	resp, err := b.http.Do(r)
	fatal(b.t, err)
	if got := resp.Header.Get("Content-Type"); got != "text/event-stream" {
		b.t.Fatalf("%s: %d %s", path, resp.StatusCode, got)
	}
	out := make(chan string, 100)
	go func() {
		defer close(out)
		defer resp.Body.Close()
		for s := bufio.NewScanner(resp.Body); s.Scan(); {
			if name, ok := strings.CutPrefix(s.Text(), "event: "); ok {
				out <- name
			}
		}
	}()
	return out
}

// TestLive: an open queue is told when something was recorded, wherever it was done; a
// stream that was broken is told at once; nobody listens without a login.
func TestLive(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	events := b.listen(ctx, "/queue/events")
	c := w.defect()
	if got := <-events; got != "changed" {
		t.Errorf("after a new mail: %q", got)
	}
	fatal(t, w.Note(t.Context(), desk.Actor{Name: "Command line", Role: desk.RoleAgent}, c.ID, "x"))
	if got := <-events; got != "changed" {
		t.Errorf("after a command: %q", got)
	}
	again := b.listen(ctx, "/queue/events", "Last-Event-ID", "1")
	if got := <-again; got != "changed" {
		t.Errorf("after a break: %q", got)
	}
	nobody := w.browser()
	nobody.want(nobody.get("/queue/events", "Accept", "text/event-stream"), http.StatusSeeOther)
	nobody.want(nobody.get("/queue", "HX-Request", "true"), http.StatusUnauthorized)
}

// TestPresence: two agents on one case see each other come and go.
func TestPresence(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	one, two := w.as("agent"), w.as("senior")
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	events := one.listen(ctx, "/cases/"+c.ID+"/events")
	if got := <-events; got != "presence" {
		t.Fatalf("on arrival: %q", got)
	}
	two.want(two.get("/cases/"+c.ID), http.StatusOK, "The agent is here, too")
	if got := <-events; got != "presence" {
		t.Fatalf("when another came: %q", got)
	}
	one.want(one.get("/cases/"+c.ID+"/state?was=x"), http.StatusOK, "The senior is here, too", "has changed since")
	one.want(one.get("/queue"), http.StatusOK, "The senior</span>")
	if a := one.get("/cases/" + c.ID); strings.Contains(a.body, "The agent is here") {
		t.Error("he sees himself")
	}
	w.wait(time.Minute) // without a stream a look is forgotten
	if a := one.get("/cases/" + c.ID + "/state"); strings.Contains(a.body, "The senior") {
		t.Error("somebody who left is still there")
	}
	stop()
	for range events { // until it is closed
	}
	for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); {
		if a := two.get("/cases/" + c.ID); !strings.Contains(a.body, "The agent is here") {
			return
		}
		time.Sleep(20 * time.Millisecond)
	}
	t.Error("a closed page is still present")
}
