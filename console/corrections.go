package console

import (
	"net/http"
	"slices"

	"returndesk/desk"
	"returndesk/explain"
)

// maxCorrections bounds the list of corrections.
const maxCorrections = 300

// correctionsPage is what pages/corrections.html shows: what agents corrected.
type correctionsPage struct {
	page
	List    []desk.Correction
	All     bool // also those that were revoked
	Full    bool
	Problem string
	Notice  *actionNotice
}

// corrections lists what agents corrected, the newest first.
func (s *Server) corrections(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.showCorrections(w, r, v, http.StatusOK, nil)
}

func (s *Server) showCorrections(w http.ResponseWriter, r *http.Request, v viewer, status int, failed error) error {
	p := correctionsPage{page: s.page(r, v, "Corrections"), All: r.URL.Query().Get("show") == "all"}
	log, err := s.Desk.Corrections(r.Context())
	if err != nil {
		return err
	}
	for _, k := range slices.Backward(log) {
		if p.Full = len(p.List) == maxCorrections; p.Full {
			break
		}
		if p.All || k.Revoked == nil {
			p.List = append(p.List, k)
		}
	}
	if failed != nil {
		p.Problem = sentence(failed)
	}
	if p.Notice, err = s.noticeOf(r, v); err != nil {
		return err
	}
	return s.render(w, r, status, "corrections", p)
}

// revokeCorrection takes one back.
func (s *Server) revokeCorrection(w http.ResponseWriter, r *http.Request, v viewer) error {
	_, err := s.Desk.RevokeCorrection(r.Context(), v.Actor(), r.PathValue("id"), r.PostFormValue("because"))
	switch desk.CodeOf(err) {
	case desk.CodeIllegal, desk.CodeInvalid, desk.CodeConflict:
		return s.showCorrections(w, r, v, statusOf(err), err)
	}
	if err != nil {
		return err
	}
	return redirect(w, r, "/corrections?done=revoked")
}

// What says in a line what a correction changed.
func (p correctionsPage) What(k desk.Correction) string { return explain.Correction(k) }

// Start gives the first words of the corrected mail.
func (p correctionsPage) Start(k desk.Correction) string {
	const most = 160
	text := []rune(explain.Line(k.Text))
	if len(text) > most {
		return string(text[:most]) + " …"
	}
	return string(text)
}
