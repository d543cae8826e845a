package console

import (
	"context"
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"returndesk/desk"
)

// keyKept is what a session holds of a form that came after the one before had ended.
const keyKept = "kept"

// keptPath is the field beside a kept form's own that says where it was sent.
const keptPath = "kept_path"

// keptForm gives a form that nobody is logged in for, to be carried through the login, as a
// query; "" when it holds no words that somebody typed. Files are not carried.
func keptForm(r *http.Request) string {
	if r.Method != http.MethodPost || part(r) {
		return ""
	}
	err := r.ParseMultipartForm(formMemory)
	if r.MultipartForm != nil {
		_ = r.MultipartForm.RemoveAll() // temporary files of this request alone
	}
	if err != nil && !errors.Is(err, http.ErrNotMultipart) || len(said(r.PostForm)) == 0 {
		return ""
	}
	r.PostForm.Set(keptPath, r.URL.Path)
	return r.PostForm.Encode()
}

// said lists what somebody typed into a form, without what the page itself put there.
func said(form url.Values) []string {
	var out []string
	for _, name := range slices.Sorted(maps.Keys(form)) {
		if v := strings.TrimSpace(form.Get(name)); v != "" && (name == "text" || name == "because" || name == "order" || strings.HasPrefix(name, "set.")) {
			out = append(out, v)
		}
	}
	return out
}

// withSaid adds to a reason why something was not done what had been typed, where the page has
// no field to put it back into.
func withSaid(err error, form url.Values) error {
	words := said(form)
	var known *desk.Error
	if len(words) == 0 || !errors.As(err, &known) {
		return err
	}
	out := *known
	out.Message += "; you had typed: “" + strings.Join(words, "”, “") + "”"
	return &out
}

// pageOfForm gives the page on which a form stands.
func pageOfForm(r *http.Request) string {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if len(parts) < 2 {
		return "/queue"
	}
	switch id := url.PathEscape(parts[1]); parts[0] {
	case "drafts":
		return "/cases/" + caseOfDraft(id) + backFilter(r).String()
	case "cases":
		return "/cases/" + id + backFilter(r).String()
	case "rmas":
		return "/rmas/" + id
	}
	return "/queue"
}

// kept takes the form out of the session that was sent from the page of a case or a record,
// with the parts of the address that it was sent to; nil for none.
func (s *Server) kept(ctx context.Context, id string) (form url.Values, parts []string) {
	form, err := url.ParseQuery(s.sessions.GetString(ctx, keyKept))
	parts = strings.Split(strings.Trim(form.Get(keptPath), "/"), "/")
	if err != nil || len(parts) != 3 || !strings.EqualFold(parts[1], id) && !(parts[0] == "drafts" && strings.EqualFold(caseOfDraft(parts[1]), id)) {
		return nil, nil
	}
	s.sessions.Remove(ctx, keyKept)
	return form, parts
}

// takeKept gives what was typed on a case's page before a session ended, once, and the reason
// why it was not done. Words that have no field of their own are told with the reason.
func (s *Server) takeKept(ctx context.Context, id string) (typed, error) {
	form, parts := s.kept(ctx, id)
	if form == nil {
		return typed{}, nil
	}
	t := typed{Because: strings.TrimSpace(form.Get("because"))}
	not := loggedOut().WithMend("what you had typed stands here: look at it, and do it again")
	switch {
	case parts[0] == "drafts" && (parts[2] == "approve" || parts[2] == "save"):
		t.Draft, t.Subject, t.Text = strings.ToUpper(parts[1]), strings.TrimSpace(form.Get("subject")), strings.ReplaceAll(form.Get("text"), "\r\n", "\n")
		return t, not
	case parts[2] == "note":
		return typed{Note: form.Get("text")}, not
	}
	return typed{}, withSaid(loggedOut().WithMend("do it again"), form)
}

func loggedOut() *desk.Error {
	return desk.Errf(desk.CodeAuth, "you were logged out before this was done")
}
