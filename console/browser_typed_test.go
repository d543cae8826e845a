package console_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
)

// TestBrowserTyped: half a sentence survives that the agent walks on by the keys, and comes
// back with him; thrown away it is gone; approved it leaves nothing behind.
func TestBrowserTyped(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, other := w.defect(), w.cancel()
	d := w.draftOf(c)
	b := w.tabOf("agent")
	b.Look(1440, 900, "light")
	at := "/cases/" + c.ID
	b.Open(at)
	b.Keys("r")
	b.Keys("Half a sentence \x1bj")
	b.At("/cases/" + other.ID)
	b.Until(`document.querySelector("#typed").hidden`)
	b.Keys("k")
	b.At(at)
	b.shows("#typed", "stands here again")
	b.Until(`document.querySelector("#text").value.startsWith("Half a sentence Hello")`)
	b.axe("typed before wide, light", "")
	b.Click("#typed-drop")
	b.Until(`document.querySelector("#typed").hidden && document.querySelector("#text").value.startsWith("Hello")`)
	b.Open(at)
	b.Until(`document.querySelector("#typed").hidden && document.querySelector("#text").value.startsWith("Hello")`)

	b.Keys("r")
	b.Keys("Now all of it. \x1bgq")
	b.At("/queue")
	b.Open(at)
	b.shows("#typed", "stands here again")
	b.Keys("e")
	b.shows("#notice", "was approved")
	if got, err := w.store.Draft(t.Context(), d.ID); err != nil || !strings.HasPrefix(got.Text, "Now all of it. Hello") {
		t.Errorf("approved: %.40q, %v", got.Text, err)
	}
	b.Keys("z")
	b.At(at)
	b.Until(`document.querySelector("#typed").hidden && document.querySelector("#text").value.startsWith("Now all of it. Hello")`)

	// Another draft takes the place of the one he typed into.
	b.Keys("r")
	b.Keys("For the old one. \x1b")
	senior := w.as("senior")
	senior.want(senior.post("/cases/"+c.ID+"/reclassify", "class", "transit_damage"), http.StatusSeeOther)
	fresh := w.draftOf(c)
	b.shows("#state", "The senior set another class")
	b.Click("#state a")
	b.shows("#h-reply", fresh.ID)
	b.shows("#typed", "another one now")
	b.Until(`document.querySelector("#typed-text").value.startsWith("For the old one.") && document.querySelector("#text").value.startsWith("Hello")`)
	b.axe("typed for another wide, light", "")
	b.Look(390, 844, "dark")
	b.axe("typed for another narrow, dark", "")
	b.Click(".me button[type=submit]")
	b.At("/login")
	if n := b.JS("sessionStorage.length"); n != "0" {
		t.Errorf("after the logout %s entries are left", n)
	}
	b.Clean("what was typed")
}

// TestBrowserTypedNote: so does half a note, until it was left.
func TestBrowserTypedNote(t *testing.T) {
	t.Parallel()
	w := open(t)
	c, other := w.defect(), w.cancel()
	b := w.tabOf("agent")
	b.Open("/cases/" + c.ID)
	b.Click("details:has(#note) > summary")
	b.Do(chromedp.SendKeys("#note", "he rang and"))
	b.Keys("\x1b")
	b.Keys("j")
	b.At("/cases/" + other.ID)
	b.Until(`document.querySelector("#note").value == "" && !document.querySelector("details:has(#note)").open`)
	b.Keys("k")
	b.At("/cases/" + c.ID)
	b.Until(`document.querySelector("#note").value == "he rang and" && document.querySelector("details:has(#note)").open`)
	b.Click("details:has(#note) button")
	b.shows("#notice", "note stands in the history")
	b.Open("/cases/" + c.ID)
	b.Until(`document.querySelector("#note").value == "" && !document.querySelector("details:has(#note)").open`)
	b.Clean("half a note")
}

// TestBrowserSessionEnds: the session ends in the middle of an edit. After the login the words
// stand in the field, and one press approves them; so it is without JavaScript.
func TestBrowserSessionEnds(t *testing.T) {
	t.Parallel()
	for name, plain := range map[string]bool{"scripts": false, "plain": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := open(t)
			c := w.defect()
			d := w.draftOf(c)
			b := w.tab()
			if plain {
				b.NoScripts()
			}
			b.Open("/login?next=/cases/" + c.ID)
			b.logsIn("agent")
			b.At("/cases/" + c.ID)
			b.Do(chromedp.SendKeys("#text", "A long and careful answer. "))
			w.wait(13 * time.Hour)
			b.Click("#draft button[data-key=e]")
			b.shows("[role=alert]", "what you typed is kept")
			b.Picture("session over " + name)
			b.logsIn("agent")
			b.At("/cases/" + c.ID)
			b.shows("[role=alert]", "logged out before this was done")
			b.Until(`document.querySelector("#text").value.includes("A long and careful answer.")`)
			if s := w.state(d.ID); s != desk.DraftProposed {
				t.Fatalf("it is %s", s)
			}
			b.Click("#draft button[data-key=e]")
			b.shows("#notice", "was approved")
			if got, err := w.store.Draft(t.Context(), d.ID); err != nil || !strings.Contains(got.Text, "A long and careful answer.") {
				t.Errorf("approved: %.40q, %v", got.Text, err)
			}
			b.Clean("a session that ends")
		})
	}
}

// TestBrowserTypedUnsent: the service does not answer, or the line is cut, while words are on
// their way. They stand in their fields when the page is opened again.
func TestBrowserTypedUnsent(t *testing.T) {
	t.Parallel()
	w, f := openFailing(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.tabOf("agent")
	at := "/cases/" + c.ID
	typedInto := `document.querySelector("#text").value.startsWith("A long answer. Hello")`
	b.Open(at)
	b.Keys("r")
	b.Keys("A long answer. \x1b")
	for _, how := range []trouble{refuses, cuts} {
		f.trouble.Store(int32(how))
		b.Click("#draft button[data-key=e]")
		b.Until(`!document.querySelector("#draft")`)
		f.trouble.Store(0)
		b.Open(at)
		b.shows("#typed", "stands here again")
		b.Until(typedInto)
	}
	b.Click("details:has(#note) > summary")
	b.Do(chromedp.SendKeys("#note", "he rang"))
	f.trouble.Store(int32(refuses))
	b.Click("details:has(#note) button")
	b.Until(`!document.querySelector("#note")`)
	f.trouble.Store(0)
	b.Bad() // that was the trouble
	b.Open(at)
	b.Until(`document.querySelector("#note").value == "he rang" && document.querySelector("details:has(#note)").open && ` + typedInto)
	b.Click("details:has(#note) button")
	b.shows("#notice", "note stands in the history")
	b.Click("#draft button[data-key=e]")
	b.shows("#notice", "was approved")
	if got, err := w.store.Draft(t.Context(), d.ID); err != nil || !strings.HasPrefix(got.Text, "A long answer. Hello") {
		t.Errorf("approved: %.40q, %v", got.Text, err)
	}
	if n := b.JS("sessionStorage.length"); n != "0" {
		t.Errorf("%s entries are left", n)
	}
	b.Clean("words on their way")
}

// TestBrowserTypedForNobodyElse: another person in the same tab reads nothing of what was typed,
// and whoever typed it finds it again. What a colleague made of the reply is not replaced by it.
func TestBrowserTypedForNobodyElse(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.tabOf("agent")
	at := "/cases/" + c.ID
	again := func(login string) {
		t.Helper()
		w.wait(13 * time.Hour)
		b.Open(at)
		b.At("/login")
		b.logsIn(login)
		b.At(at)
	}
	b.Open(at)
	b.Keys("r")
	b.Keys("Half a sentence. \x1b")
	b.Click("details:has(#note) > summary")
	b.Do(chromedp.SendKeys("#note", "he rang"))
	again("senior")
	b.Until(`document.querySelector("#typed").hidden && document.querySelector("#text").value.startsWith("Hello") && document.querySelector("#note").value == ""`)
	b.Keys("r")
	b.Keys("Hers. \x1b")
	b.Click(`#draft button[formaction$="/save"]`)
	b.shows("#notice", "was saved")
	again("agent")
	b.shows("#typed", "another one now")
	b.Until(`document.querySelector("#typed-text").value.startsWith("Half a sentence. Hello") && document.querySelector("#text").value.startsWith("Hers. Hello") && document.querySelector("#note").value == "he rang"`)
	if now := w.draftOf(c); now.ID != d.ID || !strings.HasPrefix(now.Text, "Hers. Hello") {
		t.Errorf("the draft is %.40q", now.Text)
	}
	b.Clean("another person in the tab")
}
