package console

import (
	"net/http"

	"returndesk/desk"
	"returndesk/flow"
)

// accountPage is what pages/account.html shows.
type accountPage struct {
	page
	Problem, Done string
	MinPassword   int
}

// account shows who is logged in and lets him choose another password.
func (s *Server) account(w http.ResponseWriter, r *http.Request, v viewer) error {
	return s.showAccount(w, r, v, http.StatusOK, "", "")
}

func (s *Server) showAccount(w http.ResponseWriter, r *http.Request, v viewer, status int, problem, done string) error {
	return s.render(w, r, status, "account", accountPage{page: s.page(r, v, "Your account"), Problem: problem, Done: done, MinPassword: desk.MinPassword})
}

// password takes a new password. The user's other sessions end; this one goes on under a
// new token.
func (s *Server) password(w http.ResponseWriter, r *http.Request, v viewer) error {
	forgive, err := s.limits.allow(v.Login, s.hostOf(r))
	if err != nil {
		return s.showAccount(w, r, v, http.StatusTooManyRequests, sentence(err), "")
	}
	if _, err := s.People.LogIn(r.Context(), v.Login, r.PostFormValue("old")); err != nil {
		if desk.CodeOf(err) == desk.CodeAuth {
			return s.showAccount(w, r, v, http.StatusForbidden, "The present password is wrong.", "")
		}
		return err
	}
	forgive()
	fresh := r.PostFormValue("new")
	if fresh != r.PostFormValue("again") {
		return s.showAccount(w, r, v, http.StatusUnprocessableEntity, "The new password was not typed twice alike.", "")
	}
	u, err := s.People.ChangeUser(r.Context(), v.Actor(), flow.UserChange{Login: v.Login, Password: &fresh})
	if desk.CodeOf(err) == desk.CodeInvalid {
		return s.showAccount(w, r, v, http.StatusUnprocessableEntity, sentence(err), "")
	}
	if err != nil {
		return err
	}
	if err := s.begin(r.Context(), u); err != nil {
		return err
	}
	return s.showAccount(w, r, viewer{u}, http.StatusOK, "", "The new password counts from now on. Your other sessions have ended.")
}
