package console_test

import (
	"net/http"
	"strings"
	"testing"

	"returndesk/desk"
)

// TestRouteRoles holds every route against every role, cell by cell. Who may not is sent
// to the login or refused; who may gets past the door (what a case then allows is another
// matter). The table of exceptions is written out here: a new route with a higher role
// needs a line.
func TestRouteRoles(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	lowest := map[string]desk.Role{
		"GET /static/{name}": "", "GET /login": "", "POST /login": "", "GET /login/once": "",
		"POST /settings/check": desk.RoleManager, "POST /settings/orders": desk.RoleSenior,
	}
	who := []desk.Role{"", desk.RoleAgent, desk.RoleSenior, desk.RoleManager, desk.RoleAdmin}
	cells := 0
	for _, role := range who {
		b := w.browser()
		for _, rt := range w.web.Routes() {
			if role != "" && (rt.Pattern == "GET /login" || b.get("/account").status != http.StatusOK) { // a route before may have logged him out
				b = w.as(string(role))
			}
			need, special := lowest[rt.Pattern]
			if !special {
				need = desk.RoleAgent
			}
			if rt.Role != need {
				t.Errorf("%s asks for the role %q, this table says %q", rt.Pattern, rt.Role, need)
			}
			method, path, _ := strings.Cut(rt.Pattern, " ")
			if strings.HasSuffix(path, "/events") && role != "" {
				continue // a stream without end; see TestLive
			}
			a := b.do(method, fill(path, c.ID, c.ID+"-1"), strings.NewReader(""))
			cells++
			toLogin := a.status == http.StatusSeeOther && strings.HasPrefix(a.to(), "/login?next=")
			refused := a.status == http.StatusForbidden && strings.Contains(a.body, "This page needs the role")
			switch {
			case need == "":
				if toLogin || refused {
					t.Errorf("%s as %q: %d", rt.Pattern, role, a.status)
				}
			case role == "":
				if !toLogin {
					t.Errorf("%s without a login: %d", rt.Pattern, a.status)
				}
			case role.AtLeast(need):
				if toLogin || refused || a.status >= 500 {
					t.Errorf("%s as %s: %d %s", rt.Pattern, role, a.status, plain(a.body))
				}
			case !refused:
				t.Errorf("%s as %s: %d", rt.Pattern, role, a.status)
			}
		}
	}
	if cells < 150 {
		t.Errorf("only %d cells were looked at", cells)
	}
}

// TestRolesAtTheDesk: rows for a senior are kept by the desk, not by a missing button, and
// money needs a second person.
func TestRolesAtTheDesk(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.receive(letter("jo@mailbox.example", "HW-10501", "The space bar of HW-10501 is dead. My lawyer says that the Consumer Rights Act gives me a refund, and I will dispute the charge with my bank.\n\nJo"))
	d := w.draftOf(c)
	if !d.Role.AtLeast(desk.RoleSenior) {
		t.Fatalf("the draft is for a %s (%v)", d.Role, c.Flags)
	}
	agent := w.as("agent")
	page := agent.get("/cases/" + c.ID)
	agent.want(page, http.StatusOK, "Only a senior may approve it.")
	agent.want(agent.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash()), http.StatusForbidden, "needs the role senior")
	senior := w.as("senior")
	senior.want(senior.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "because", "looked at"), http.StatusSeeOther)
}
