package console_test

import (
	"encoding/json"
	"maps"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"returndesk/internal/browsertest"
)

// armed makes a vector sing where it used to open a dialog: a sandbox silences dialogs.
func armed(html string) string {
	return strings.ReplaceAll(html, "alert(1)", "console.log('"+browsertest.Canary+"')")
}

// hostile is a mail that carries vectors wherever a stranger can write: name, subject,
// headers, text, quoted text, HTML and the name of an attachment.
func hostile(name string, vectors ...string) string {
	line, html := "", strings.Join(vectors, "\n")
	for _, v := range vectors {
		v = strings.NewReplacer("\n", " ", "\r", " ", "\x00", "").Replace(v)
		line += v[:min(len(v), 300)] + " "
	}
	quoted := strings.NewReplacer(`\`, `\\`, `"`, `\"`).Replace(line)
	from := strings.NewReplacer(" ", "-", ",", "").Replace(name) + "@mailbox.example"
	body := "--b\nContent-Type: multipart/alternative; boundary=c\n\n" +
		"--c\nContent-Type: text/plain; charset=utf-8\n\nMy keyboard is dead. " + line + "\n\nOn Monday, shop wrote:\n> " + line + "\n" +
		"--c\nContent-Type: text/html; charset=utf-8\n\n<html><body><p>My keyboard is dead.</p>" + html + "<p>The end.</p></body></html>\n--c--\n" +
		"--b\nContent-Type: image/png; name=\"" + quoted + ".png\"\nContent-Disposition: attachment; filename=\"" + quoted + ".png\"\nContent-ID: <a@b>\n\n" + html + "\n--b--"
	raw := letter(from, line, body, "X-Mailer: "+line+"\n", "MIME-Version: 1.0\n", "Content-Type: multipart/mixed; boundary=b\n")
	return strings.Replace(raw, "From: "+from, "From: \""+quoted+"\" <"+from+">", 1)
}

// TestBrowserHostile opens every hostile mail: no script of it runs, nothing of it is
// asked for, no dialog opens, no page is left, no policy has to step in.
func TestBrowserHostile(t *testing.T) {
	t.Parallel()
	w := open(t)
	all := vectors()
	var frames, cases, group []string
	for i, name := range slices.Sorted(maps.Keys(all)) {
		html := armed(all[name])
		c := w.receive(hostile(name, html))
		if c.ID == "" {
			t.Errorf("%s: no case", name)
			continue
		}
		frames = append(frames, "/cases/"+c.ID+"/mails/"+c.Mails[len(c.Mails)-1]+"/html")
		// A case's page takes its time; what is shown as text there stands side by side.
		if group = append(group, html); len(group) == 8 || i == len(all)-1 {
			c := w.receive(hostile("up to "+name, group...))
			cases, group = append(cases, c.ID), nil
		}
	}
	b := w.tabOf("agent")
	b.Until(`document.querySelectorAll("[data-row]").length > 0`)
	b.Clean("the queue of hostile subjects")

	// Each mail's page by itself, without the sandbox of the frame that it usually stands
	// in: only its own walls are left.
	list, err := json.Marshal(frames)
	fatal(t, err)
	b.Do(chromedp.Evaluate[chromedp.Void](`window.framed = 0; for (const at of ` + string(list) + `) {
		const f = document.createElement("iframe"); f.onload = () => { window.framed++ }; f.src = at; document.body.append(f) }`))
	b.Until(`window.framed >= ` + jsNumber(len(frames)))
	b.Clean("the mails' own pages")
	if at := b.JS("location.pathname"); at != "/queue" {
		t.Errorf("a frame led the page to %s", at)
	}

	for _, id := range cases {
		b.Open("/cases/" + id)
		b.Do(chromedp.Evaluate[chromedp.Void](`for (const d of document.querySelectorAll("details.fold")) d.open = true; for (const f of document.querySelectorAll("iframe")) f.loading = "eager"`))
		b.Until(`document.querySelector("#main .case")?.innerText.includes("` + browsertest.Canary + `") && [...document.querySelectorAll("iframe")].every(f => f.contentDocument === null)`)
		b.Clean("case " + id)
	}
	b.Open("/cases/" + cases[0] + "/history")
	b.Open("/search?q=dead")
	b.Until(`document.querySelectorAll("[data-row]").length > 0`)
	b.Clean("the search")
}

func jsNumber(n int) string {
	text, err := json.Marshal(n)
	if err != nil {
		return "NaN"
	}
	return string(text)
}

// TestBrowserCanary holds the watch itself to account: a page without any wall makes every
// alarm ring. The picture comes from a port of ours, so that the network log, which the end
// of the run reads, stays clean.
func TestBrowserCanary(t *testing.T) {
	t.Parallel()
	other := httptest.NewServer(http.NotFoundHandler())
	t.Cleanup(other.Close)
	page := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		if _, err := w.Write([]byte(`<!doctype html><title>x</title><body><img src="` + other.URL + `/p.gif">` + armed(`<img src="data:," onerror="alert(1)"><p id=done>x</p><script>throw new Error("a script fails")</script>`))); err != nil {
			t.Error(err)
		}
	}))
	t.Cleanup(page.Close)
	b := chrome.Open(t, page.URL)
	b.Open("/")
	b.Until(`document.querySelector("#done") != null`)
	got := strings.Join(b.Bad(), "\n")
	for _, want := range []string{"a foreign script ran", "a request to " + other.URL, "a script failed"} {
		if !strings.Contains(got, want) {
			t.Errorf("the watch does not see that %s:\n%s", want, got)
		}
	}
}
