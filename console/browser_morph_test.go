package console_test

import (
	"testing"
)

// TestBrowserLiveKeeps: while the queue renews itself, what the agent typed into its filter
// stays, and so do the focus and what he folded open.
func TestBrowserLiveKeeps(t *testing.T) {
	t.Parallel()
	w := open(t)
	w.defect()
	w.legal()
	b := w.tabOf("agent")
	b.Look(390, 844, "light")
	b.Open("/queue")
	b.Listening("/queue/events")
	b.Click(".narrow-facets > summary")
	b.Until(`document.querySelector(".narrow-facets").open`)
	b.Click(".narrowing input[name=q]")
	b.Keys("half a w")
	cancel := w.cancel()
	b.Until(`document.querySelector("#row-` + cancel.ID + `") != null`)
	b.Keys("ord")
	if got := b.JS(`document.querySelector(".narrowing input[name=q]").value`); got != "half a word" {
		t.Errorf("the field holds %q", got)
	}
	if b.JS(`document.querySelector(".narrow-facets").open`) != "true" {
		t.Error("the filters folded themselves")
	}
	b.Click(".narrowing input[name=address]")
	again := w.question("bob")
	b.Until(`document.querySelector("#row-` + again.ID + `") != null`)
	if got := b.JS(`document.querySelector(".narrowing input[name=q]").value`); got != "half a word" {
		t.Errorf("left, the field holds %q", got)
	}
	b.Clean("a queue that renews itself")
}
