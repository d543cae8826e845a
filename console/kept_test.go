package console_test

import (
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// unescaped gives the value of a hidden field as a browser would send it.
func unescaped(page, name string) string {
	return strings.NewReplacer("&amp;", "&", "&#43;", "+", "&#34;", `"`, "&#39;", "'", "&lt;", "<", "&gt;", ">").Replace(field(page, name))
}

// logsInWith fills in the login form that an answer holds.
func (b *browser) logsInWith(a answer, login string) answer {
	b.t.Helper()
	b.want(a, http.StatusUnauthorized, "not logged in any more", `action="/login"`)
	wrong := b.post("/login", "login", login, "password", "no", "next", unescaped(a.body, "next"), "kept", unescaped(a.body, "kept"))
	if unescaped(wrong.body, "kept") != unescaped(a.body, "kept") {
		b.t.Error("a wrong password loses what was kept")
	}
	to := b.post("/login", "login", login, "password", goodWords, "next", unescaped(wrong.body, "next"), "kept", unescaped(wrong.body, "kept"))
	b.want(to, http.StatusSeeOther)
	return b.get(to.to())
}

// TestKeptThroughLogin: the session ends while an agent types. What he sends then is not done,
// and nothing of it is lost: after the login it stands where he had typed it.
func TestKeptThroughLogin(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	w.cancel()
	d := w.draftOf(c)
	b := w.as("agent")
	w.wait(13 * time.Hour)
	const words = "Dear Jo + \"all\" & <everybody>,\r\n\r\nähm 😀\r\n"
	page := b.logsInWith(b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "subject", "Another subject", "text", words, "because", "since he rang", "back", "class=doa_defect"), "agent")
	b.want(page, http.StatusOK, "logged out before this was done", "Dear Jo &#43; &#34;all&#34; &amp; &lt;everybody&gt;,\n\nähm 😀", `value="Another subject"`, `value="since he rang"`, `action="/drafts/`+d.ID+`/approve"`, "class=doa_defect")
	if now := w.draftOf(c); now.ContentHash() != d.ContentHash() {
		t.Error("it was done all the same")
	}
	if again := b.get("/cases/" + c.ID); strings.Contains(again.body, "everybody") {
		t.Error("it is told twice")
	}

	w.wait(13 * time.Hour)
	page = b.logsInWith(b.post("/cases/"+c.ID+"/note", "text", "he keeps the box"), "agent")
	b.want(page, http.StatusOK, "logged out before this was done", ">\nhe keeps the box</textarea>")
	w.wait(13 * time.Hour)
	page = b.logsInWith(b.post("/drafts/"+d.ID+"/reject", "because", "phoned him <b>"), "agent")
	b.want(page, http.StatusOK, "logged out before this was done", "you had typed: “phoned him &lt;b&gt;”")
	if w.state(d.ID) != desk.DraftProposed {
		t.Error("rejected all the same")
	}
	w.wait(13 * time.Hour)
	a := b.post("/drafts/" + d.ID + "/undo")
	if b.want(a, http.StatusSeeOther); a.to() != "/login?next="+url.QueryEscape("/cases/"+c.ID) {
		t.Errorf("without words it leads to %s", a.to())
	}
}

// TestTypedBeside: words that cannot stand in the draft's field any more stand beside it:
// those typed for a draft that is void or gone meanwhile, and a colleague's.
func TestTypedBeside(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b, other := w.as("agent"), w.as("senior")
	other.want(other.post("/drafts/"+d.ID+"/save", "seen", d.ContentHash(), "text", d.Text+"\nP.S. theirs\n"), http.StatusSeeOther)
	a := b.post("/drafts/"+d.ID+"/approve", "seen", d.ContentHash(), "text", d.Text+"\nP.S. mine\n")
	b.want(a, http.StatusConflict, "P.S. mine", "P.S. theirs", "As a colleague left it")
	now := w.draftOf(c)
	other.want(other.post("/drafts/"+d.ID+"/approve", "seen", now.ContentHash()), http.StatusSeeOther)
	a = b.post("/drafts/"+d.ID+"/approve", "seen", now.ContentHash(), "text", d.Text+"\nP.S. mine\n")
	b.want(a, http.StatusConflict, "What you had typed, which was not kept", "P.S. mine")
	if m := regexp.MustCompile(`(?s)<textarea id="text".*?</textarea>`).FindString(a.body); !strings.Contains(m, "P.S. theirs") || strings.Contains(m, "P.S. mine") {
		t.Errorf("what was approved shows as\n%s", m)
	}
	other.want(other.post("/drafts/"+d.ID+"/undo"), http.StatusSeeOther)
	other.want(other.post("/cases/"+c.ID+"/reclassify", "class", "transit_damage"), http.StatusSeeOther)
	fresh := w.draftOf(c)
	a = b.post("/drafts/"+d.ID+"/save", "seen", now.ContentHash(), "text", d.Text+"\nP.S. mine\n")
	b.want(a, http.StatusConflict, fresh.ID, "What you had typed, which was not kept", "P.S. mine")
	if untouched := b.post("/drafts/"+d.ID+"/save", "seen", now.ContentHash(), "text", now.Text); strings.Contains(untouched.body, "What you had typed") {
		t.Error("nothing was typed, and the page says that it was lost")
	}
}

// TestKeptOnRMA: words typed on a return's page are told with the reason why nothing came of
// them, be it that the session ended, with or without photos, or that the step is refused.
func TestKeptOnRMA(t *testing.T) {
	t.Parallel()
	w := open(t)
	number := w.defect().RMAs[0]
	b := w.as("agent")
	at := "/rmas/" + number + "/step"
	b.want(b.post(at, "step", "receive", "because", "it lies <here>", "set.condition", "wet"), http.StatusConflict)
	w.wait(13 * time.Hour)
	b.want(b.logsInWith(b.post(at, "step", "note", "because", "the box is blue"), "agent"), http.StatusOK, "logged out before this was done", "you had typed: “the box is blue”")
	w.wait(13 * time.Hour)
	multi := "--x\r\nContent-Disposition: form-data; name=\"step\"\r\n\r\nnote\r\n--x\r\nContent-Disposition: form-data; name=\"because\"\r\n\r\nthe foil is torn\r\n" +
		"--x\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nabc\r\n--x--\r\n"
	a := b.do("POST", at, strings.NewReader(multi), "Content-Type", "multipart/form-data; boundary=x")
	b.want(b.logsInWith(a, "agent"), http.StatusOK, "“the foil is torn”", "with its photos")
	if page := b.get("/rmas/" + number); strings.Contains(page.body, "foil") {
		t.Error("it is told twice, or was done")
	}
}

// TestFormAddresses: the address that a form is sent to, opened by hand, leads to its page.
func TestFormAddresses(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	for at, want := range map[string]string{
		"/drafts/" + c.ID + "-1/approve": "/cases/" + c.ID, "/cases/" + c.ID + "/note": "/cases/" + c.ID, "/rmas/" + c.RMAs[0] + "/step": "/rmas/" + c.RMAs[0],
	} {
		if a := b.get(at); a.status != http.StatusSeeOther || a.to() != want {
			t.Errorf("%s: %d, to %q", at, a.status, a.to())
		}
	}
	b.want(b.get("/cases/"+c.ID+"/nonsense"), http.StatusNotFound, "Not found")
}

// TestFrameWithoutLogin: a frame whose session ended says so; no login is shown in one.
func TestFrameWithoutLogin(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	a := w.browser().do("POST", "/drafts/"+c.ID+"-1/preview", strings.NewReader("text=half+a+sentence"), "Sec-Fetch-Dest", "iframe", "Sec-Fetch-Site", "same-origin")
	if a.status != http.StatusUnauthorized || !strings.Contains(a.body, "not logged in any more") || a.header.Get("X-Frame-Options") != "SAMEORIGIN" || strings.Contains(a.body, "form") {
		t.Errorf("%d %s\n%s", a.status, a.header.Get("X-Frame-Options"), a.body)
	}
}
