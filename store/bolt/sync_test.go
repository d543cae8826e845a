package bolt

import (
	"reflect"
	"syscall"
	"testing"
	"time"
	"unsafe"

	"returndesk/desk"
)

// failMeta lets the next write of a head page of the file reach the file and then fail, as a disk
// does that takes a page and cannot make it durable.
func failMeta(s *Store, fail *bool) {
	f := reflect.ValueOf(s.db).Elem().FieldByName("ops").FieldByName("writeAt")
	write := (*func([]byte, int64) (int, error))(unsafe.Pointer(f.UnsafeAddr()))
	real, page := *write, int64(s.db.Info().PageSize)
	*write = func(b []byte, off int64) (int, error) {
		n, err := real(b, off)
		if err == nil && *fail && off < 2*page {
			err = syscall.EIO
		}
		return n, err
	}
}

// TestReadAfterFailedSync: a commit that reached the file and was not made durable does not hold
// readers or the end of the process up, and what it wrote is found by its ids.
func TestReadAfterFailedSync(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	fail := true
	failMeta(s, &fail)
	m := workMail(1)
	if _, err := s.AcceptMessages(t.Context(), "support", "INBOX", []desk.Accepted{m}, desk.Cursor{UIDValidity: 1, LastUID: 1}); err == nil {
		t.Fatal("no error")
	}
	over := make(chan error, 1)
	go func() {
		pending, err := s.Pending(t.Context(), "", 10)
		known, _ := s.Known(t.Context(), m.ID)
		if known != (len(pending) == 1) {
			t.Errorf("%d mails wait, and the mail is known: %v", len(pending), known)
		}
		over <- err
	}()
	select {
	case err := <-over:
		if err != nil {
			t.Error(err)
		}
	case <-time.After(5 * time.Minute):
		t.Fatal("a reader waits for a commit that failed")
	}
	fail = false
	if fresh, err := s.AcceptMessages(t.Context(), "support", "INBOX", []desk.Accepted{m}, desk.Cursor{UIDValidity: 1, LastUID: 1}); err != nil {
		t.Error(err, fresh)
	}
	if pending, err := s.Pending(t.Context(), "", 10); err != nil || len(pending) != 1 {
		t.Errorf("%d mails wait, %v", len(pending), err)
	}
	wholeStore(t, s)
	if err := s.Close(); err != nil {
		t.Error(err)
	}
}
