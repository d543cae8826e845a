package console_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
)

// TestBrowserAgents: two agents in two browsers on one case see each other; the one who
// comes second is refused, is told why, and keeps what he typed.
func TestBrowserAgents(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	one, two := w.tabOf("agent"), w.tabOf("senior")
	one.Open("/cases/" + c.ID)
	two.Open("/cases/" + c.ID)
	one.Listening("/cases/" + c.ID + "/events")
	two.Listening("/cases/" + c.ID + "/events")
	one.shows("#state", "The senior is here, too")
	two.shows("#state", "The agent is here, too")
	two.Do(chromedp.SendKeys("#text", "P.S. from me, too"))
	one.Keys("e")
	one.shows("#notice", "was approved")
	two.shows("#state", "has changed since you opened it")
	two.Click(`#draft button[data-key=e]`)
	two.shows("[role=alert]", "is approved and cannot be edited")
	if d, err := w.store.Draft(t.Context(), d.ID); err != nil || d.ApprovedBy.Name != "The agent" || strings.Contains(d.Text, "P.S.") {
		t.Errorf("approved by %s, %v", d.ApprovedBy.Name, err)
	}
	if !strings.Contains(two.JS(`document.body.innerHTML + [...document.querySelectorAll("textarea")].map(t => t.value)`), "P.S. from me, too") {
		t.Error("what the second agent typed is gone")
	}
	one.Clean("the first agent")
	two.Clean("the second agent")
}

// TestBrowserStale: while an agent reads, the order ships. His approval is refused, the
// page says why and shows the draft that fits now.
func TestBrowserStale(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.cancel()
	old := w.draftOf(c)
	b := w.tabOf("senior")
	b.Open("/cases/" + c.ID)
	w.shipped()
	b.Keys("e")
	b.shows("[role=alert]", "the facts changed")
	b.shows("#h-verdict", "deny shipped")
	if s := w.state(old.ID); s != desk.DraftVoid {
		t.Errorf("the old draft is %s", s)
	}
	fresh := w.draftOf(c)
	b.shows("#h-reply", fresh.ID)
	b.CtrlEnter()
	b.shows("#notice", fresh.ID+" was approved")
	if s := w.state(fresh.ID); s != desk.DraftApproved {
		t.Errorf("the new draft is %s", s)
	}
	b.Clean("a stale draft")
}

// TestBrowserReclassify: another class decides the case anew, by keys alone.
func TestBrowserReclassify(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	old := w.draftOf(c)
	b := w.tabOf("agent")
	b.Open("/cases/" + c.ID)
	b.Keys("c")
	b.Until(`document.activeElement.id == "class"`)
	b.Do(chromedp.Evaluate[chromedp.Void](`document.querySelector("#class").value = "transit_damage"`))
	b.Keys("\t\t")
	b.Until(`document.activeElement.id == "class-why"`)
	b.Keys("the box was crushed")
	b.Keys("\r")
	b.shows("section.verdict", "transit damage")
	b.shows("section.verdict", "set by an agent")
	if now, err := w.store.Case(t.Context(), c.ID); err != nil || now.Class != desk.ClassTransitDamage {
		t.Errorf("the case is %s, %v", now.Class, err)
	}
	if s := w.state(old.ID); s != desk.DraftVoid {
		t.Errorf("the old draft is %s", s)
	}
	b.Clean("a new class")
}
