package console

import (
	"mime"
	"net/http"
	"strconv"

	"returndesk/desk"
	"returndesk/explain"
)

// partPolicy lets the browser's own viewer show a PDF that we made, and nothing else: no
// script, no request, no frame around it. A sandbox would keep the viewer out.
const partPolicy = "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

// draftFile sends a file that goes with a draft, such as the return slip: the very bytes that are
// sent with the mail. What is no PDF is a download.
func (s *Server) draftFile(w http.ResponseWriter, r *http.Request, _ viewer) error {
	id := r.PathValue("id")
	view, err := s.Desk.Show(r.Context(), id)
	if err != nil {
		return err
	}
	n, err := strconv.Atoi(r.PathValue("n"))
	for _, d := range view.Drafts {
		if d.ID != id || err != nil || n < 0 || n >= len(d.Parts) {
			continue
		}
		p := d.Parts[n]
		kind, how, policy := "application/octet-stream", "attachment", "sandbox; default-src 'none'"
		if p.Type == "application/pdf" {
			kind, how, policy = p.Type, "inline", partPolicy
		}
		w.Header().Set("Content-Type", kind)
		w.Header().Set("Content-Security-Policy", policy)
		w.Header().Set("Content-Disposition", mime.FormatMediaType(how, map[string]string{"filename": explain.Line(p.Name)}))
		_, err := w.Write(p.Data)
		return errSent(err)
	}
	return desk.Errf(desk.CodeNotFound, "draft %s has no such file", id)
}
