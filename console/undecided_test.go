package console_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// TestUndecided: a mail that may have left, and one that did not, are settled on their case's
// page by a person, with a reason.
func TestUndecided(t *testing.T) {
	t.Parallel()
	w := open(t)
	uncertain, failed := w.question("ann"), w.question("ben")
	w.sends(uncertain, replies.Result{Outcome: replies.Uncertain, Text: "the connection ended"})
	w.sends(failed, replies.Result{Outcome: replies.Permanent, Code: 550, Text: "550 no such user"})
	b := w.as("agent")
	b.want(b.get("/queue"), http.StatusOK, "sent?", "not sent")
	b.want(b.get("/cases/"+uncertain.ID), http.StatusOK, "May have been sent", "Nobody knows whether it arrived", "The uncertain mail did arrive", "Send the same mail again", "the connection ended")
	page := b.get("/cases/" + failed.ID)
	b.want(page, http.StatusOK, "Could not be sent", "It was not sent.", "Send the same mail again", "550 no such user")
	if strings.Contains(page.body, "did arrive") {
		t.Error("a refused mail is said to have arrived")
	}
	b.want(b.post("/cases/"+uncertain.ID+"/resolve", "action", "mark_sent"), http.StatusUnprocessableEntity, "needs a reason")
	b.want(b.post("/cases/"+uncertain.ID+"/resolve", "action", "mark_sent", "because", "she answered it"), http.StatusSeeOther)
	b.want(b.post("/cases/"+failed.ID+"/resolve", "action", "resend", "because", "the mailbox is back"), http.StatusSeeOther)
	if s := w.state(uncertain.ID + "-1"); s != desk.DraftSent {
		t.Errorf("the one that arrived is %s", s)
	}
	if s := w.state(failed.ID + "-1"); s != desk.DraftApproved {
		t.Errorf("the one that is sent again is %s", s)
	}
}

// TestSettledRows: a search shows what became of a case; what needs nobody is not late.
func TestSettledRows(t *testing.T) {
	t.Parallel()
	w := open(t)
	answered, closed := w.defect(), w.question("ben")
	w.sends(answered, replies.Result{})
	b := w.as("agent")
	b.want(b.post("/cases/"+closed.ID+"/resolve", "action", "close", "because", "solved by phone"), http.StatusSeeOther)
	open := w.question("cat")
	w.wait(60 * 24 * time.Hour)
	b = w.as("agent")
	page := b.get("/search?q=norway")
	b.want(page, http.StatusOK, open.ID, ">closed</span>")
	if n := strings.Count(page.body, " late</td>"); n != 1 {
		t.Errorf("%d are late:\n%s", n, plain(page.body))
	}
	page = b.get("/search?q=hw-10501")
	b.want(page, http.StatusOK, answered.ID, ">answered</span>")
	if strings.Contains(page.body, " late") || strings.Contains(page.body, "no draft") {
		t.Errorf("what was answered is late:\n%s", plain(page.body))
	}
}
