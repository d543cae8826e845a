package bolt

import (
	"context"
	"fmt"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"syscall"
	"testing"

	"returndesk/desk"
)

// The test binary runs itself as the process that is killed or runs out of space.
const (
	childMode = "RETURNDESK_STORE_CHILD" // "work" or "full"
	childDir  = "RETURNDESK_STORE_DIR"
	childFrom = "RETURNDESK_STORE_FROM"
)

func TestMain(m *testing.M) {
	switch os.Getenv(childMode) {
	case "":
		os.Exit(m.Run())
	case "work":
		childWork()
	case "full":
		childFull()
	}
}

// child gives the command that runs this binary in a mode.
func child(t *testing.T, mode, dir string, from int) *exec.Cmd {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), self)
	cmd.Env = append(os.Environ(), childMode+"="+mode, childDir+"="+dir, childFrom+"="+strconv.Itoa(from))
	cmd.Stderr = os.Stderr
	return cmd
}

// workMail makes the n-th mail of the killed process; each fifth goes to a file.
func workMail(n int) desk.Accepted {
	m := benchMail(n)
	if n%5 == 0 {
		raw := make([]byte, maxInline+1000)
		copy(raw, m.Raw)
		m.Raw, m.Size = raw, int64(len(raw))
		m.ID, m.TraceHash = fmt.Sprintf("%x", sha(raw)), ""
	}
	return m
}

// childWork accepts and records until it is killed. It tells of each step once it is
// durable: "a 7" for the seventh mail accepted, "r 7" for its change recorded.
func childWork() {
	from, err := strconv.Atoi(os.Getenv(childFrom))
	if err != nil {
		childFailed(err)
	}
	ctx := context.Background()
	s, err := Open(ctx, os.Getenv(childDir), Options{})
	if err != nil {
		childFailed(err)
	}
	for n := from; ; n++ {
		m := workMail(n)
		if _, err := s.AcceptMessages(ctx, "support", "INBOX", []desk.Accepted{m}, desk.Cursor{LastUID: uint32(n), State: []byte{1}}); err != nil {
			childFailed(err)
		}
		fmt.Println("a", n)
		if err := s.Record(ctx, benchChange(n, m)); err != nil {
			childFailed(err)
		}
		fmt.Println("r", n)
	}
}

// childFull works under a file size limit until it is reached, then shows that the
// store still answers and can be read. The limit does what a full disk does, and needs
// no rights.
func childFull() {
	signal.Ignore(syscall.SIGXFSZ)
	ctx := context.Background()
	s, err := Open(ctx, os.Getenv(childDir), Options{})
	if err != nil {
		childFailed(err)
	}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: 512 << 10, Max: 512 << 10}); err != nil {
		childFailed(err)
	}
	fmt.Println(untilFull(ctx, s))
	os.Exit(0)
}

func childFailed(err error) {
	fmt.Fprintln(os.Stderr, "child:", err)
	os.Exit(3)
}

// untilFull accepts and records until there is no space and gives how many changes went
// through, or exits when anything but "no space" happens.
func untilFull(ctx context.Context, s *Store) int {
	for n := 0; ; n++ {
		m := benchMail(n)
		_, err := s.AcceptMessages(ctx, "support", "INBOX", []desk.Accepted{m}, desk.Cursor{LastUID: uint32(n), State: []byte{1}})
		if err == nil {
			err = s.Record(ctx, benchChange(n, m))
		}
		if err == nil && n < 100_000 {
			continue
		}
		if desk.CodeOf(err) != desk.CodeStorageFull || !desk.IsTemporary(err) {
			childFailed(fmt.Errorf("after %d changes: %w", n, err))
		}
		large := workMail(1_000_000)
		large.Raw = make([]byte, 64<<20)
		large.ID = fmt.Sprintf("%x", sha(large.Raw))
		_, err = s.AcceptMessages(ctx, "support", "INBOX", []desk.Accepted{large}, desk.Cursor{})
		if desk.CodeOf(err) != desk.CodeStorageFull {
			childFailed(fmt.Errorf("a large mail: %w", err))
		}
		return n
	}
}
