package main

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/spf13/cobra"
)

// TestScripts runs the built program as people and scripts of their own call it: exit
// codes, the shapes of JSON, and what bad configuration is told.
func TestScripts(t *testing.T) {
	t.Parallel()
	bin := shipped.path(t)
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(env *testscript.Env) error {
			env.Setenv("PATH", filepath.Dir(bin)+string(os.PathListSeparator)+env.Getenv("PATH"))
			env.Setenv("UID", strconv.Itoa(os.Getuid()))
			return shopFiles(env.WorkDir)
		},
		Cmds: map[string]func(ts *testscript.TestScript, neg bool, args []string){
			"code": scriptCode, "json": scriptJSON, "settled": scriptSettled,
		},
	})
}

// shopFiles writes the configuration that most scripts start from. Its servers do not
// exist; the only port is one on which nobody listens.
func shopFiles(dir string) error {
	for name, text := range map[string]string{
		"secret": "x\n",
		"returndesk.yaml": fmt.Sprintf(`shop: {name: Hollow Works, timezone: America/New_York}
data_dir: ./data
mailboxes:
  - name: support
    address: support@shop.example
    start_from: all
    imap: {host: 127.0.0.1, port: 1, tls: plain, password_file: ./secret}
    smtp: {host: 127.0.0.1, port: 1, tls: plain}
orders: {json: ./orders.json}
actors:
  - {unix_user: "%d", name: Anna, role: agent}
`, os.Getuid()),
		"orders.json": `[{"number":"HW-10501","email":"jo@mailbox.example","placed_at":"2026-03-16T09:15:00-04:00","stage":"placed","production_status":"not_started","ship_by":"2026-04-06","ship_to":{"country":"US","tz":"America/New_York"},"lines":[{"line":1,"sku":"KB75","name":"75% keyboard","qty":1}],"total":"289.00","shipping":"19.00","currency":"USD","prior_rma":[]}]` + "\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			return err
		}
	}
	return settle(filepath.Join(dir, "orders.json"))
}

// settle makes a file look old enough to be complete.
func settle(path string) error {
	old := time.Now().Add(-time.Minute)
	return os.Chtimes(path, old, old)
}

// scriptSettled is the script command "settled FILE".
func scriptSettled(ts *testscript.TestScript, _ bool, args []string) {
	for _, name := range args {
		ts.Check(settle(ts.MkAbs(name)))
	}
}

// scriptCode is the script command "code N PROGRAM ARGS...": it runs the program and
// fails unless it ends with that exit code.
func scriptCode(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: code N PROGRAM ARGS...")
	}
	want, err := strconv.Atoi(args[0])
	ts.Check(err)
	err = ts.Exec(args[1], args[2:]...)
	got := 0
	var exit *exec.ExitError
	switch {
	case errors.As(err, &exit):
		got = exit.ExitCode()
	case err != nil:
		ts.Fatalf("%v: %v", args, err)
	}
	if got != want {
		ts.Fatalf("%v ended with code %d, not %d", args[1:], got, want)
	}
}

// scriptJSON is the script command "json PATH[=VALUE]...": it fails unless the last
// program printed one JSON value in which each path (a.0.b) stands, with that value.
func scriptJSON(ts *testscript.TestScript, neg bool, args []string) {
	if neg {
		ts.Fatalf("usage: json PATH[=VALUE]...")
	}
	text := ts.ReadFile("stdout")
	var doc any
	dec := json.NewDecoder(strings.NewReader(text))
	if err := dec.Decode(&doc); err != nil {
		ts.Fatalf("no JSON: %v in\n%s", err, text)
	}
	if dec.More() {
		ts.Fatalf("more than one JSON value:\n%s", text)
	}
	for _, arg := range args {
		path, want, compare := strings.Cut(arg, "=")
		got, err := at(doc, path)
		if err != nil {
			ts.Fatalf("%s: %v in\n%s", path, err, text)
		}
		if compare && fmt.Sprint(got) != want {
			ts.Fatalf("%s is %v, not %s", path, got, want)
		}
	}
}

// at follows a path of keys and indexes; "len" at its end gives a list's length.
func at(doc any, path string) (any, error) {
	for key := range strings.SplitSeq(path, ".") {
		switch v := doc.(type) {
		case map[string]any:
			next, ok := v[key]
			if !ok {
				return nil, fmt.Errorf("no key %q", key)
			}
			doc = next
		case []any:
			if key == "len" {
				doc = len(v)
				continue
			}
			i, err := strconv.Atoi(key)
			if err != nil || i < 0 || i >= len(v) {
				return nil, fmt.Errorf("no index %q in a list of %d", key, len(v))
			}
			doc = v[i]
		default:
			return nil, fmt.Errorf("nothing below %q", key)
		}
	}
	return doc, nil
}

// narrowHelp: a command's help stays inside the terminal, but for what is to be copied, and loses no word there.
func narrowHelp(t *testing.T, path []string) {
	t.Helper()
	words := ""
	for _, width := range []int{40, 80, 200} {
		got := boot(t, "", map[string]string{"COLUMNS": fmt.Sprint(width)}, append(path, "--help")...)
		section := ""
		for line := range strings.SplitSeq(got.out, "\n") {
			if line != "" && line[0] != ' ' {
				section = line
			}
			if n := len([]rune(line)); n > width && section != "Examples:" && line[0] != '\t' {
				t.Errorf("%v --help at %d columns: %d wide: %q", path, width, n, line)
			}
		}
		all := strings.Join(strings.Fields(got.out), "")
		if words = cmp.Or(words, all); all != words {
			t.Errorf("%v --help at %d columns says something else", path, width)
		}
	}
}

// TestHelpOfEveryCommand: each command says what it is for, and its help ends well and
// names every flag of its own.
func TestHelpOfEveryCommand(t *testing.T) {
	t.Parallel()
	var walk func(c *cobra.Command)
	seen := 0
	walk = func(c *cobra.Command) {
		for _, sub := range c.Commands() {
			walk(sub)
		}
		path := strings.Fields(c.CommandPath())[1:]
		if c.Hidden || slices.Contains(path, "completion") {
			return
		}
		seen++
		if c.Short == "" || strings.HasSuffix(c.Short, ".") {
			t.Errorf("%v: the one line about it is %q", path, c.Short)
		}
		got := boot(t, "", nil, append(path, "--help")...)
		if got.code != exitDone || got.err != "" || !strings.Contains(got.out, "Usage:") {
			t.Errorf("%v --help: code %d, %s%s", path, got.code, got.err, got.out)
		}
		for line := range strings.SplitSeq(c.LocalNonPersistentFlags().FlagUsages(), "\n") {
			if name := strings.Join(strings.Fields(line), " "); !strings.Contains(strings.Join(strings.Fields(got.out), " "), name) {
				t.Errorf("%v --help lacks %q", path, name)
			}
		}
		for line := range strings.SplitSeq(got.out, "\n") {
			if len(line) > 140 {
				t.Errorf("%v --help has a line of %d bytes: %s", path, len(line), line)
			}
		}
		narrowHelp(t, path)
	}
	walk(newRootCmd(&app{now: time.Now, env: func(string) string { return "" }}))
	if seen < 20 {
		t.Errorf("only %d commands", seen)
	}
}
