package console

import (
	"net/http"

	"returndesk/desk"
	"returndesk/flow"
)

// approve saves what was typed, approves exactly that, and goes on to the next case. Where
// people send from their mail program, or where somebody wants it so, it lets the draft go
// into the Drafts folder instead.
func (s *Server) approve(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	t := typedIn(r, id)
	d, view, err := s.draft(r.Context(), id)
	if err != nil {
		return err
	}
	next, err := s.following(r.Context(), v, backFilter(r), view.Case.ID)
	if err != nil {
		return err
	}
	if next == "" {
		next = backFilter(r).page()
	}
	release := view.ApproveIn == desk.ChannelMailbox || r.PostFormValue("release") != ""
	if done := doneBefore(d, v, release); done != "" && !t.changes(d) {
		return redirect(w, r, withDone(next, "done", done, "draft", d.ID))
	}
	seen, err := s.keep(r.Context(), v, d, r.PostFormValue("seen"), t)
	if err == nil {
		_, err = s.Desk.Approve(r.Context(), v.Actor(), flow.Approval{Draft: d.ID, Seen: seen, Because: t.Because, Release: release})
	}
	if err != nil {
		return s.again(w, r, v, view.Case.ID, err, t)
	}
	done := "approved"
	if release {
		done = "released"
	}
	return redirect(w, r, withDone(next, "done", done, "draft", d.ID))
}

// doneBefore tells what a second click on the same button finds done by the first one, "" for
// nothing.
func doneBefore(d desk.Draft, v viewer, release bool) string {
	switch {
	case d.State == desk.DraftApproved && d.ApprovedBy != nil && d.ApprovedBy.Name == v.Name:
		return "approved"
	case release && d.State == desk.DraftProposed && d.IsReleased() && d.Released.By.Name == v.Name:
		return "released"
	}
	return ""
}
