package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

func TestParseEdit(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		in   string
		want flow.Edit
		err  string
	}{
		"whole":          {"To: a@b.example\nSubject: S\n\nline\n\nmore\n", flow.Edit{To: "a@b.example", Subject: "S", Text: "line\n\nmore\n"}, ""},
		"line ends":      {"\ufeffSubject: S: t\r\n\r\ntext\r\n", flow.Edit{Subject: "S: t", Text: "text\n"}, ""},
		"no empty line":  {"Subject: S\ntext", flow.Edit{}, "no empty line"},
		"text in head":   {"Subject: S\nDear Jo,\n\ntext", flow.Edit{}, "neither To: nor Subject:"},
		"other header":   {"Subject: S\nBcc: spy@x.example\n\ntext", flow.Edit{}, "neither To: nor Subject:"},
		"no subject":     {"To: a@b.example\n\ntext", flow.Edit{}, "no subject"},
		"empty subject":  {"Subject:\n\ntext", flow.Edit{}, "no subject"},
		"no text":        {"Subject: S\n\n \n", flow.Edit{}, "no text"},
		"everything out": {"", flow.Edit{}, "no empty line"},
	} {
		got, err := parseEdit(c.in)
		if c.err == "" && (err != nil || got != c.want) {
			t.Errorf("%s: %+v, %v; want %+v", name, got, err, c.want)
		}
		if c.err != "" && (desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), c.err)) {
			t.Errorf("%s: %v; want %q", name, err, c.err)
		}
	}
}

// TestEditRoundTrip wants a draft's file to read back as the draft.
func TestEditRoundTrip(t *testing.T) {
	t.Parallel()
	d := newFake().view.Drafts[0]
	got, err := parseEdit(editText(d))
	if err != nil || got.Subject != d.Subject || got.Text != d.Text || got.To != d.To[0].Address {
		t.Errorf("%+v, %v", got, err)
	}
}

// editor writes a script that stands for an editor and gives its command.
func editor(t *testing.T, script string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "my editor")
	if err := os.WriteFile(path, []byte("#!/bin/sh\nset -e\n"+script), 0o700); err != nil {
		t.Fatal(err)
	}
	return "'" + path + "' --wait"
}

func TestEdit(t *testing.T) {
	t.Parallel()
	seen := filepath.Join(t.TempDir(), "seen")
	visual := editor(t, `[ "$1" = --wait ]; shift; stat -c '%a %n' "$1" >`+seen+`
sed 's/we are late/we are very late/; s/^Subject:.*/Subject: Re: very late/' "$1" >"$1.new"; mv "$1.new" "$1"`)
	f := newFake()
	r := agent(t, f, map[string]string{"VISUAL": visual, "EDITOR": "false"}, "", "edit", "C-1042")
	if r.code != 0 || len(f.edits) != 1 {
		t.Fatalf("code %d, errors %q", r.code, r.err)
	}
	want := flow.Edit{Draft: "C-1042-1", Seen: f.view.Drafts[0].ContentHash(), Subject: "Re: very late", Text: "Hello Jo,\n\nwe are very late.\n"}
	if f.edits[0] != want {
		t.Errorf("edited %+v, want %+v", f.edits[0], want)
	}
	if !strings.Contains(r.out, "we are very late") {
		t.Errorf("the new draft was not shown: %q", r.out)
	}
	b, err := os.ReadFile(seen)
	if err != nil {
		t.Fatal(err)
	}
	mode, name, _ := strings.Cut(strings.TrimSpace(string(b)), " ")
	if mode != "600" {
		t.Errorf("the temporary file had mode %s", mode)
	}
	if _, err := os.Stat(name); !os.IsNotExist(err) {
		t.Errorf("the temporary file %s is still there", name)
	}
}

func TestEditUnchanged(t *testing.T) {
	t.Parallel()
	f := newFake()
	r := agent(t, f, map[string]string{"EDITOR": "true"}, "", "edit", "C-1042")
	if r.code != 0 || r.out != "Nothing was changed.\n" || f.edits != nil {
		t.Errorf("code %d, output %q, edits %v", r.code, r.out, f.edits)
	}
}

// TestEditStale keeps the text when somebody else was faster.
func TestEditStale(t *testing.T) {
	t.Parallel()
	f := newFake()
	f.err = desk.Errf(desk.CodeConflict, "draft C-1042-1 was changed meanwhile")
	r := agent(t, f, map[string]string{"EDITOR": editor(t, `echo "my words" >>"$2"`)}, "", "edit", "C-1042")
	if r.code != 1 || !strings.Contains(r.err, "changed meanwhile") {
		t.Fatalf("code %d, errors %q", r.code, r.err)
	}
	_, rest, ok := strings.Cut(r.err, "your text is kept in ")
	name, _, _ := strings.Cut(rest, "\n")
	b, err := os.ReadFile(name)
	if !ok || err != nil || !strings.Contains(string(b), "my words") {
		t.Errorf("the words are lost: %q, %v", b, err)
	}
	if err := os.Remove(name); err != nil {
		t.Error(err)
	}
}

func TestEditRefuses(t *testing.T) {
	t.Parallel()
	f := newFake()
	if r := agent(t, f, map[string]string{"EDITOR": "exit 3;"}, "", "edit", "C-1042"); r.code != 1 || !strings.Contains(r.err, "the editor") {
		t.Errorf("failing editor: code %d, errors %q", r.code, r.err)
	} else if _, rest, _ := strings.Cut(r.err, "what it wrote is in "); rest != "" {
		name, _, _ := strings.Cut(rest, "\n")
		if err := os.Remove(name); err != nil {
			t.Error(err)
		}
	}
	f.view.Drafts[0].State = desk.DraftSent
	if r := agent(t, f, nil, "Subject: S\n\nT", "edit", "C-1042-1", "--file", "-"); r.code != 1 || !strings.Contains(r.err, "is sent and cannot be edited") {
		t.Errorf("sent draft: code %d, errors %q", r.code, r.err)
	}
	if f.edits != nil {
		t.Errorf("edited all the same: %v", f.edits)
	}
}

func TestEditFile(t *testing.T) {
	t.Parallel()
	f := newFake()
	if r := agent(t, f, nil, "To: other@x.example\nSubject: S\n\nnew\n", "edit", "C-1042", "--file", "-"); r.code != 0 {
		t.Fatal(r.err)
	}
	if e := f.edits[0]; e.To != "other@x.example" || e.Subject != "S" || e.Text != "new\n" {
		t.Errorf("edited %+v", e)
	}
	if r := agent(t, f, nil, strings.Repeat("x", maxEdit+1), "edit", "C-1042", "--file", "-"); r.code != 1 || !strings.Contains(r.err, "is longer than") {
		t.Errorf("a huge text: code %d, %q", r.code, r.err)
	}
	if r := agent(t, f, nil, "", "edit", "C-1042", "--file", filepath.Join(t.TempDir(), "none")); r.code != 1 || !strings.Contains(r.err, "cannot be read") {
		t.Errorf("no file: code %d, %q", r.code, r.err)
	}
}

func TestEditorChoice(t *testing.T) {
	t.Parallel()
	for want, env := range map[string]map[string]string{
		"a": {"VISUAL": "a", "EDITOR": "b"}, "b": {"VISUAL": " ", "EDITOR": "b"}, "vi": {},
	} {
		a := &app{env: func(name string) string { return env[name] }}
		if got := a.editor(); got != want {
			t.Errorf("%v chose %q, want %q", env, got, want)
		}
	}
}
