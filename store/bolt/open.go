package bolt

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime/debug"
	"sync"
	"sync/atomic"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"returndesk/desk"
)

const (
	dbName   = "returndesk.db"
	blobsDir = "blobs"

	// schema is the version of the layout. A newer file is refused.
	schema = 1

	// mapSize is the address space reserved for the file. It costs no memory, and as
	// long as the file is smaller, growing it never waits for readers.
	mapSize = 4 << 30

	firstCase = 1001
)

// Options says how to open a store. The zero value opens it for writing and waits half
// a second for another process to let go.
type Options struct {
	ReadOnly bool
	Timeout  time.Duration // how long to wait for the lock
}

// Store is an open store. Its methods may be called from any goroutine.
type Store struct {
	dir   string
	db    *bbolt.DB
	terms map[string]string // see headTerms
	mem   atomic.Pointer[linkMemory]
	// published is the last transaction whose links stand in mem; see view.
	published *progress
	ops       chan *operation
	quit      chan struct{}
	ended     chan struct{}
	once      sync.Once

	// blobs is held for reading from the writing of a blob file to the commit that
	// names it, and for writing while files without a name are removed.
	blobs sync.RWMutex

	linkSegments, wordSegments int // waiting to be folded; the committer's own
	sinceTrim                  atomic.Int64
}

// Open opens the store in dir, or makes one. It gives CodeLocked when another process
// owns the data, CodeInvalid when the file is damaged or newer than this program, and
// CodeNotFound when there is nothing to read. Files that no mail names are removed.
func Open(ctx context.Context, dir string, opt Options) (*Store, error) {
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if opt.Timeout <= 0 {
		opt.Timeout = 500 * time.Millisecond
	}
	s := &Store{dir: dir, published: newProgress(), terms: headTerms(), ops: make(chan *operation, 64), quit: make(chan struct{}), ended: make(chan struct{})}
	if !opt.ReadOnly {
		if err := makeBlobs(dir); err != nil {
			return nil, s.fail(err, makingFolder)
		}
	}
	db, err := openFile(dir, opt)
	if err != nil {
		return nil, err
	}
	s.db = db
	if err := s.prepare(opt.ReadOnly); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	go s.commitLoop()
	return s, nil
}

// openFile opens the bbolt file. A file that was cut short faults when its mapping is
// read; that becomes an error here instead of the end of the process.
func openFile(dir string, opt Options) (db *bbolt.DB, err error) {
	path := filepath.Join(dir, dbName)
	if opt.ReadOnly {
		if _, err := os.Stat(path); errors.Is(err, fs.ErrNotExist) {
			return nil, desk.Wrap(desk.CodeNotFound, err, "there are no data in %s", dir).WithMend("give the right folder, or start the service once")
		}
	}
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			db, err = nil, damaged(fmt.Errorf("reading it failed: %v", r), dir)
		}
	}()
	// The freelist is kept on disk (a page or two a commit): without it, opening would
	// read the head of every page of the file before the service can watch.
	db, err = bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: opt.Timeout, ReadOnly: opt.ReadOnly, FreelistType: bbolt.FreelistMapType,
		InitialMmapSize: mapSize, NoStatistics: true,
	})
	if err != nil {
		return nil, failure(err, dir, "opening the file")
	}
	KeepOwner(path, dir)
	return db, wholeFile(db, dir)
}

// wholeFile compares the file's size with the pages that it should have.
func wholeFile(db *bbolt.DB, dir string) error {
	err := db.View(func(tx *bbolt.Tx) error {
		info, err := os.Stat(db.Path())
		if err != nil {
			return err
		}
		if info.Size() < tx.Size() {
			return damaged(fmt.Errorf("it has %d bytes of %d", info.Size(), tx.Size()), dir)
		}
		return nil
	})
	if err != nil {
		return errors.Join(failure(err, dir, "opening the file"), db.Close())
	}
	return nil
}

// prepare makes the buckets of a new file, checks the version of an old one, loads the
// links that are not folded in yet and sweeps orphaned files.
func (s *Store) prepare(readOnly bool) error {
	var version uint64
	err := s.db.View(func(tx *bbolt.Tx) error {
		if m := tx.Bucket([]byte(bMeta)); m != nil {
			version = getNumber(m, []byte("schema"))
		}
		return nil
	})
	if err != nil {
		return s.fail(err, "opening the file")
	}
	switch {
	case version > schema:
		return desk.Errf(desk.CodeInvalid, "the data in %s were written by a newer program: their layout is %d, and this one knows those up to %d", s.dir, version, schema).
			WithMend("use the newer program again; to go back, restore a backup from before the upgrade into an empty folder")
	case version == 0 && readOnly:
		return desk.Errf(desk.CodeNotFound, "there are no data in %s", s.dir).WithMend("start the service once")
	case version == 0:
		if err := s.db.Update(makeBuckets); err != nil {
			return s.fail(err, "making the file")
		}
		if err := syncDir(s.dir); err != nil {
			return s.fail(err, "making the file")
		}
	case !readOnly:
		if err := s.addBuckets(); err != nil {
			return s.fail(err, "opening the file")
		}
	}
	if !readOnly { // before the links: their loading notes the last transaction
		if err := s.rebuild(); err != nil {
			return s.fail(err, "opening the file")
		}
	}
	if err := s.loadLinks(); err != nil {
		return s.fail(err, "reading the index")
	}
	if readOnly {
		return nil
	}
	return s.sweep()
}

// forms gives the versions of what can be made anew from the records, by key of bMeta.
func forms() map[string]uint64 {
	return map[string]uint64{"tallies": tallyForm, "rmas_open": rmaIndexForm, "heads": headForm}
}

// rebuild makes anew what a file of an older program lacks.
func (s *Store) rebuild() error {
	lacks := map[string]bool{}
	err := s.db.View(func(tx *bbolt.Tx) error {
		for key, form := range forms() {
			lacks[key] = getNumber(tx.Bucket([]byte(bMeta)), []byte(key)) != form
		}
		return nil
	})
	if err != nil || !lacks["tallies"] && !lacks["rmas_open"] && !lacks["heads"] {
		return err
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		t := s.writer(tx)
		if lacks["tallies"] {
			if err := t.recount(); err != nil {
				return err
			}
		}
		if lacks["rmas_open"] {
			if err := t.reindexRMAs(); err != nil {
				return err
			}
		}
		if lacks["heads"] {
			return t.reindexHeads()
		}
		return nil
	})
}

// addBuckets makes what a file of an older program lacks. It writes only if it must, so
// that opening stays cheap.
func (s *Store) addBuckets() error {
	missing := false
	err := s.db.View(func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			missing = missing || tx.Bucket([]byte(name)) == nil
		}
		return nil
	})
	if err != nil || !missing {
		return err
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		for _, name := range buckets() {
			if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
				return err
			}
		}
		return nil
	})
}

func makeBuckets(tx *bbolt.Tx) error {
	for _, name := range buckets() {
		if _, err := tx.CreateBucketIfNotExists([]byte(name)); err != nil {
			return err
		}
	}
	meta := tx.Bucket([]byte(bMeta))
	if err := meta.Put([]byte("next_case"), u64(firstCase)); err != nil {
		return err
	}
	for key, form := range forms() {
		if err := meta.Put([]byte(key), u64(form)); err != nil {
			return err
		}
	}
	return meta.Put([]byte("schema"), u64(schema))
}

// Close waits for the commit under way and lets the data go. Later calls give
// CodeUnavailable.
func (s *Store) Close() error {
	var err error
	s.once.Do(func() {
		close(s.quit)
		<-s.ended
		err = s.fail(s.db.Close(), "closing the file")
	})
	return err
}

// Dir is the folder that the store lives in.
func (s *Store) Dir() string { return s.dir }

// view runs fn over one consistent state. What fn takes out of the transaction must be
// decoded or copied: its bytes vanish with it.
func (s *Store) view(ctx context.Context, fn func(*rtx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	// The links in memory are taken before the transaction begins: see linkMemory.
	mem := s.mem.Load()
	if s.db == nil {
		return s.fail(berrors.ErrDatabaseNotOpen, "reading")
	}
	err := s.db.View(func(tx *bbolt.Tx) error {
		// A transaction can be read from the moment on in which its last page is written,
		// before the disk has it and before its links stand in mem: a reader would see a
		// mail and not its id. Seen at full load: mails that "did not exist" right after
		// they were accepted.
		s.published.await(int64(tx.ID()))
		return fn(&rtx{store: s, tx: tx, mem: mem, open: map[string]*bbolt.Bucket{}})
	})
	return s.fail(err, "reading")
}
