package console

import (
	"context"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/flow"
)

// draft gives a draft by its id, and its case.
func (s *Server) draft(ctx context.Context, id string) (desk.Draft, flow.CaseView, error) {
	view, err := s.Desk.Show(ctx, id)
	if err != nil {
		return desk.Draft{}, view, err
	}
	for _, d := range view.Drafts {
		if strings.EqualFold(d.ID, id) {
			return d, view, nil
		}
	}
	return desk.Draft{}, view, desk.Errf(desk.CodeNotFound, "case %s has no draft %s", view.Case.ID, id)
}

// backFilter reads the queue that a form's page was opened from.
func backFilter(r *http.Request) filter {
	q, err := url.ParseQuery(r.PostFormValue("back"))
	if err != nil {
		q = url.Values{}
	}
	return filterOf(q)
}

// backTo gives the address of a case as it was opened from a queue, with what was done.
func backTo(r *http.Request, id string, done ...string) string {
	q := backFilter(r).query()
	for i := 0; i+1 < len(done); i += 2 {
		q.Set(done[i], done[i+1])
	}
	if e := q.Encode(); e != "" {
		return "/cases/" + id + "?" + e
	}
	return "/cases/" + id
}

// withDone adds what was done to an address.
func withDone(to string, pairs ...string) string {
	u, err := url.Parse(to)
	if err != nil {
		return to
	}
	q := u.Query()
	for i := 0; i+1 < len(pairs); i += 2 {
		q.Set(pairs[i], pairs[i+1])
	}
	u.RawQuery = q.Encode()
	return u.String()
}

// caseOfDraft gives the case that a draft's id names.
func caseOfDraft(id string) string {
	if strings.Count(id, "-") > 1 {
		return id[:strings.LastIndexByte(id, '-')]
	}
	return id
}

// again shows the case with the reason why an action did not work, also when something that was
// named there is not found. What nobody can do anything about on the page goes up.
func (s *Server) again(w http.ResponseWriter, r *http.Request, v viewer, id string, err error, t typed) error {
	switch desk.CodeOf(err) {
	case desk.CodeInternal, desk.CodeUnavailable, desk.CodeStorageFull:
		return err
	}
	if t == (typed{}) { // no field of the page takes the words back
		err = withSaid(err, said(r.PostForm))
	}
	return s.showCase(w, r, v, id, statusOf(err), err, t)
}

// typedIn reads what stands in a draft's form. Browsers send CRLF.
func typedIn(r *http.Request, id string) typed {
	text := strings.ReplaceAll(r.PostFormValue("text"), "\r\n", "\n")
	return typed{Draft: strings.ToUpper(id), Subject: strings.TrimSpace(r.PostFormValue("subject")), Text: text, Because: strings.TrimSpace(r.PostFormValue("because"))}
}

// rewords reports whether the typed text is another than the draft's.
func (t typed) rewords(d desk.Draft) bool {
	return strings.TrimSpace(t.Text) != "" && strings.TrimRight(t.Text, "\n ") != strings.TrimRight(d.Text, "\n ")
}

// changes reports whether anything that was typed is another than the draft's.
func (t typed) changes(d desk.Draft) bool {
	return t.rewords(d) || t.Subject != "" && t.Subject != d.Subject
}

// keep saves what was typed into a draft, if it differs from what stands there, and gives
// the hash of what then stands there: it is what the agent saw.
func (s *Server) keep(ctx context.Context, v viewer, d desk.Draft, seen string, t typed) (string, error) {
	e := flow.Edit{Draft: d.ID, Seen: seen}
	if t.Subject != "" && t.Subject != d.Subject {
		e.Subject = t.Subject
	}
	if t.rewords(d) {
		e.Text = t.Text
	}
	if e.Subject == "" && e.Text == "" {
		return seen, nil
	}
	changed, err := s.Desk.EditDraft(ctx, v.Actor(), e)
	if err != nil {
		return seen, err
	}
	return changed.ContentHash(), nil
}

// backToPage leads from the address that a form is sent to, where somebody opens it (after a
// refusal it stands in the browser's bar), to the page on which the form stands.
func (s *Server) backToPage(w http.ResponseWriter, r *http.Request, _ viewer) error {
	at := strings.TrimPrefix(r.Pattern, http.MethodGet+" ")
	at = strings.Replace(at, "{action}", r.PathValue("action"), 1)
	if !slices.ContainsFunc(s.Routes(), func(rt Route) bool { return rt.Pattern == http.MethodPost+" "+at }) {
		return desk.Errf(desk.CodeNotFound, "there is no page %s", r.URL.Path)
	}
	return redirect(w, r, pageOfForm(r))
}
