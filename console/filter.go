package console

import (
	"cmp"
	"net/url"
	"slices"
	"strings"

	"returndesk/desk"
)

// filter is what the queue is narrowed by. It lives in the address, so that it can be
// kept, sent and gone back to.
type filter struct {
	Class   desk.Class
	Outcome desk.Outcome
	Flag    desk.Flag
	Order   string
	Address string
	Words   string
	Held    desk.Held // only what waits for more than an agent
	Snoozed bool      // the cases that were put off instead of those that wait
	All     bool      // a search: whether or not they wait, the newest first
}

// filterOf reads a filter from an address; what is no member of a closed list is left out.
func filterOf(q url.Values) filter {
	f := filter{
		Class: desk.Class(q.Get("class")), Outcome: desk.Outcome(q.Get("outcome")), Flag: desk.Flag(q.Get("flag")),
		Order: clip(q.Get("order")), Address: clip(q.Get("address")), Words: clip(q.Get("q")),
		Snoozed: q.Get("show") == "snoozed", All: q.Get("show") == "all",
	}
	if f.Held = desk.Held(q.Get("for")); !slices.Contains(desk.Helds(), f.Held) {
		f.Held = ""
	}
	if !f.Class.Valid() {
		f.Class = ""
	}
	if !f.Outcome.Valid() {
		f.Outcome = ""
	}
	if !f.Flag.Valid() {
		f.Flag = ""
	}
	return f
}

// clip bounds what people type into a search.
func clip(s string) string {
	s = strings.TrimSpace(s)
	if len(s) > 200 {
		s = strings.ToValidUTF8(s[:200], "")
	}
	return s
}

// query writes the filter as the query of an address.
func (f filter) query() url.Values {
	q := url.Values{}
	set := func(name, v string) {
		if v != "" {
			q.Set(name, v)
		}
	}
	set("class", string(f.Class))
	set("outcome", string(f.Outcome))
	set("flag", string(f.Flag))
	set("order", f.Order)
	set("address", f.Address)
	set("q", f.Words)
	set("for", string(f.Held))
	if f.Snoozed {
		q.Set("show", "snoozed")
	}
	if f.All {
		q.Set("show", "all")
	}
	return q
}

// page is the address of the list that the filter stands for.
func (f filter) page() string {
	if f.All {
		return "/search?" + url.Values{"q": {cmp.Or(f.Words, f.Order, f.Address)}}.Encode()
	}
	return "/queue" + f.String()
}

// String is the query with its question mark, "" for no filter.
func (f filter) String() string {
	if q := f.query().Encode(); q != "" {
		return "?" + q
	}
	return ""
}

// Any reports whether the filter narrows anything.
func (f filter) Any() bool { return f != filter{Snoozed: f.Snoozed} }

// desk gives the filter of somebody's list as the store takes it.
func (f filter) desk(v viewer) desk.CaseFilter {
	out := desk.CaseFilter{Class: f.Class, Outcome: f.Outcome, Flag: f.Flag, Order: f.Order, Address: f.Address, Words: wordsOf(f.Words),
		Held: f.Held, Approver: v.Actor(), Waiting: !f.All}
	if f.Snoozed {
		out.Waiting, out.States = false, []desk.CaseState{desk.CaseSnoozed}
	}
	return out
}

// wordsOf splits what was typed into the words that must all occur; each also matches
// words that begin with it.
func wordsOf(s string) []string {
	var out []string
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if w = strings.Trim(w, `.,;:!?"'()[]<>*`); w != "" {
			out = append(out, w+"*")
		}
	}
	return out
}
