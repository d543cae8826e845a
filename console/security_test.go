package console_test

import (
	"net/http"
	"regexp"
	"strings"
	"testing"

	"returndesk/console"
)

// TestHeaders: every answer forbids foreign code, framing, sniffing and referrers.
func TestHeaders(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	for _, path := range []string{"/login", "/queue", "/cases/" + c.ID, "/nothing", "/rmas", "/settings", "/cases/C-9999", "/static/nothing.js"} {
		a := b.get(path)
		h := a.header
		csp := h.Get("Content-Security-Policy")
		for _, want := range []string{"default-src 'none'", "script-src 'self'", "style-src 'self'", "frame-ancestors 'none'", "base-uri 'none'", "form-action 'self'"} {
			if !strings.Contains(csp, want) {
				t.Errorf("%s: the policy %q lacks %s", path, csp, want)
			}
		}
		if strings.Contains(csp, "unsafe") || strings.Contains(csp, "*") || strings.Contains(csp, "http") {
			t.Errorf("%s: the policy is %q", path, csp)
		}
		for name, want := range map[string]string{"X-Frame-Options": "DENY", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer", "Cache-Control": "no-store"} {
			if h.Get(name) != want {
				t.Errorf("%s: %s is %q, want %q", path, name, h.Get(name), want)
			}
		}
	}
}

// TestNothingInline: no page holds a script, a style or a handler of its own, and none
// loads from elsewhere; the policy would break it.
func TestNothingInline(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	w.cancel()
	b := w.as("admin")
	bad := map[string]*regexp.Regexp{
		"an inline script":  regexp.MustCompile(`(?i)<script(?:>|[^>]*>[^<])`),
		"an inline style":   regexp.MustCompile(`(?i)<style|\sstyle\s*=`),
		"a handler":         regexp.MustCompile(`(?i)\son[a-z]+\s*=|hx-on|javascript:|js:`),
		"something foreign": regexp.MustCompile(`(?i)(src|href|action)="(https?:)?//`),
	}
	for _, path := range []string{"/login", "/queue", "/queue?show=snoozed", "/search?q=keyboard", "/cases/" + c.ID, "/cases/" + c.ID + "/history", "/rmas", "/rmas?show=closed", "/parked", "/corrections", "/settings", "/account", "/nothing"} {
		a := b.get(path)
		for what, re := range bad {
			if m := re.FindString(a.body); m != "" {
				t.Errorf("%s holds %s: %q", path, what, m)
			}
		}
	}
}

// TestCrossSite: every route that changes something refuses a request of another site,
// whatever cookie it brings.
func TestCrossSite(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.as("admin")
	n := 0
	for _, rt := range w.web.Routes() {
		method, path, _ := strings.Cut(rt.Pattern, " ")
		if method != "POST" {
			continue
		}
		n++
		path = fill(path, c.ID, d.ID)
		for name, headers := range map[string][]string{
			"fetch metadata": {"Sec-Fetch-Site", "cross-site"},
			"same site only": {"Sec-Fetch-Site", "same-site"},
			"origin":         {"Origin", "https://evil.example"},
			"null origin":    {"Origin", "null"},
		} {
			if a := b.do("POST", path, strings.NewReader("password="+goodWords+"&login=admin"), headers...); a.status != http.StatusForbidden || !strings.Contains(a.body, "another site") {
				t.Errorf("%s with %s: %d", rt.Pattern, name, a.status)
			}
		}
	}
	if n < 15 {
		t.Errorf("only %d routes change something", n)
	}
	if again := w.draftOf(c); again.ID != d.ID || again.ContentHash() != d.ContentHash() {
		t.Error("a refused request changed the draft")
	}
	b.want(b.post("/cases/"+c.ID+"/note", "text", "from here"), http.StatusSeeOther)
}

// fill puts ids into a pattern.
func fill(path, caseID, draftID string) string {
	id := caseID
	if strings.Contains(path, "/drafts/") {
		id = draftID
	}
	return strings.NewReplacer("{id}", id, "{number}", "RMA-0000-0000", "{mail}", strings.Repeat("0", 64), "{sha}", strings.Repeat("0", 64), "{size}", "small", "{n}", "0", "{name}", "x", "{$}", "").Replace(path)
}

// TestForeignHost: a console on loopback is not reached under a name that somebody else
// has pointed at this machine.
func TestForeignHost(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	for host, want := range map[string]int{
		"localhost": http.StatusOK, "localhost:8420": http.StatusOK, "127.0.0.1:8420": http.StatusOK, "[::1]:8420": http.StatusOK,
		"evil.example": http.StatusMisdirectedRequest, "127.0.0.1.evil.example": http.StatusMisdirectedRequest, "desk.example": http.StatusMisdirectedRequest,
	} {
		if a := b.get("/login", "Host", host); a.status != want {
			t.Errorf("%s: %d, want %d", host, a.status, want)
		}
	}
	proxied := open(t, func(o *console.Options) { o.PublicURL = "https://desk.example" })
	b = proxied.browser()
	b.want(b.get("/login", "Host", "desk.example"), http.StatusOK)
	b.want(b.get("/login", "Host", "evil.example"), http.StatusMisdirectedRequest)
}

// TestLargeForm: a body without end is cut off.
func TestLargeForm(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	if a := b.do("POST", "/cases/"+c.ID+"/note", strings.NewReader("text="+strings.Repeat("x", 3<<20))); a.status == http.StatusSeeOther {
		t.Errorf("three megabytes were taken: %d", a.status)
	}
}

// TestStatic: the files carry their hash, may be kept for good, and come compressed.
func TestStatic(t *testing.T) {
	t.Parallel()
	w := open(t)
	b := w.browser()
	page := b.get("/login").body
	links := regexp.MustCompile(`/static/[a-z0-9.-]+`).FindAllString(page, -1)
	if len(links) < 5 {
		t.Fatalf("the page loads %v", links)
	}
	total := 0
	for _, l := range links {
		a := b.get(l, "Accept-Encoding", "gzip")
		if a.status != http.StatusOK || !strings.Contains(a.header.Get("Cache-Control"), "immutable") || a.header.Get("Content-Encoding") != "gzip" {
			t.Errorf("%s: %d, %v", l, a.status, a.header)
		}
		total += len(a.body)
	}
	if total > 100_000 {
		t.Errorf("the files of a page have %d bytes over the wire", total)
	}
	b.want(b.get("/static/console.css"), http.StatusNotFound)
	b.want(b.get("/static/..%2fserver.go"), http.StatusNotFound)
}
