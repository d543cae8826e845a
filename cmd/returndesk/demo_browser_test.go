package main

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/internal/browsertest"
)

// inBrowser follows the demo's invitation with a real browser: the built program, its link
// that logs in once, the queue, a case, a reply that is edited, approved and leaves; nothing
// of the pages goes elsewhere.
func (demo *asking) inBrowser(t *testing.T) {
	_, link, _ := strings.Cut(demo.said, "logs you in once:")
	base, path, found := strings.Cut(strings.TrimSpace(strings.SplitN(strings.TrimSpace(link), "\n", 2)[0]), "/login/")
	if !found {
		t.Fatalf("no link in\n%s", demo.said)
	}
	var chrome browsertest.Chromium
	t.Cleanup(func() {
		if err := chrome.Close(); err != nil {
			t.Error(err)
		}
	})
	b := chrome.Open(t, base)
	b.Open("/login/" + path)
	b.At("/queue")
	b.Until(`document.querySelectorAll("[data-row]").length > 30`)
	b.Open("/queue?outcome=tracking_info")
	b.Until(`document.querySelectorAll("[data-row]").length == 1`)
	b.Keys("jo")
	b.At("/cases/")
	if b.JS(`document.documentElement.scrollHeight <= innerHeight`) != "true" {
		t.Errorf("a usual case scrolls at 1440 x 900: %s of %s", b.JS("document.documentElement.scrollHeight"), b.JS("innerHeight"))
	}
	id := strings.TrimPrefix(b.JS("location.pathname"), "/cases/")
	b.Do(chromedp.SendKeys("#text", "From the browser. "))
	b.CtrlEnter()
	b.Until(`document.querySelector("#notice")?.innerText.includes("` + id + `-1")`)
	for end := time.Now().Add(e2ePatience); ; { // nobody sits at the terminal, so it leaves at once
		b.Open("/cases/" + id + "/history")
		if text := b.JS("document.body.innerText"); strings.Contains(text, "sent") && strings.Contains(b.JS(`document.body.textContent`), "From the browser. Hello") {
			break
		} else if time.Now().After(end) {
			t.Fatalf("the reply never left:\n%s", text)
		}
	}
	b.Clean("the demo")
}
