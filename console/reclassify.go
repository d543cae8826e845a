package console

import (
	"net/http"
	"net/url"
	"strings"

	"returndesk/desk"
	"returndesk/flow"
)

// reread is what an agent had chosen and typed when another class or order failed.
type reread struct {
	Class          desk.Class
	Order, Because string
}

// rereadIn reads what stands in the form for another class or order.
func rereadIn(form url.Values) *reread {
	return &reread{desk.Class(form.Get("class")), strings.TrimSpace(form.Get("order")), strings.TrimSpace(form.Get("because"))}
}

// reclassify decides a case anew with the agent's reading.
func (s *Server) reclassify(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	view, err := s.Desk.Show(r.Context(), id)
	if err != nil {
		return err
	}
	if err := r.ParseForm(); err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "the form cannot be read")
	}
	said := rereadIn(r.PostForm)
	if _, err := s.Desk.Reclassify(r.Context(), v.Actor(), flow.Correction{Case: id, Class: said.Class, Order: said.Order, Because: said.Because}); err != nil {
		return s.again(w, r, v, id, err, typed{Reread: said})
	}
	if said.Class == view.Case.Class || said.Order != "" {
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
