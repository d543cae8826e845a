package console

import (
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// maxHappened is how many changes an open page names.
const maxHappened = 5

// caseState is what pages/state.html shows: who else is here, and what has become of the case
// since the page was made.
type caseState struct {
	Here     []string
	Changed  bool
	Happened []string // what was recorded since, each once, in order
	Outdated string   // what changed about the order or the time since the page's draft was written
	Self     string
}

// caseEvents tells an open case's page of changes and of colleagues that come and go.
func (s *Server) caseEvents(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.stream(w, r, v, s.Desk.Changes(r.Context()), s.who.stay(r.Context(), r.PathValue("id"), v))
}

// caseState gives what stands in the part of a case's page that lives. The element around it
// stays in the page: one that is replaced forgets the next question while it waits for an answer.
func (s *Server) caseState(w http.ResponseWriter, r *http.Request, v viewer) error {
	view, err := s.Desk.Show(r.Context(), r.PathValue("id"))
	if err != nil {
		return err
	}
	q := r.URL.Query()
	p := caseState{Here: s.who.others(view.Case.ID, v.Login), Changed: q.Get("was") != stateOf(view),
		Self: "/cases/" + view.Case.ID + filterOf(q).String()}
	if p.Changed {
		since, _ := strconv.ParseUint(q.Get("since"), 10, 64) // 0 for none: everything is new
		p.Happened = happened(view.Audit, since)
	}
	if i := slices.IndexFunc(view.Drafts, func(d desk.Draft) bool { return d.ID == q.Get("of") }); i >= 0 {
		d := shownDraft{Draft: view.Drafts[i]}
		s.outdated(r.Context(), &d)
		p.Outdated = d.Outdated
	}
	return s.renderPart(w, r, http.StatusOK, "state", "state-body", p)
}

// happened names what was recorded after an entry of the history, at most the latest few.
func happened(audit []desk.Audit, since uint64) []string {
	var out []string
	for _, a := range audit {
		what := explain.Happened(a)
		if a.Seq <= since || what == "" {
			continue
		}
		if !slices.Contains(out, what) {
			out = append(out, what)
		}
	}
	return out[max(0, len(out)-maxHappened):]
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

// stateAddress is where an open page asks what has become of its case. It names the draft that
// the page shows as fitting; one that is shown as out of date is not told of again.
func stateAddress(v flow.CaseView, f filter, d *shownDraft) string {
	q := f.query()
	q.Set("was", stateOf(v))
	if n := len(v.Audit); n > 0 {
		q.Set("since", strconv.FormatUint(v.Audit[n-1].Seq, 10))
	}
	if d != nil && d.Outdated == "" {
		q.Set("of", d.ID)
	}
	return (&url.URL{Path: "/cases/" + v.Case.ID + "/state", RawQuery: q.Encode()}).String()
}
