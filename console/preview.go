package console

import (
	"net/http"

	"returndesk/desk"
	"returndesk/flow"
)

// previewPolicy is that of our own mail as the customer will see it: its styles stand in
// the mail itself, so they are let through here and nowhere else.
const previewPolicy = "sandbox; default-src 'none'; style-src 'self' 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// preview shows a draft's HTML as the customer will see it: of the text that a form sends, as
// it would be saved, else as it stands. Nothing is kept.
func (s *Server) preview(w http.ResponseWriter, r *http.Request, _ viewer) error {
	d, _, err := s.draft(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	if t := typedIn(r, d.ID); r.Method == http.MethodPost && t.rewords(d) {
		if d, err = s.Desk.Preview(r.Context(), flow.Edit{Draft: d.ID, Text: t.Text}); err != nil {
			return err
		}
	}
	if d.HTML == "" {
		return desk.Errf(desk.CodeNotFound, "draft %s has no HTML", d.ID)
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", previewPolicy)
	h.Set("X-Frame-Options", "SAMEORIGIN")
	_, err = w.Write([]byte(d.HTML))
	return errSent(err)
}
