package console

import (
	"net/http"
	"strings"

	"returndesk/desk"
	"returndesk/flow"
)

// reclassify decides a case anew with the agent's reading.
func (s *Server) reclassify(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	_, err := s.Desk.Reclassify(r.Context(), v.Actor(), flow.Correction{
		Case: id, Class: desk.Class(r.PostFormValue("class")), Order: strings.TrimSpace(r.PostFormValue("order")),
		Because: r.PostFormValue("because"),
	})
	if err != nil {
		return s.again(w, r, v, id, err, typed{})
	}
	return redirect(w, r, backTo(r, id, "done", "reclassified"))
}
