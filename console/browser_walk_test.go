package console_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
)

// TestBrowserWalk: j and k on a case's page lead through the list that it was opened from, in
// its order and with its filter, there and back.
func TestBrowserWalk(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, from := range []string{"ann", "ben", "cat"} {
		w.question(from)
		w.wait(26 * time.Hour)
	}
	w.cancel()
	b := w.tabOf("agent")
	b.Open("/queue?outcome=route_human")
	b.Until(`document.querySelectorAll("[data-row]").length == 3`)
	var rows []string
	for i := range 3 {
		rows = append(rows, b.JS(fmt.Sprintf(`document.querySelectorAll("[data-open]")[%d].getAttribute("href")`, i)))
	}
	at := func(i int) {
		t.Helper()
		b.Until(fmt.Sprintf(`location.pathname + location.search == %q`, rows[i]))
	}
	b.Keys("jjo")
	at(1)
	b.Keys("k")
	at(0)
	for _, i := range []int{1, 2, 0} { // round the end
		b.Keys("j")
		at(i)
	}
	for _, i := range []int{2, 1, 0} {
		b.Keys("k")
		at(i)
	}
	// From a search, its results are the list.
	b.Keys("/")
	b.Until(`document.activeElement.name == "q"`)
	b.Keys("norway\r")
	b.At("/search?q=norway")
	b.Until(`document.querySelectorAll("[data-row]").length == 3`)
	for i := range 3 {
		rows[i] = b.JS(fmt.Sprintf(`document.querySelectorAll("[data-open]")[%d].getAttribute("href")`, i))
	}
	if slices.Contains(rows, "") {
		t.Fatalf("rows %q", rows)
	}
	b.Keys("jo")
	at(0)
	b.Keys("j")
	at(1)
	b.Keys("k")
	at(0)
	b.Clean("walking")
}

// TestBrowserPages: j on the last row of a page leads to the next page, k on the first to the
// one before.
func TestBrowserPages(t *testing.T) {
	t.Parallel()
	w := open(t)
	for i := range 53 {
		w.question("p" + strings.Repeat("x", i/26) + string(rune('a'+i%26)))
	}
	b := w.tabOf("agent")
	b.Until(`document.querySelectorAll("[data-row]").length == 50`)
	first := b.JS(`document.querySelector("[data-row]").id`)
	b.Keys(strings.Repeat("j", 50))
	b.Until(`document.querySelector("[data-row].at")?.id == [...document.querySelectorAll("[data-row]")].at(-1).id`)
	b.Keys("j")
	b.At("/queue?after=")
	b.Until(`document.querySelectorAll("[data-row]").length == 3`)
	b.Keys("jjj") // the list ends here
	b.Until(`document.querySelector("[data-row].at")?.id == [...document.querySelectorAll("[data-row]")].at(-1).id`)
	b.Keys("jkkk")
	b.At("/queue?before=")
	b.Until(`document.querySelectorAll("[data-row]").length == 50 && document.querySelector("[data-row]").id == "` + first + `"`)
	b.Clean("pages")
}

// TestBrowserOneOutcome: drafts of one outcome are approved one by one with the same key, each
// shown whole; the last leads to a page that says that none is left.
func TestBrowserOneOutcome(t *testing.T) {
	t.Parallel()
	w := open(t)
	drafts := map[string]string{} // by case
	for _, from := range []string{"ann", "ben", "cat", "dan"} {
		c := w.question(from)
		drafts[c.ID] = w.draftOf(c).ID
		w.wait(time.Hour)
	}
	other := w.cancel()
	b := w.tabOf("agent")
	b.Until(`document.querySelectorAll("[data-row]").length == 5`)
	b.Click(`.facets a[href="/queue?outcome=route_human"]`)
	b.Until(`location.search == "?outcome=route_human" && document.querySelectorAll("[data-row]").length == 4`)
	b.Keys("jo")
	done := map[string]bool{}
	for i := range 4 {
		b.Until(`location.pathname.startsWith("/cases/") && new URLSearchParams(location.search).get("outcome") == "route_human"`)
		id := b.JS(`location.pathname.slice("/cases/".length)`)
		if done[id] || drafts[id] == "" {
			t.Fatalf("%s is shown after %v", id, done)
		}
		// What is approved stands there: the customer's words, the reply, the button.
		b.shows("section.mail", "Do you ship to Norway?")
		b.shows("#h-reply", drafts[id])
		b.Until(`document.querySelector("#text").value.length > 50 && document.querySelector("#draft button[data-key=e]").innerText.includes("Approve")`)
		b.Keys("e")
		b.Until(fmt.Sprintf(`!location.pathname.endsWith(%q) && document.querySelector("#notice")?.innerText.includes(%q)`, "/"+id, drafts[id]))
		done[id] = true
		if s := w.state(drafts[id]); s != "approved" {
			t.Errorf("%d: %s is %s", i, drafts[id], s)
		}
	}
	b.At("/queue?")
	b.shows(".empty", "None of these is left.")
	b.shows(".empty", "1 other case waits")
	b.shows("#notice", "was approved")
	b.Keys("z") // the last one can still be taken back from here
	b.At("/cases/")
	b.Until(`document.querySelector("#draft button[data-key=e]") != null`)
	b.Keys("e")
	b.At("/queue?")
	b.Click(".empty a")
	b.Until(`document.querySelectorAll("[data-row]").length == 1 && document.querySelector("#row-` + other.ID + `") != null`)
	b.Clean("one outcome")
}
