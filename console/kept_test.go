package console_test

import (
	"context"
	"net/http"
	"net/url"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"returndesk/console"
	"returndesk/desk"
	"returndesk/flow"
)

// trouble is how a desk is not to be had.
type trouble int32

const (
	refuses trouble = iota + 1 // with an error
	cuts                       // the line
)

// failing is a desk that is not to be had at times.
type failing struct {
	console.Desk
	trouble atomic.Int32 // a trouble; 0: there is none
}

// openFailing is open with a desk that can fail.
func openFailing(t *testing.T) (*world, *failing) {
	t.Helper()
	var f *failing
	w := open(t, func(o *console.Options) {
		f = &failing{Desk: o.Desk}
		o.Desk = f
	})
	return w, f
}

func (f *failing) err() error {
	switch trouble(f.trouble.Load()) {
	case refuses:
		return desk.Errf(desk.CodeUnavailable, "the store does not answer")
	case cuts:
		panic(http.ErrAbortHandler)
	}
	return nil
}

func (f *failing) Note(ctx context.Context, by desk.Actor, id, text string) error {
	if err := f.err(); err != nil {
		return err
	}
	return f.Desk.Note(ctx, by, id, text)
}

func (f *failing) Show(ctx context.Context, id string) (flow.CaseView, error) {
	if err := f.err(); err != nil {
		return flow.CaseView{}, err
	}
	return f.Desk.Show(ctx, id)
}

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

// hidden gives the hidden fields of the form with an action, as a browser sends them.
func hidden(page, action string) []string {
	form := regexp.MustCompile(`(?s)<form[^>]* action="` + regexp.QuoteMeta(action) + `".*?</form>`).FindString(page)
	var out []string
	for _, m := range regexp.MustCompile(`<input type="hidden" name="([^"]*)"`).FindAllStringSubmatch(form, -1) {
		out = append(out, m[1], unescaped(form, m[1]))
	}
	return out
}

// sends fills in and sends the form with an action from a page that was opened before.
func (b *browser) sends(page, action string, typed ...string) answer {
	b.t.Helper()
	fields := hidden(page, action)
	if len(fields) == 0 {
		b.t.Fatalf("there is no form %s in\n%s", action, plain(page))
	}
	return b.post(action, append(fields, typed...)...)
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
	approve, at := "/drafts/"+d.ID+"/approve", "/cases/"+c.ID
	page := b.get(at + "?class=doa_defect").body
	w.wait(13 * time.Hour)
	const words = "Dear Jo + \"all\" & <everybody>,\r\n\r\nähm 😀\r\n"
	back := b.logsInWith(b.sends(page, approve, "subject", "Another subject", "text", words, "because", "since he rang"), "agent")
	b.want(back, http.StatusOK, "logged out before this was done", "Dear Jo &#43; &#34;all&#34; &amp; &lt;everybody&gt;,\n\nähm 😀", `value="Another subject"`, `value="since he rang"`, `action="`+approve+`"`, "class=doa_defect")
	if now := w.draftOf(c); now.ContentHash() != d.ContentHash() {
		t.Error("it was done all the same")
	}
	if again := b.get(at); strings.Contains(again.body, "everybody") {
		t.Error("it is told twice")
	}

	w.wait(13 * time.Hour)
	back = b.logsInWith(b.sends(page, at+"/note", "text", "he keeps the box"), "agent")
	b.want(back, http.StatusOK, "logged out before this was done", ">\nhe keeps the box</textarea>")
	w.wait(13 * time.Hour)
	back = b.logsInWith(b.sends(page, "/drafts/"+d.ID+"/reject", "because", "phoned him <b>"), "agent")
	b.want(back, http.StatusOK, "logged out before this was done", "you had typed: “phoned him &lt;b&gt;”")
	if w.state(d.ID) != desk.DraftProposed {
		t.Error("rejected all the same")
	}
}

// TestKeptOverColleague: while nobody was logged in, a colleague changed the draft. The words
// that come back do not replace hers before somebody was asked.
func TestKeptOverColleague(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b, other := w.as("agent"), w.as("senior")
	approve, at := "/drafts/"+d.ID+"/approve", "/cases/"+c.ID
	page := b.get(at).body
	other.want(other.post("/drafts/"+d.ID+"/save", "seen", d.ContentHash(), "text", d.Text+"\nP.S. hers\n"), http.StatusSeeOther)
	w.wait(13 * time.Hour)
	mine := []string{"subject", d.Subject, "text", d.Text + "\nP.S. mine\n"}
	back := b.logsInWith(b.sends(page, approve, mine...), "agent")
	b.want(back, http.StatusOK, "P.S. mine", "P.S. hers", "As it was left meanwhile", "asks once more")
	asked := b.sends(back.body, approve, mine...)
	b.want(asked, http.StatusConflict, "P.S. mine", "P.S. hers", "approving replaces it")
	if now := w.draftOf(c); !strings.Contains(now.Text, "P.S. hers") {
		t.Fatalf("her words were replaced unasked: %s", now.Text)
	}
	b.want(b.sends(asked.body, approve, mine...), http.StatusSeeOther)
	if now, err := w.store.Draft(t.Context(), d.ID); err != nil || now.State != desk.DraftApproved || strings.Contains(now.Text, "hers") {
		t.Errorf("%s: %s, %v", now.State, now.Text, err)
	}
}

// TestKeptReasonAlone: a reason that was typed below an untouched reply comes back with the
// reply as it is now, not as it was.
func TestKeptReasonAlone(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	b, other := w.as("agent"), w.as("senior")
	page := b.get("/cases/" + c.ID).body
	other.want(other.post("/drafts/"+d.ID+"/save", "seen", d.ContentHash(), "text", d.Text+"\nP.S. hers\n"), http.StatusSeeOther)
	w.wait(13 * time.Hour)
	approve := "/drafts/" + d.ID + "/approve"
	back := b.logsInWith(b.sends(page, approve, "subject", d.Subject, "text", d.Text, "because", "he rang"), "agent")
	b.want(back, http.StatusOK, "P.S. hers", `value="he rang"`)
	b.want(b.sends(back.body, approve, "subject", d.Subject, "text", w.draftOf(c).Text, "because", "he rang"), http.StatusConflict, "somebody changed it")
}

// TestKeptForNobodyElse: what one person typed is shown to no other who logs in after him,
// neither at once nor later.
func TestKeptForNobodyElse(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	at := "/cases/" + c.ID
	page := b.get(at).body
	w.wait(13 * time.Hour)
	if other := b.logsInWith(b.sends(page, at+"/note", "text", "he keeps the box"), "senior"); strings.Contains(other.body, "keeps the box") {
		t.Errorf("another person reads\n%s", plain(other.body))
	}
	w.wait(13 * time.Hour)
	a := b.sends(page, at+"/note", "text", "he keeps the box")
	b.want(b.post("/login", "login", "agent", "password", goodWords, "kept", unescaped(a.body, "kept")), http.StatusSeeOther) // and does not open the case
	b.want(b.post("/login", "login", "senior", "password", goodWords), http.StatusSeeOther)
	if other := b.get(at); strings.Contains(other.body, "keeps the box") {
		t.Errorf("it waited in the session of another person:\n%s", plain(other.body))
	}
}

// TestNotKept: a form that nobody typed into, one whose page could not give it back, and one
// that is larger than any of ours lead to the login without a word of them.
func TestNotKept(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	d := w.draftOf(c)
	in := w.as("agent")
	page, stranger := in.get("/cases/"+c.ID).body, w.browser()
	long := strings.Repeat("long ", 1<<18)
	part := func(name, value string) string {
		return "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n"
	}
	parts := func(name, file string) answer {
		body := part("by", "agent") + "--x\r\nContent-Disposition: form-data; name=\"" + name + "\"" + file + "\r\n\r\n" + long + "\r\n--x--\r\n"
		return stranger.do("POST", "/rmas/"+c.RMAs[0]+"/step", strings.NewReader(body), "Content-Type", "multipart/form-data; boundary=x")
	}
	for name, a := range map[string]answer{
		"no words":      stranger.sends(page, "/drafts/"+d.ID+"/approve", "subject", d.Subject, "text", strings.ReplaceAll(d.Text, "\n", "\r\n")),
		"a button":      stranger.post("/drafts/"+d.ID+"/undo", "by", "agent"),
		"another page":  stranger.post("/account/password", "by", "agent", "text", "four other words"),
		"a long text":   stranger.post("/rmas/"+c.RMAs[0]+"/step", "by", "agent", "because", long),
		"a long part":   parts("because", ""),
		"empty parts":   stranger.do("POST", "/rmas/"+c.RMAs[0]+"/step", strings.NewReader(strings.Repeat("--x\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\n\r\n", 20000)+part("by", "agent")+part("because", "words")+"--x--\r\n"), "Content-Type", "multipart/form-data; boundary=x"),
		"a photo alone": parts("photos", `; filename="a.jpg"`),
	} {
		if a.status != http.StatusSeeOther || !strings.HasPrefix(a.to(), "/login?next=") || len(a.body) > 200 {
			t.Errorf("%s: %d, to %q, %d bytes", name, a.status, a.to(), len(a.body))
		}
	}
	if a := stranger.post("/drafts/" + d.ID + "/undo"); a.to() != "/login?next="+url.QueryEscape("/cases/"+c.ID) {
		t.Errorf("without words it leads to %s", a.to())
	}
}

// TestKeptUntilShown: a page that cannot be made keeps the words for the next try.
func TestKeptUntilShown(t *testing.T) {
	t.Parallel()
	w, f := openFailing(t)
	c := w.defect()
	b := w.as("agent")
	at := "/cases/" + c.ID
	page := b.get(at).body
	w.wait(13 * time.Hour)
	a := b.sends(page, at+"/note", "text", "he keeps the box")
	f.trouble.Store(int32(refuses))
	b.want(b.logsInWith(a, "agent"), http.StatusServiceUnavailable)
	f.trouble.Store(0)
	b.want(b.get(at), http.StatusOK, ">\nhe keeps the box</textarea>")
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
	b.want(a, http.StatusConflict, "P.S. mine", "P.S. theirs", "As it was left meanwhile")
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

// TestKeptOnRMA: words typed on a return's page come back into their fields, with or without
// photos. Where the step is not offered any more, they are told with the reason.
func TestKeptOnRMA(t *testing.T) {
	t.Parallel()
	w := open(t)
	number := w.defect().RMAs[0]
	b := w.as("agent")
	at := "/rmas/" + number + "/step"
	w.wait(13 * time.Hour)
	b.want(b.logsInWith(b.post(at, "by", "agent", "step", "note", "because", "the box is blue"), "agent"), http.StatusOK, "logged out before this was done", `name="step" open><summary>Keep a value`, `value="the box is blue"`)
	w.wait(13 * time.Hour)
	multi := "--x\r\nContent-Disposition: form-data; name=\"step\"\r\n\r\nnote\r\n--x\r\nContent-Disposition: form-data; name=\"by\"\r\n\r\nagent\r\n--x\r\nContent-Disposition: form-data; name=\"because\"\r\n\r\nthe foil is torn\r\n" +
		"--x\r\nContent-Disposition: form-data; name=\"photos\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nabc\r\n--x--\r\n"
	a := b.do("POST", at, strings.NewReader(multi), "Content-Type", "multipart/form-data; boundary=x")
	b.want(b.logsInWith(a, "agent"), http.StatusOK, `value="the foil is torn"`, "with its photos")
	if page := b.get("/rmas/" + number); strings.Contains(page.body, "foil") {
		t.Error("it is told twice, or was done")
	}
	b.want(b.post(at, "step", "receive", "because", "it lies <here>", "set.condition", "wet"), http.StatusConflict, "This step is not possible: the return is awaiting evidence; you had typed: “it lies &lt;here&gt;”, “wet”. Choose another one below.")
	w.wait(13 * time.Hour)
	b.want(b.logsInWith(b.post(at, "by", "agent", "step", "receive", "because", "it lies here"), "agent"), http.StatusOK, "you had typed: “it lies here”")
}

// TestFormAddresses: the address that a form is sent to, opened by hand, leads to its page.
func TestFormAddresses(t *testing.T) {
	t.Parallel()
	w := open(t)
	c := w.defect()
	b := w.as("agent")
	for at, want := range map[string]string{
		"/drafts/" + c.ID + "-1/approve": "/cases/" + c.ID, "/cases/" + c.ID + "/note": "/cases/" + c.ID, "/rmas/" + c.RMAs[0] + "/step": "/rmas/" + c.RMAs[0],
		"/cases/" + c.ID + "/reclassify/undo": "/cases/" + c.ID, "/parked/" + c.Mails[0] + "/replay": "/parked/" + c.Mails[0], "/corrections/K-1/revoke": "/corrections",
		"/settings/check": "/settings", "/account/password": "/account", "/logout": "/queue",
	} {
		if a := b.get(at); a.status != http.StatusSeeOther || a.to() != want {
			t.Errorf("%s: %d, to %q", at, a.status, a.to())
		}
	}
	for _, at := range []string{"/cases/" + c.ID + "/nonsense", "/cases/" + c.ID + "/note/undo", "/settings/nonsense", "/corrections/K-1"} {
		b.want(b.get(at), http.StatusNotFound, "Not found")
	}
}

// TestPartWithoutLogin: a page that stands open when its session ends is sent to the login and
// from there to itself.
func TestPartWithoutLogin(t *testing.T) {
	t.Parallel()
	b := open(t).browser()
	for at, want := range map[string]string{
		b.base + "/cases/C-1001?class=delay": "/cases/C-1001?class=delay", "": "/queue", "https://other.example//evil.example/x": "/queue", "%": "/queue",
	} {
		a := b.get("/cases/C-1001/state", "HX-Request", "true", "HX-Current-URL", at)
		if a.status != http.StatusUnauthorized || a.header.Get("HX-Redirect") != "/login?next="+url.QueryEscape(want) {
			t.Errorf("from %q: %d, to %s", at, a.status, a.header.Get("HX-Redirect"))
		}
	}
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

// TestTypedIntoAFailure: a form that the desk cannot take now is answered with what was typed into it, for whoever works without
// JavaScript has no other copy. A wording that nobody changed is no such thing, and a page that only could not be read has none.
func TestTypedIntoAFailure(t *testing.T) {
	t.Parallel()
	w, f := openFailing(t)
	c := w.defect()
	d := w.draftOf(c)
	b := w.as("agent")
	page := b.get("/cases/" + c.ID).body
	f.trouble.Store(int32(refuses))
	b.want(b.sends(page, "/cases/"+c.ID+"/note", "text", "He keeps the <box>,\nand rang twice."), http.StatusServiceUnavailable, "You had typed", "He keeps the &lt;box&gt;,\nand rang twice.")
	approve := "/drafts/" + d.ID + "/approve"
	b.want(b.sends(page, approve, "subject", d.Subject, "text", "Dear Jo, quite other words", "because", "since he rang"), http.StatusServiceUnavailable, "Dear Jo, quite other words", "since he rang")
	if a := b.sends(page, approve, "subject", d.Subject, "text", d.Text, "because", ""); strings.Contains(a.body, "You had typed") {
		t.Errorf("nothing was typed:\n%s", plain(a.body))
	}
	if a := b.get("/cases/" + c.ID); a.status != http.StatusServiceUnavailable || strings.Contains(a.body, "You had typed") {
		t.Errorf("%d:\n%s", a.status, plain(a.body))
	}
}
