package console_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
	"returndesk/replies"
)

// slowly is the world's console behind a network on which an approval waits until the test lets one go on; it
// counts the approvals that come.
func (w *world) slowly(count *atomic.Int64, goOn <-chan bool) *tab {
	w.t.Helper()
	s := httptest.NewServer(http.HandlerFunc(func(out http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, "/approve") {
			count.Add(1)
			select {
			case <-goOn:
			case <-r.Context().Done():
				return // the browser went on: what it sent is lost on the way
			}
		}
		w.web.ServeHTTP(out, r)
	}))
	w.t.Cleanup(s.Close)
	b := &tab{chrome.Open(w.t, s.URL)}
	b.Open("/login")
	b.logsIn("agent")
	b.At("/queue")
	return b
}

// TestBrowserHurry: an agent in a hurry on a slow network. Keys that are pressed while an
// approval is on its way do not overtake it, two clicks are one approval, the way back after
// it shows what became of the draft, and Enter in the subject approves nothing.
func TestBrowserHurry(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim, cancel := w.defect(), w.cancel()
	w.question("ann")
	var approvals atomic.Int64
	goOn := make(chan bool)
	b := w.slowly(&approvals, goOn)
	let := func() {
		t.Helper()
		select {
		case goOn <- true:
		case <-time.After(5 * time.Minute):
			t.Fatalf("no approval is on its way\nat %s", b.JS("location.href"))
		}
	}
	b.Open("/cases/" + claim.ID)
	b.Click("#subject")
	b.Keys("\r")
	b.Until(`document.activeElement.id == "text"`)
	b.Keys("\x1b")
	b.Keys("ejgq")
	let()
	b.At("/cases/" + cancel.ID)
	b.shows("#notice", claim.ID+"-1 was approved")
	if s, n := w.state(claim.ID+"-1"), approvals.Load(); s != desk.DraftApproved || n != 1 {
		t.Errorf("%s after %d approvals", s, n)
	}
	b.Do(chromedp.Evaluate[chromedp.Void]("history.back()"))
	b.At("/cases/" + claim.ID)
	b.shows("#h-reply", "Approved")
	b.Keys("e") // nothing to approve
	b.Keys("z")
	b.shows("#notice", "taken back")
	if s := w.state(claim.ID + "-1"); s != desk.DraftProposed {
		t.Errorf("taken back it is %s", s)
	}
	b.Do(chromedp.DoubleClick("#draft button[data-key=e]"))
	let()
	b.At("/cases/" + cancel.ID)
	b.shows("#notice", "was approved")
	if n := approvals.Load(); n != 2 {
		t.Errorf("a double click made %d approvals", n-1)
	}
	b.Clean("in a hurry")
}

// TestBrowserTooLate: z, where nothing can be taken back any more, says so in sight.
func TestBrowserTooLate(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.question("ann")
	w.sends(c, replies.Result{})
	b := w.tabOf("agent")
	seen := `document.querySelector("#said.toast")?.getBoundingClientRect().height > 10`
	b.Open("/queue?done=approved&draft=" + c.ID + "-1")
	b.shows("#notice", "was sent")
	b.Keys("z")
	b.shows("#said", c.ID+"-1 has left; it cannot be taken back any more")
	b.Until(seen)
	b.Open("/cases/" + c.ID)
	b.Keys("z")
	b.shows("#said", "Nothing on this page can be taken back")
	b.Until(seen)
	b.Clean("too late")
}
