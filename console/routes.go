package console

import (
	"net/http"
	"net/url"
	"strings"

	"returndesk/desk"
)

// Route is one address of the console. Role is the lowest role that may use it; "" is
// everybody, also without a login. What a role may do to a case is decided in flow; this
// table only keeps pages apart that some roles have no business with.
type Route struct {
	Pattern string // as net/http.ServeMux takes it: "GET /queue"
	Role    desk.Role
	handle  func(w http.ResponseWriter, r *http.Request, v viewer) error
}

// Routes lists every address, for the test that holds each against each role.
func (s *Server) Routes() []Route {
	return []Route{
		{"GET /static/{name}", "", s.static},
		{"GET /login", "", s.loginForm},
		{"POST /login", "", s.login},
		{"GET /login/once", "", s.loginOnce},
		{"POST /logout", desk.RoleAgent, s.logout},
		{"GET /account", desk.RoleAgent, s.account},
		{"POST /account/password", desk.RoleAgent, s.password},

		{"GET /{$}", desk.RoleAgent, s.home},
		{"GET /queue", desk.RoleAgent, s.queue},
		{"GET /queue/events", desk.RoleAgent, s.queueEvents},
		{"GET /search", desk.RoleAgent, s.search},

		{"GET /cases/{id}", desk.RoleAgent, s.review},
		{"GET /cases/{id}/events", desk.RoleAgent, s.caseEvents},
		{"GET /cases/{id}/state", desk.RoleAgent, s.caseState},
		{"GET /cases/{id}/mails/{mail}/html", desk.RoleAgent, s.mailHTML},
		{"GET /cases/{id}/files/{sha}", desk.RoleAgent, s.file},
		{"GET /cases/{id}/files/{sha}/{size}", desk.RoleAgent, s.picture},
		{"POST /cases/{id}/ask", desk.RoleAgent, s.ask},
		{"POST /cases/{id}/reclassify", desk.RoleAgent, s.reclassify},
		{"POST /cases/{id}/reclassify/undo", desk.RoleAgent, s.unclass},
		{"POST /cases/{id}/signals", desk.RoleAgent, s.signals},
		{"POST /cases/{id}/resolve", desk.RoleAgent, s.resolve},
		{"POST /cases/{id}/snooze", desk.RoleAgent, s.snooze},
		{"POST /cases/{id}/note", desk.RoleAgent, s.noteCase},
		{"POST /cases/{id}/handup", desk.RoleAgent, s.handUp},
		{"GET /cases/{id}/history", desk.RoleAgent, s.history},
		{"GET /rmas", desk.RoleAgent, s.rmas},
		{"GET /rmas/{number}", desk.RoleAgent, s.rma},
		{"POST /rmas/{number}/step", desk.RoleAgent, s.rmaStep},
		{"GET /rmas/{number}/photos/{sha}/{size}", desk.RoleAgent, s.rmaPicture},
		{"GET /digest", desk.RoleAgent, s.digestOf},
		{"GET /digest/frame", desk.RoleAgent, s.digestFrame},
		{"GET /digest/table", desk.RoleAgent, s.digestTable},
		{"GET /corrections", desk.RoleAgent, s.corrections},
		{"POST /corrections/{id}/revoke", desk.RoleAgent, s.revokeCorrection},
		{"GET /parked", desk.RoleAgent, s.parked},
		{"GET /parked/{id}", desk.RoleAgent, s.parkedMail},
		{"POST /parked/{id}/replay", desk.RoleAgent, s.replay},
		{"GET /settings", desk.RoleAgent, s.settings},
		{"POST /settings/check", desk.RoleManager, s.checkUp},
		{"POST /settings/acknowledgements", desk.RoleAgent, s.resumeAcks},
		{"POST /settings/orders", desk.RoleSenior, s.confirmOrders},
		{"GET /logout", desk.RoleAgent, s.backToPage},
		{"GET /account/{action}", desk.RoleAgent, s.backToPage},
		{"GET /settings/{action}", desk.RoleAgent, s.backToPage},
		{"GET /corrections/{id}/{action}", desk.RoleAgent, s.backToPage},
		{"GET /parked/{id}/{action}", desk.RoleAgent, s.backToPage},
		{"GET /cases/{id}/{action}", desk.RoleAgent, s.backToPage},
		{"GET /cases/{id}/reclassify/undo", desk.RoleAgent, s.backToPage},
		{"GET /rmas/{number}/{action}", desk.RoleAgent, s.backToPage},
		{"GET /drafts/{id}/{action}", desk.RoleAgent, s.backToPage},
		{"GET /drafts/{id}/files/{n}", desk.RoleAgent, s.draftFile},
		{"GET /drafts/{id}/preview", desk.RoleAgent, s.preview},
		{"POST /drafts/{id}/preview", desk.RoleAgent, s.preview},
		{"POST /drafts/{id}/approve", desk.RoleAgent, s.approve},
		{"POST /drafts/{id}/save", desk.RoleAgent, s.save},
		{"POST /drafts/{id}/reject", desk.RoleAgent, s.reject},
		{"POST /drafts/{id}/undo", desk.RoleAgent, s.undo},
	}
}

// mux puts the routes on a ServeMux.
func (s *Server) mux() http.Handler {
	m := http.NewServeMux()
	for _, rt := range s.Routes() {
		m.HandleFunc(rt.Pattern, func(w http.ResponseWriter, r *http.Request) { s.answer(w, r, rt) })
	}
	m.HandleFunc("/", func(w http.ResponseWriter, r *http.Request) {
		v, _ := s.current(r.Context()) // a page that does not exist needs nobody
		s.fail(w, r, v, desk.Errf(desk.CodeNotFound, "there is no page %s", r.URL.Path))
	})
	return m
}

// answer finds out who asks, holds his role against the route's, and shows what the
// handler could not do.
func (s *Server) answer(w http.ResponseWriter, r *http.Request, rt Route) {
	v, err := s.current(r.Context())
	switch {
	case err != nil:
	case rt.Role != "" && !v.in():
		s.sendToLogin(w, r)
		return
	case rt.Role != "":
		err = v.Actor().Require(rt.Role, "this page")
	}
	if err == nil {
		err = readForm(r)
	}
	if err == nil {
		err = rt.handle(w, r, v)
	}
	if err != nil {
		s.fail(w, r, v, err)
	}
}

// sendToLogin leads to the login page and back. A part of a page cannot show a login, so
// the whole page is sent there, and back to itself. A frame says what is the matter: no login is shown in one.
func (s *Server) sendToLogin(w http.ResponseWriter, r *http.Request) {
	if r.Header.Get("Sec-Fetch-Dest") == "iframe" {
		if err := s.frame(w, http.StatusUnauthorized, mailPolicy, "<p>You are not logged in any more.</p>"); err != nil {
			s.fail(w, r, viewer{}, err)
		}
		return
	}
	next := "/queue"
	if r.Method == http.MethodPost {
		readAtLogin(w, r)
		next = pageOfForm(r)
	}
	if kept := keptForm(r); kept != "" {
		p := loginPage{page: s.page(r, viewer{}, "Log in"), Next: next, Kept: kept,
			Problem: "You are not logged in any more, so this was not done. Log in: what you typed is kept."}
		if err := s.render(w, r, http.StatusUnauthorized, "login", p); err != nil {
			s.fail(w, r, viewer{}, err)
		}
		return
	}
	if r.Method == http.MethodGet && !part(r) && !strings.Contains(r.Header.Get("Accept"), "text/event-stream") {
		next = r.URL.RequestURI()
	}
	if at, err := url.Parse(r.Header.Get("HX-Current-URL")); part(r) && err == nil && at.Path != "" {
		next = ourPath(at.RequestURI())
	}
	to := "/login?next=" + url.QueryEscape(next)
	if _, err := r.Cookie(s.sessions.Cookie.Name); err == nil { // he was logged in
		to += "&ended=1"
	}
	if part(r) {
		w.Header().Set("HX-Redirect", to)
		w.WriteHeader(http.StatusUnauthorized)
		return
	}
	http.Redirect(w, r, to, http.StatusSeeOther)
}

// part reports whether htmx asks for a part of a page.
func part(r *http.Request) bool { return r.Header.Get("HX-Request") == "true" }

// redirect sends the browser to another page of ours after a form.
func redirect(w http.ResponseWriter, r *http.Request, to string) error {
	http.Redirect(w, r, to, http.StatusSeeOther)
	return nil
}

// home leads to the queue.
func (s *Server) home(w http.ResponseWriter, r *http.Request, _ viewer) error {
	return redirect(w, r, "/queue")
}
