package console_test

import (
	"net/http"
	"strings"
	"testing"
	"time"

	"returndesk/console"
	"returndesk/desk"
	"returndesk/flow"
)

func TestLogin(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	b.want(b.get("/queue?class=delay"), http.StatusSeeOther)
	if to := b.get("/queue?class=delay").to(); to != "/login?next=%2Fqueue%3Fclass%3Ddelay" {
		t.Errorf("sent to %s", to)
	}
	page := b.get("/login?next=%2Fqueue%3Fclass%3Ddelay")
	b.want(page, http.StatusOK, `value="/queue?class=delay"`)
	b.want(b.post("/login", "login", "agent", "password", "wrong"), http.StatusUnauthorized, "Login name or password is wrong.", `value="agent"`)
	a := b.post("/login", "login", " Agent ", "password", goodWords, "next", "/queue?class=delay")
	b.want(a, http.StatusSeeOther)
	cookie := a.header.Get("Set-Cookie")
	for _, part := range []string{"returndesk=", "HttpOnly", "SameSite=Lax", "Path=/"} {
		if !strings.Contains(cookie, part) {
			t.Errorf("the cookie %q lacks %s", cookie, part)
		}
	}
	if strings.Contains(cookie, "Secure") || strings.Contains(cookie, "Max-Age") {
		t.Errorf("the cookie is %q", cookie)
	}
	if a.to() != "/queue?class=delay" {
		t.Errorf("sent to %s", a.to())
	}
	b.want(b.get("/queue"), http.StatusOK, "The agent")
	b.want(b.get("/login"), http.StatusSeeOther)
	b.want(b.post("/logout"), http.StatusSeeOther)
	b.want(b.get("/queue"), http.StatusSeeOther)
}

// TestOpenRedirect: a login leads nowhere but to us.
func TestOpenRedirect(t *testing.T) {
	t.Parallel()
	w := open(t)
	for _, next := range []string{"https://evil.example/", "//evil.example/", `/\evil.example/`, "evil", "/login", "/a\r\nX: y", "javascript:alert(1)"} {
		b := w.browser()
		if a := b.post("/login", "login", "agent", "password", goodWords, "next", next); a.status != http.StatusSeeOther || a.to() != "/queue" {
			t.Errorf("%q leads to %q (%d)", next, a.to(), a.status)
		}
		w.wait(time.Minute)
	}
}

func TestSecureCookies(t *testing.T) {
	t.Parallel()
	w := open(t, func(o *console.Options) { o.Secure, o.PublicURL = true, "https://desk.example" })
	b := w.browser()
	a := b.post("/login", "login", "agent", "password", goodWords)
	if c := a.header.Get("Set-Cookie"); !strings.HasPrefix(c, "__Host-returndesk=") || !strings.Contains(c, "Secure") {
		t.Errorf("the cookie is %q", c)
	}
	if a.header.Get("Strict-Transport-Security") == "" {
		t.Error("no HSTS")
	}
}

// TestSessionRotates: the token from before the login is worth nothing after it.
func TestSessionRotates(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	first := token(b.post("/login", "login", "agent", "password", goodWords))
	second := token(b.post("/login", "login", "agent", "password", goodWords))
	if first == "" || second == "" || first == second {
		t.Fatalf("tokens %q and %q", first, second)
	}
	fresh := w.browser()
	fresh.want(fresh.get("/queue", "Cookie", "returndesk="+first), http.StatusSeeOther)
	fresh.want(fresh.get("/queue", "Cookie", "returndesk="+second), http.StatusOK)
	fresh.want(fresh.get("/queue", "Cookie", "returndesk="+strings.Repeat("A", 43)), http.StatusSeeOther)
}

func token(a answer) string {
	c, _, _ := strings.Cut(strings.TrimPrefix(a.header.Get("Set-Cookie"), "returndesk="), ";")
	return c
}

// TestSessionsEnd: by a new password, by disabling, by time; a new role counts at once.
func TestSessionsEnd(t *testing.T) {
	t.Parallel()
	w := open(t)
	boss := desk.Actor{Name: "Boss", Role: desk.RoleAdmin}
	here, there := w.as("agent"), w.as("agent")
	other := "five words in one row"
	here.want(here.post("/account/password", "old", "wrong", "new", other, "again", other), http.StatusForbidden, "present password is wrong")
	here.want(here.post("/account/password", "old", goodWords, "new", other, "again", "else"), http.StatusUnprocessableEntity, "twice alike")
	here.want(here.post("/account/password", "old", goodWords, "new", "short", "again", "short"), http.StatusUnprocessableEntity, "too short")
	here.want(there.get("/queue"), http.StatusOK)
	here.want(here.post("/account/password", "old", goodWords, "new", other, "again", other), http.StatusOK, "counts from now on")
	here.want(here.get("/queue"), http.StatusOK)
	there.want(there.get("/queue"), http.StatusSeeOther)

	there.want(there.post("/login", "login", "agent", "password", goodWords), http.StatusUnauthorized)
	there.want(there.post("/login", "login", "agent", "password", other), http.StatusSeeOther)
	senior, off := desk.RoleSenior, true
	there.want(there.post("/settings/orders"), http.StatusForbidden)
	_, err := w.ChangeUser(t.Context(), boss, flow.UserChange{Login: "agent", Role: &senior})
	fatal(t, err)
	there.want(there.post("/settings/orders"), http.StatusSeeOther)
	_, err = w.ChangeUser(t.Context(), boss, flow.UserChange{Login: "agent", Disabled: &off})
	fatal(t, err)
	there.want(there.get("/queue"), http.StatusSeeOther)
	there.want(there.post("/login", "login", "agent", "password", other), http.StatusUnauthorized)

	late := w.as("senior")
	w.wait(13 * time.Hour)
	late.want(late.get("/queue"), http.StatusSeeOther)
}

// TestGuessing: the sixth guess within half a minute is refused, also with the right
// password; from another name it goes on, and time forgives.
func TestGuessing(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	for range 5 {
		b.want(b.post("/login", "login", "agent", "password", "wrong"), http.StatusUnauthorized)
	}
	b.want(b.post("/login", "login", "AGENT", "password", goodWords), http.StatusTooManyRequests, "Too many attempts")
	b.want(b.post("/login", "login", "senior", "password", goodWords), http.StatusSeeOther)
	w.wait(time.Minute)
	b.want(b.post("/login", "login", "agent", "password", goodWords), http.StatusSeeOther)
	for i := range 40 { // many names from one address
		if a := b.post("/login", "login", strings.Repeat("x", i+1), "password", "wrong"); a.status == http.StatusTooManyRequests {
			return
		}
	}
	t.Error("forty names were tried without a pause")
}

func TestOneTimeLink(t *testing.T) {
	t.Parallel()
	w := open(t)
	link := w.web.OneTimeLink("admin")
	b := w.browser()
	b.want(b.get(link), http.StatusSeeOther)
	b.want(b.get("/queue"), http.StatusOK, "The admin")
	again := w.browser()
	again.want(again.get(link), http.StatusUnauthorized, "used already", "type “link” and it prints a new one")
	again.want(again.get("/login/once?token="), http.StatusUnauthorized)
	late := w.web.OneTimeLink("admin")
	w.wait(16 * time.Minute)
	again.want(again.get(late), http.StatusUnauthorized)
}
