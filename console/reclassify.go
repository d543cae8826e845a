package console

import (
	"net/http"
	"slices"
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

// unclass takes a person's latest other class of a case back: his correction is revoked, so
// that nothing is learnt from it, and the case is decided with the class of before.
func (s *Server) unclass(w http.ResponseWriter, r *http.Request, v viewer) error {
	id, from := r.PathValue("id"), desk.Class(r.PostFormValue("from"))
	view, err := s.Desk.Show(r.Context(), id)
	if err != nil {
		return err
	}
	log, err := s.Desk.Corrections(r.Context())
	if err != nil {
		return err
	}
	for _, k := range slices.Backward(log) {
		if k.Case != view.Case.ID || k.Revoked != nil {
			continue
		}
		if k.By.Name != v.Name || k.Read != from || k.Class != view.Case.Class {
			break
		}
		if _, err := s.Desk.RevokeCorrection(r.Context(), v.Actor(), k.ID, "taken back"); err != nil {
			return s.again(w, r, v, id, err, typed{})
		}
		if _, err := s.Desk.Reclassify(r.Context(), v.Actor(), flow.Correction{Case: id, Class: from, Because: "taken back"}); err != nil {
			return s.again(w, r, v, id, err, typed{})
		}
		return redirect(w, r, backTo(r, id, "done", "unclassed"))
	}
	err = desk.Errf(desk.CodeIllegal, "there is no class of yours to take back in %s", view.Case.ID).WithMend("choose the class that fits")
	return s.again(w, r, v, id, err, typed{})
}
