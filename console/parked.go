package console

import (
	"net/http"
	"slices"

	"returndesk/desk"
)

// maxParked bounds a list of mails without a case.
const maxParked = 500

// parkedPage is what pages/parked.html shows: mails that became no case.
type parkedPage struct {
	page
	State  desk.MailState
	States []parkedState
	Mails  []desk.Mail
	For    map[string]desk.Address // the customers of the cases that mails belong to
	Full   bool
	Notice *actionNotice
}

type parkedState struct {
	State desk.MailState
	Label string
}

func parkedStates() []parkedState {
	return []parkedState{
		{desk.MailQuarantined, "Quarantine"}, {desk.MailSuppressed, "No reply needed"}, {desk.MailTooBig, "Too large"},
	}
}

// parked lists the mails of one kind, the newest first.
func (s *Server) parked(w http.ResponseWriter, r *http.Request, v viewer) error {
	p := parkedPage{page: s.page(r, v, "Other mail"), State: desk.MailState(r.URL.Query().Get("state")), States: parkedStates()}
	if !slices.ContainsFunc(p.States, func(x parkedState) bool { return x.State == p.State }) {
		p.State = desk.MailQuarantined
		if st, err := s.Desk.Status(r.Context()); err == nil && st.Quarantined == 0 {
			p.State = desk.MailSuppressed
		}
	}
	list, err := s.Desk.Parked(r.Context(), p.State, maxParked+1)
	if err != nil {
		return err
	}
	if p.Full = len(list) > maxParked; p.Full {
		list = list[:maxParked]
	}
	slices.Reverse(list)
	p.Mails = list
	if p.For, err = s.Desk.ParkedFor(r.Context(), list); err != nil {
		return err
	}
	if p.Notice, err = s.noticeOf(r, v); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "parked", p)
}
