package console

import (
	"net/http"
	"net/url"
	"strings"

	"returndesk/desk"
	"returndesk/flow"
)

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
	found, by, err := s.find(r, v, typed)
	if err != nil {
		return err
	}
	p := queuePage{page: s.page(r, v, "Search"), Filter: by}
	p.Search, p.Wide = typed, true
	for _, row := range found.Rows {
		p.Rows = append(p.Rows, queueRow{QueueRow: row, Link: "/cases/" + row.Case + by.String(), Notes: notesOf(row), Here: s.who.others(row.Case, v.Login)})
	}
	if found.Next != "" {
		p.Next = "/search?" + url.Values{"q": {typed}, "after": {found.Next}}.Encode()
	}
	if p.Notice, err = s.noticeOf(r, v); err != nil {
		return err
	}
	if p.Notice != nil {
		p.Notice.Back = by.query().Encode()
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

// likeOrder reports whether what was typed may be an order's number: one word, or two of which
// the digits are some ("hw 10502", not "firmware 2").
func likeOrder(typed string) bool {
	if typed == "" || strings.Contains(typed, "@") {
		return false
	}
	digits := 0
	for _, r := range typed {
		if r >= '0' && r <= '9' {
			digits++
		}
	}
	return !strings.Contains(typed, " ") || digits > 2 && len(strings.Fields(typed)) == 2
}

// find looks for cases of an address, of an order, or with words, in this order, and gives the
// filter that found them.
func (s *Server) find(r *http.Request, v viewer, typed string) (flow.QueuePage, filter, error) {
	var tries []filter
	if strings.Contains(typed, "@") {
		tries = append(tries, filter{All: true, Address: typed})
	}
	if order := strings.TrimSpace(strings.TrimPrefix(typed, "#")); likeOrder(order) {
		tries = append(tries, filter{All: true, Order: order})
	}
	if len(wordsOf(typed)) > 0 {
		tries = append(tries, filter{All: true, Words: typed})
	}
	for i, f := range tries {
		want := f.desk(v)
		want.Limit, want.After = pageRows, r.FormValue("after")
		found, err := s.Desk.Page(r.Context(), want)
		if err != nil || len(found.Rows) > 0 || i == len(tries)-1 {
			return found, f, err
		}
	}
	return flow.QueuePage{}, filter{All: true, Words: typed}, nil
}
