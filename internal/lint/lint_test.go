package lint

import (
	"os"
	"strings"
	"testing"
	"testing/fstest"
)

// TestHouse holds the whole module against the rules.
func TestHouse(t *testing.T) {
	t.Parallel()
	tree := os.DirFS("../..")
	files, err := read(tree)
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 50 {
		t.Fatalf("only %d files were found: the test looks at the wrong folder", len(files))
	}
	for _, s := range []struct {
		name string
		run  func() ([]string, error)
	}{
		{"imports", func() ([]string, error) { return Imports(tree) }},
		{"habits", func() ([]string, error) { return Habits(tree) }},
	} {
		found, err := s.run()
		if err != nil {
			t.Fatal(err)
		}
		for _, line := range found {
			t.Errorf("%s: %s", s.name, line)
		}
	}
}

func TestImportsFires(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ file, text, want string }{
		{"desk/a.go", `import "returndesk/inbox"`, "desk must not know inbox"},
		{"desk/a.go", `import "go.etcd.io/bbolt"`, "desk may not use the library go.etcd.io/bbolt"},
		{"desk/a.go", `import "os"`, "desk is pure and may not import os"},
		{"message/a.go", `import "returndesk/policy"`, "message must not know policy"},
		{"message/a.go", `import "net"`, "message is pure"},
		{"message/a.go", `import "net/mail"`, ""},
		{"message/a_test.go", `import "os"`, ""},
		{"policy/a.go", "import \"time\"\nvar now = time.Now", "not from time.Now"},
		{"facts/a.go", "import \"time\"\nfunc f() { time.Sleep(1) }", "not from time.Sleep"},
		{"replies/compose.go", `import "crypto/tls"`, "replies is pure"},
		{"replies/smtp.go", `import "crypto/tls"`, ""},
		{"replies/compose.go", `import "returndesk/store/bolt"`, "replies must not know store/bolt"},
		{"replies/compose.go", `import "github.com/emersion/go-imap/v2"`, "may not use the library"},
		{"inbox/a.go", `import "github.com/emersion/go-imap/v2"`, ""},
		{"flow/a.go", `import "returndesk/inbox"`, "flow must not know inbox"},
		{"flow/a.go", `import "returndesk/policy"`, ""},
		{"store/bolt/a.go", `import "returndesk/flow"`, "store/bolt must not know flow"},
		{"store/redis/a.go", `import "os"`, "the room store/redis has no rule"},
		{"garden/a.go", ``, "the room garden has no rule"},
		{"cmd/returndesk/a.go", `import "returndesk/inbox"`, ""},
		{"desk/testdata/a.go", `import "os"`, ""},
	} {
		found, err := Imports(tree(c.file, "package a\n"+c.text))
		if err != nil {
			t.Fatal(err)
		}
		expect(t, c.file+" "+c.text, found, c.want)
	}
}

func TestHabitsFires(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("//\n", maxFileLines)
	body := strings.Repeat("\n", maxFunctionLines)
	const doc = "// Package a is documented.\n"
	for _, c := range []struct{ name, file, text, want string }{
		{"fine", "a/a.go", doc + "package a\n// F is documented.\nfunc F() {}\n", ""},
		{"no package comment", "a/a.go", "package a\n", "no package comment"},
		{"named file", "a/a.go", "// Package a begins in a.go.\npackage a", ""},
		{"named file that is gone", "a/a.go", "// Package a begins in b.go.\npackage a", "names b.go, which is not there"},
		{"long file", "a/a.go", doc + "package a\n" + long, "402 lines"},
		{"long function", "a/a.go", doc + "package a\nfunc f() {" + body + "}", "f has 101 lines"},
		{"init", "a/a.go", doc + "package a\nfunc init() {}", "init runs unseen"},
		{"method init", "a/a.go", doc + "package a\ntype t int\nfunc (t) init() {}", ""},
		{"panic", "a/a.go", doc + "package a\nfunc f() { panic(1) }", "panic: return an error"},
		{"vague package", "a/a.go", "// Package utils is vague.\npackage utils", "named after nothing"},
		{"vague file", "a/helpers.go", doc + "package a", "file helpers.go is named after nothing"},
		{"unfinished", "a/a.go", doc + "package a\n// TO" + "DO: later\n", "TO" + "DO: finish it"},
		{"function", "a/a.go", doc + "package a\nfunc F() {}", "exported F has no comment"},
		{"hidden method", "a/a.go", doc + "package a\ntype t int\nfunc (t) F() {}", ""},
		{"type", "a/a.go", doc + "package a\ntype T int", "exported T has no comment"},
		{"constant", "a/a.go", doc + "package a\nconst C = 1", "exported C has no comment"},
		{"group", "a/a.go", doc + "package a\n// Both are named.\nconst (\n\tC = 1\n\tD = 2\n)", ""},
	} {
		found, err := Habits(tree(c.file, c.text))
		if err != nil {
			t.Fatal(err)
		}
		expect(t, c.name, found, c.want)
	}
}

func tree(file, text string) fstest.MapFS {
	return fstest.MapFS{file: &fstest.MapFile{Data: []byte(text)}}
}

func expect(t *testing.T, name string, found []string, want string) {
	t.Helper()
	all := strings.Join(found, "\n")
	if (want == "") != (len(found) == 0) || !strings.Contains(all, want) {
		t.Errorf("%s: found %q, want %q", name, all, want)
	}
}
