package console_test

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// focused tells which element has the focus and how one sees it: by an outline, a shadow
// or the bar that a row gets.
const focused = `(() => {
	const e = document.activeElement, s = getComputedStyle(e), r = e.getBoundingClientRect();
	const seen = s.outlineStyle != "none" && parseFloat(s.outlineWidth) >= 1 || s.boxShadow != "none";
	const name = e.getAttribute("aria-label") || e.labels?.[0]?.innerText || e.innerText || e.querySelector("img")?.alt || e.title || e.placeholder || "";
	return [e.tagName + "#" + e.id + " " + name.trim().slice(0, 40).replaceAll("\n", " "), seen, r.width > 0 && r.height > 0, name.trim() != ""].join("|");
})()`

// TestBrowserKeyboard walks a case with Tab alone, from the address bar to the last button:
// each stop has a name, is on the page and shows that it has the focus, none holds the
// focus fast; then a reply is edited and approved without a mouse.
func TestBrowserKeyboard(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.receive(withPhoto(t, "HW-10501 photo", photo(t), "key.jpg"))
	d := w.draftOf(c)
	b := w.tabOf("agent")
	b.Look(1440, 900, "light") // without fading
	b.Open("/cases/" + c.ID)
	var stops []string
	seen := map[string]int{}
	for range 80 {
		b.Keys("\t")
		at := strings.Split(b.JS(focused), "|")
		if len(at) != 4 {
			t.Fatalf("focus: %v", at)
		}
		if strings.HasPrefix(at[0], "BODY#") || len(stops) > 0 && at[0] == stops[0] {
			break
		}
		if at[1] != "true" || at[2] != "true" || at[3] != "true" {
			t.Errorf("%s: visible focus %s, on the page %s, named %s", at[0], at[1], at[2], at[3])
		}
		if seen[at[0]]++; seen[at[0]] > 2 {
			t.Fatalf("the focus does not get on from %s", at[0])
		}
		stops = append(stops, at[0])
	}
	all := strings.Join(stops, "\n")
	for _, want := range []string{"Skip to the content", "Queue", "Search cases", "The customer's text", "Every fact", "TEXTAREA#text", "Approve", "Save", "Preview as HTML", "Ask", "Reject", "Class", "Snooze", "Note"} {
		if !strings.Contains(all, want) {
			t.Errorf("Tab never comes to %q:\n%s", want, all)
		}
	}
	if stops[0] != "A# Skip to the content" {
		t.Errorf("the first stop is %q", stops[0])
	}

	// The first stop leads over the bar into the page.
	b.Open("/cases/" + c.ID)
	b.Keys("\t\r")
	b.Until(`document.activeElement.id == "main"`)
	// From the reply's text on, Ctrl+Enter approves what was typed.
	b.Keys("r")
	b.Until(`document.activeElement.id == "text"`)
	b.Keys("Dear Jo. ")
	b.CtrlEnter()
	b.shows("#notice", "was approved")
	if got, err := w.store.Draft(t.Context(), d.ID); err != nil || got.State != desk.DraftApproved || !strings.HasPrefix(got.Text, "Dear Jo. Hello") {
		t.Errorf("approved: %s %.30q, %v", got.State, got.Text, err)
	}
	b.Clean("by keyboard")
}

// TestBrowserLetters: in a field, whatever its kind, letters are letters; outside, the keys
// lead where the list of keys says.
func TestBrowserLetters(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	w.cancel()
	b := w.tabOf("agent")
	b.Open("/cases/" + c.ID)
	for _, open := range []struct{ key, id string }{{"x", "reject-why"}, {"c", "class"}, {"r", "text"}} {
		b.Keys(open.key)
		b.Until(`document.activeElement.id == "` + open.id + `"`)
		b.Keys("exzgq?")
		b.Keys("\x1b")
		b.Until(`document.activeElement.id != "` + open.id + `"`)
		if at := b.JS("location.pathname"); at != "/cases/"+c.ID || b.JS(`document.querySelector("#keys").open`) != "false" {
			t.Fatalf("letters in #%s led to %s", open.id, at)
		}
		b.Open("/cases/" + c.ID)
	}
	b.Keys("/")
	b.Until(`document.activeElement.name == "q"`)
	b.Keys("gqe?")
	if got := b.JS("document.activeElement.value"); got != "gqe?" {
		t.Errorf("the search holds %q", got)
	}
	b.Keys("\x1b")
	for _, go2 := range []struct{ keys, path string }{{"gd", "/digest"}, {"gr", "/rmas"}, {"gq", "/queue"}} {
		b.Keys(go2.keys)
		b.At(go2.path)
	}
	b.Keys("jjk\r")
	b.At("/cases/")
	first := b.JS("location.pathname")
	b.Keys("j")
	b.Until(`location.pathname.startsWith("/cases/") && location.pathname != "` + first + `"`)
	if s := w.state(w.draftOf(c).ID); s != desk.DraftProposed {
		t.Errorf("the draft is %s", s)
	}
	b.Clean("letters")
}
