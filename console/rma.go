package console

import (
	"net/http"

	"returndesk/desk"
)

// rmaPage is what pages/rma.html shows: one return record with its history.
type rmaPage struct {
	page
	desk.RMA
	Late    bool
	Steps   []desk.Action // the case's next steps that move the record
	Case    desk.Case
	Pending *desk.Draft // a draft whose sending moves the record
}

// rma shows one return record.
func (s *Server) rma(w http.ResponseWriter, r *http.Request, v viewer) error {
	rec, err := s.Desk.RMA(r.Context(), r.PathValue("number"))
	if err != nil {
		return err
	}
	p := rmaPage{page: s.page(r, v, rec.Number), RMA: rec, Late: s.overdue(rec)}
	view, err := s.Desk.Show(r.Context(), rec.Case)
	if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
		return err
	}
	if err == nil {
		p.Case = view.Case
		for _, a := range view.Next {
			if a.RMAState != "" && rec.State.Open() {
				p.Steps = append(p.Steps, a)
			}
		}
		for i, d := range view.Drafts {
			if d.RMA == rec.Number && d.State.Open() {
				p.Pending = &view.Drafts[i]
			}
		}
	}
	return s.render(w, r, http.StatusOK, "rma", p)
}
