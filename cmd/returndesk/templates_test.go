package main

import (
	"encoding/json"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"returndesk/templates"
)

// ownTemplates writes a folder of a shop's own templates.
func ownTemplates(t *testing.T, file, text string) string {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, file)
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	return dir
}

func TestTemplatesCheck(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, file, text string
		code             int
		says             string
	}{
		{"built in", "", "", exitDone, "46 templates in order; languages: de, en, es, fr, it, nl"},
		{"own words", "en/handover.tmpl", "subject: x\n\nHello.\n\n=> Wait.\n", exitDone, "46 templates in order"},
		{"a promise", "en/handover.tmpl", "subject: x\n\nWe will refund you.\n\n=> Wait.\n", exitDone, "en/handover.tmpl:1: warning: \"we will refund\" promises a refund"},
		{"unknown placeholder", "en/handover.tmpl", "subject: x\n\nHello {{.nmae}}.\n\n=> Wait.\n", exitFailed, "en/handover.tmpl:3:8: unknown placeholder {{.nmae}}"},
		{"broken", "en/handover.tmpl", "subject: x\n\n{{if .brand}}\n", exitFailed, "en/handover.tmpl:4: a condition or a list that was opened above, as by {{if ...}}, has no {{end}}"},
		{"unknown sentence", "en/final_sale.tmpl", "subject: x\ncites: 0.9\n\n{{template \"cite\" .}}\n\n=> Wait.\n", exitFailed, "en/final_sale.tmpl:2: cites sentence 0.9, which the policy text lacks"},
		{"unknown name", "en/handovr.tmpl", "x", exitFailed, "did you mean handover?"},
	} {
		args := []string{"templates", "check"}
		if c.file != "" {
			args = append(args, "--dir", ownTemplates(t, c.file, c.text))
		}
		got := boot(t, "", nil, args...)
		if got.code != c.code || !strings.Contains(got.out, c.says) {
			t.Errorf("%s: code %d\n%s%s", c.name, got.code, got.out, got.err)
		}
		got = boot(t, "", nil, append(args, "--json")...)
		var page struct {
			Findings []struct{ Where, Text string } `json:"findings"`
		}
		if err := json.Unmarshal([]byte(got.out), &page); err != nil || got.code != c.code {
			t.Errorf("%s: --json: code %d, %v\n%s", c.name, got.code, err, got.out)
		}
	}
	if got := boot(t, "", nil, "templates", "check", "--dir", filepath.Join(t.TempDir(), "nowhere")); got.code != exitFailed || !strings.Contains(got.err, "mend: ") {
		t.Errorf("missing folder: %+v", got)
	}
	if got := boot(t, "", nil, "templates", "check", "--list"); !strings.Contains(got.out, "{{.first_name}}") {
		t.Errorf("list: %+v", got)
	}
}

func TestTemplatesPreview(t *testing.T) {
	t.Parallel()
	got := boot(t, "", nil, "templates", "preview", "denied_production")
	if got.code != exitDone || !strings.HasPrefix(got.out, "Subject: ") || !strings.Contains(got.out, "neither cancelled nor refunded") {
		t.Errorf("%+v", got)
	}
	got = boot(t, "", nil, "templates", "preview", "--html", "denied_production")
	if got.code != exitDone || !strings.HasPrefix(got.out, "<!DOCTYPE html>") {
		t.Errorf("%+v", got)
	}
	if got = boot(t, "", nil, "templates", "preview", "--language", "pt", "denied_production"); got.code != exitFailed || !strings.Contains(got.err, "de, en, es") {
		t.Errorf("a language without templates was shown in another one: %+v", got)
	}
	if got = boot(t, "", nil, "templates", "preview", "denied"); got.code != exitUsage || !strings.Contains(got.err, "denied_production") {
		t.Errorf("%+v", got)
	}
	dir := filepath.Join(t.TempDir(), "mails")
	if got = boot(t, "", nil, "templates", "preview", "--out", dir); got.code != exitDone {
		t.Fatalf("%+v", got)
	}
	for _, name := range templates.Names() {
		for _, ext := range []string{".txt", ".html"} {
			b, err := os.ReadFile(filepath.Join(dir, name+ext))
			if err != nil || strings.Contains(string(b), "[[") {
				t.Errorf("%s%s: %v\n%s", name, ext, err, b)
			}
		}
	}
}
