package console_test

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"returndesk/desk"
	"returndesk/internal/browsertest"
)

// chrome is the one browser of all tests here; each test opens tabs of its own.
var chrome browsertest.Chromium

// TestMain ends the browser after the last test. What its network log then shows of calls
// to elsewhere fails the whole run.
func TestMain(m *testing.M) {
	code := m.Run()
	if err := chrome.Close(); err != nil {
		fmt.Fprintln(os.Stderr, err)
		code = 1
	}
	os.Exit(code)
}

// tab is a tab at the world's console.
type tab struct {
	*browsertest.Tab
}

func (w *world) tab() *tab {
	w.t.Helper()
	return &tab{chrome.Open(w.t, w.server.URL)}
}

// tabOf is the tab of somebody who has logged in, by typing name and password.
func (w *world) tabOf(login string) *tab {
	w.t.Helper()
	b := w.tab()
	b.Open("/login")
	b.logsIn(login)
	b.At("/queue")
	return b
}

// logsIn types name and password into the login page that the tab shows.
func (b *tab) logsIn(login string) {
	b.T.Helper()
	b.Do(chromedp.SendKeys("#login", login), chromedp.SendKeys("#password", goodWords+"\r"))
}

// shows waits until an element's text holds a text, in whatever letters the style draws it.
func (b *tab) shows(selector, text string) {
	b.T.Helper()
	b.Until(fmt.Sprintf("document.querySelector(%q)?.innerText.toLowerCase().includes(%q)", selector, strings.ToLower(text)))
}

// state gives a draft's state now.
func (w *world) state(id string) desk.DraftState {
	w.t.Helper()
	d, err := w.store.Draft(w.t.Context(), id)
	fatal(w.t, err)
	return d.State
}
