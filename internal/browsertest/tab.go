package browsertest

import (
	"context"
	"errors"
	"fmt"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"returndesk/internal/mailtest"
)

// Canary is what a hostile script writes to the console when it runs after all.
const Canary = "canary sings"

// stepPatience bounds one step on a laden machine.
const stepPatience = 5 * time.Minute

// Tab is one tab with cookies of its own, in which everything that a page must not do is
// noted: scripts that fail, breaches of its own policy, dialogs, requests to elsewhere.
type Tab struct {
	T    *testing.T
	Ctx  context.Context
	Base string // where the console listens, as "http://127.0.0.1:8420"

	chrome *Chromium
	mu     sync.Mutex
	bad    []string
	live   []string // addresses whose stream of events has begun
}

// Open makes a tab that ends with the test. Without Chromium the test is left out, and
// fails where servers are required (mailtest.RequireEnv).
func (c *Chromium) Open(t *testing.T, base string) *Tab {
	t.Helper()
	if err := c.start(); err != nil {
		if errors.Is(err, mailtest.ErrMissing) && os.Getenv(mailtest.RequireEnv) != "1" {
			t.Skipf("left out: %v", err)
		}
		t.Fatalf("the browser: %v", err)
	}
	ctx, stop := chromedp.NewContext(c.ctx, chromedp.WithNewBrowserContext())
	t.Cleanup(stop)
	b := &Tab{T: t, Ctx: ctx, Base: base, chrome: c}
	b.must(chromedp.Listen(ctx, b.note))
	b.Do(chromedp.EmulateViewport(1440, 900))
	// Several tabs are open at once; each is to think that somebody looks at it.
	_, err := chromedp.Call(ctx, emulation.SetFocusEmulationEnabled, emulation.SetFocusEmulationEnabledParams{Enabled: true})
	b.must(err)
	_, err = chromedp.Call(ctx, network.Enable, network.EnableParams{})
	b.must(err)
	return b
}

// note writes down what must not be.
func (b *Tab) note(ev any) {
	what := ""
	switch e := ev.(type) {
	case *runtime.EventExceptionThrown:
		what = fmt.Sprintf("a script failed: %+v", e.ExceptionDetails)
	case *runtime.EventConsoleAPICalled:
		for _, a := range e.Args {
			if strings.Contains(string(a.Value), Canary) {
				what = "a foreign script ran"
			}
		}
	case *page.EventJavascriptDialogOpening:
		what = "a dialog opened: " + e.Message
	case *network.EventResponseReceived:
		if e.Response.MimeType == "text/event-stream" {
			b.mu.Lock()
			b.live = append(b.live, e.Response.URL)
			b.mu.Unlock()
		}
	case *network.EventRequestWillBeSent:
		// Pico's arrows and the digest's charts stand in the page itself.
		inside := strings.HasPrefix(e.Request.URL, "data:image/svg+xml") || strings.HasPrefix(e.Request.URL, "data:image/png;base64,")
		if u := e.Request.URL; !inside && !strings.HasPrefix(u, b.Base+"/") {
			what = "a request to " + u
		}
	case *log.EventEntryAdded:
		if e.Entry.Level == "error" && !strings.Contains(e.Entry.Text, "status of 4") {
			what = "the browser complains: " + e.Entry.Text
		}
	}
	if what != "" {
		b.mu.Lock()
		defer b.mu.Unlock()
		b.bad = append(b.bad, what)
	}
}

// Bad gives, and forgets, what was noted since the last call.
func (b *Tab) Bad() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	out := b.bad
	b.bad = nil
	if n := b.chrome.outside.Swap(0); n > 0 {
		out = append(out, fmt.Sprintf("%d connections went to %s", n, Evil))
	}
	return out
}

// Clean fails the test when a page did what it must not.
func (b *Tab) Clean(what string) {
	b.T.Helper()
	for _, x := range b.Bad() {
		b.T.Errorf("%s: %s", what, x)
	}
}

func (b *Tab) must(err error) {
	b.T.Helper()
	if err != nil {
		b.T.Fatal(err)
	}
}

// Do takes steps in the tab.
func (b *Tab) Do(steps ...chromedp.Action[chromedp.Void]) {
	b.T.Helper()
	ctx, stop := context.WithTimeout(b.Ctx, stepPatience)
	defer stop()
	if err := chromedp.Do(ctx, steps...); err != nil {
		b.T.Fatalf("%v\nat %s", err, b.JS("location.href"))
	}
}

// Open goes to a page of the console.
func (b *Tab) Open(path string) {
	b.T.Helper()
	b.Do(chromedp.Navigate(b.Base + path))
}

// Click presses what a selector finds.
func (b *Tab) Click(selector string) {
	b.T.Helper()
	b.Do(chromedp.Click(selector))
}

// Look sets the size of the window and light or dark, without the fading from one to the
// other, which would be measured half way.
func (b *Tab) Look(width, height int64, scheme string) {
	b.T.Helper()
	b.Do(chromedp.EmulateViewport(width, height))
	_, err := chromedp.Call(b.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
		{Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
	b.must(err)
}

// NoScripts switches JavaScript off for pages that are opened from now on.
func (b *Tab) NoScripts() {
	b.T.Helper()
	_, err := chromedp.Call(b.Ctx, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
	b.must(err)
}

// JS evaluates an expression to a string; a failure is the string "error: ...".
func (b *Tab) JS(expression string) string {
	ctx, stop := context.WithTimeout(b.Ctx, stepPatience)
	defer stop()
	got, err := chromedp.Run(ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil {
		return "error: " + err.Error()
	}
	return got
}

// Until waits until a loaded page makes an expression true; it survives that the page
// changes meanwhile.
func (b *Tab) Until(expression string) {
	b.T.Helper()
	for end := time.Now().Add(stepPatience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		if b.JS(`document.readyState == "complete" && (`+expression+`)`) == "true" {
			return
		}
	}
	b.T.Fatalf("never: %s\nat %s: %s", expression, b.JS("location.href"), b.JS("document.body.innerText"))
}

// Listening waits until the page has a stream of events from an address that begins so:
// what happens from now on reaches it.
func (b *Tab) Listening(path string) {
	b.T.Helper()
	for end := time.Now().Add(stepPatience); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		b.mu.Lock()
		found := slices.ContainsFunc(b.live, func(at string) bool { return strings.HasPrefix(at, b.Base+path) })
		b.mu.Unlock()
		if found {
			return
		}
	}
	b.T.Fatalf("no stream of events from %s\nat %s", path, b.JS("location.href"))
}

// At waits until the tab shows an address that begins so, loaded.
func (b *Tab) At(path string) {
	b.T.Helper()
	b.Until(fmt.Sprintf("(location.pathname + location.search).startsWith(%q)", path))
}

// Letters sets the size of letters that the reader has chosen in his browser, in px; 16 is usual.
func (b *Tab) Letters(size int64) {
	b.T.Helper()
	_, err := chromedp.Call(b.Ctx, page.SetFontSizes, page.SetFontSizesParams{FontSizes: &page.FontSizes{Standard: size, Fixed: size * 13 / 16}})
	b.must(err)
}

// Paper shows the page as it is printed.
func (b *Tab) Paper() {
	b.T.Helper()
	_, err := chromedp.Call(b.Ctx, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.must(err)
}
