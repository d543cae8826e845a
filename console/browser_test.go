package console_test

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/input"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"

	"returndesk/internal/mailtest"
)

// browserPatience bounds a whole browser test, and one step of it on a laden machine.
const (
	browserPatience = 4 * time.Minute
	stepPatience    = 45 * time.Second
)

// tab is one tab of a real Chromium, in which everything that a page must not do is noted:
// scripts that fail, breaches of its own policy, dialogs, connections to elsewhere.
type tab struct {
	t       *testing.T
	ctx     context.Context
	base    string
	mu      sync.Mutex
	bad     []string
	outside *atomic.Int64
}

// chromium starts a browser of its own. The name that hostile mails use leads to a listener
// that counts who calls; every other name (Chromium calls home by itself) leads nowhere.
func (w *world) chromium() *tab {
	w.t.Helper()
	path, err := exec.LookPath("chromium")
	if err != nil {
		if os.Getenv(mailtest.RequireEnv) == "1" {
			w.t.Fatal("Chromium is not installed")
		}
		w.t.Skip("left out: Chromium is not installed")
	}
	out := &atomic.Int64{}
	l, err := new(net.ListenConfig).Listen(w.t.Context(), "tcp", "127.0.0.1:0")
	fatal(w.t, err)
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			out.Add(1)
			_ = c.Close() // it was only to be counted
		}
	}()
	ctx, stop := context.WithTimeout(context.Background(), browserPatience)
	ctx, stopAllocator := chromedp.NewExecAllocator(ctx, append(chromedp.DefaultExecAllocatorOptions[:],
		chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.Flag("host-resolver-rules", "MAP evil.example "+l.Addr().String()+", MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"))...)
	ctx, stopTab := chromedp.NewContext(ctx)
	w.t.Cleanup(func() {
		stopTab()
		stopAllocator()
		stop()
		_ = l.Close() // only the counting ends
	})
	b := &tab{t: w.t, ctx: ctx, base: w.server.URL, outside: out}
	fatal(w.t, chromedp.Listen(ctx, func(ev any) {
		what := ""
		switch e := ev.(type) {
		case *runtime.EventExceptionThrown:
			what = fmt.Sprintf("a script failed: %+v", e.ExceptionDetails)
		case *page.EventJavascriptDialogOpening:
			what = "a dialog opened: " + e.Message
		case *log.EventEntryAdded:
			if e.Entry.Level == "error" && !strings.Contains(e.Entry.Text, "status of 4") {
				what = "the browser complains: " + e.Entry.Text
			}
		}
		if what != "" {
			b.mu.Lock()
			b.bad = append(b.bad, what)
			b.mu.Unlock()
		}
	}))
	b.do(chromedp.EmulateViewport(1440, 900))
	return b
}

// clean fails the test when a page did what it must not.
func (b *tab) clean(what string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, x := range b.bad {
		b.t.Errorf("%s: %s", what, x)
	}
	b.bad = nil
	if n := b.outside.Load(); n > 0 {
		b.t.Errorf("%s: %d connections went elsewhere", what, n)
	}
}

func (b *tab) do(steps ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, steps...); err != nil {
		b.t.Fatalf("%v\nat %s", err, b.js("location.href"))
	}
}

func (b *tab) open(path string) {
	b.t.Helper()
	b.do(chromedp.Navigate(b.base + path))
}

// keys presses keys, wherever the focus is: one event down, with its letter, and one up, as
// a keyboard gives them, so that a page that takes the key keeps the letter out.
func (b *tab) keys(keys string) {
	b.t.Helper()
	for _, r := range keys {
		down := input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeKeyDown, Key: string(r), Text: string(r), UnmodifiedText: string(r)}
		switch r {
		case '\x1b':
			down = input.DispatchKeyEventParams{Type: input.DispatchKeyEventTypeRawKeyDown, Key: "Escape", Code: "Escape", WindowsVirtualKeyCode: 27}
		case '\r':
			down.Key, down.Code, down.WindowsVirtualKeyCode = "Enter", "Enter", 13
		}
		up := down
		up.Type, up.Text, up.UnmodifiedText = input.DispatchKeyEventTypeKeyUp, "", ""
		for _, e := range []input.DispatchKeyEventParams{down, up} {
			if _, err := chromedp.Call(b.ctx, input.DispatchKeyEvent, e); err != nil {
				b.t.Fatalf("key %q: %v", r, err)
			}
		}
	}
}

// js evaluates an expression to a string.
func (b *tab) js(expression string) string {
	got, err := chromedp.Run(b.ctx, chromedp.Evaluate[string]("String("+expression+")"))
	if err != nil && !errors.Is(err, context.Canceled) {
		return "error: " + err.Error()
	}
	return got
}

// until waits until a loaded page makes an expression true; it survives that the page
// changes meanwhile.
func (b *tab) until(expression string) {
	b.t.Helper()
	for end := time.Now().Add(stepPatience); time.Now().Before(end); time.Sleep(50 * time.Millisecond) {
		if b.js(`document.readyState == "complete" && (`+expression+`)`) == "true" {
			return
		}
	}
	b.t.Fatalf("never: %s\nat %s: %s", expression, b.js("location.href"), b.js("document.body.innerText"))
}

// at waits until the tab shows an address that begins so, loaded.
func (b *tab) at(path string) {
	b.t.Helper()
	b.until(`(location.pathname + location.search).startsWith(` + fmt.Sprintf("%q", path) + `)`)
}

// logIn types name and password.
func (b *tab) logIn(login string) {
	b.t.Helper()
	b.open("/login")
	b.do(chromedp.SendKeys("#login", login), chromedp.SendKeys("#password", goodWords+"\r"))
	b.at("/queue")
}
