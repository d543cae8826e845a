package inbox

import (
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"returndesk/internal/mailtest"
)

// TestDovecotRestoredBackup puts back a state of the folder in which UIDs are
// given anew to other mails, UIDVALIDITY unchanged.
func TestDovecotRestoredBackup(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	a := dovecotAccount(t, d, TLSPlain)
	sink := newSink()
	deliver := func(words ...string) {
		for _, word := range words {
			if err := d.Deliver("INBOX", letter(word)); err != nil {
				t.Fatal(err)
			}
		}
	}
	deliver("a", "b", "c")
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	backup := t.TempDir()
	maildir := d.Maildir(d.User, "INBOX")
	if err := os.CopyFS(backup, os.DirFS(maildir)); err != nil {
		t.Fatal(err)
	}
	deliver("d", "e", "f")
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	restore(t, d, backup, maildir)
	deliver("x", "yy", "zzz")
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	mails := sink.all()
	got := sink.bodies(FolderInbox)
	if !slices.Equal(got[:6], []string{"a", "b", "c", "d", "e", "f"}) || len(got) != 9 {
		t.Fatalf("got %v", got)
	}
	for i, mail := range mails {
		if mail.Rescan != (i >= 6) {
			t.Errorf("mail %s: rescan is %v", got[i], mail.Rescan)
		}
	}
	if mails[3].UIDValidity != mails[6].UIDValidity {
		t.Error("the restored folder has another UIDVALIDITY; the test shows nothing")
	}
	deliver("after")
	if err := once(t, a, sink); err != nil {
		t.Fatal(err)
	}
	if last := sink.all()[len(sink.all())-1]; last.Rescan || len(sink.all()) != 10 {
		t.Errorf("a mail after the rescan: %+v", last)
	}
}

// restore replaces the Maildir by its backup, owned by the same user.
func restore(t *testing.T, d *mailtest.Dovecot, backup, maildir string) {
	t.Helper()
	for _, part := range []string{"cur", "new"} {
		if err := os.RemoveAll(filepath.Join(maildir, part)); err != nil {
			t.Fatal(err)
		}
	}
	stale, err := filepath.Glob(filepath.Join(maildir, "dovecot*"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range stale {
		if err := os.Remove(file); err != nil {
			t.Fatal(err)
		}
	}
	err = filepath.WalkDir(backup, func(path string, entry os.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(backup, path)
		if err != nil || rel == "." || strings.HasPrefix(rel, ".") || strings.HasPrefix(rel, "dovecot.index") {
			return err
		}
		target := filepath.Join(maildir, rel)
		if entry.IsDir() {
			if err := os.MkdirAll(target, 0o700); err != nil {
				return err
			}
			return d.Own(target)
		}
		data, err := os.ReadFile(path)
		if err != nil || target == filepath.Join(maildir, "maildirfolder") {
			return err
		}
		if err := os.WriteFile(target, data, 0o600); err != nil {
			return err
		}
		return d.Own(target)
	})
	if err != nil {
		t.Fatal(err)
	}
}
