package console_test

import (
	"net/http"
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// legal is a claim with a threat: its draft is for a senior.
func (w *world) legal() desk.Case {
	w.t.Helper()
	return w.receive(letter("jo@mailbox.example", "HW-10501", "My keyboard HW-10501 is dead. I will take this to my lawyer and charge it back."))
}

// TestMailboxMode: where people send from their mail program, a draft that needs a senior is
// let into the Drafts folder on the page, by a button that says so, by one who may; that can
// be taken back.
func TestMailboxMode(t *testing.T) {
	t.Parallel()
	w := openWith(t, func(s *flow.Shop) { s.ApproveIn = desk.ChannelMailbox })
	c := w.legal()
	d := w.draftOf(c)
	agent, b := w.as("agent"), w.as("senior")
	agent.want(agent.get("/cases/"+c.ID), http.StatusOK, "Release to Drafts", "Only a senior may approve it.")
	agent.want(agent.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "looked at"), http.StatusForbidden, "needs the role senior")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "Release to Drafts", "Releasing puts it into the Drafts folder")
	a := b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "looked at")
	b.want(a, http.StatusSeeOther)
	b.want(b.get(a.to()), http.StatusOK, "was released: it goes into the Drafts folder", "/drafts/"+d.ID+"/undo")
	after, err := w.store.Draft(t.Context(), d.ID)
	fatal(t, err)
	if after.State != desk.DraftProposed || !after.IsReleased() || after.Released.By.Name != "The senior" || len(after.Frozen) > 0 {
		t.Errorf("the draft is %s, released %v", after.State, after.Released)
	}
	page := b.get("/cases/" + c.ID)
	b.want(page, http.StatusOK, "on its way into the Drafts folder", "Take the release back")
	if strings.Contains(page.body, "Release to Drafts") {
		t.Error("it is offered again although it was released")
	}
	twice := b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "subject", d.Subject, "text", d.Text, "because", "looked at")
	b.want(twice, http.StatusSeeOther) // the second of two clicks
	b.want(b.get(twice.to()), http.StatusOK, "was released: it goes into the Drafts folder")
	other := w.as("manager")
	other.want(other.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "looked at"), http.StatusConflict, "was released by The senior already")
	audit, err := w.store.Audit(t.Context(), c.ID)
	fatal(t, err)
	released := slices.DeleteFunc(audit, func(a desk.Audit) bool { return a.What != "released" })
	if len(released) != 1 {
		t.Errorf("the history tells of %d releases", len(released))
	}
	a = b.post("/drafts/"+d.ID+"/undo", "back", "for=me")
	b.want(a, http.StatusSeeOther)
	b.want(b.get(a.to()), http.StatusOK, "The release was taken back.", "Release to Drafts")
	if !strings.Contains(a.to(), "for=me") {
		t.Errorf("taking back leads to %s", a.to())
	}
}

// TestEitherChannel: where both are possible, a held draft is approved here or let into the
// Drafts folder; one that vanished from there is brought back.
func TestEitherChannel(t *testing.T) {
	t.Parallel()
	w := openWith(t, func(s *flow.Shop) { s.ApproveIn = desk.ChannelBoth })
	c := w.legal()
	d := w.draftOf(c)
	fatal(t, w.store.Record(t.Context(), desk.Change{Copies: []desk.DraftCopy{{Draft: d.ID, Case: c.ID, Account: "support", State: desk.CopyHeld, Why: "the role senior has to release it", MessageID: d.MessageID}}}))
	b := w.as("senior")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, ">Approve", "Release to Drafts", "Not in the Drafts folder: the role senior has to release it.")
	a := b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "looked at", "release", "1")
	b.want(a, http.StatusSeeOther)
	b.want(b.get("/cases/"+c.ID), http.StatusOK, ">Approve", "Take the release back")
	d, err := w.store.Draft(t.Context(), d.ID)
	fatal(t, err)
	if !d.IsReleased() || d.State != desk.DraftProposed {
		t.Fatalf("%s, released %v", d.State, d.Released)
	}
	fatal(t, d.Move(desk.DraftRejected, w.now()))
	d.Lost, d.Why = true, "deleted in the mail program"
	fatal(t, w.store.Record(t.Context(), desk.Change{Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}}}))
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "deleted in the mail program", "Bring it back")
	a = b.post("/drafts/" + d.ID + "/undo")
	b.want(a, http.StatusSeeOther)
	b.want(b.get(a.to()), http.StatusOK, "The draft is back.", d.ID)
}
