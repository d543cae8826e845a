package console

import (
	"cmp"
	"net/http"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/flow"
)

// pageRows is how many cases one page of the queue has.
const pageRows = 50

// queuePage is what pages/queue.html shows.
type queuePage struct {
	page
	Filter   filter
	Rows     []queueRow
	Facets   []facetGroup
	Total    int
	Next     string // address of the next page
	Previous string // address of the page before
	First    string // address of the first page, on later ones
	Banner   []notice
	Notice   *actionNotice
	Live     string // address of the stream that tells of changes
	Self     string // address of this very page
	Waiting  int    // cases in the whole queue, where the filter shows none
}

// queueRow is one case of the queue.
type queueRow struct {
	flow.QueueRow
	Link  string
	Notes []note
	Here  []string // who has it open
}

// Settled reports whether nobody here has to do anything, so that no deadline counts.
func (r queueRow) Settled() bool {
	return r.State == "" && (r.CaseState == desk.CaseClosed || r.CaseState == desk.CaseArchived || r.CaseState == desk.CaseWaiting)
}

// note is one word about a case: what an agent must know before opening it.
type note struct{ Text, Kind, Meaning string } // Kind: "bad", "warn", "good", ""

// queue shows the cases that wait for a person, the most urgent first.
func (s *Server) queue(w http.ResponseWriter, r *http.Request, v viewer) error {
	q := r.URL.Query()
	f := filterOf(q)
	list, first, err := s.queueRows(r, v, f)
	if err != nil {
		return err
	}
	p := queuePage{page: s.page(r, v, "Queue"), Filter: f, Live: "/queue/events", Self: r.URL.RequestURI()}
	p.Search = f.Words
	p.Wide = true
	for _, row := range list.Rows {
		p.Rows = append(p.Rows, queueRow{QueueRow: row, Link: "/cases/" + row.Case + f.String(), Notes: notesOf(row), Here: s.who.others(row.Case, v.Login)})
	}
	facets, err := s.Desk.Facets(r.Context(), f.desk(v))
	if err != nil {
		return err
	}
	p.Total, p.Facets = facets.Total, facetGroups(f, facets)
	turn := func(name, place string) string {
		to := f.query()
		to.Set(name, place)
		return "/queue?" + to.Encode()
	}
	if list.Next != "" {
		p.Next = turn("after", list.Next)
	}
	if !first {
		p.First = f.page()
		if len(p.Rows) > 0 {
			p.Previous = turn("before", p.Rows[0].Case)
		}
	}
	if len(p.Rows) == 0 && f.Any() {
		if p.Waiting, err = s.waiting(r, v, f, facets); err != nil {
			return err
		}
	}
	if p.Banner, err = s.banner(r, v); err != nil {
		return err
	}
	if p.Notice, err = s.noticeOf(r, v); err != nil {
		return err
	}
	if part(r) {
		return s.renderPart(w, r, http.StatusOK, "queue", "queue-live", p)
	}
	return s.render(w, r, http.StatusOK, "queue", p)
}

// waiting counts the whole queue. The counts of a filter tell it, unless words, an order or an
// address narrow it.
func (s *Server) waiting(r *http.Request, v viewer, f filter, counts desk.Facets) (int, error) {
	if f.Words == "" && f.Order == "" && f.Address == "" && !f.Snoozed {
		return counts.All, nil
	}
	whole, err := s.Desk.Facets(r.Context(), filter{}.desk(v))
	return whole.Total, err
}

// queueRows reads the page of the queue that an address asks for: the first, the one behind a
// place or a case, or the one in front of a case; first is true where it turns out to be the
// first.
func (s *Server) queueRows(r *http.Request, v viewer, f filter) (list flow.QueuePage, first bool, err error) {
	want := f.desk(v)
	want.Limit = pageRows
	after, before := r.URL.Query().Get("after"), r.URL.Query().Get("before")
	if before != "" {
		want.AfterCase, want.Back = before, true
		list, err = s.Desk.Page(r.Context(), want)
		if err != nil {
			return list, false, err
		}
		if len(list.Rows) == pageRows && list.Next != "" {
			list.Next = list.Rows[0].Case
			slices.Reverse(list.Rows)
			return list, false, nil
		}
		want.AfterCase, want.Back = "", false // so near the beginning it is the first page
	}
	if strings.HasPrefix(after, "C-") {
		want.AfterCase, after = after, ""
	}
	want.After = after
	list, err = s.Desk.Page(r.Context(), want)
	return list, want.After == "" && want.AfterCase == "", err
}

// notesOf gives what must be known before a case is opened, the most urgent first.
func notesOf(r flow.QueueRow) []note {
	var all []note
	switch r.State {
	case desk.DraftUncertain:
		all = append(all, note{"sent?", "bad", "Nobody knows whether the mail was sent: a person decides."})
	case desk.DraftFailed:
		all = append(all, note{"not sent", "bad", "The mail server refused the mail."})
	case desk.DraftApproved:
		all = append(all, note{"approved", "good", "Approved; it leaves when the time for undo is over."})
	}
	switch {
	case r.CaseState == desk.CaseSnoozed:
		all = append(all, note{"put off", "", "An agent put the case off."})
	case r.CaseState == desk.CaseClosed || r.CaseState == desk.CaseArchived:
		all = append(all, note{string(r.CaseState), "", "Nothing more is to be done."})
	case r.CaseState == desk.CaseWaiting && r.State == "":
		all = append(all, note{"answered", "good", "It is the customer's turn."})
	case r.State == "":
		all = append(all, note{"no draft", "warn", "There is no draft: choose what happens next."})
	}
	if r.Role.AtLeast(desk.RoleSenior) {
		all = append(all, note{"for a " + string(r.Role), "warn", "Only a " + string(r.Role) + " may approve it."})
	}
	if r.Second {
		all = append(all, note{"second person", "warn", "It pays money out: somebody else than who drew it up has to approve it."})
	}
	flags := slices.Clone(r.Flags)
	slices.SortStableFunc(flags, func(a, b desk.Flag) int { return cmp.Compare(a.Rank(), b.Rank()) })
	for _, f := range flags {
		n := note{f.Short(), "", f.Meaning()}
		if f.Urgent() {
			n.Kind = "bad"
		} else if f == desk.FlagLastDay {
			n.Kind = "warn"
		}
		all = append(all, n)
	}
	return all
}
