package main

import (
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// badFiles makes files that no command can use, by what is wrong with them.
func badFiles(t *testing.T) (dir string, names []string) {
	t.Helper()
	dir = t.TempDir()
	utf16 := []byte{0xff, 0xfe}
	for _, c := range []byte("shop: {name: Hollow Works}\nnumber,email\n") {
		utf16 = append(utf16, c, 0)
	}
	texts := map[string][]byte{
		"empty.x": nil, "blank.x": []byte(" \n\n"), "wide.x": utf16,
		"binary.x": {0x7f, 'E', 'L', 'F', 2, 1, 1, 0, 0, 0x16, 0xfe, 0xff, 0x80, '\n', 0x91, 0, 3},
	}
	for name, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "folder.x"), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("loop.x", filepath.Join(dir, "loop.x")); err != nil {
		t.Fatal(err)
	}
	names = append(slices.Sorted(maps.Keys(texts)), "missing.x", "folder.x", "loop.x")
	return dir, names
}

// TestFilesThatCannotBeUsed: whatever is wrong with a file that a command was given, it ends with
// code 1 and names the file, the reason and the mend.
func TestFilesThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	dir, names := badFiles(t)
	mail := filepath.Join(dir, "mail.eml")
	if err := os.WriteFile(mail, []byte("From: jo@mailbox.example\nTo: support@shop.example\nSubject: hello\nDate: Mon, 23 Nov 2026 10:00:00 +0000\n\nWhere is my order?\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if err := shopFiles(dir); err != nil {
		t.Fatal(err)
	}
	sound := filepath.Join(dir, "orders.json")
	for _, c := range []struct {
		args   string // FILE is the file, MAIL and ORDERS sound ones, NEW a folder that is not there yet
		usable string // what counts as usable here, among the files
	}{
		{args: "restore FILE --data NEW"},
		{args: "classifier eval FILE"},
		{args: "classifier eval --model FILE MAIL"},
		{args: "classify FILE", usable: "binary.x wide.x"},
		{args: "policy test FILE"},
		{args: "policy check --table FILE"},
		{args: "policy check --actions FILE"},
		{args: "policy check --text FILE"},
		{args: "policy show --table FILE"},
		{args: "try FILE --orders ORDERS"},
		{args: "try --orders FILE MAIL"},
		{args: "import --data NEW --orders ORDERS FILE"},
		{args: "import --data NEW --orders FILE MAIL"},
		{args: "queue --config FILE"},
		{args: "run --once --config FILE"},
	} {
		for _, name := range names {
			if slices.Contains(strings.Fields(c.usable), name) {
				continue
			}
			args := strings.Fields(strings.NewReplacer("FILE", filepath.Join(dir, name), "MAIL", mail, "ORDERS", sound, "NEW", filepath.Join(t.TempDir(), "new")).Replace(c.args))
			got := boot(t, "", nil, args...)
			if got.code != exitFailed || !strings.Contains(got.err+got.out, name) || !strings.Contains(got.err, "mend: ") {
				t.Errorf("%s: %s: code %d\n%s%s", c.args, name, got.code, got.out, clip(got.err, 500))
			}
		}
	}
}

// TestFoldersThatCannotBeUsed: the same of folders that data or results shall go to.
func TestFoldersThatCannotBeUsed(t *testing.T) {
	t.Parallel()
	dir, _ := badFiles(t)
	if err := shopFiles(dir); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"empty.x", "loop.x", "empty.x/below", "nowhere\x00"} {
		for _, args := range []string{"queue --data DIR", "run --once --data DIR", "backup --data DIR out.tar", "man DIR", "templates preview --out DIR"} {
			got := boot(t, "", nil, append(strings.Fields(strings.ReplaceAll(args, "DIR", filepath.Join(dir, name))), "--config", filepath.Join(dir, "returndesk.yaml"))...)
			if got.code != exitFailed || !strings.Contains(got.err, strings.TrimRight(name, "\x00")) || !strings.Contains(got.err, "mend: ") || strings.Contains(got.err, "whoami") {
				t.Errorf("%s: %q: code %d\n%s%s", args, name, got.code, got.out, clip(got.err, 500))
			}
		}
	}
}
