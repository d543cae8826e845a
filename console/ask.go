package console

import (
	"net/http"

	"returndesk/desk"
	"returndesk/flow"
)

// ask draws up a mail that asks the customer for what was ticked.
func (s *Server) ask(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	if err := r.ParseForm(); err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "the form cannot be read")
	}
	q := flow.Question{Case: id, Because: r.PostFormValue("because")}
	for _, a := range r.PostForm["ask"] {
		q.Asks = append(q.Asks, desk.Ask(a))
	}
	d, err := s.Desk.AskMore(r.Context(), v.Actor(), q)
	if err != nil {
		return s.again(w, r, v, id, err, typed{})
	}
	return redirect(w, r, backTo(r, id, "done", "asked", "d", d.ID))
}
