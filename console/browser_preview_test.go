package console_test

import (
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"
)

// framed waits until the preview's frame holds a text.
func (b *tab) framed(text string) {
	b.T.Helper()
	got := ""
	for end := time.Now().Add(5 * time.Minute); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if got = b.Framed("preview"); strings.Contains(got, text) {
			return
		}
	}
	b.T.Fatalf("the preview never holds %q:\n%s", text, got)
}

// TestBrowserPreview: the preview shows what stands in the field and follows while one types;
// nothing of it is kept, runs, or comes between the agent and his way back.
func TestBrowserPreview(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.tabOf("agent")
	b.Look(1440, 900, "light")
	b.Open("/cases/" + c.ID)
	visited := b.JS("history.length")
	b.Keys("r")
	b.Keys("Dear <b>Jo</b> <script>console.log('canary sings')</script>. ")
	b.Click("details.preview > summary")
	b.framed("Dear <b>Jo</b> <script>")
	b.Keys("\x1br")
	b.Keys("Good morning. ")
	b.framed("Good morning. Dear <b>Jo</b>")
	b.Picture("preview of what is typed wide, light")
	if got := b.JS("history.length"); got != visited {
		t.Errorf("the preview left %s steps in the history, %s before", got, visited)
	}
	if now := w.draftOf(c); now.ContentHash() != d.ContentHash() {
		t.Error("the preview changed the draft")
	}
	b.Keys("\x1be") // the preview must not hold up the approval
	b.shows("#notice", "was approved")
	if got, err := w.store.Draft(t.Context(), d.ID); err != nil || !strings.HasPrefix(got.Text, "Good morning. Dear <b>Jo</b>") || !strings.Contains(got.HTML, "Good morning. Dear &lt;b&gt;Jo&lt;/b&gt;") {
		t.Errorf("approved: %.60q, %v", got.Text, err)
	}
	b.Clean("the preview")
}

// TestBrowserPreviewPlain: without JavaScript a button shows what is typed.
func TestBrowserPreviewPlain(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.tab()
	b.NoScripts()
	b.Open("/login?next=/cases/" + c.ID)
	b.logsIn("agent")
	b.At("/cases/" + c.ID)
	b.Do(chromedp.SendKeys("#text", "By hand, & <i>twice</i>. "))
	b.Click("details.preview > summary")
	b.Click("details.preview button")
	b.framed("By hand, & <i>twice</i>. ")
	if !strings.Contains(b.JS(`document.querySelector("#text").value`), "By hand, ") {
		t.Error("what was typed is gone")
	}
	if now := w.draftOf(c); now.ContentHash() != d.ContentHash() {
		t.Error("the preview changed the draft")
	}
	b.Clean("the preview without JavaScript")
}

// TestBrowserNarrow: a narrow screen shows the reply with its lines joined, until somebody
// types; what is sent keeps them.
func TestBrowserNarrow(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.tabOf("agent")
	b.Look(390, 844, "light")
	b.Open("/cases/" + c.ID)
	shown := `[...document.querySelectorAll(".reading p")].filter(p => p.getBoundingClientRect().height > 0)`
	if got := b.JS(`getComputedStyle(document.querySelector(".letter")).display`); got != "block" { // else numbers make columns
		t.Errorf("the letter is laid out as %s", got)
	}
	joined := strings.ReplaceAll(strings.SplitN(d.Text, "\n\n", 3)[1], "\n", " ") // the first paragraph after the greeting
	if !strings.Contains(strings.SplitN(d.Text, "\n\n", 3)[1], "\n") {
		t.Fatalf("the paragraph has one line: %s", joined)
	}
	b.Until(shown + `[1]?.innerText == ` + strconv.Quote(joined))
	b.Do(chromedp.SendKeys("#text", "Good morning. "))
	b.Until(shown + ".length == 0")
	b.Look(1440, 900, "light")
	b.Open("/queue")
	b.Open("/cases/" + c.ID) // what was typed waits in the tab
	b.Look(390, 844, "light")
	b.Until(`document.querySelector("#text").value.startsWith("Good morning. ") && ` + shown + ".length == 0")
	b.Click("#typed-drop")
	b.Click("#draft button[data-key=e]")
	b.shows("#notice", "was approved")
	if got, err := w.store.Draft(t.Context(), d.ID); err != nil || got.Text != d.Text || got.Edited {
		t.Errorf("approved: %q, %v", got.Text, err)
	}
	b.Clean("a narrow screen")
}
