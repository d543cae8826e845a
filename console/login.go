package console

import (
	"log/slog"
	"net/http"
	"strings"

	"returndesk/desk"
)

// loginPage is what pages/login.html shows.
type loginPage struct {
	page
	Login, Next, Problem string
	Ended                bool   // a session of his is over
	Kept                 string // a form that came without a session, to go on with
}

// loginForm asks for name and password.
func (s *Server) loginForm(w http.ResponseWriter, r *http.Request, v viewer) error {
	if v.in() {
		return redirect(w, r, ourPath(r.FormValue("next")))
	}
	return s.render(w, r, http.StatusOK, "login", loginPage{page: s.page(r, v, "Log in"), Next: ourPath(r.FormValue("next")), Ended: r.FormValue("ended") != ""})
}

// login opens a session.
func (s *Server) login(w http.ResponseWriter, r *http.Request, v viewer) error {
	name, next := r.PostFormValue("login"), ourPath(r.PostFormValue("next"))
	host := s.hostOf(r)
	forgive, err := s.limits.allow(name, host)
	var u desk.User
	if err == nil {
		u, err = s.People.LogIn(r.Context(), name, r.PostFormValue("password"))
	}
	if desk.CodeOf(err) == desk.CodeAuth {
		s.Log.LogAttrs(r.Context(), slog.LevelWarn, "login refused", slog.String("host", host), slog.String("reason", desk.MessageOf(err)))
		status := http.StatusUnauthorized
		if desk.IsTemporary(err) {
			status = http.StatusTooManyRequests
		}
		return s.render(w, r, status, "login", loginPage{page: s.page(r, v, "Log in"), Login: name, Next: next, Problem: sentence(err), Kept: r.PostFormValue(keyKept)})
	}
	if err != nil {
		return err
	}
	forgive()
	if err := s.begin(r.Context(), u); err != nil {
		return err
	}
	s.keepFor(r.Context(), u.Login, r.PostFormValue(keyKept))
	s.Log.LogAttrs(r.Context(), slog.LevelInfo, "logged in", slog.String("user", u.Login), slog.String("host", host))
	return redirect(w, r, next)
}

// logout ends the session.
func (s *Server) logout(w http.ResponseWriter, r *http.Request, _ viewer) error {
	if err := s.sessions.Destroy(r.Context()); err != nil {
		return err
	}
	return redirect(w, r, "/login")
}

// ourPath gives a path of ours to go on to; anything that a browser could take for
// another site becomes the queue.
func ourPath(next string) string {
	if !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") || strings.HasPrefix(next, "/login") {
		return "/queue"
	}
	return next
}
