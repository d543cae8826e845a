package console

import "net/http"

// noteCase leaves a remark for colleagues.
func (s *Server) noteCase(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	if err := s.Desk.Note(r.Context(), v.Actor(), id, r.PostFormValue("text")); err != nil {
		return s.again(w, r, v, id, err, typed{Note: r.PostFormValue("text")})
	}
	return redirect(w, r, backTo(r, id, "done", "noted"))
}
