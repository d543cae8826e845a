package console

import (
	"net/http"

	"returndesk/desk"
	"returndesk/flow"
)

// resolve takes one of the outcome's next steps, with the values that it needs.
func (s *Server) resolve(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "the form cannot be read")
	}
	res := flow.Resolution{Case: id, Action: r.PostFormValue("action"), Because: r.PostFormValue("because"), Set: setValues(r.PostForm)}
	c, d, err := s.Desk.Resolve(r.Context(), v.Actor(), res)
	if err != nil {
		return s.again(w, r, v, id, err, typed{})
	}
	if d != nil {
		return redirect(w, r, backTo(r, c.ID, "done", "resolved", "d", d.ID))
	}
	return redirect(w, r, backTo(r, c.ID, "done", "resolved"))
}
