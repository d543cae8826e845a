package console_test

import (
	"net/http"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// rowsOf gives the links of a list's rows in their order.
func rowsOf(page string) []string {
	var out []string
	for _, m := range regexp.MustCompile(`<a href="(/cases/[^"]*)" data-open>`).FindAllStringSubmatch(page, -1) {
		out = append(out, strings.ReplaceAll(m[1], "&amp;", "&"))
	}
	return out
}

// linkOf gives where the link with an attribute leads, "" when there is none.
func linkOf(page, attribute string) string {
	m := regexp.MustCompile(`<a href="([^"]*)"[^>]* ?` + attribute).FindStringSubmatch(page)
	if m == nil {
		return ""
	}
	return strings.ReplaceAll(m[1], "&amp;", "&")
}

// question is a mail about nothing in the policy.
func (w *world) question(from string) desk.Case {
	w.t.Helper()
	return w.receive(letter(from+"@elsewhere.example", "Norway", "Do you ship to Norway?"))
}

// TestNeighbours: from each case of a list one comes to the one before and the one behind it
// in the very order of the list, whatever narrows it, and round its ends.
func TestNeighbours(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, from := range []string{"ann", "ben", "cat"} {
		w.question(from)
		w.wait(26 * time.Hour)
	}
	w.mu.Lock()
	w.asOf = w.clock.Add(time.Minute)
	w.mu.Unlock()
	late := w.cancel()
	hot := w.receive(letter("jo@mailbox.example", "HW-10501 smokes", "Smoke came out of my keyboard HW-10501 and it got very hot."))
	put := w.question("dan")
	b := w.as("agent")
	b.want(b.post("/cases/"+put.ID+"/snooze", "until", w.now().Add(72*time.Hour).Format(time.RFC3339)), http.StatusSeeOther)
	for list, want := range map[string]int{"/queue": 5, "/queue?outcome=route_human": 3, "/queue?class=cancellation": 1, "/queue?q=norway": 3, "/queue?show=snoozed": 1, "/search?q=norway": 4, "/search?q=jo@mailbox.example": 1} {
		rows := rowsOf(b.get(list).body)
		if len(rows) != want {
			t.Errorf("%s has the rows %v", list, rows)
		}
		if list == "/queue" && !strings.HasPrefix(rows[0], "/cases/"+hot.ID) {
			t.Errorf("a danger does not come first: %v", rows)
		}
		for i, row := range rows {
			page := b.get(row).body
			next, previous := rows[(i+1)%len(rows)], rows[(i+len(rows)-1)%len(rows)]
			if len(rows) == 1 {
				next, previous = "", ""
			}
			if got := linkOf(page, "data-next"); got != next {
				t.Errorf("%s: behind %s comes %s, want %s", list, row, got, next)
			}
			if got := linkOf(page, "data-previous"); got != previous {
				t.Errorf("%s: before %s comes %s, want %s", list, row, got, previous)
			}
			b.want(b.get(row), http.StatusOK, `<a href="`+strings.ReplaceAll(list, "@", "%40")+`">`)
		}
	}
	// Who found a case by a search goes on with what waits there, then back to the search.
	d := w.draftOf(late)
	a := b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "looked", "back", "q=cancel&show=all")
	b.want(a, http.StatusSeeOther)
	if !strings.HasPrefix(a.to(), "/search?") {
		t.Errorf("after the only case of a search: %s", a.to())
	}
	b.want(b.get(a.to()), http.StatusOK, d.ID+" was approved.", "/drafts/"+d.ID+"/undo")
}

// TestPagesBack: from any page of the queue one comes to the one before it.
func TestPagesBack(t *testing.T) {
	t.Parallel()
	w := open(t)
	for i := range 120 {
		w.question("p" + strings.Repeat("x", i/26) + string(rune('a'+i%26)))
	}
	b := w.as("agent")
	path := "/queue?outcome=route_human"
	var forth, back [][]string
	for range 3 {
		page := b.get(path).body
		forth = append(forth, rowsOf(page))
		if next := linkOf(page, `rel="next"`); next != "" {
			path = next
		}
	}
	for path != "" && len(back) < 4 {
		page := b.get(path).body
		back = append(back, rowsOf(page))
		path = linkOf(page, `rel="prev"`)
	}
	slices.Reverse(back)
	if len(forth[0]) != 50 || len(forth[2]) != 20 || !slices.EqualFunc(forth, back, slices.Equal[[]string]) {
		t.Errorf("forth %v\nback %v", forth, back)
	}
	middle := b.get("/queue?outcome=route_human&before=" + strings.TrimPrefix(strings.SplitN(forth[2][0], "?", 2)[0], "/cases/")).body
	if rows := rowsOf(b.get(linkOf(middle, `rel="next"`)).body); !slices.Equal(rows, forth[2]) {
		t.Errorf("on from a page that was gone back to: %v", rows)
	}
	b.want(b.get("/queue?before=nonsense"), http.StatusUnprocessableEntity)
	b.want(b.get("/queue?before=C-999999"), http.StatusNotFound)
}

// TestHeldFor: what waits for a senior or a second person is found and counted, for anybody
// and for oneself; the filter stays in the address.
func TestHeldFor(t *testing.T) {
	t.Parallel()
	w := open(t)
	legal := w.legal()
	up := w.cancel()
	plain := w.question("ann")
	agent, senior := w.as("agent"), w.as("senior")
	agent.want(agent.post("/cases/"+up.ID+"/handup", "to", "manager", "because", "odd"), http.StatusSeeOther)
	for _, c := range []struct {
		who  *browser
		path string
		want []string
	}{
		{agent, "/queue?for=senior", []string{legal.ID, up.ID}}, {agent, "/queue?for=me", nil},
		{senior, "/queue?for=me", []string{legal.ID}}, {w.as("manager"), "/queue?for=me", []string{legal.ID, up.ID}},
		{senior, "/queue?for=senior&class=cancellation", []string{up.ID}}, {senior, "/queue?for=nonsense", []string{legal.ID, up.ID, plain.ID}},
	} {
		page := c.who.get(c.path).body
		var got []string
		for _, row := range rowsOf(page) {
			id, filter, _ := strings.Cut(strings.TrimPrefix(row, "/cases/"), "?")
			got = append(got, id)
			if _, want, _ := strings.Cut(c.path, "?"); !strings.Contains(want, "nonsense") && strings.Contains(want, "for=") && !strings.Contains(filter, "for=") {
				t.Errorf("%s: the row leads to %s", c.path, row)
			}
		}
		slices.Sort(got)
		slices.Sort(c.want)
		if !slices.Equal(got, c.want) {
			t.Errorf("%s shows %v, want %v", c.path, got, c.want)
		}
	}
	text := plain2(senior.get("/queue").body)
	for _, want := range []string{"Waits for", "more than an agent 2", "me 1"} {
		if !strings.Contains(text, want) {
			t.Errorf("%q is missing in %s", want, text)
		}
	}
	senior.want(senior.get("/queue?for=me"), http.StatusOK, `<input type="hidden" name="for" value="me">`, `href="/queue"`, "for a senior")
}

// plain2 is plain with figures as they are.
func plain2(html string) string { return strings.ReplaceAll(plain(html), "\u202f", "") }
