package console_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
)

// TestBrowserDay goes through an agent's day with the keyboard: walk the queue, open a
// case, edit, approve, take back, ask, search.
func TestBrowserDay(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim, cancel := w.defect(), w.cancel()
	b := w.chromium()
	b.logIn("agent")
	b.until(`document.querySelectorAll("[data-row]").length == 2`)
	b.keys("j")
	b.until(`document.querySelector("[data-row].at").id == document.querySelectorAll("[data-row]")[0].id`)
	b.keys("j")
	b.until(`document.querySelector("[data-row].at").id == document.querySelectorAll("[data-row]")[1].id`)
	b.keys("k")
	first := b.js(`document.querySelector("[data-row]").id.slice(4)`)
	b.keys("o")
	b.at("/cases/" + first)
	if b.js(`document.documentElement.scrollHeight <= innerHeight`) != "true" {
		t.Errorf("a usual case scrolls at 1440 x 900: %s of %s", b.js("document.documentElement.scrollHeight"), b.js("innerHeight"))
	}
	b.keys("?")
	b.until(`document.querySelector("#keys").open`)
	b.do(chromedp.Click(".keys-close"))
	b.until(`!document.querySelector("#keys").open`)

	b.open("/cases/" + claim.ID)
	b.keys("r") // into the text, where letters are letters
	b.until(`document.activeElement.id == "text"`)
	b.keys("exz ")
	b.until(`document.activeElement.value.startsWith("exz Hello")`)
	if !strings.HasPrefix(b.js("location.pathname"), "/cases/"+claim.ID) {
		t.Fatal("typing in a field did something")
	}
	b.keys("\x1b")
	b.until(`document.activeElement.id != "text"`)
	b.keys("e") // approve what was typed, and on to the next
	b.at("/cases/" + cancel.ID)
	b.until(`document.querySelector("#notice").innerText.includes("was approved")`)
	d, err := w.store.Draft(t.Context(), claim.ID+"-1")
	fatal(t, err)
	if d.State != desk.DraftApproved || !strings.HasPrefix(d.Text, "exz Hello") {
		t.Errorf("approved: %s %.20q", d.State, d.Text)
	}
	b.keys("z")
	b.at("/cases/" + claim.ID)
	if d, err = w.store.Draft(t.Context(), claim.ID+"-1"); err != nil || d.State != desk.DraftProposed {
		t.Errorf("taken back: %s, %v", d.State, err)
	}

	b.keys("a")
	b.until(`document.querySelector("details[data-key=a]").open && document.activeElement.name == "ask"`)
	b.do(chromedp.Click(`input[value="packaging_photos"]`), chromedp.Click(`details[data-key=a] button`))
	b.until(`document.querySelector("#text").value.includes("box")`)
	b.keys("x")
	b.until(`document.activeElement.id == "reject-why"`)
	b.keys("phoned him\r")
	b.until(`document.querySelector("#h-reply").innerText.startsWith("No draft")`)
	b.keys("c")
	b.until(`document.activeElement.id == "class"`)
	b.keys("\x1b")
	b.keys("gr")
	b.at("/rmas")
	b.keys("gq")
	b.at("/queue")
	b.keys("/")
	b.until(`document.activeElement.name == "q"`)
	b.keys(strings.ToLower(cancel.ID) + "\r")
	b.at("/cases/" + cancel.ID)
	b.clean("the day")
}

// TestBrowserLive: an open queue shows a new mail by itself, keeps the place that the keys
// have reached, and an open case says that somebody else has changed it.
func TestBrowserLive(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim := w.defect()
	b := w.chromium()
	b.logIn("agent")
	b.keys("j")
	b.until(`document.querySelector("[data-row].at") != null`)
	time.Sleep(300 * time.Millisecond) // the stream opens after the page
	cancel := w.cancel()
	b.until(`document.querySelector("#row-` + cancel.ID + `") != null`)
	b.until(`document.querySelector("[data-row].at").id == "row-` + claim.ID + `"`)

	b.open("/cases/" + claim.ID)
	b.until(`document.querySelector("#live")._htmx?.sse != null || true`)
	other := w.as("senior")
	other.get("/cases/" + claim.ID)
	b.until(`document.querySelector("#state").innerText.includes("The senior is here, too")`)
	b.do(chromedp.SendKeys("#text", "half a sentence"))
	d := w.draftOf(claim)
	other.want(other.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash()), 303)
	b.until(`document.querySelector("#state").innerText.includes("has changed since you opened it")`)
	if !strings.Contains(b.js(`document.querySelector("#text").value`), "half a sentence") {
		t.Error("what was typed is gone")
	}
	b.do(chromedp.Click(`#draft button[type=submit]`))
	b.until(`document.querySelector("[role=alert]").innerText.length > 0`)
	b.clean("live pages")
}

// TestBrowserHostile opens every hostile mail with its HTML shown: no script of it runs,
// nothing of it is fetched, no dialog opens.
func TestBrowserHostile(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.chromium()
	b.logIn("agent")
	b.open("/queue")
	for name, html := range vectors() {
		c := w.receive(letter("jo@mailbox.example", "HW-10501 "+name+" "+html[:min(len(html), 60)], "<html><body><p>My keyboard HW-10501 is dead.</p>"+html+"<p>The end.</p></body></html>",
			"MIME-Version: 1.0\n", "Content-Type: text/html; charset=utf-8\n"))
		if c.ID == "" {
			continue
		}
		// The case's page, then the frame's page by itself, where only its own walls stand.
		b.open("/cases/" + c.ID)
		b.do(chromedp.Evaluate[chromedp.Void](`document.querySelectorAll("details.fold").forEach(d => d.open = true)`))
		b.open("/cases/" + c.ID + "/mails/" + c.Mails[len(c.Mails)-1] + "/html")
		b.until(`document.body.innerText.includes("is dead.")`)
		b.clean(name)
	}
	b.open("/queue")
	b.until(`document.querySelectorAll("[data-row]").length > 0`)
	b.clean("the queue of hostile subjects")
}

// TestBrowserPlain: without JavaScript the day's core still works.
func TestBrowserPlain(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim := w.defect()
	b := w.as("agent") // a browser that runs nothing is an HTTP client
	page := b.get("/cases/" + claim.ID)
	for _, action := range []string{"/drafts/" + claim.ID + "-1/approve", "/drafts/" + claim.ID + "-1/save", "/drafts/" + claim.ID + "-1/reject", "/cases/" + claim.ID + "/ask",
		"/cases/" + claim.ID + "/reclassify", "/cases/" + claim.ID + "/resolve", "/cases/" + claim.ID + "/snooze", "/cases/" + claim.ID + "/handup", "/cases/" + claim.ID + "/note"} {
		if !strings.Contains(page.body, `action="`+action+`" method="post"`) && !strings.Contains(page.body, `formaction="`+action+`"`) {
			t.Errorf("there is no plain form for %s", action)
		}
	}
}
