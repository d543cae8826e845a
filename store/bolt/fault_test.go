package bolt

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"returndesk/desk"
)

func openAt(t *testing.T, dir string, opt Options) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, opt)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	return s
}

// wholeStore checks every page, and that blobs and what names them agree.
func wholeStore(t *testing.T, s *Store) {
	t.Helper()
	if err := s.check(); err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(filepath.Join(s.dir, blobsDir))
	if err != nil {
		t.Fatal(err)
	}
	err = s.view(t.Context(), func(tx *rtx) error {
		for _, e := range entries {
			h, err := mailHash(e.Name())
			if err != nil || getNumber(tx.b(bBlobs), h[:]) == 0 {
				t.Errorf("the file %s belongs to no mail", e.Name())
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// wholeChange tells whether the n-th change is there, and fails the test when it is
// there in part.
func wholeChange(t *testing.T, s *Store, n int) bool {
	t.Helper()
	m := workMail(n)
	want := benchChange(n, m)
	c, err := s.Case(t.Context(), want.Cases[0].ID)
	there := err == nil
	if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want.Cases[0], c, cmpopts.EquateEmpty()); there && diff != "" {
		t.Errorf("case %d differs:\n%s", n, diff)
	}
	has := map[string]bool{}
	_, err = s.Draft(t.Context(), want.Drafts[0].Draft.ID)
	has["draft"] = err == nil
	_, err = s.RMA(t.Context(), want.RMAs[0].Number)
	has["rma"] = err == nil
	audit, err := s.Audit(t.Context(), c.ID)
	has["audit"] = err == nil && len(audit) == len(want.Audit)
	_, has["reference"], _ = s.CaseOfRefs(t.Context(), []string{m.MessageID})
	_, has["reference of the draft"], _ = s.CaseOfRefs(t.Context(), []string{want.Drafts[0].Draft.MessageID})
	list, _, err := s.Cases(t.Context(), desk.CaseFilter{Words: []string{want.Cases[0].Order}})
	has["words"] = err == nil && len(list) == 1
	list, _, err = s.Cases(t.Context(), desk.CaseFilter{Waiting: true, Order: want.Cases[0].Order})
	has["queue"] = err == nil && len(list) == 1
	stored, err := s.Mail(t.Context(), m.ID)
	has["mail"] = err == nil && stored.State == desk.MailDecided
	for part, ok := range has {
		if ok != there {
			t.Errorf("change %d is there: %v, its %s: %v", n, there, part, ok)
		}
	}
	return there
}

// TestKilled kills a working process at random moments and looks at what it left: every
// step that it told of is there and whole, the one under way is there whole or not at
// all, and no file is orphaned once the store is open.
func TestKilled(t *testing.T) {
	t.Parallel()
	dir, rounds := t.TempDir(), 12
	if testing.Short() {
		rounds = 4
	}
	from := 0
	for range rounds {
		accepted, recorded := runAndKill(t, dir, from)
		s, err := Open(t.Context(), dir, Options{})
		if err != nil {
			t.Fatal(err)
		}
		wholeStore(t, s)
		last := from - 1
		for n := from; n <= max(accepted, recorded)+1; n++ {
			m := workMail(n)
			known, err := s.Known(t.Context(), m.ID)
			if err != nil || n <= accepted && !known {
				t.Errorf("mail %d was accepted and is not known: %v", n, err)
			}
			if known {
				if raw, err := s.Raw(t.Context(), m.ID); err != nil || !bytes.Equal(raw, m.Raw) {
					t.Errorf("mail %d came back with %d bytes: %v", n, len(raw), err)
				}
				last = n
			}
			if there := wholeChange(t, s, n); n <= recorded && !there {
				t.Errorf("change %d was recorded and is not there", n)
			}
		}
		place, err := s.Cursor(t.Context(), "support", "INBOX")
		if err != nil || last >= 0 && place.LastUID != uint32(last) {
			t.Errorf("the place in the mailbox is %d after mail %d: %v", place.LastUID, last, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		if t.Failed() {
			return
		}
		from = last + 1
	}
	if from == 0 {
		t.Fatal("the killed processes did nothing")
	}
}

// runAndKill lets a child work from a mail on, kills it in the middle, and gives the
// last steps that it told of.
func runAndKill(t *testing.T, dir string, from int) (accepted, recorded int) {
	t.Helper()
	cmd := child(t, "work", dir, from)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	accepted, recorded = from-1, from-1
	lines := bufio.NewScanner(out)
	for first := true; lines.Scan(); first = false {
		if first {
			time.AfterFunc(time.Duration(rand.IntN(120_000))*time.Microsecond, func() { _ = cmd.Process.Kill() })
		}
		step, number, _ := strings.Cut(lines.Text(), " ")
		n, err := strconv.Atoi(number)
		if err != nil { // the kill cut the line
			break
		}
		if step == "a" {
			accepted = n
		} else {
			recorded = n
		}
	}
	var exit *exec.ExitError
	if err := cmd.Wait(); !errors.As(err, &exit) || exit.Sys().(syscall.WaitStatus).Signal() != syscall.SIGKILL {
		t.Fatalf("the child ended with %v", err)
	}
	return accepted, recorded
}

// TestSizeLimit: no space left is told as such, loses nothing, and mends itself.
func TestSizeLimit(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	out, err := child(t, "full", dir, 0).Output()
	if err != nil {
		t.Fatal(err)
	}
	afterFull(t, dir, strings.TrimSpace(string(out)))
}

// unmount takes a file system of a test away. A child that another test starts holds the
// open files of this process from its fork to its exec, and for that long the kernel says
// "busy": seen once in a whole run.
func unmount(t *testing.T, dir string) {
	t.Helper()
	err := syscall.Unmount(dir, 0)
	for end := time.Now().Add(5 * time.Minute); errors.Is(err, syscall.EBUSY) && time.Now().Before(end); err = syscall.Unmount(dir, 0) {
		time.Sleep(25 * time.Millisecond)
	}
	if err != nil {
		t.Error(err)
	}
}

// TestDiskFull does the same on a small file system of its own.
func TestDiskFull(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	if err := syscall.Mount("tmpfs", dir, "tmpfs", 0, "size=1m"); err != nil {
		if os.Getenv("RETURNDESK_REQUIRE_SERVERS") != "1" {
			t.Skipf("no file system can be mounted here (%v); TestSizeLimit shows the same by a file size limit", err)
		}
		t.Logf("no file system can be mounted here (%v); once more by a file size limit", err)
		out, err := child(t, "full", dir, 0).Output()
		if err != nil {
			t.Fatal(err)
		}
		afterFull(t, dir, strings.TrimSpace(string(out)))
		return
	}
	t.Cleanup(func() { unmount(t, dir) })
	s := openAt(t, dir, Options{})
	n := untilFull(t.Context(), s)
	if n == 0 {
		t.Fatal("nothing went through before the disk was full")
	}
	if err := syscall.Mount("tmpfs", dir, "tmpfs", syscall.MS_REMOUNT, "size=64m"); err != nil {
		t.Fatal(err)
	}
	fill(t, s, n+benchBatch, benchBatch) // the same process goes on
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	afterFull(t, dir, strconv.Itoa(n))
}

// afterFull opens a store that ran out of space after n changes and goes on.
func afterFull(t *testing.T, dir, count string) {
	t.Helper()
	n, err := strconv.Atoi(count)
	if err != nil || n == 0 {
		t.Fatalf("%q changes went through before there was no space", count)
	}
	s := openAt(t, dir, Options{})
	wholeStore(t, s)
	for i := range n {
		if _, err := s.Case(t.Context(), fmt.Sprintf("C-%d", 1001+i)); err != nil {
			t.Errorf("change %d was recorded and is not there: %v", i, err)
		}
	}
	fill(t, s, n+1000, benchBatch)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
}
