package console

import (
	"cmp"
	"net/http"
	"strings"
	"unicode/utf8"

	"returndesk/desk"
)

// maxSource is how much of a mail's source is shown.
const maxSource = 64 << 10

// parkedMailPage is what pages/parked_mail.html shows.
type parkedMailPage struct {
	page
	desk.Mail
	Customer string // of the case that the mail belongs to
	Source   string
	Cut      bool
	Replays  bool
	Problem  string
}

// parkedMail shows a mail that became no case, as source: a mail that could not be read
// must not be interpreted here either.
func (s *Server) parkedMail(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.showParked(w, r, v, http.StatusOK, nil)
}

func (s *Server) showParked(w http.ResponseWriter, r *http.Request, v viewer, status int, failed error) error {
	m, raw, err := s.Desk.ParkedMail(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p := parkedMailPage{page: s.page(r, v, "Mail"), Mail: m, Cut: len(raw) > maxSource,
		Replays: m.State == desk.MailQuarantined || m.State == desk.MailSuppressed}
	whose, err := s.Desk.ParkedFor(r.Context(), []desk.Mail{m})
	if err != nil {
		return err
	}
	p.Customer = cmp.Or(whose[m.Case].Name, whose[m.Case].Address)
	raw = raw[:min(len(raw), maxSource)]
	p.Source = string(raw)
	if !utf8.ValidString(p.Source) {
		p.Source = strings.ToValidUTF8(p.Source, "\uFFFD")
	}
	if failed != nil {
		p.Problem = sentence(failed)
	}
	return s.render(w, r, status, "parked_mail", p)
}

// replay handles a mail without a case again, or makes it a case because a person says so.
func (s *Server) replay(w http.ResponseWriter, r *http.Request, v viewer) error {
	m, err := s.Desk.Replay(r.Context(), v.Actor(), r.PathValue("id"), r.PostFormValue("because"))
	if err != nil {
		switch desk.CodeOf(err) {
		case desk.CodeInternal, desk.CodeNotFound, desk.CodeUnavailable, desk.CodeStorageFull:
			return err
		}
		return s.showParked(w, r, v, statusOf(err), err)
	}
	if m.Case != "" {
		return redirect(w, r, "/cases/"+m.Case+"?done=replayed")
	}
	return redirect(w, r, "/parked?state="+string(m.State)+"&done=replayed")
}
