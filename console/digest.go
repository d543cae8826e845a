package console

import (
	"encoding/base64"
	"net/http"
	"strings"

	"returndesk/desk"
	"returndesk/digest"
)

// digestWeeks is how many earlier weeks are listed.
const digestWeeks = 26

// digestPolicy is that of the digest's frame: a page of tables with inline styles and the
// charts inside it, as in its mail. Nothing runs and nothing is loaded.
const digestPolicy = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'"

// digestPage is what pages/digest.html shows.
type digestPage struct {
	page
	Digest digest.Digest
	Weeks  []string
	Week   string
	Stands string // what became of the week's mail
}

// digestOf shows a week's figures, the last whole week without another wish.
func (s *Server) digestOf(w http.ResponseWriter, r *http.Request, v viewer) error {
	p := digestPage{page: s.page(r, v, "Digest"), Week: clip(r.FormValue("week"))}
	var err error
	if p.Digest, err = s.Desk.Digest(r.Context(), p.Week); err != nil {
		return err
	}
	p.Stands = s.mailed(&p.Digest, v)
	if p.Weeks, err = s.Desk.DigestWeeks(r.Context(), digestWeeks); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "digest", p)
}

// mailed says what became of a digest's mail, and to seniors whom it reached.
func (s *Server) mailed(d *digest.Digest, v viewer) string {
	switch d.State {
	case digest.StatePreview:
		return "computed now; not mailed"
	case digest.StateFrozen:
		return "closed; its mail has not left yet"
	case digest.StateSent:
		text := "mailed"
		if !d.StateAt.IsZero() {
			text += " " + s.when(d.StateAt)
		}
		if len(d.Reached) > 0 && v.Role.AtLeast(desk.RoleSenior) {
			text += " to " + strings.Join(d.Reached, ", ")
		}
		return text
	case digest.StateUncertain:
		return "its mail may not have left"
	case digest.StateFailed:
		return "its mail was refused"
	case digest.StateKept:
		return "closed; not mailed"
	}
	return plainWords(string(d.State))
}

// digestFrame gives the digest as its mail shows it.
func (s *Server) digestFrame(w http.ResponseWriter, r *http.Request, _ viewer) error {
	d, err := s.Desk.Digest(r.Context(), clip(r.FormValue("week")))
	if err != nil {
		return err
	}
	pictures, err := digest.Pictures(&d)
	if err != nil {
		return err
	}
	page, err := digest.HTML(&d, func(name string) string {
		for _, p := range pictures {
			if p.Name == name || p.Name == name+".png" {
				return "data:image/png;base64," + base64.StdEncoding.EncodeToString(p.Data)
			}
		}
		return ""
	})
	if err != nil {
		return err
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Content-Security-Policy", digestPolicy)
	h.Set("X-Frame-Options", "SAMEORIGIN")
	_, err = w.Write(page)
	return errSent(err)
}

// digestTable gives every figure of a week as CSV.
func (s *Server) digestTable(w http.ResponseWriter, r *http.Request, _ viewer) error {
	d, err := s.Desk.Digest(r.Context(), clip(r.FormValue("week")))
	if err != nil {
		return err
	}
	table, err := digest.CSV(&d)
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the table of week %s cannot be made", d.Week)
	}
	w.Header().Set("Content-Type", "text/csv; charset=utf-8")
	w.Header().Set("Content-Disposition", `attachment; filename="`+d.CSVName()+`"`)
	_, err = w.Write(table)
	return errSent(err)
}
