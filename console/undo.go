package console

import (
	"net/http"

	"returndesk/desk"
)

// undo takes an approval back while the mail has not begun to leave; or a release; or that a
// draft counts as rejected because it vanished from Drafts.
func (s *Server) undo(w http.ResponseWriter, r *http.Request, v viewer) error {
	d, view, err := s.draft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if _, err := s.Desk.Undo(r.Context(), v.Actor(), d.ID); err != nil {
		return s.again(w, r, v, view.Case.ID, err, typed{})
	}
	done := "undone"
	switch d.State {
	case desk.DraftProposed:
		done = "unreleased"
	case desk.DraftRejected:
		done = "restored"
	}
	return redirect(w, r, backTo(r, view.Case.ID, "done", done))
}
