package main

import (
	"bufio"
	"bytes"
	"errors"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"returndesk/internal/browsertest"
)

// TestDemoBrowser follows the demo's invitation with a real browser: the built program, its
// link that logs in once, the queue, a case, a reply that is edited, approved and leaves;
// nothing of the pages goes elsewhere.
func TestDemoBrowser(t *testing.T) {
	t.Parallel()
	cmd := exec.CommandContext(t.Context(), program.path(t), "demo", "--data", filepath.Join(t.TempDir(), "demo"))
	stdin, err := cmd.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	stdout, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	var stderr bytes.Buffer
	cmd.Stderr = &stderr
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	out := bufio.NewReader(stdout)
	said := until(t, out, "Approve a reply")
	_, link, _ := strings.Cut(said, "logs you in once:")
	base, path, found := strings.Cut(strings.TrimSpace(strings.SplitN(strings.TrimSpace(link), "\n", 2)[0]), "/login/")
	if !found {
		t.Fatalf("no link in\n%s", said)
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
	for end := time.Now().Add(time.Minute); ; { // nobody sits at the terminal, so it leaves at once
		b.Open("/cases/" + id + "/history")
		if text := b.JS("document.body.innerText"); strings.Contains(text, "sent") && strings.Contains(b.JS(`document.body.textContent`), "From the browser. Hello") {
			break
		} else if time.Now().After(end) {
			t.Fatalf("the reply never left:\n%s", text)
		}
	}
	b.Clean("the demo")
	if _, err := io.WriteString(stdin, "q\n"); err != nil {
		t.Fatal(err)
	}
	rest := until(t, out, "")
	if err := errors.Join(cmd.Wait(), stdin.Close()); err != nil && !strings.Contains(err.Error(), "closed") || stderr.Len() > 0 {
		t.Errorf("end: %v\n%s\n%s", err, stderr.String(), rest)
	}
}
