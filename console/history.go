package console

import (
	"maps"
	"net/http"
	"slices"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// historyPage is what pages/history.html shows: everything that ever happened in a case,
// and every mail of its thread.
type historyPage struct {
	page
	Case    desk.Case
	Entries []historyEntry
	Thread  []flow.MailView
	Drafts  []desk.Draft
	RMAs    []desk.RMA
	Shown   string // the draft whose text stands open
}

// historyEntry is one line of the audit.
type historyEntry struct {
	desk.Audit
	Who, What string
	Pairs     []choice // named values, by name
}

// history shows the full audit of a case.
func (s *Server) history(w http.ResponseWriter, r *http.Request, v viewer) error {
	view, err := s.Desk.Show(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	p := historyPage{page: s.page(r, v, view.Case.ID+" history"), Case: view.Case, Drafts: view.Drafts, RMAs: view.RMAs, Shown: r.URL.Query().Get("d")}
	for _, a := range slices.Backward(view.Audit) {
		e := historyEntry{Audit: a, What: plainWords(a.What)}
		if a.Actor.Role != desk.RoleSystem {
			e.Who = explain.Line(a.Actor.Name) + ", " + string(a.Actor.Role)
		}
		for _, k := range slices.Sorted(maps.Keys(a.Data)) {
			value := explain.Line(a.Data[k])
			if len(value) == 64 { // a hash: its beginning is enough to compare
				value = value[:12]
			}
			e.Pairs = append(e.Pairs, choice{value, plainWords(k)})
		}
		p.Entries = append(p.Entries, e)
	}
	if p.Thread, err = s.Desk.Thread(r.Context(), view.Case.ID); err != nil {
		return err
	}
	return s.render(w, r, http.StatusOK, "history", p)
}
