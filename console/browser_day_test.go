package console_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
)

// TestBrowserDay goes through an agent's day with the keyboard: walk the queue, open a
// case, edit, approve, take back, ask, search.
func TestBrowserDay(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim, cancel := w.defect(), w.cancel()
	b := w.tabOf("agent")
	b.Until(`document.querySelectorAll("[data-row]").length == 2`)
	b.Keys("j")
	b.Until(`document.querySelector("[data-row].at").id == document.querySelectorAll("[data-row]")[0].id`)
	b.Keys("j")
	b.Until(`document.querySelector("[data-row].at").id == document.querySelectorAll("[data-row]")[1].id`)
	b.Keys("k")
	first := b.JS(`document.querySelector("[data-row]").id.slice(4)`)
	b.Keys("o")
	b.At("/cases/" + first)
	if b.JS(`document.documentElement.scrollHeight <= innerHeight`) != "true" {
		t.Errorf("a usual case scrolls at 1440 x 900: %s of %s", b.JS("document.documentElement.scrollHeight"), b.JS("innerHeight"))
	}
	if b.JS(`[...document.querySelectorAll(".col, #text")].every(e => e.scrollHeight <= e.clientHeight)`) != "true" {
		t.Errorf("a part of a usual case scrolls at 1440 x 900; its reply: %s of %s", b.JS(`document.querySelector("#text").scrollHeight`), b.JS(`document.querySelector("#text").clientHeight`))
	}
	b.Keys("?")
	b.Until(`document.querySelector("#keys").open`)
	b.Do(chromedp.Click(".keys-close"))
	b.Until(`!document.querySelector("#keys").open`)

	b.Open("/cases/" + claim.ID)
	b.Keys("r") // into the text, where letters are letters
	b.Until(`document.activeElement.id == "text"`)
	b.Keys("exz ")
	b.Until(`document.activeElement.value.startsWith("exz Hello")`)
	if !strings.HasPrefix(b.JS("location.pathname"), "/cases/"+claim.ID) {
		t.Fatal("typing in a field did something")
	}
	b.Keys("\x1b")
	b.Until(`document.activeElement.id != "text"`)
	b.Keys("e") // approve what was typed, and on to the next
	b.At("/cases/" + cancel.ID)
	b.Until(`document.querySelector("#notice").innerText.includes("was approved")`)
	if b.JS(`document.documentElement.scrollHeight <= innerHeight`) != "true" {
		t.Errorf("the next case scrolls below the notice: %s of %s", b.JS("document.documentElement.scrollHeight"), b.JS("innerHeight"))
	}
	d, err := w.store.Draft(t.Context(), claim.ID+"-1")
	fatal(t, err)
	if d.State != desk.DraftApproved || !strings.HasPrefix(d.Text, "exz Hello") {
		t.Errorf("approved: %s %.20q", d.State, d.Text)
	}
	b.Keys("z")
	b.At("/cases/" + claim.ID)
	if d, err = w.store.Draft(t.Context(), claim.ID+"-1"); err != nil || d.State != desk.DraftProposed {
		t.Errorf("taken back: %s, %v", d.State, err)
	}

	b.Keys("a")
	b.Until(`document.querySelector("details[data-key=a]").open && document.activeElement.name == "ask"`)
	b.Do(chromedp.Click(`input[value="packaging_photos"]`), chromedp.Click(`details[data-key=a] button`))
	b.Until(`document.querySelector("#text").value.includes("box")`)
	b.Keys("x")
	b.Until(`document.activeElement.id == "reject-why"`)
	b.Keys("phoned him\r")
	b.Until(`document.querySelector("#h-reply").innerText.startsWith("No draft")`)
	b.Keys("c")
	b.Until(`document.activeElement.id == "class"`)
	b.Keys("\x1b")
	b.Keys("gr")
	b.At("/rmas")
	b.Keys("gq")
	b.At("/queue")
	b.Keys("/")
	b.Until(`document.activeElement.name == "q"`)
	b.Keys(strings.ToLower(cancel.ID) + "\r")
	b.At("/cases/" + cancel.ID)
	b.Clean("the day")
}

// TestBrowserLive: an open queue shows a new mail by itself, keeps the place that the keys
// have reached, and an open case says that somebody else has changed it.
func TestBrowserLive(t *testing.T) {
	t.Parallel()
	w := open(t)
	claim := w.defect()
	b := w.tabOf("agent")
	b.Keys("j")
	b.Until(`document.querySelector("[data-row].at") != null`)
	b.Listening("/queue/events")
	cancel := w.cancel()
	b.Until(`document.querySelector("#row-` + cancel.ID + `") != null`)
	b.Until(`document.querySelector("[data-row].at").id == "row-` + claim.ID + `"`)

	b.Open("/cases/" + claim.ID)
	b.Listening("/cases/" + claim.ID + "/events")
	other := w.as("senior")
	other.get("/cases/" + claim.ID)
	b.Until(`document.querySelector("#state").innerText.includes("The senior is here, too")`)
	b.Do(chromedp.SendKeys("#text", "half a sentence"))
	d := w.draftOf(claim)
	other.want(other.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash()), 303)
	b.Until(`document.querySelector("#state").innerText.includes("has changed since you opened it")`)
	if !strings.Contains(b.JS(`document.querySelector("#text").value`), "half a sentence") {
		t.Error("what was typed is gone")
	}
	b.Do(chromedp.Click(`#draft button[data-key=e]`))
	b.Until(`document.querySelector("[role=alert]").innerText.length > 0`)
	b.Clean("live pages")
}
