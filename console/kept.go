package console

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"returndesk/desk"
)

// keyKept is what a session holds of a form that came after the one before had ended.
const keyKept = "kept"

// keptPath is the field beside a kept form's own that says where it was sent.
const keptPath = "kept_path"

// keptForm gives a form that nobody is logged in for, to be carried through the login, as a
// query; "" when it holds no words that somebody typed. A form with files is not carried.
func keptForm(r *http.Request) string {
	if r.Method != http.MethodPost || part(r) || r.ParseForm() != nil {
		return ""
	}
	typed := false
	for name := range r.PostForm {
		if name == "text" || name == "because" || strings.HasPrefix(name, "set.") {
			typed = typed || strings.TrimSpace(r.PostForm.Get(name)) != ""
		}
	}
	if !typed {
		return ""
	}
	r.PostForm.Set(keptPath, r.URL.Path)
	return r.PostForm.Encode()
}

// pageOfForm gives the page on which a form stands.
func pageOfForm(r *http.Request) string {
	parts := strings.Split(strings.Trim(r.URL.Path, "/"), "/")
	if r.Method != http.MethodPost || len(parts) < 2 {
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

// takeKept gives what was typed on a case's page before a session ended, once, and the reason
// why it was not done. Words that have no field of their own are told with the reason.
func (s *Server) takeKept(ctx context.Context, id string) (typed, error) {
	form, err := url.ParseQuery(s.sessions.GetString(ctx, keyKept))
	if err != nil || len(form) == 0 {
		return typed{}, nil
	}
	parts := strings.Split(strings.Trim(form.Get(keptPath), "/"), "/")
	if len(parts) != 3 || !strings.EqualFold(caseOfDraft(parts[1]), id) || parts[0] != "cases" && parts[0] != "drafts" {
		return typed{}, nil
	}
	s.sessions.Remove(ctx, keyKept)
	t := typed{Because: strings.TrimSpace(form.Get("because"))}
	not := desk.Errf(desk.CodeAuth, "you were logged out before this was done").WithMend("what you had typed stands here: look at it, and do it again")
	switch {
	case parts[0] == "drafts" && (parts[2] == "approve" || parts[2] == "save"):
		t.Draft, t.Subject, t.Text = strings.ToUpper(parts[1]), strings.TrimSpace(form.Get("subject")), strings.ReplaceAll(form.Get("text"), "\r\n", "\n")
		return t, not
	case parts[2] == "note":
		return typed{Note: form.Get("text")}, not
	}
	var said []string
	for name := range form {
		if v := strings.TrimSpace(form.Get(name)); v != "" && (name == "because" || strings.HasPrefix(name, "set.")) {
			said = append(said, v)
		}
	}
	return typed{}, desk.Errf(desk.CodeAuth, "you were logged out before this was done").WithMend("do it again; you had typed: “%s”", strings.Join(said, "”, “"))
}
