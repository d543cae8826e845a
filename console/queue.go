package console

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/explain"
	"returndesk/flow"
)

// queueRows is how many cases one page of the queue has.
const queueRows = 50

// queuePage is what pages/queue.html shows.
type queuePage struct {
	page
	Filter   filter
	Rows     []queueRow
	Facets   []facetGroup
	Total    int
	Next     string // address of the next page
	First    string // address of the first page, on later ones
	Banner   []notice
	Notice   *actionNotice
	Live     string // address of the stream that tells of changes
	Self     string // address of this very page
	NoAnswer bool
}

// queueRow is one case of the queue.
type queueRow struct {
	flow.QueueRow
	Link  string
	Notes []note
	Here  []string // who has it open
}

// note is one word about a case: what an agent must know before opening it.
type note struct{ Text, Kind, Meaning string } // Kind: "bad", "warn", "good", ""

// facetGroup is one list of values to narrow by, with counts.
type facetGroup struct {
	Name, Label string
	Values      []facet
	More        int // values that are left out of the short list
}

type facet struct {
	Label, Link, Meaning string
	Count                int
	Chosen               bool
}

// notice is a line above the queue: what is wrong with the service, and the mend.
type notice struct{ Text, Mend, Link, LinkText string }

// queue shows the cases that wait for a person, the most urgent first.
func (s *Server) queue(w http.ResponseWriter, r *http.Request, v viewer) error {
	q := r.URL.Query()
	f := filterOf(q)
	want := f.desk()
	want.Limit, want.After = queueRows, q.Get("after")
	list, err := s.Desk.Page(r.Context(), want)
	if err != nil {
		return err
	}
	p := queuePage{page: s.page(r, v, "Queue"), Filter: f, Live: "/queue/events", Self: r.URL.RequestURI()}
	p.Search = f.Words
	p.Wide = true
	for _, row := range list.Rows {
		p.Rows = append(p.Rows, queueRow{QueueRow: row, Link: "/cases/" + row.Case + f.String(), Notes: notesOf(row), Here: s.who.others(row.Case, v.Login)})
	}
	facets, err := s.Desk.Facets(r.Context(), f.desk())
	if err != nil {
		return err
	}
	p.Total, p.Facets = facets.Total, facetGroups(f, facets)
	if list.Next != "" {
		next := f.query()
		next.Set("after", list.Next)
		p.Next = "/queue?" + next.Encode()
	}
	if q.Get("after") != "" {
		p.First = "/queue" + f.String()
	}
	if p.Banner, err = s.banner(r); err != nil {
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
	case "":
		all = append(all, note{"no draft", "warn", "There is no draft: choose what happens next."})
	}
	if r.CaseState == desk.CaseSnoozed {
		all = append(all, note{"put off", "", "An agent put the case off."})
	}
	if r.Role.AtLeast(desk.RoleSenior) {
		all = append(all, note{"for a " + string(r.Role), "warn", "Only a " + string(r.Role) + " may approve it."})
	}
	flags := slices.Clone(r.Flags)
	slices.SortStableFunc(flags, func(a, b desk.Flag) int { return cmp.Compare(flagRank(a), flagRank(b)) })
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

// flagRank orders flags: danger, law and time before the rest.
func flagRank(f desk.Flag) int {
	order := []desk.Flag{
		desk.FlagSafety, desk.FlagLegalOrChargeback, desk.FlagUrgentStopProduction, desk.FlagLastDay,
		desk.FlagAuthFailed, desk.FlagSuspiciousContent, desk.FlagSenderMismatch, desk.FlagStatutoryRights,
		desk.FlagMoneyReview, desk.FlagDispute, desk.FlagPolicyGap, desk.FlagEvidenceReused, desk.FlagOutOfWindow,
	}
	if i := slices.Index(order, f); i >= 0 {
		return i
	}
	return len(order)
}

// shownFacets is how many values of a list stand there before "more".
const shownFacets = 8

// facetGroups turns counts into links that narrow or widen the queue.
func facetGroups(f filter, counts desk.Facets) []facetGroup {
	class, outcome, flag := facetGroup{Name: "class", Label: "Class"}, facetGroup{Name: "outcome", Label: "Outcome"}, facetGroup{Name: "flag", Label: "Flag"}
	link := func(name, value string, chosen bool) string {
		q := f.query()
		q.Set(name, value)
		if chosen {
			q.Del(name)
		}
		if e := q.Encode(); e != "" {
			return "/queue?" + e
		}
		return "/queue"
	}
	label := func(s string) string { return strings.ReplaceAll(s, "_", " ") }
	for _, c := range desk.Classes() {
		if n := counts.Classes[c]; n > 0 || c == f.Class {
			class.Values = append(class.Values, facet{label(string(c)), link("class", string(c), c == f.Class), "", n, c == f.Class})
		}
	}
	for _, o := range desk.Outcomes() {
		if n := counts.Outcomes[o]; n > 0 || o == f.Outcome {
			outcome.Values = append(outcome.Values, facet{label(string(o)), link("outcome", string(o), o == f.Outcome), "", n, o == f.Outcome})
		}
	}
	for _, x := range desk.Flags() {
		if n := counts.Flags[x]; n > 0 || x == f.Flag {
			flag.Values = append(flag.Values, facet{x.Short(), link("flag", string(x), x == f.Flag), x.Meaning(), n, x == f.Flag})
		}
	}
	groups := []facetGroup{class, outcome, flag}
	for i := range groups {
		slices.SortStableFunc(groups[i].Values, func(a, b facet) int {
			if a.Chosen != b.Chosen {
				return map[bool]int{true: -1, false: 1}[a.Chosen]
			}
			return cmp.Compare(b.Count, a.Count)
		})
		groups[i].More = max(0, len(groups[i].Values)-shownFacets)
	}
	return groups
}

// Short gives the values that are always shown, Rest the others.
func (g facetGroup) Short() []facet { return g.Values[:min(len(g.Values), shownFacets)] }

// Rest gives the values behind "more".
func (g facetGroup) Rest() []facet { return g.Values[len(g.Short()):] }

// banner says what is wrong with the service; nothing when all is well. Stale order data
// has exactly one line, which counts the refusals that wait and says the mend (domain.md
// section 0).
func (s *Server) banner(r *http.Request) ([]notice, error) {
	st, err := s.status(r.Context())
	if err != nil {
		return nil, err
	}
	var out []notice
	for _, m := range st.Mailboxes {
		if m.State == "unreachable" {
			out = append(out, notice{Text: "The mailbox " + m.Account + " has been unreachable since " + s.when(m.Since) + ": " + explain.Line(m.Problem) + ".",
				Mend: "New mail waits there; nothing is lost.", Link: "/settings", LinkText: "Check the connections"})
		}
	}
	if n, ok := s.ordersNotice(st); ok {
		out = append(out, n)
	}
	if !st.AcksOff.IsZero() {
		out = append(out, notice{Text: "Confirmations of receipt are held back since " + s.when(st.AcksOff) + ": there were too many of them.", Link: "/settings", LinkText: "Look and let them leave"})
	}
	if st.Quarantined > 0 {
		text := number(st.Quarantined) + " mails could not be handled."
		if st.Quarantined == 1 {
			text = "One mail could not be handled."
		}
		out = append(out, notice{Text: text, Link: "/parked?state=quarantined", LinkText: "Look at the quarantine"})
	}
	return out, nil
}

func (s *Server) ordersNotice(st control.Status) (notice, bool) {
	o := st.Orders
	if !o.Stale && !o.Shrunk && o.Problem == "" {
		return notice{}, false
	}
	n := notice{Text: "The order data is of " + s.when(o.AsOf) + " (" + age(s.Now().Sub(o.AsOf)) + " old).", Mend: ended(o.Mend)}
	switch {
	case o.Problem != "":
		n.Text = "Order data: " + ended(o.Problem)
	case o.Shrunk:
		n.Text = "The new order file holds far fewer orders, so the one before it stays in use."
	case o.AsOf.IsZero():
		n.Text = "There is no order data."
	}
	if st.DenialsHeld == 1 {
		n.Text += " One refusal waits for newer data."
	} else if st.DenialsHeld > 1 {
		n.Text += " " + number(st.DenialsHeld) + " refusals wait for newer data."
	}
	if n.Mend == "" {
		n.Mend = "Export the orders anew."
	}
	return n, true
}

// search finds cases by number, address or words, whether or not they wait. The number of
// a case, draft or RMA leads straight there.
func (s *Server) search(w http.ResponseWriter, r *http.Request, v viewer) error {
	typed := clip(r.FormValue("q"))
	if typed == "" {
		return redirect(w, r, "/queue")
	}
	if to := s.jump(r, typed); to != "" {
		return redirect(w, r, to)
	}
	found, next, err := s.find(r, typed)
	if err != nil {
		return err
	}
	p := queuePage{page: s.page(r, v, "Search"), Filter: filter{Words: typed}, Total: len(found.Rows)}
	p.Search, p.Wide = typed, true
	for _, row := range found.Rows {
		p.Rows = append(p.Rows, queueRow{QueueRow: row, Link: "/cases/" + row.Case, Notes: notesOf(row)})
	}
	if next != "" {
		p.Next = "/search?" + url.Values{"q": {typed}, "after": {next}}.Encode()
	}
	return s.render(w, r, http.StatusOK, "search", p)
}

// jump gives the page of the thing that a number names, "" when it names none.
func (s *Server) jump(r *http.Request, typed string) string {
	upper := strings.ToUpper(typed)
	if strings.HasPrefix(upper, "C-") {
		if v, err := s.Desk.Show(r.Context(), upper); err == nil {
			return "/cases/" + v.Case.ID
		}
	}
	if n, err := desk.ParseRMANumber(typed); err == nil {
		if _, err := s.Desk.RMA(r.Context(), n); err == nil {
			return "/rmas/" + n
		}
	}
	return ""
}

// find looks for cases of an address, of an order, or with words, in this order.
func (s *Server) find(r *http.Request, typed string) (flow.QueuePage, string, error) {
	after := r.FormValue("after")
	var tries []desk.CaseFilter
	if strings.Contains(typed, "@") {
		tries = append(tries, desk.CaseFilter{Address: typed})
	}
	if !strings.ContainsAny(typed, " @") {
		tries = append(tries, desk.CaseFilter{Order: strings.TrimPrefix(typed, "#")})
	}
	tries = append(tries, desk.CaseFilter{Words: wordsOf(typed)})
	for i, f := range tries {
		f.Limit, f.After = queueRows, after
		if len(f.Words) == 0 && f.Order == "" && f.Address == "" {
			continue
		}
		found, err := s.Desk.Page(r.Context(), f)
		if err != nil || len(found.Rows) > 0 || i == len(tries)-1 {
			return found, found.Next, err
		}
	}
	return flow.QueuePage{}, "", nil
}
