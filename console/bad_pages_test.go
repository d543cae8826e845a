package console_test

import (
	"net/http"
	"strings"
	"testing"
)

// TestTooLargeForms: what is cut off at a limit says so, and nothing of it is done.
func TestTooLargeForms(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	long := strings.Repeat("word ", 300_000)
	for _, path := range []string{"/cases/" + c.ID + "/note", "/drafts/" + c.ID + "-1/save", "/cases/" + c.ID + "/handup"} {
		b.want(b.post(path, "text", long), http.StatusRequestEntityTooLarge, "<h1>Too large</h1>", "larger than 1 MB", "shorten the text")
	}
	b.want(b.do("POST", "/cases/"+c.ID+"/note", strings.NewReader("text=%zz")), http.StatusUnprocessableEntity, "The form cannot be read.")
}

// TestForbiddenSaysWhoMay: the page names no command.
func TestForbiddenSaysWhoMay(t *testing.T) {
	t.Parallel()
	a := open(t).as("agent").post("/settings/check")
	if a.status != http.StatusForbidden || !strings.Contains(a.body, "Ask somebody with the role manager, or let an admin give it.") || strings.Contains(a.body, "returndesk user role") {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// TestStrangersSeeNoInsides: what does not work is told to who is logged in, and to nobody else.
func TestStrangersSeeNoInsides(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	fatal(t, w.store.Close())
	a := b.get("/queue") // his session cannot be looked up either
	if a.status != http.StatusServiceUnavailable || !strings.Contains(a.body, "cannot work just now") || strings.Contains(a.body, "The store in") {
		t.Errorf("%d %s", a.status, a.body)
	}
}

// TestEndedSessionIsTold: who was logged in is told why he has to log in; a stranger is not.
func TestEndedSessionIsTold(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.as("agent")
	w.wait(13 * 3600e9)
	b.get("/queue", "Accept", "text/event-stream") // a page that stands open asks by itself, before he clicks
	a := b.get("/queue?class=delay")
	if want := "/login?next=%2Fqueue%3Fclass%3Ddelay&ended=1"; a.to() != want {
		t.Fatalf("to %s, not %s", a.to(), want)
	}
	b.want(b.get(a.to()), http.StatusOK, "Your session has ended.", `value="/queue?class=delay"`)
	if a := w.browser().get("/queue"); strings.Contains(a.to(), "ended") {
		t.Errorf("a stranger is sent to %s", a.to())
	}
}
