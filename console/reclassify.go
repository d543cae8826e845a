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
	view, err := s.Desk.Show(r.Context(), id)
	if err != nil {
		return err
	}
	class, order := desk.Class(r.PostFormValue("class")), strings.TrimSpace(r.PostFormValue("order"))
	if _, err := s.Desk.Reclassify(r.Context(), v.Actor(), flow.Correction{Case: id, Class: class, Order: order, Because: r.PostFormValue("because")}); err != nil {
		return s.again(w, r, v, id, err, typed{})
	}
	if class == view.Case.Class || order != "" {
		return redirect(w, r, backTo(r, id, "done", "reclassified"))
	}
	return redirect(w, r, backTo(r, id, "done", "reclassified", "from", string(view.Case.Class)))
}

// unclass takes a person's latest other class of a case back.
func (s *Server) unclass(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	if _, err := s.Desk.Unclass(r.Context(), v.Actor(), id, desk.Class(r.PostFormValue("from"))); err != nil {
		return s.again(w, r, v, id, err, typed{})
	}
	return redirect(w, r, backTo(r, id, "done", "unclassed"))
}
