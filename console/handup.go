package console

import (
	"net/http"

	"returndesk/desk"
)

// handUp leaves the case's drafts to a senior or above.
func (s *Server) handUp(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	next, err := s.following(r.Context(), v, backFilter(r), id)
	if err != nil {
		return err
	}
	to := desk.Role(r.PostFormValue("to"))
	if _, err := s.Desk.HandUp(r.Context(), v.Actor(), id, to, r.PostFormValue("because")); err != nil {
		return s.again(w, r, v, id, err, typed{})
	}
	if next == "" || v.Role.AtLeast(to) {
		return redirect(w, r, backTo(r, id, "done", "handed"))
	}
	return redirect(w, r, withDone(next, "done", "handed", "case", id))
}
