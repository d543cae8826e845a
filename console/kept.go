package console

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"maps"
	"mime"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"returndesk/desk"
)

// keyKept is what a session holds of a form that came after the one before had ended.
const keyKept = "kept"

// What a form says beside its own values, so that it can be carried through a login.
const (
	fieldPath = "kept_path" // where it was sent
	fieldBy   = "by"        // whose page it stands on: nobody else is given what was typed
	fieldWas  = "was"       // the wording that the page showed, see wording
)

// maxKept bounds a kept form as the login form sends it: each byte may have become five.
const maxKept = maxForm / 2

// partCost is what a part of a form counts beside its text, so that empty ones come to an end.
const partCost = 100

// readAtLogin reads a form that nobody is logged in for into r.PostForm, within the limit of a
// form without files. Files are passed over: no stranger fills the memory or the disk with them.
func readAtLogin(w http.ResponseWriter, r *http.Request) {
	form := url.Values{}
	if kind, _, _ := mime.ParseMediaType(r.Header.Get("Content-Type")); kind == "multipart/form-data" {
		readParts(r, form)
	} else {
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
		if err := r.ParseForm(); err == nil {
			form = r.PostForm
		}
	}
	r.PostForm, r.Form = form, form // nobody reads the body again
}

// readParts reads the parts of a form that are no files, up to the first that is one too many.
func readParts(r *http.Request, form url.Values) {
	parts, err := r.MultipartReader()
	if err != nil {
		return
	}
	left := int64(maxForm)
	for {
		p, err := parts.NextPart()
		if err != nil {
			return // the end, or nothing more that can be read
		}
		if p.FileName() != "" || p.FormName() == "" {
			continue
		}
		b, err := io.ReadAll(io.LimitReader(p, left+1))
		if left -= int64(len(b) + len(p.FormName()) + partCost); err != nil || left < 0 {
			return
		}
		form.Add(p.FormName(), string(b))
	}
}

// keptForm gives a form that nobody is logged in for, to be carried through the login, as a
// query; "" when it holds no words that somebody typed, or nothing could give them back. Files
// are not carried.
func keptForm(r *http.Request) string {
	if r.Method != http.MethodPost || part(r) || len(said(r.PostForm)) == 0 || sameWording(r.PostForm) && strings.TrimSpace(r.PostForm.Get("because")) == "" {
		return ""
	}
	r.PostForm.Set(fieldPath, r.URL.Path)
	kept := r.PostForm.Encode()
	if !keepable(r.PostForm) || len(url.QueryEscape(kept)) > maxKept {
		return ""
	}
	return kept
}

// keepable reports whether a page could give a form back: that of a case or a record.
func keepable(form url.Values) bool {
	parts := pathOf(form)
	return len(parts) == 3 && (parts[0] == "cases" || parts[0] == "drafts" || parts[0] == "rmas") && form.Get(fieldBy) != ""
}

func pathOf(form url.Values) []string {
	return strings.Split(strings.Trim(form.Get(fieldPath), "/"), "/")
}

// wording sums up a draft's subject and text as a form shows them.
func wording(subject, text string) string {
	sum := sha256.Sum256([]byte(strings.TrimSpace(subject) + "\n" + strings.TrimSpace(strings.ReplaceAll(text, "\r\n", "\n"))))
	return hex.EncodeToString(sum[:8])
}

// sameWording reports whether the wording in a draft's form comes back as the page showed it.
func sameWording(form url.Values) bool {
	return form.Get(fieldWas) == wording(form.Get("subject"), form.Get("text"))
}

// keepFor puts a form that was carried through a login into the session of whoever logged in,
// if he had typed it.
func (s *Server) keepFor(ctx context.Context, login, kept string) {
	if form, err := url.ParseQuery(kept); err == nil && form.Get(fieldBy) == login && keepable(form) {
		s.sessions.Put(ctx, keyKept, kept)
	}
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

// saidAsTyped is said without a draft's wording that came back as the page had shown it.
func saidAsTyped(form url.Values) []string {
	if form.Has("subject") && sameWording(form) {
		form = maps.Clone(form)
		form.Del("text")
	}
	return said(form)
}

// withSaid adds to a reason why something was not done what had been typed, where the page has
// no field to put it back into.
func withSaid(err error, words []string) error {
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
	case "rmas", "parked":
		return "/" + parts[0] + "/" + id
	case "corrections", "settings", "account":
		return "/" + parts[0]
	}
	return "/queue"
}

// withKept shows a page with the form that was sent from it before a session ended, and the
// parts of the address that it was sent to; nil for none. The form is given once: it stays in
// the session only if the page cannot be made.
func (s *Server) withKept(ctx context.Context, id string, show func(form url.Values, parts []string) error) error {
	kept := s.sessions.GetString(ctx, keyKept)
	form, err := url.ParseQuery(kept)
	parts := pathOf(form)
	if err != nil || len(parts) != 3 || !strings.EqualFold(parts[1], id) && !(parts[0] == "drafts" && strings.EqualFold(caseOfDraft(parts[1]), id)) {
		return show(nil, nil)
	}
	s.sessions.Remove(ctx, keyKept)
	if err := show(form, parts); err != nil {
		s.sessions.Put(ctx, keyKept, kept)
		return err
	}
	return nil
}

// givenBack makes of a kept form of a case's page what the page shows again, and the reason
// why it was not done. Words that have no field of their own are told with the reason.
func givenBack(form url.Values, parts []string) (typed, error) {
	if form == nil {
		return typed{}, nil
	}
	not := loggedOut().WithMend("what you had typed stands here: look at it, and do it again")
	switch {
	case parts[0] == "drafts" && (parts[2] == "approve" || parts[2] == "save"):
		t := typed{Draft: strings.ToUpper(parts[1]), Seen: form.Get("seen"), Because: strings.TrimSpace(form.Get("because"))}
		if !sameWording(form) { // else a reason was typed alone, and the draft says what it says now
			t.Subject, t.Text = strings.TrimSpace(form.Get("subject")), strings.ReplaceAll(form.Get("text"), "\r\n", "\n")
		}
		return t, not
	case parts[2] == "reclassify":
		return typed{Reread: rereadIn(form)}, not
	case parts[2] == "note":
		return typed{Note: form.Get("text")}, not
	}
	return typed{}, withSaid(loggedOut().WithMend("do it again"), said(form))
}

func loggedOut() *desk.Error {
	return desk.Errf(desk.CodeAuth, "you were logged out before this was done")
}
