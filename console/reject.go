package console

import "net/http"

// reject ends a draft with a reason. The case stays open: its next steps stand on the page.
func (s *Server) reject(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	d, err := s.Desk.Reject(r.Context(), v.Actor(), id, r.PostFormValue("because"))
	if err != nil {
		return s.again(w, r, v, caseOfDraft(id), err, typed{})
	}
	return redirect(w, r, backTo(r, caseOfDraft(id), "done", "rejected", "draft", d.ID))
}
