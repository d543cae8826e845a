package console

import "net/http"

// undo takes an approval back while the mail has not begun to leave.
func (s *Server) undo(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	if _, err := s.Desk.Undo(r.Context(), v.Actor(), id); err != nil {
		return s.again(w, r, v, caseOfDraft(id), err, typed{})
	}
	return redirect(w, r, backTo(r, caseOfDraft(id), "done", "undone"))
}
