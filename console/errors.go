package console

import (
	"context"
	"errors"
	"log/slog"
	"net/http"
	"regexp"
	"strings"

	"returndesk/desk"
	"returndesk/explain"
)

// errorPage is what pages/error.html shows.
type errorPage struct {
	page
	Status  int
	Message string
	Mend    string
	Typed   []string // what was typed into the form that was not taken: the page on which it stood is gone
}

// fail shows an error: thing, reason and mend. What is our own fault is logged.
func (s *Server) fail(w http.ResponseWriter, r *http.Request, v viewer, err error) {
	if errors.Is(err, context.Canceled) || errors.As(err, new(gone)) {
		return // nobody reads the answer
	}
	status := statusOf(err)
	if status >= http.StatusInternalServerError {
		s.Log.LogAttrs(r.Context(), slog.LevelError, "page failed", slog.String("path", r.URL.Path), slog.String("user", v.Login),
			slog.String("code", string(desk.CodeOf(err))), slog.String("error", err.Error()))
	}
	p := errorPage{page: s.page(r, v, title(status)), Status: status, Message: sentence(err)}
	var known *desk.Error
	if status >= http.StatusInternalServerError && !v.in() { // whoever it is; paths and names are not for strangers
		p.Message, p.Mend = "The returns desk cannot work just now.", "Try again in a minute. If it stays, the service's log names the cause."
	} else if errors.As(err, &known) {
		p.Message, p.Mend = ended(known.Message), ended(mendOf(known))
	} else if status == http.StatusInternalServerError {
		p.Message, p.Mend = "Something went wrong inside returndesk.", "Try again. If it stays, the service's log names the cause."
	}
	if r.Method == http.MethodPost && v.in() {
		p.Typed = saidAsTyped(r.PostForm)
	}
	if err := s.render(w, r, status, "error", p); err != nil {
		s.Log.LogAttrs(r.Context(), slog.LevelDebug, "error page not delivered", slog.String("error", err.Error()))
	}
}

// statusOf gives the HTTP status of an error.
func statusOf(err error) int {
	var tooLarge *http.MaxBytesError
	if errors.As(err, &tooLarge) {
		return http.StatusRequestEntityTooLarge
	}
	switch desk.CodeOf(err) {
	case "":
		return http.StatusOK
	case desk.CodeNotFound:
		return http.StatusNotFound
	case desk.CodeForbidden:
		return http.StatusForbidden
	case desk.CodeAuth:
		return http.StatusUnauthorized
	case desk.CodeInvalid, desk.CodeNeedsConfirm, desk.CodeBlocked:
		return http.StatusUnprocessableEntity
	case desk.CodeConflict, desk.CodeIllegal, desk.CodeStale, desk.CodeUncertain:
		return http.StatusConflict
	case desk.CodeUnavailable, desk.CodeStorageFull, desk.CodeLocked, desk.CodeTLS, desk.CodeUnsupported:
		return http.StatusServiceUnavailable
	}
	return http.StatusInternalServerError
}

func title(status int) string {
	switch status {
	case http.StatusNotFound:
		return "Not found"
	case http.StatusForbidden:
		return "Not allowed"
	case http.StatusUnauthorized:
		return "Not logged in"
	case http.StatusRequestEntityTooLarge:
		return "Too large"
	}
	return "That did not work"
}

// sentence gives what is safe to show of an error, as sentences.
func sentence(err error) string {
	var known *desk.Error
	if !errors.As(err, &known) {
		return ended(desk.MessageOf(err))
	}
	return strings.TrimSpace(ended(known.Message) + " " + ended(mendOf(known)))
}

// byFlag is how a reason or a day is given on the command line, where a page has a field for it.
var byFlag = regexp.MustCompile(` with --because($|[,;])| \([^()]*on the command line\)`)

// mendOf gives what an error says to do, without what is done on the command line: of each of
// its clauses what stands before that.
func mendOf(known *desk.Error) string {
	var out []string
	for clause := range strings.SplitSeq(byFlag.ReplaceAllString(known.Mend, "$1"), "; ") {
		clause, _, _ = strings.Cut(clause, ": `returndesk ")
		var kept []string
		for part := range strings.SplitSeq(clause, ", ") {
			if strings.Contains(part, "returndesk ") || strings.Contains(part, " --") {
				break
			}
			kept = append(kept, part)
		}
		if len(kept) > 0 {
			out = append(out, strings.Join(kept, ", "))
		}
	}
	return strings.Join(out, "; ")
}

// ended makes a sentence of a clause: a capital letter and a full stop.
func ended(s string) string {
	s = explain.Line(s)
	if s == "" {
		return s
	}
	if c := s[0]; c >= 'a' && c <= 'z' {
		s = string(c-'a'+'A') + s[1:]
	}
	if !strings.ContainsAny(s[len(s)-1:], ".!?") {
		s += "."
	}
	return s
}

// gone marks an answer that could not be delivered: the browser went away.
type gone struct{ error }

// errSent marks an error of writing an answer.
func errSent(err error) error {
	if err == nil {
		return nil
	}
	return gone{err}
}
