package console

import (
	"crypto/rand"
	"net/http"
	"sync"
	"time"

	"returndesk/desk"
)

// linkLife is how long a one-time link waits to be followed.
const linkLife = 15 * time.Minute

// oneTimeLinks are logins that a link opens once. They live in memory: the demo prints
// one, and it dies with the demo.
type oneTimeLinks struct {
	now   func() time.Time
	mu    sync.Mutex
	links map[string]oneTimeLink
}

type oneTimeLink struct {
	login string
	until time.Time
}

func newOneTimeLinks(now func() time.Time) *oneTimeLinks {
	return &oneTimeLinks{now: now, links: map[string]oneTimeLink{}}
}

// OneTimeLink gives the path of a link that logs a user in once, within 15 minutes.
func (s *Server) OneTimeLink(login string) string {
	l := s.links
	l.mu.Lock()
	defer l.mu.Unlock()
	token := rand.Text()
	l.links[token] = oneTimeLink{login: login, until: l.now().Add(linkLife)}
	return "/login/once?token=" + token
}

// take uses a link up.
func (l *oneTimeLinks) take(token string) (string, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	link, ok := l.links[token]
	delete(l.links, token)
	return link.login, ok && l.now().Before(link.until)
}

// loginOnce follows a one-time link.
func (s *Server) loginOnce(w http.ResponseWriter, r *http.Request, v viewer) error {
	login, ok := s.links.take(r.FormValue("token"))
	if !ok {
		if v.in() {
			return redirect(w, r, "/queue")
		}
		return desk.Errf(desk.CodeAuth, "this link was used already, or its time is over").WithMend("log in with name and password; where the demo runs, type “link” and it prints a new one")
	}
	u, err := s.People.UserNow(r.Context(), login)
	if err != nil {
		return err
	}
	if u.Disabled {
		return desk.Errf(desk.CodeAuth, "the user %s may not log in any more", u.Login)
	}
	if err := s.begin(r.Context(), u); err != nil {
		return err
	}
	return redirect(w, r, "/queue")
}
