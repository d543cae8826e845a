package console

import (
	"fmt"
	"net/http"
	"strings"

	"returndesk/flow"
)

// caseState is what pages/state.html shows: who else is here, and whether the case has
// changed since the page was made.
type caseState struct {
	Here    []string
	Changed bool
	Self    string
	Stated  string
}

// caseEvents tells an open case's page of changes and of colleagues that come and go.
func (s *Server) caseEvents(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.stream(w, r, v, s.Desk.Changes(r.Context()), s.who.stay(r.Context(), r.PathValue("id"), v))
}

// caseState gives the part of a case's page that lives.
func (s *Server) caseState(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	view, err := s.Desk.Show(r.Context(), id)
	if err != nil {
		return err
	}
	now := stateOf(view)
	return s.renderPart(w, r, http.StatusOK, "state", "state", caseState{
		Here: s.who.others(id, v.Login), Changed: r.FormValue("was") != now, Self: "/cases/" + id, Stated: "/cases/" + id + "/state?was=" + r.FormValue("was"),
	})
}

// stateOf sums a case up so that a change that matters on its page changes the sum.
func stateOf(v flow.CaseView) string {
	var out strings.Builder
	fmt.Fprintf(&out, "%d", v.Case.Version)
	for _, d := range v.Drafts {
		fmt.Fprintf(&out, ".%.3s", d.State)
	}
	notes, _, _ := remarksOf(v)
	fmt.Fprintf(&out, ".%d", len(notes))
	return out.String()
}

func stateAddress(v flow.CaseView) string {
	return "/cases/" + v.Case.ID + "/state?was=" + stateOf(v)
}
