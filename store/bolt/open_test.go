package bolt

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"returndesk/desk"
)

// wantCode fails the test unless err has the code and tells the mend.
func wantCode(t *testing.T, code desk.Code, err error) {
	t.Helper()
	if desk.CodeOf(err) != code {
		t.Fatalf("code %q, want %q: %v", desk.CodeOf(err), code, err)
	}
	if !strings.Contains(desk.MessageOf(err), "(") {
		t.Errorf("the error tells no mend: %v", err)
	}
}

func TestSecondOpener(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openAt(t, dir, Options{})
	for _, opt := range []Options{{Timeout: time.Millisecond}, {ReadOnly: true, Timeout: time.Millisecond}} {
		_, err := Open(t.Context(), dir, opt)
		wantCode(t, desk.CodeLocked, err)
		if !desk.IsTemporary(err) {
			t.Error("locked for ever")
		}
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	openAt(t, dir, Options{Timeout: 5 * time.Minute}) // a child that another test starts holds the lock from its fork to its exec
}

func TestReadOnly(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	_, err := Open(t.Context(), dir, Options{ReadOnly: true})
	wantCode(t, desk.CodeNotFound, err)
	s := openAt(t, dir, Options{})
	fill(t, s, 0, benchBatch)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	orphan := filepath.Join(dir, blobsDir, strings.Repeat("ab", 32))
	if err := os.WriteFile(orphan, []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	r := openAt(t, dir, Options{ReadOnly: true})
	if _, err := r.Case(t.Context(), "C-1001"); err != nil {
		t.Fatal(err)
	}
	err = r.SetSetting(t.Context(), "k", []byte("v"))
	if desk.CodeOf(err) != desk.CodeUnsupported {
		t.Fatalf("writing to a store opened for reading: %v", err)
	}
	if _, err := os.Stat(orphan); err != nil {
		t.Errorf("a reader changed the folder: %v", err)
	}
	openAt(t, dir, Options{ReadOnly: true}) // readers share
}

// TestUnwritable: a folder that cannot be written. Root may write anywhere, so the test
// mounts the folder read-only, or, where it may not, has a file in the folder's place.
func TestUnwritable(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_RDONLY, "size=1m"); err == nil {
		t.Cleanup(func() {
			if err := syscall.Unmount(dir, 0); err != nil {
				t.Error(err)
			}
		})
	} else if os.Getuid() != 0 {
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
	} else {
		dir = filepath.Join("/proc", "self") // nobody makes folders there
	}
	_, err := Open(t.Context(), dir, Options{})
	if code := desk.CodeOf(err); code != desk.CodeUnavailable && code != desk.CodeInternal {
		t.Fatalf("opened: %v", err)
	}
	if !strings.Contains(err.Error(), dir) {
		t.Errorf("the error does not name the folder: %v", err)
	}
}

func TestDamagedFile(t *testing.T) {
	t.Parallel()
	whole := t.TempDir()
	s := openAt(t, whole, Options{})
	fill(t, s, 0, 4*benchBatch)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	content, err := os.ReadFile(filepath.Join(whole, dbName))
	if err != nil {
		t.Fatal(err)
	}
	for name, damaged := range map[string][]byte{
		"garbage":   []byte(strings.Repeat("no database ", 1000)),
		"cut short": content[:1<<20],
		"two pages": content[:8192],
		"zeros":     make([]byte, len(content)),
	} {
		dir := t.TempDir()
		path := filepath.Join(dir, dbName)
		if err := os.WriteFile(path, damaged, 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := Open(t.Context(), dir, Options{})
		if desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%s: %v", name, err)
		}
		after, err := os.ReadFile(path)
		if err != nil || len(after) != len(damaged) {
			t.Errorf("%s: the file was changed: %d bytes of %d, %v", name, len(after), len(damaged), err)
		}
	}
}

func TestNewerLayout(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openAt(t, dir, Options{})
	err := s.db.Update(func(tx *bbolt.Tx) error { return tx.Bucket([]byte(bMeta)).Put([]byte("schema"), u64(schema+1)) })
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), dir, Options{})
	wantCode(t, desk.CodeInvalid, err)
}

// TestSweep: what a process left that died between a file and its commit goes at the
// next start; what belongs to a mail, or is not ours, stays.
func TestSweep(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	s := openAt(t, dir, Options{})
	m := workMail(0)
	if _, err := s.AcceptMessages(t.Context(), "support", "INBOX", []desk.Accepted{m}, desk.Cursor{}); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	orphan, temp, foreign := strings.Repeat("ab", 32), tempPrefix+"123", "README"
	for _, name := range []string{orphan, temp, foreign} {
		if err := os.WriteFile(filepath.Join(dir, blobsDir, name), []byte("x"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	openAt(t, dir, Options{})
	for name, stays := range map[string]bool{orphan: false, temp: false, foreign: true, m.ID: true} {
		if _, err := os.Stat(filepath.Join(dir, blobsDir, name)); (err == nil) != stays {
			t.Errorf("%s: %v, want it to stay: %v", name, err, stays)
		}
	}
}

func TestDamagedBlob(t *testing.T) {
	t.Parallel()
	s := openAt(t, t.TempDir(), Options{})
	m := workMail(0)
	if _, err := s.AcceptMessages(t.Context(), "support", "INBOX", []desk.Accepted{m}, desk.Cursor{}); err != nil {
		t.Fatal(err)
	}
	path := s.blobPath(sha(m.Raw))
	if err := os.WriteFile(path, []byte("other bytes"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := s.Raw(t.Context(), m.ID)
	wantCode(t, desk.CodeInternal, err)
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	_, err = s.Raw(t.Context(), m.ID)
	wantCode(t, desk.CodeNotFound, err)
}

// TestSpoiledGroup: a call that bbolt refuses fails alone, though it shares a commit.
func TestSpoiledGroup(t *testing.T) {
	t.Parallel()
	s := openAt(t, t.TempDir(), Options{})
	hold, held := make(chan struct{}), make(chan struct{})
	var wg sync.WaitGroup
	wg.Go(func() { // occupies the committer until the others have queued up
		if err := s.update(context.Background(), func(*wtx) error { close(held); <-hold; return nil }); err != nil {
			t.Error(err)
		}
	})
	<-held
	const calls = 9
	var errs [calls]error
	for i := range calls {
		wg.Go(func() {
			errs[i] = s.update(context.Background(), func(tx *wtx) error {
				key := []byte{byte(i)}
				if i == 4 {
					key = make([]byte, bbolt.MaxKeySize+1)
				}
				return tx.put(bSettings, append([]byte("k"), key...), []byte("v"))
			})
		})
	}
	for len(s.ops) < calls {
		time.Sleep(time.Millisecond)
	}
	close(hold)
	wg.Wait()
	for i, err := range errs {
		if (err != nil) != (i == 4) {
			t.Errorf("call %d: %v", i, err)
		}
		v, err := s.Setting(t.Context(), "k"+string(rune(i)))
		if err != nil || (v == nil) != (i == 4) {
			t.Errorf("call %d left %q, %v", i, v, err)
		}
	}
}
