package bolt

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"golang.org/x/sync/errgroup"

	"returndesk/desk"
)

const (
	// maxInline is the size up to which a raw mail lies in the bbolt file, in bytes
	// (design.md, "One process owns the data").
	maxInline = 256 << 10

	// blobWriters is how many large mails are synced to the disk at a time; a file
	// system syncs several files in little more time than one.
	blobWriters = 8

	tempPrefix = ".tmp-"
)

func (s *Store) blobPath(h [32]byte) string {
	return filepath.Join(s.dir, blobsDir, hex.EncodeToString(h[:]))
}

// blob is a large raw mail by the hash of its bytes.
type blob struct {
	hash [32]byte
	raw  []byte
}

func sha(raw []byte) [32]byte { return sha256.Sum256(raw) }

// writeBlobs makes files durable: temporary, fsync, rename, fsync of the folder. A file
// that is there with its full size is not written again.
func (s *Store) writeBlobs(ctx context.Context, blobs []blob) error {
	if len(blobs) == 0 {
		return nil
	}
	g, ctx := errgroup.WithContext(ctx)
	g.SetLimit(blobWriters)
	for _, b := range blobs {
		g.Go(func() error {
			if err := ctx.Err(); err != nil {
				return err
			}
			path := s.blobPath(b.hash)
			if info, err := os.Stat(path); err == nil && info.Size() == int64(len(b.raw)) {
				return nil
			}
			return writeDurably(path, b.raw)
		})
	}
	if err := g.Wait(); err != nil {
		return s.fail(err, "keeping a large mail")
	}
	return s.fail(syncDir(filepath.Join(s.dir, blobsDir)), "keeping a large mail")
}

// writeDurably writes a file under a temporary name and renames it. On failure nothing
// stays behind.
func writeDurably(path string, raw []byte) (err error) {
	f, err := os.CreateTemp(filepath.Dir(path), tempPrefix)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	if _, err = f.Write(raw); err == nil {
		err = f.Sync()
	}
	KeepOwner(f.Name(), filepath.Dir(path))
	if err = errors.Join(err, f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}

func syncDir(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(d.Sync(), d.Close())
}

// readBlob reads a large mail and compares its hash: what is shown and replayed must be
// what came.
func (s *Store) readBlob(h [32]byte) ([]byte, error) {
	raw, err := os.ReadFile(s.blobPath(h))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, desk.Wrap(desk.CodeNotFound, err, "the file of a large mail is missing from %s", filepath.Join(s.dir, blobsDir)).
			WithMend("restore it from a backup")
	}
	if err != nil {
		return nil, s.fail(err, "reading a large mail")
	}
	if sha(raw) != h {
		return nil, desk.Errf(desk.CodeInternal, "the file %s is damaged: its hash differs", s.blobPath(h)).
			WithMend("restore it from a backup")
	}
	return raw, nil
}

// useBlob counts one more mail, or with by -1 one less, that needs the file. It tells
// how many are left.
func (t *wtx) useBlob(h [32]byte, by int64) (int64, error) {
	n := int64(getNumber(t.b(bBlobs), h[:])) + by
	if n <= 0 {
		return 0, t.b(bBlobs).Delete(h[:])
	}
	return n, t.put(bBlobs, h[:], u64(uint64(n)))
}

// removeBlobs deletes files that no mail names any more. The caller holds s.blobs.
func (s *Store) removeBlobs(hashes [][32]byte) error {
	var failed []error
	for _, h := range hashes {
		if err := os.Remove(s.blobPath(h)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			failed = append(failed, err)
		}
	}
	return errors.Join(append(failed, syncDir(filepath.Join(s.dir, blobsDir)))...)
}

// sweep removes what a process that died between writing a file and its commit left
// behind. It runs at start, before anybody else writes.
func (s *Store) sweep() error {
	dir := filepath.Join(s.dir, blobsDir)
	entries, err := os.ReadDir(dir)
	if err != nil {
		return s.fail(err, "looking through the large mails")
	}
	var orphans []string
	err = s.view(context.Background(), func(t *rtx) error {
		for _, e := range entries {
			name := e.Name()
			h, err := mailHash(name)
			switch {
			case e.IsDir():
			case strings.HasPrefix(name, tempPrefix):
				orphans = append(orphans, name)
			case err == nil && getNumber(t.b(bBlobs), h[:]) == 0:
				orphans = append(orphans, name)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, name := range orphans {
		if err := os.Remove(filepath.Join(dir, name)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return s.fail(err, "removing an orphaned file")
		}
	}
	return nil
}
