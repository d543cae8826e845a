package console_test

import (
	"net/http"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestMailboxMode: where people send from their mail program, an approval on the page only
// lets the draft go there, and the page says so.
func TestMailboxMode(t *testing.T) {
	t.Parallel()
	w := openWith(t, func(s *flow.Shop) { s.ApproveIn = desk.ChannelMailbox })
	c := w.defect()
	d := w.draftOf(c)
	b := w.as("senior")
	b.want(b.get("/cases/"+c.ID), http.StatusOK, "Let it into the Drafts folder")
	a := b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "looked at")
	b.want(a, http.StatusSeeOther)
	b.want(b.get(a.to()), http.StatusOK, "goes into the Drafts folder")
	after, err := w.store.Draft(t.Context(), d.ID)
	fatal(t, err)
	if after.State != desk.DraftProposed || !after.IsReleased() || len(after.Frozen) > 0 {
		t.Errorf("the draft is %s, released %v", after.State, after.Released)
	}
}
