package console

import "net/http"

// save keeps new wording of a draft.
func (s *Server) save(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	t := typedIn(r, id)
	d, view, err := s.draft(r.Context(), id)
	if err != nil {
		return err
	}
	if _, err := s.keep(r.Context(), v, d, r.PostFormValue("seen"), t); err != nil {
		return s.again(w, r, v, view.Case.ID, err, t)
	}
	return redirect(w, r, backTo(r, view.Case.ID, "done", "saved", "d", d.ID))
}
