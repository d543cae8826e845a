package main

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/policy"
)

// TestFaultsNameTheFile: a fault in a file named by a flag begins with that file's name
// and line, so that an editor finds it; a built-in file keeps the name of its part.
func TestFaultsNameTheFile(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	write := func(name string, data []byte) string {
		path := filepath.Join(dir, name)
		if err := os.WriteFile(path, data, 0o600); err != nil {
			t.Fatal(err)
		}
		return path
	}
	table, actions, _ := policy.DefaultFiles()
	line := bytes.Count(table[:bytes.Index(table, []byte("outcome: on_schedule_info"))], []byte("\n")) + 1
	wrong := write("own table.yaml", bytes.Replace(table, []byte("outcome: on_schedule_info"), []byte("outcome: on_schedul"), 1))
	broken := write("actions.yaml", bytes.Replace(actions, []byte("template: on_schedule,"), []byte("templat: on_schedule,"), 1))
	scenarios := write("none.jsonl", nil)
	for _, c := range []struct {
		args []string
		want string
	}{
		{[]string{"policy", "check", "--table", wrong}, fmt.Sprintf("\n%s:%d:", wrong, line)},
		{[]string{"policy", "test", "--table", wrong, scenarios}, fmt.Sprintf("\n%s:%d:", wrong, line)},
		{[]string{"policy", "check", "--actions", broken}, fmt.Sprintf("error: %s:", broken)},
	} {
		got := boot(t, "", nil, c.args...)
		if got.code != exitFailed || !strings.Contains(got.err, c.want) || strings.Contains(got.err, "table:") {
			t.Errorf("%v: code %d, want %q in\n%s", c.args, got.code, c.want, got.err)
		}
	}

	unused := write("dead.yaml", append(bytes.TrimRight(table, "\n"), []byte("\n\n  - id: never_reached\n    kind: decide\n    class: delay\n    outcome: manager_decision\n    template: holding_reply\n    why: Nothing is left for this row.\n")...))
	if got := boot(t, "", nil, "policy", "check", "--table", unused); got.code != exitFailed || !strings.Contains(got.out, unused+":") {
		t.Errorf("a dead row: code %d\n%s%s", got.code, got.out, got.err)
	}
}

// TestErrorsArePrintedClean: words of a foreign server cannot steer the terminal.
func TestErrorsArePrintedClean(t *testing.T) {
	t.Parallel()
	evil := "550 no\x1b]0;owned\a\x1b[2Jway\u202egnp"
	for _, err := range []error{
		errors.New(evil),
		desk.Wrap(desk.CodeUnavailable, errors.New(evil), "the server said %s", evil).WithMend("ask %s", evil),
		errors.Join(errors.New("first"), errors.New(evil)),
		usagef("unknown word %s", evil),
	} {
		var b bytes.Buffer
		exitCode(err, &b)
		if strings.ContainsAny(b.String(), "\x1b\a\u202e") || !strings.Contains(b.String(), "550 noway") {
			t.Errorf("%q", b.String())
		}
	}
}

// TestDanglingConfiguration: a link for a configuration that leads nowhere is not none.
func TestDanglingConfiguration(t *testing.T) {
	dir := t.TempDir()
	if err := os.Symlink("gone.yaml", filepath.Join(dir, "returndesk.yaml")); err != nil {
		t.Fatal(err)
	}
	t.Chdir(dir)
	for _, args := range [][]string{{"policy", "check"}, {"templates", "check"}} {
		if got := boot(t, "", nil, args...); got.code != exitFailed || !strings.Contains(got.err, "returndesk.yaml") {
			t.Errorf("%v: code %d, %s%s", args, got.code, clip(got.out, 200), got.err)
		}
	}
}

// TestCheckReadsTranslations: a table that `policy check` finds in order is one that the service
// starts with; the translations beside a named text are read as the service reads them.
func TestCheckReadsTranslations(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, _, text := policy.DefaultFiles()
	own := filepath.Join(dir, "policy.en.txt")
	for name, data := range map[string][]byte{"policy.en.txt": text, "policy.de.txt": text[:len(text)/2]} {
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	got := boot(t, "", nil, "policy", "check", "--text", own)
	if got.code != exitFailed || !strings.Contains(got.err, "policy text (de)") || !strings.Contains(got.err, "mend: ") {
		t.Errorf("half a translation: code %d, %s%s", got.code, got.out, got.err)
	}
	if err := os.Remove(filepath.Join(dir, "policy.de.txt")); err != nil {
		t.Fatal(err)
	}
	if got := boot(t, "", nil, "policy", "check", "--text", own); got.code != exitDone {
		t.Errorf("without it: code %d, %s%s", got.code, got.out, got.err)
	}
}
