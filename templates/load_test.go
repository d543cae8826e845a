package templates

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"returndesk/desk"
)

func overlay(pairs ...string) fstest.MapFS {
	m := fstest.MapFS{}
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = &fstest.MapFile{Data: []byte(pairs[i+1])}
	}
	return m
}

const ownHandover = "subject: Ours\n\nOur own words for {{.first_name}}.\n\n=> Wait.\n"

func TestOverrideReplacesSingleFiles(t *testing.T) {
	t.Parallel()
	s, err := Load(overlay("en/handover.tmpl", "\xef\xbb\xbf"+strings.ReplaceAll(ownHandover, "\n", "\r\n"), ".git/config", "x", "en/.handover.swp", "x"))
	if err != nil {
		t.Fatal(err)
	}
	m, err := s.Render("en", Letter{Parts: []Part{{Template: "handover"}}, Common: Values{"first_name": "Jo", "brand": "B"}})
	if err != nil || m.Subject != "Ours" || !strings.Contains(m.Text, "Our own words for Jo.") {
		t.Errorf("%+v, %v", m, err)
	}
	m, err = s.Render("en", Sample("ack_received"))
	if err != nil || !strings.Contains(m.Text, "Your mail has reached us") {
		t.Errorf("the built-in template is gone: %+v, %v", m, err)
	}
	if f := s.Check(); len(f) > 0 {
		t.Errorf("findings: %v", f)
	}
}

// TestLoadNamesTheLine: every fault comes with its file and line, all at once.
func TestLoadNamesTheLine(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, text, want string }{
		{"en/handover.tmpl", "subject: x\n\nHello {{.first_name}\n", "en/handover.tmpl:3:"},
		{"en/handover.tmpl", "subject: x {{if}}\n\nHello\n", "en/handover.tmpl:1:"},
		{"en/handover.tmpl", "subject: x\n\n{{if .asks}}\nno end\n", "en/handover.tmpl:5:"},
		{"en/handover.tmpl", "subject: x\n\n{{template \"cites\" .}}\n", "en/handover.tmpl:1: {{template \"cites\"}} does not exist"},
		{"en/handover.tmpl", "subject: x\n\n{{nofunc .brand}}\n", "en/handover.tmpl:3:"},
		{"en/handover.tmpl", "\n\nHello\n", "en/handover.tmpl:1: the header line \"subject:\" is missing"},
		{"en/handover.tmpl", "subject: x\ncites: seven\n\nHello\n", "en/handover.tmpl:2: cites \"seven\""},
		{"en/handover.tmpl", "subject: x\ncites: 4.2+dutys\n\nHello\n", "en/handover.tmpl:2: cites \"4.2+dutys\"; \"dutys\" is no placeholder"},
		{"en/handover.tmpl", "subject: x\nfoo: y\n\nHello\n", "en/handover.tmpl:2: not a header line"},
		{"en/handover.tmpl", "subject: x\nsubject: y\n\nHello\n", "en/handover.tmpl:2: \"subject\" stands twice"},
		{"en/handover.tmpl", "subject: x\n\n", "en/handover.tmpl:1: the body is empty"},
		{"en/claim_recieved.tmpl", "x", "did you mean claim_received?"},
		{"en/handover.tmpl", "subject: x\n\n{{if .asks}}\nno end\n", "has no {{end}}"},
		{"german/handover.tmpl", ownHandover, "german/handover.tmpl:1: \"german\" is no language"},
		{"handover.tmpl", ownHandover, "handover.tmpl:1: not in a language folder"},
		{"en/logo.png", "x", "en/logo.png:1: unknown kind of file"},
		{"pl/handover.tmpl", ownHandover, "pl/handover.tmpl:1: the language folder pl lacks frame.tmpl"},
		{"en/frame.tmpl", `{{define "greeting"}}x{{end}}`, `en/frame.tmpl:1: {{define "closing"}} is missing`},
		{"en/sentences.txt", "ask.photo_video\n", "en/sentences.txt:1: not of the form"},
		{"en/sentences.txt", "a: b\n\na: c\n", "en/sentences.txt:3: a stands twice"},
		{"frame.html", "{{.Body", "frame.html:1:"},
		{"en/handover.tmpl", strings.Repeat("x", maxFile+1), "en/handover.tmpl:1: 65537 bytes"},
	} {
		_, err := Load(overlay(c.file, c.text))
		if desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: %q\n got %v\nwant %s", c.file, c.text, err, c.want)
		}
	}
	_, err := Load(overlay("en/handover.tmpl", "subject: x\n", "en/ack_received.tmpl", "subject: y\n\n{{if}}\n"))
	if _, err := Load(overlay("pl/handover.tmpl", ownHandover, "pl/ack_received.tmpl", ownHandover)); err == nil || strings.Count(err.Error(), "lacks frame.tmpl") != 1 {
		t.Errorf("a folder without a frame: %v", err)
	}
	if err == nil || !strings.Contains(err.Error(), "en/handover.tmpl:1") || !strings.Contains(err.Error(), "en/ack_received.tmpl:3") {
		t.Errorf("not all faults at once: %v", err)
	}
}

// TestUnreadableFilesAreNamed: a link to nowhere is a fault of its line, and hides no other.
func TestUnreadableFilesAreNamed(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := errors.Join(os.Mkdir(filepath.Join(dir, "en"), 0o700), os.Symlink("/nowhere/x.tmpl", filepath.Join(dir, "en", "ack_received.tmpl")),
		os.WriteFile(filepath.Join(dir, "en", "handover.tmpl"), []byte("subject: x\n"), 0o600)); err != nil {
		t.Fatal(err)
	}
	_, err := Load(os.DirFS(dir))
	for _, want := range []string{"en/ack_received.tmpl:1: cannot be read: no such file or directory; mend its rights or, of a link, its target", "en/handover.tmpl:1: the body is empty"} {
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("no %q in %v", want, err)
		}
	}
}

// TestCheckFinds: what loads but must not stand.
func TestCheckFinds(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		file, text, want string
		warn             bool
	}{
		{"en/handover.tmpl", "subject: x\n\nHello {{.frist_name}}.\n\n=> Wait.\n", "en/handover.tmpl:3:8: unknown placeholder {{.frist_name}}", false},
		{"en/handover.tmpl", "subject: {{.nummer}}\n\nHello.\n\n=> Wait.\n", "en/handover.tmpl:1:2: unknown placeholder {{.nummer}}", false},
		{"en/handover.tmpl", "subject: x\n\nYour {{.tracking}}.\n\n=> Wait.\n", "{{.tracking}} is order data", false},
		{"en/handover.tmpl", "subject: x\n\nWe will refund you.\n\n=> Wait.\n", "promises a refund", true},
		{"en/handover.tmpl", "subject: x\n\nYou broke it.\n\n=> Wait.\n", "blames the customer", true},
		{"en/handover.tmpl", "subject: x\n\nHello.\n", "has 0 next steps", true},
		{"en/handover.tmpl", "subject: x\n\nHello.\n\n=> One.\n\n=> Two.\n", "has 2 next steps", true},
		{"frame.html", "<html><head><title>{{.Subject}}</title></head><body>We will pay. {{.Body}}</body></html>", "text and HTML say different things", false},
		{"pl/frame.tmpl", builtinFrame(t), "pl/handover.tmpl:1: warning: is missing", true},
	} {
		s, err := Load(overlay(c.file, c.text))
		if err != nil {
			t.Errorf("%s: %v", c.file, err)
			continue
		}
		hit := false
		for _, f := range s.Check() {
			hit = hit || strings.Contains(f.String(), c.want) && f.Warn == c.warn
		}
		if !hit {
			t.Errorf("%s: %q\n got %v\nwant %s", c.file, c.text, s.Check(), c.want)
		}
	}
}

func builtinFrame(t *testing.T) string {
	t.Helper()
	b, err := builtin.ReadFile("en/frame.tmpl")
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// TestLanguages: a letter is in one language, and falls back as a whole.
func TestLanguages(t *testing.T) {
	t.Parallel()
	s, err := Load(overlay("pl/frame.tmpl", strings.ReplaceAll(builtinFrame(t), "Hello", "Dzień dobry"),
		"pl/handover.tmpl", "subject: Witamy\n\nPani wiadomość czyta człowiek.\n\n=> Proszę czekać.\n"))
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		want     string
		parts    []string
		language string
		fallback bool
	}{
		{"pl", []string{"handover"}, "pl", false},
		{"pl-PL", []string{"handover"}, "pl", false},
		{"PL_pl", []string{"handover"}, "pl", false},
		{"pl", []string{"handover", "final_sale"}, "en", true},
		{"fi", []string{"handover"}, "en", true},
		{"en-US", []string{"handover"}, "en", false},
		{"", []string{"handover"}, "en", false},
	} {
		l := Letter{Common: Values{"brand": "B"}}
		for _, p := range c.parts {
			l.Parts = append(l.Parts, Sample(p).Parts...)
		}
		m, err := s.Render(c.want, l)
		if err != nil || m.Language != c.language || m.Fallback != c.fallback || strings.Contains(m.Text, "Dzień dobry") != (c.language == "pl") {
			t.Errorf("%s %v: %s, fallback %v, %v", c.want, c.parts, m.Language, m.Fallback, err)
		}
	}
	if got := s.Sentence("pl", "ask.photo_video"); got == "" {
		t.Error("a missing sentence has no English stand-in")
	}
}
