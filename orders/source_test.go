package orders

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"returndesk/desk"
)

// shelf is a file of orders under test, with a clock of its own.
type shelf struct {
	t    *testing.T
	path string
	now  time.Time
	src  *Source
}

func newShelf(t *testing.T, o Options) *shelf {
	t.Helper()
	s := &shelf{t: t, path: filepath.Join(t.TempDir(), "orders.csv"), now: time.Date(2026, 3, 16, 10, 0, 0, 0, time.UTC)}
	src, err := Open(s.path, o)
	if err != nil {
		t.Fatal(err)
	}
	s.src = src
	return s
}

// write puts a file with so many orders there, as of the shelf's time.
func (s *shelf) write(count int, stage string) {
	s.t.Helper()
	var b strings.Builder
	b.WriteString("number,email,stage\n")
	for i := range count {
		fmt.Fprintf(&b, "HW-%d,a%d@x.example,%s\n", 10000+i, i, stage)
	}
	s.text(b.String())
}

func (s *shelf) text(text string) {
	s.t.Helper()
	if err := os.WriteFile(s.path, []byte(text), 0o600); err != nil {
		s.t.Fatal(err)
	}
	if err := os.Chtimes(s.path, s.now, s.now); err != nil {
		s.t.Fatal(err)
	}
}

// after lets time pass and refreshes.
func (s *shelf) after(d time.Duration) (bool, error) {
	s.t.Helper()
	s.now = s.now.Add(d)
	changed, _, err := s.src.Refresh(s.t.Context(), s.now)
	return changed, err
}

// is checks what a lookup sees.
func (s *shelf) is(orders int, stage desk.Stage, problem string) {
	s.t.Helper()
	st := s.src.Status()
	l, err := s.src.Lookup(s.t.Context(), []desk.NumberFound{n("HW-10000", true)}, "a1@x.example")
	if err != nil {
		s.t.Fatal(err)
	}
	if st.Orders != orders || !strings.Contains(l.Problem, problem) || (problem == "") != (l.Problem == "") {
		s.t.Errorf("%d orders, problem %q; want %d, %q", st.Orders, l.Problem, orders, problem)
	}
	if orders > 0 && (len(l.Matches) != 1 || l.Matches[0].Stage != stage || !l.Matches[0].AsOf.Equal(st.AsOf)) {
		s.t.Errorf("matches %+v, want stage %s as of %s", l.Matches, stage, st.AsOf)
	}
}

func TestSourceSettles(t *testing.T) {
	t.Parallel()
	s := newShelf(t, Options{})
	s.is(0, "", "was not loaded yet")
	s.write(20, "placed")
	if changed, err := s.after(time.Second); changed || err != nil {
		t.Error("loaded after one second", err)
	}
	s.write(20, "shipped") // still being written
	if changed, _ := s.after(1500 * time.Millisecond); changed {
		t.Error("loaded although it changed 1.5 s ago")
	}
	if changed, err := s.after(600 * time.Millisecond); !changed || err != nil {
		t.Error("not loaded after 2.1 s", err)
	}
	s.is(20, desk.StageShipped, "")
	if changed, err := s.after(time.Hour); changed || err != nil {
		t.Error("nothing changed", err)
	}
	// A file of another clock, dated in the future, settles by being seen twice.
	s.now = s.now.Add(time.Hour)
	s.write(20, "delivered")
	s.now = s.now.Add(-time.Hour)
	if changed, _ := s.after(0); changed {
		t.Error("loaded at first sight")
	}
	if changed, _ := s.after(2 * time.Second); !changed {
		t.Error("a file from the future is never loaded")
	}
	s.is(20, desk.StageDelivered, "")
}

// An export without news makes the data younger, and that is what lookups must say.
func TestSourceSameDataYounger(t *testing.T) {
	t.Parallel()
	s := newShelf(t, Options{})
	s.write(20, "placed")
	if changed, err := s.after(time.Minute); !changed || err != nil {
		t.Fatal(err)
	}
	was := s.src.Status().AsOf
	s.now = s.now.Add(24 * time.Hour)
	s.write(20, "placed")
	if changed, err := s.after(time.Minute); !changed || err != nil {
		t.Fatal("a younger file is a change", err)
	}
	if is := s.src.Status().AsOf; is.Sub(was) != 24*time.Hour+time.Minute {
		t.Errorf("as of %s, was %s", is, was)
	}
	s.is(20, desk.StagePlaced, "")
}

func TestSourceKeepsLastGood(t *testing.T) {
	t.Parallel()
	s := newShelf(t, Options{})
	s.write(20, "placed")
	if _, err := s.after(time.Minute); err != nil {
		t.Fatal(err)
	}
	s.text("no,orders\n")
	changed, err := s.after(time.Minute)
	if changed || desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("broken file: %v %v", changed, err)
	}
	s.is(20, desk.StagePlaced, "no column for the order's number")
	if _, err := s.after(time.Minute); err != nil {
		t.Error("a broken file is reported once:", err)
	}
	s.is(20, desk.StagePlaced, "no column for the order's number")
	if err := os.Remove(s.path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.after(time.Minute); desk.CodeOf(err) != desk.CodeUnavailable || !desk.IsTemporary(err) {
		t.Error("missing file:", err)
	}
	s.is(20, desk.StagePlaced, "cannot be read")
	s.write(21, "shipped")
	if changed, err := s.after(time.Minute); !changed || err != nil {
		t.Error("mended file:", err)
	}
	s.is(21, desk.StageShipped, "")
}

func TestSourceShrinks(t *testing.T) {
	t.Parallel()
	s := newShelf(t, Options{})
	load := func(count int, stage string) (bool, error) {
		s.now = s.now.Add(time.Minute)
		s.write(count, stage)
		return s.after(time.Minute)
	}
	if err := s.src.Confirm(); desk.CodeOf(err) != desk.CodeNotFound {
		t.Error("nothing to confirm:", err)
	}
	for _, c := range []struct {
		count   int
		changed bool
	}{{100, true}, {90, true}, {80, false}} { // 90 of 100 is a tenth, not over
		if changed, err := load(c.count, "placed"); changed != c.changed || (desk.CodeOf(err) == desk.CodeNeedsConfirm) == c.changed {
			t.Errorf("%d orders: %v %v", c.count, changed, err)
		}
	}
	s.is(90, desk.StagePlaced, "has 80 orders where 90 were before")
	if got := s.src.Status().Held; got != 80 {
		t.Errorf("%d held", got)
	}
	if _, err := s.after(time.Minute); err != nil {
		t.Error("reported once:", err)
	}
	// The next whole export makes the question moot.
	if changed, err := load(92, "shipped"); !changed || err != nil {
		t.Error(err)
	}
	s.is(92, desk.StageShipped, "")
	if err := s.src.Confirm(); desk.CodeOf(err) != desk.CodeNotFound {
		t.Error("nothing is held any more:", err)
	}
	if _, err := load(10, "delivered"); desk.CodeOf(err) != desk.CodeNeedsConfirm {
		t.Error(err)
	}
	if err := s.src.Confirm(); err != nil {
		t.Error(err)
	}
	s.is(10, desk.StageDelivered, "")
	if changed, err := s.after(time.Minute); changed || err != nil {
		t.Error("confirmed once is confirmed:", changed, err)
	}
}

// After a restart there is no older snapshot: the data serve, but are distrusted.
func TestSourceShrunkOverRestart(t *testing.T) {
	t.Parallel()
	s := newShelf(t, Options{LastCount: 100})
	s.write(50, "placed")
	if changed, err := s.after(time.Minute); !changed || desk.CodeOf(err) != desk.CodeNeedsConfirm {
		t.Errorf("%v %v", changed, err)
	}
	s.is(50, desk.StagePlaced, "50 orders where 100 were")
	if err := s.src.Confirm(); err != nil {
		t.Error(err)
	}
	s.is(50, desk.StagePlaced, "")
}

// Rows without a number may be anybody's: then "not found" proves nothing.
func TestSourceLostRows(t *testing.T) {
	t.Parallel()
	s := newShelf(t, Options{})
	s.text("number,email,stage\nHW-10000,a0@x.example,placed\n,a1@x.example,placed\n")
	if changed, err := s.after(time.Minute); !changed || err != nil {
		t.Fatal(err)
	}
	s.is(1, desk.StagePlaced, "one row of orders.csv could not be read")
	if p := s.src.Status().Problems; len(p) != 1 || p[0].Line != 3 {
		t.Error(p)
	}
}

func TestSourceConcurrent(t *testing.T) {
	t.Parallel()
	s := newShelf(t, Options{})
	s.write(200, "placed")
	if _, err := s.after(time.Minute); err != nil {
		t.Fatal(err)
	}
	stop := make(chan struct{})
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				l, err := s.src.Lookup(t.Context(), []desk.NumberFound{n("HW-10100", true)}, "a1@x.example")
				if err != nil || len(l.Matches) != 1 || len(l.Own) != 1 || l.Matches[0].Stage != l.Own[0].Stage {
					t.Errorf("a lookup saw two snapshots: %+v %v", l, err)
					return
				}
			}
		})
	}
	for i := range 20 {
		s.write(200, []string{"placed", "shipped"}[i%2])
		if _, err := s.after(time.Minute); err != nil {
			t.Error(err)
		}
	}
	close(stop)
	wg.Wait()
}

func TestOpen(t *testing.T) {
	t.Parallel()
	if _, err := Open("", Options{}); desk.CodeOf(err) != desk.CodeInvalid {
		t.Error(err)
	}
	src, err := Open(t.TempDir(), Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := src.Refresh(t.Context(), time.Now()); desk.CodeOf(err) != desk.CodeUnavailable {
		t.Error("a folder is no file:", err)
	}
}

func TestSourceOrderAndDue(t *testing.T) {
	t.Parallel()
	src, err := Open(filepath.Join("testdata", "orders.json"), Options{Zone: shopZone(t)})
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := src.Refresh(t.Context(), time.Now().Add(time.Hour)); err != nil {
		t.Fatal(err)
	}
	o, ok, err := src.Order(t.Context(), "hw20004")
	if err != nil || !ok || o.Number != "HW-20004" || o.AsOf.IsZero() {
		t.Errorf("%+v %v %v", o, ok, err)
	}
	due, err := src.Due(t.Context(), time.Date(2026, 4, 11, 12, 0, 0, 0, time.UTC))
	if err != nil || numbers(due) != "HW-20002 HW-20001 20417 HW-20003" || due[0].AsOf.IsZero() {
		t.Errorf("%s %v", numbers(due), err)
	}
}

// TestSourceWithoutRights: a file that may not be read says so, with the mend that fits, and is
// taken once the right is there: giving it changes neither size nor time.
func TestSourceWithoutRights(t *testing.T) {
	t.Parallel()
	s := newShelf(t, Options{})
	s.write(20, "placed")
	asNobody(t, filepath.Dir(s.path))
	if err := os.Chmod(s.path, 0o000); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		_, err := s.after(time.Minute)
		if desk.CodeOf(err) != desk.CodeUnavailable || !desk.IsTemporary(err) || !errors.Is(err, fs.ErrPermission) {
			t.Error("a file without rights:", err)
		}
	}
	st := s.src.Status()
	if st.Problem != "orders.csv cannot be read: permission denied" || st.Mend != "give the user that runs returndesk the right to read "+s.path+" and to pass through its folders" {
		t.Errorf("it says %q, mend %q", st.Problem, st.Mend)
	}
	if err := os.Chmod(s.path, 0o644); err != nil {
		t.Fatal(err)
	}
	if changed, err := s.after(time.Minute); !changed || err != nil {
		t.Error("the right is there:", changed, err)
	}
	if st := s.src.Status(); st.Mend != "" {
		t.Errorf("a mend stays: %q", st.Mend)
	}
	s.is(20, desk.StagePlaced, "")
	if err := os.Remove(s.path); err != nil {
		t.Fatal(err)
	}
	if _, err := s.after(time.Minute); err == nil || !strings.Contains(s.src.Status().Mend, "let the shop export its orders to "+s.path) {
		t.Errorf("a missing file: %v, mend %q", err, s.src.Status().Mend)
	}
	s.text("no,orders\n")
	if _, err := s.after(time.Minute); err == nil || strings.Contains(s.src.Status().Problem, "(") || s.src.Status().Mend == "" {
		t.Errorf("a broken file: %v, %+v", err, s.src.Status())
	}
}
