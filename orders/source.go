package orders

import (
	"cmp"
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"returndesk/desk"
)

// settle is how long a file must have stood unchanged before it is loaded: exports are
// written in pieces.
const settle = 2 * time.Second

// Options of a Source.
type Options struct {
	Zone *time.Location // shop time; nil = UTC
	// Columns maps the file's own column names to ours (CSV only).
	Columns map[string]string
	// LastCount is the number of orders that an earlier run had loaded, 0 when unknown:
	// a file that lost a tenth of them overnight is distrusted also after a restart.
	LastCount int
}

// Source is a file of orders, kept in memory and loaded anew when it changes. A lookup
// sees one whole snapshot and is never blocked by a loading.
//
// A source is absent (nothing was loaded yet), current, behind (the file is newer but
// broken or gone; the last snapshot stays), or held (the file has over a tenth fewer
// orders; the last snapshot stays until Confirm).
type Source struct {
	path string
	opt  Options
	now  atomic.Pointer[state]

	mu      sync.Mutex // guards the rest; taken by Refresh and Confirm only
	loaded  version
	hash    [sha256.Size]byte
	pending version   // what was seen last and is not loaded
	since   time.Time // since when
	refused version   // what was read and not taken
	held    *state    // what waits for Confirm
	heldSum [sha256.Size]byte
}

// state is what lookups see; it never changes.
type state struct {
	index    *Index
	asOf     time.Time
	problems []Problem
	notes    []string
	lacking  []string
	own      string // what makes these data doubtful as a whole
	behind   string // why the file's newer data are not here
	mend     string // of behind
	heldBack int
}

// version tells one state of a file from another without reading it.
type version struct {
	size int64
	mod  time.Time
}

func (v version) same(w version) bool { return v.size == w.size && v.mod.Equal(w.mod) }

// Status is what doctor, the log and the console show of a Source.
type Status struct {
	Path     string
	Orders   int
	AsOf     time.Time // when the loaded data were true: the file's modification time
	Problem  string    // why the data as a whole cannot be trusted; "" when they can
	Mend     string    // of a file that is there newer and not in use; "" = export it anew
	Problems []Problem // rows and cells of the loaded file
	Notes    []string
	Lacking  []string
	Held     int // orders in the file that waits for Confirm; 0 = none waits
}

// Open makes a source for a file: .json, .jsonl and .ndjson are read as JSON, any other
// name as CSV. It reads nothing yet: call Refresh. It fails when no path is given, or a
// column is mapped to none of ours.
func Open(path string, o Options) (*Source, error) {
	if path == "" {
		return nil, desk.Errf(desk.CodeInvalid, "no file of orders is named").WithMend("set orders.csv or orders.json in the configuration")
	}
	if err := checkMapping(o.Columns); err != nil {
		return nil, err
	}
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	s := &Source{path: path, opt: o}
	s.now.Store(&state{index: NewIndex(nil), behind: s.name() + " was not loaded yet"})
	return s, nil
}

func (s *Source) name() string { return filepath.Base(s.path) }

// Refresh loads the file once it has stood unchanged for two seconds. changed says that
// lookups see other data than before; problems are those of the newly loaded file. On an
// error the last good snapshot stays; the error is Temporary when time alone may mend it.
// A file that was refused is not read again until it changes, and is reported once.
func (s *Source) Refresh(ctx context.Context, now time.Time) (changed bool, problems []Problem, err error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if err := ctx.Err(); err != nil {
		return false, nil, err
	}
	v, err := s.stat()
	if err != nil {
		s.pending, s.refused = version{}, version{}
		return false, nil, s.unreadable(err)
	}
	switch {
	case v.same(s.loaded):
		s.held, s.refused = nil, version{}
		s.behind("", "")
		return false, nil, nil
	case v.same(s.refused):
		return false, nil, nil
	case !v.same(s.pending):
		s.pending, s.since = v, now
	}
	// A clock that runs behind the file server's must not make a file wait for ever, so
	// either proof of standing still will do.
	if now.Sub(s.since) < settle && now.Sub(v.mod) < settle {
		return false, nil, nil
	}
	snap, sum, steady, err := s.read(v)
	switch {
	case !steady:
		s.pending = version{}
		return false, nil, nil
	case desk.CodeOf(err) == desk.CodeUnavailable: // it may be readable later without any change
		s.held = nil
		return false, nil, s.unreadable(errors.Unwrap(err))
	case err != nil:
		s.refused, s.held = v, nil
		named := s.named(err)
		s.behind(s.name()+" cannot be used: "+strings.TrimPrefix(named.Message, s.path+": "), named.Mend)
		return false, nil, named
	}
	return s.take(v, sum, snap)
}

func (s *Source) stat() (version, error) {
	info, err := os.Stat(s.path)
	if err != nil {
		return version{}, err
	}
	if !info.Mode().IsRegular() {
		return version{}, errors.New("it is no regular file")
	}
	return version{info.Size(), info.ModTime()}, nil
}

// read loads the file; steady is false when it changed meanwhile.
func (s *Source) read(v version) (snap Snapshot, sum [sha256.Size]byte, steady bool, err error) {
	f, err := os.Open(s.path)
	if err != nil {
		return snap, sum, true, desk.Wrap(desk.CodeUnavailable, err, "the file of orders cannot be opened").AsTemporary()
	}
	defer f.Close() //nolint:errcheck // only read
	h := sha256.New()
	in := io.TeeReader(f, h)
	o := LoadOptions{AsOf: v.mod, Zone: s.opt.Zone, Columns: s.opt.Columns}
	if IsJSON(s.path) {
		snap, err = LoadJSON(in, o)
	} else {
		snap, err = LoadCSV(in, o)
	}
	if err == nil {
		_, err = io.Copy(io.Discard, in) // what the parser left unread belongs to the hash
	}
	after, statErr := s.stat()
	copy(sum[:], h.Sum(nil))
	return snap, sum, statErr == nil && after.same(v), err
}

// unreadable notes that the system does not let the file be read, with its reason and the mend
// that fits it: an export helps only where there is none.
func (s *Source) unreadable(err error) error {
	err = desk.WithoutPath(err)
	e := desk.Wrap(desk.CodeUnavailable, err, "%s cannot be read", s.path).AsTemporary()
	switch {
	case errors.Is(err, fs.ErrPermission):
		e = e.WithMend("give the user that runs returndesk the right to read %s and to pass through its folders", s.path)
	case errors.Is(err, fs.ErrNotExist):
		e = e.WithMend("let the shop export its orders to %s, or mend orders.csv or orders.json in the configuration", s.path)
	default:
		e = e.WithMend("look at %s and at the disk that holds it", s.path)
	}
	s.behind(s.name()+" cannot be read: "+err.Error(), e.Mend)
	return e
}

// named puts the file's path before what a reader says that knows no files.
func (s *Source) named(err error) *desk.Error {
	var known *desk.Error
	if !errors.As(err, &known) {
		return desk.Wrap(desk.CodeInvalid, err, "%s cannot be read", s.path).WithMend("export it anew")
	}
	with := *known
	with.Message = s.path + ": " + known.Message
	return &with
}

// IsJSON reports whether a file of this name is read as JSON.
func IsJSON(path string) bool {
	switch strings.ToLower(filepath.Ext(path)) {
	case ".json", ".jsonl", ".ndjson":
		return true
	}
	return false
}

// take makes what was read the current snapshot, or holds it back.
func (s *Source) take(v version, sum [sha256.Size]byte, snap Snapshot) (bool, []Problem, error) {
	old, first := s.now.Load(), s.loaded.mod.IsZero()
	if !first && sum == s.hash {
		// The same data, exported again: only their age is new.
		fresh := *old
		fresh.asOf, fresh.behind, fresh.mend, fresh.heldBack = v.mod, "", "", 0
		s.loaded, s.held, s.refused = v, nil, version{}
		s.now.Store(&fresh)
		return true, old.problems, nil
	}
	next := &state{index: NewIndex(snap.Orders), asOf: v.mod, problems: snap.Problems, notes: snap.Notes, lacking: snap.Lacking, own: lost(s.name(), snap.Lost)}
	had, have := old.index.Len(), next.index.Len()
	if first {
		had = s.opt.LastCount
	}
	if have*10 < had*9 {
		text := fmt.Sprintf("%s has %d orders where %d were before", s.name(), have, had)
		err := desk.Errf(desk.CodeNeedsConfirm, "%s", text).WithMend("export the file anew, or confirm that these orders are gone: returndesk orders confirm")
		s.refused, s.held, s.heldSum = v, next, sum
		if first {
			// There is nothing older to fall back on. These data are better than none,
			// as long as it is said that "not found" proves nothing.
			doubtful := *next
			doubtful.own, doubtful.heldBack = text, have
			s.now.Store(&doubtful)
			return true, snap.Problems, err
		}
		s.behind(text+"; the earlier data stay until this is confirmed", "")
		return false, snap.Problems, err
	}
	s.accept(v, sum, next)
	return true, snap.Problems, nil
}

// accept makes a state the current one.
func (s *Source) accept(v version, sum [sha256.Size]byte, next *state) {
	s.loaded, s.hash, s.held, s.refused, s.pending = v, sum, nil, version{}, version{}
	s.now.Store(next)
}

// lost says that rows are missing of which nobody knows whose they are.
func lost(name string, rows int) string {
	switch rows {
	case 0:
		return ""
	case 1:
		return "one row of " + name + " could not be read"
	}
	return fmt.Sprintf("%d rows of %s could not be read", rows, name)
}

// behind notes why the file's newest data are not in use, and what mends that.
func (s *Source) behind(why, mend string) {
	old := s.now.Load()
	held := 0
	if s.held != nil {
		held = max(1, s.held.index.Len())
	}
	if old.behind == why && old.mend == mend && old.heldBack == held {
		return
	}
	next := *old
	next.behind, next.mend, next.heldBack = why, mend, held
	s.now.Store(&next)
}

// Confirm takes a file that was held back for having far fewer orders. It gives
// CodeNotFound when nothing is held.
func (s *Source) Confirm() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.held == nil {
		return desk.Errf(desk.CodeNotFound, "no file of orders waits to be confirmed").WithMend("nothing has to be done; `returndesk doctor` says how the orders file stands")
	}
	s.accept(s.refused, s.heldSum, s.held)
	return nil
}

// problem gives why the snapshot cannot be trusted as a whole.
func (st *state) problem() string { return cmp.Or(st.behind, st.own) }

// Status gives what is loaded and what is wrong with it.
func (s *Source) Status() Status {
	st := s.now.Load()
	return Status{Path: s.path, Orders: st.index.Len(), AsOf: st.asOf, Problem: st.problem(), Mend: st.mend, Problems: st.problems, Notes: st.notes, Lacking: st.lacking, Held: st.heldBack}
}
