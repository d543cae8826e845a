package console_test

import (
	"net/http"
	"testing"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
)

// TestUnclass: a wrong class is taken back at once: the case is what it was, and nothing is
// learnt from the slip. A colleague's class is not one's own to take back.
func TestUnclass(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.cancel()
	b, other := w.as("agent"), w.as("senior")
	a := b.post("/cases/"+c.ID+"/reclassify", "class", "delay", "back", "class=cancellation")
	b.want(a, http.StatusSeeOther)
	b.want(b.get(a.to()), http.StatusOK, "decided anew", "Back to cancellation", `action="/cases/`+c.ID+`/reclassify/undo"`)
	other.want(other.post("/cases/"+c.ID+"/reclassify/undo", "from", "cancellation"), http.StatusConflict, "no class of yours")
	b.want(b.post("/cases/"+c.ID+"/reclassify/undo", "from", "praise"), http.StatusConflict, "no class of yours")
	a = b.post("/cases/"+c.ID+"/reclassify/undo", "from", "cancellation")
	b.want(a, http.StatusSeeOther)
	b.want(b.get(a.to()), http.StatusOK, "The class is what it was.", "deny in production")
	now, err := w.store.Case(t.Context(), c.ID)
	fatal(t, err)
	log, err := w.Corrections(t.Context())
	fatal(t, err)
	if now.Class != desk.ClassCancellation || len(log) == 0 || log[0].Class != desk.ClassDelay || log[0].Revoked == nil {
		t.Errorf("the case is %s, the log %+v", now.Class, log)
	}
	b.want(b.post("/cases/"+c.ID+"/reclassify/undo", "from", "cancellation"), http.StatusConflict)
	a = b.post("/cases/"+c.ID+"/reclassify", "class", "cancellation") // says that it is right
	if page := b.get(a.to()); field(page.body, "from") != "" {
		t.Error("the same class can be taken back")
	}
}

// TestUnclassOfWhatArrived: who cancels what has arrived is decided as a change of mind, which is
// not what was read; it is what the case showed, and is had back by that name.
func TestUnclassOfWhatArrived(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.receive(letter("jo@mailbox.example", "Cancel HW-10501", "Please cancel my order HW-10501, I do not want it any more.\n\nJo"))
	if c.Class != desk.ClassChangeOfMind || c.Last().Reading.Class != desk.ClassCancellation {
		t.Fatalf("the case is %s, read as %s", c.Class, c.Last().Reading.Class)
	}
	b := w.as("agent")
	for _, slip := range []string{"delay", "cancellation"} {
		a := b.post("/cases/"+c.ID+"/reclassify", "class", slip)
		from := field(b.get(a.to()).body, "from")
		if from != "change_of_mind" {
			t.Fatalf("called %s, the class to have back is %q", slip, from)
		}
		a = b.post("/cases/"+c.ID+"/reclassify/undo", "from", from)
		b.want(a, http.StatusSeeOther)
		b.want(b.get(a.to()), http.StatusOK, "The class is what it was.")
	}
}

// TestBrowserUnclass: by the key of undo.
func TestBrowserUnclass(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.cancel()
	b := w.tabOf("agent")
	b.Look(1440, 900, "light")
	b.Open("/cases/" + c.ID)
	b.Keys("c")
	b.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#class").value = "delay"`))
	b.Click("details[data-key=c] button")
	b.shows("#notice", "back to cancellation")
	b.axe("another class, undo wide, light", "")
	b.Keys("z")
	b.shows("#notice", "the class is what it was")
	b.shows("#h-verdict", "deny in production")
	b.Clean("a class taken back")
}
