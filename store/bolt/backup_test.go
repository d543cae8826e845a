package bolt

import (
	"archive/tar"
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"testing"
	"time"

	"returndesk/desk"
)

// backedUp makes a store with mails small and large, and drafts in every way of leaving.
func backedUp(t *testing.T) (*Store, []byte) {
	t.Helper()
	s := openAt(t, t.TempDir(), Options{})
	for n := range 10 {
		m := workMail(n)
		if _, err := s.AcceptMessages(t.Context(), "support", "INBOX", []desk.Accepted{m}, desk.Cursor{LastUID: uint32(n), State: []byte{1}}); err != nil {
			t.Fatal(err)
		}
		if err := s.Record(t.Context(), benchChange(n, m)); err != nil {
			t.Fatal(err)
		}
	}
	for n := range 2 {
		d := benchChange(n, workMail(n)).Drafts[0].Draft
		d.State, d.Frozen, d.SendAfter = desk.DraftApproved, []byte("bytes"), benchStart
		if err := s.Record(t.Context(), desk.Change{Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}}}); err != nil {
			t.Fatal(err)
		}
	}
	if d, err := s.ClaimSend(t.Context(), benchStart); err != nil || d == nil {
		t.Fatal(d, err)
	}
	var b bytes.Buffer
	if err := s.Backup(t.Context(), &b); err != nil {
		t.Fatal(err)
	}
	return s, b.Bytes()
}

func TestBackup(t *testing.T) {
	t.Parallel()
	s, archive := backedUp(t)
	// What comes after the backup is not in it.
	if err := s.Record(t.Context(), desk.Change{Index: map[string]string{"later@x": "C-1001"}}); err != nil {
		t.Fatal(err)
	}
	dir := filepath.Join(t.TempDir(), "new")
	if err := Restore(t.Context(), bytes.NewReader(archive), dir); err != nil {
		t.Fatal(err)
	}
	r := openAt(t, dir, Options{})
	wholeStore(t, r)
	for n := range 10 {
		m := workMail(n)
		if raw, err := r.Raw(t.Context(), m.ID); err != nil || !bytes.Equal(raw, m.Raw) {
			t.Errorf("mail %d: %d bytes, %v", n, len(raw), err)
		}
		if n > 0 && !wholeChange(t, r, n) { // the first is being sent, so it waits for nobody
			t.Errorf("change %d is missing", n)
		}
	}
	if _, found, err := r.CaseOfRefs(t.Context(), []string{"later@x"}); found || err != nil {
		t.Errorf("a later change is in the backup: %v", err)
	}
	// Nothing may leave by itself: it may have left after the backup.
	if d, err := r.ClaimSend(t.Context(), benchStart.Add(time.Hour)); d != nil || err != nil {
		t.Errorf("a restored store would send %v, %v", d, err)
	}
	if left, err := r.Interrupted(t.Context()); err != nil || len(left) != 1 {
		t.Errorf("interrupted: %v, %v", left, err)
	}
	asked, err := r.Draft(t.Context(), "C-1002-1")
	if err != nil || asked.State != desk.DraftProposed || asked.Frozen != nil || asked.Why == "" {
		t.Errorf("the approved draft is %s, %v", asked.State, err)
	}
	old, err := s.TakeCaseNumbers(t.Context(), 500)
	if err != nil {
		t.Fatal(err)
	}
	fresh, err := r.TakeCaseNumbers(t.Context(), 1)
	if err != nil || fresh < old+500 {
		t.Errorf("the restored store gives out the case number %d again: %v", fresh, err)
	}
	if err := Restore(t.Context(), bytes.NewReader(archive), dir); desk.CodeOf(err) != desk.CodeConflict {
		t.Errorf("restored over data: %v", err)
	}
}

// TestRestoreRefuses: a backup that is not whole leaves no database behind.
func TestRestoreRefuses(t *testing.T) {
	t.Parallel()
	_, archive := backedUp(t)
	flipped := bytes.Clone(archive)
	flipped[len(flipped)-100_000] ^= 1 // within the last large mail
	changed := bytes.Clone(archive)
	at := bytes.Index(changed, []byte("Subject: ")) // of a mail that lies in the database
	if at < 0 {
		t.Fatal("no mail in the database")
	}
	changed[at+9] ^= 1
	for name, bad := range map[string][]byte{
		"empty":          nil,
		"no tar":         bytes.Repeat([]byte("text "), 1000),
		"half":           archive[:len(archive)/2],
		"without end":    archive[:len(archive)-3*512],
		"a damaged mail": flipped,
		"a changed word": changed,
		"a strange name": oneEntry(t, "../evil", "x"),
		"a strange mail": oneEntry(t, "blobs/../../evil", "x"),
		"no database":    oneEntry(t, lastEntry, "0"),
		"a false one":    oneEntry(t, dbName, "no database", lastEntry, "0"),
	} {
		dir := filepath.Join(t.TempDir(), "new")
		err := Restore(t.Context(), bytes.NewReader(bad), dir)
		if desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, dbName)); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("%s: a database stays behind: %v", name, err)
		}
		if _, err := os.Stat(filepath.Join(dir, "..", "evil")); err == nil {
			t.Errorf("%s: wrote outside of the folder", name)
		}
	}
}

// oneEntry makes a tar of names and contents.
func oneEntry(t *testing.T, entries ...string) []byte {
	t.Helper()
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for i := 0; i < len(entries); i += 2 {
		if err := w.WriteHeader(&tar.Header{Name: entries[i], Mode: 0o600, Size: int64(len(entries[i+1]))}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write([]byte(entries[i+1])); err != nil {
			t.Fatal(err)
		}
	}
	if err := w.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// failingWriter has no space after some bytes.
type failingWriter struct{ left int }

func (w *failingWriter) Write(p []byte) (int, error) {
	if w.left -= len(p); w.left < 0 {
		return 0, errors.New("no more")
	}
	return len(p), nil
}

func TestBackupFails(t *testing.T) {
	t.Parallel()
	s, archive := backedUp(t)
	for _, size := range []int{0, 100, len(archive) / 2, len(archive) - 1} {
		if err := s.Backup(t.Context(), &failingWriter{left: size}); err == nil {
			t.Errorf("a backup of %d bytes into %d succeeded", len(archive), size)
		}
	}
}
