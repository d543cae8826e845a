package bolt

import (
	"archive/tar"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path"
	"path/filepath"
	"strconv"

	"go.etcd.io/bbolt"

	"returndesk/desk"
)

// lastEntry ends every backup, so that one that was cut short is not taken for whole. Its
// record sumRecord is the SHA-256 of the database file, which has no checksum of its own:
// a byte that changed on its way or on the disk would go unnoticed. Older backups have none.
const (
	lastEntry = "complete"
	sumRecord = "RETURNDESK.database.sha256"
)

// Backup writes one consistent state as a tar: the database file, the large mails, and
// an entry that says that it is complete. The store goes on working meanwhile.
func (s *Store) Backup(ctx context.Context, w io.Writer) error {
	s.blobs.RLock() // no file may vanish before it is copied
	defer s.blobs.RUnlock()
	if err := ctx.Err(); err != nil {
		return err
	}
	out := tar.NewWriter(w)
	err := s.db.View(func(tx *bbolt.Tx) error {
		if err := out.WriteHeader(&tar.Header{Name: dbName, Mode: 0o600, Size: tx.Size()}); err != nil {
			return err
		}
		sum := sha256.New()
		if _, err := tx.WriteTo(io.MultiWriter(out, sum)); err != nil {
			return err
		}
		files := 0
		err := tx.Bucket([]byte(bBlobs)).ForEach(func(k, _ []byte) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			files++
			return s.backupBlob(out, [32]byte(k))
		})
		if err != nil {
			return err
		}
		count := strconv.Itoa(files)
		last := &tar.Header{Name: lastEntry, Mode: 0o600, Size: int64(len(count)), PAXRecords: map[string]string{sumRecord: hex.EncodeToString(sum.Sum(nil))}}
		if err := out.WriteHeader(last); err != nil {
			return err
		}
		_, err = out.Write([]byte(count))
		return err
	})
	return s.fail(errors.Join(err, closeAfter(err, out)), "writing a backup")
}

// closeAfter ends the archive unless it is broken anyway.
func closeAfter(err error, out *tar.Writer) error {
	if err != nil {
		return nil
	}
	return out.Close()
}

func (s *Store) backupBlob(out *tar.Writer, h [32]byte) error {
	raw, err := s.readBlob(h)
	if err != nil {
		return err
	}
	name := path.Join(blobsDir, hex.EncodeToString(h[:]))
	if err := out.WriteHeader(&tar.Header{Name: name, Mode: 0o600, Size: int64(len(raw))}); err != nil {
		return err
	}
	_, err = out.Write(raw)
	return err
}

// Restore makes a store in dir from a backup. It refuses a folder that has data
// (CodeConflict) and a backup that is cut short or damaged (CodeInvalid), and then leaves
// no database behind.
//
// What happened after the backup is unknown here, so approved drafts become proposed
// again (they may have left meanwhile), and case numbers jump ahead (those given out
// meanwhile stand in mails that customers have).
func Restore(ctx context.Context, r io.Reader, dir string) error {
	target := filepath.Join(dir, dbName)
	if _, err := os.Stat(target); err == nil {
		return desk.Errf(desk.CodeConflict, "%s holds data already", dir).WithMend("restore into an empty folder")
	}
	if err := makeBlobs(dir); err != nil {
		return failure(err, dir, makingFolder)
	}
	err := extract(ctx, tar.NewReader(r), dir, target)
	if err != nil {
		if gone := os.Remove(target); gone != nil && !os.IsNotExist(gone) {
			err = errors.Join(err, gone)
		}
		return failure(err, dir, "restoring a backup")
	}
	return nil
}

func incomplete(format string, args ...any) error {
	return desk.Errf(desk.CodeInvalid, "the backup cannot be used: "+format, args...).WithMend("take another backup")
}

// extract reads the archive into dir and makes it usable.
func extract(ctx context.Context, in *tar.Reader, dir, target string) error {
	blobs, database, sum := 0, false, sha256.New()
	for {
		if err := ctx.Err(); err != nil {
			return err
		}
		h, err := in.Next()
		if err != nil {
			return incomplete("it is cut short or no tar (%v)", err)
		}
		folder, name := path.Split(h.Name)
		switch {
		case h.Name == lastEntry:
			count, err := io.ReadAll(io.LimitReader(in, 20))
			if err != nil || string(count) != strconv.Itoa(blobs) || !database {
				return incomplete("%d large mails of %s are in it", blobs, count)
			}
			if want := h.PAXRecords[sumRecord]; want != "" && want != hex.EncodeToString(sum.Sum(nil)) {
				return incomplete("its database is damaged: some bytes are not those that were backed up")
			}
			return settle(ctx, dir)
		case h.Name == dbName && !database:
			database = true
			if err := extractDatabase(io.TeeReader(in, sum), target); err != nil {
				return err
			}
		case folder == blobsDir+"/":
			blobs++
			if err := extractBlob(in, filepath.Join(dir, blobsDir), name); err != nil {
				return err
			}
		default:
			return incomplete("it has an entry %q that does not belong there", clip(h.Name))
		}
	}
}

func extractDatabase(in io.Reader, target string) (err error) {
	f, err := os.OpenFile(target, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, in)
	if errors.Is(err, io.ErrUnexpectedEOF) { // of the archive: writing never gives it
		err = incomplete("it is cut short (%v)", err)
	}
	if err == nil {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// extractBlob writes a large mail once its bytes give the hash that its name says.
func extractBlob(in io.Reader, dir, name string) error {
	h, err := mailHash(name)
	if err != nil {
		return incomplete("the file name %q is no hash", clip(name))
	}
	raw, err := io.ReadAll(in)
	if err != nil {
		return incomplete("it is cut short (%v)", err)
	}
	if sha(raw) != h {
		return incomplete("the large mail %s is damaged", name)
	}
	return writeDurably(filepath.Join(dir, name), raw)
}

// settle checks the database of a backup whole, and prepares it for going on.
func settle(ctx context.Context, dir string) (err error) {
	if err := syncDir(filepath.Join(dir, blobsDir)); err != nil {
		return err
	}
	s, err := Open(ctx, dir, Options{})
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, s.Close()) }()
	if err := s.check(); err != nil {
		return err
	}
	return s.update(ctx, func(t *wtx) error {
		const ahead = 1000
		next := max(getNumber(t.b(bMeta), []byte("next_case")), firstCase)
		if err := t.put(bMeta, []byte("next_case"), u64(next+ahead)); err != nil {
			return err
		}
		var approved []desk.Draft
		if err := t.eachDraftIn(desk.DraftApproved, func(_ []byte, d desk.Draft) bool {
			approved = append(approved, d)
			return true
		}); err != nil {
			return err
		}
		for _, d := range approved {
			c, n, err := draftNumber(d.ID)
			if err != nil {
				return err
			}
			d.State, d.Frozen, d.SeenHash, d.ApprovedBy = desk.DraftProposed, nil, "", nil
			if d.Automatic() { // nobody approves those
				d.State = desk.DraftVoid
			}
			d.Why = "restored from a backup: it may have been sent since"
			if err := t.replaceDraft(draftKey(c, n), desk.DraftApproved, d); err != nil {
				return err
			}
		}
		return nil
	})
}

// check goes through every page of the database and every large mail.
func (s *Store) check() error {
	return s.db.View(func(tx *bbolt.Tx) error {
		for err := range tx.Check() {
			return damaged(err, s.dir)
		}
		return tx.Bucket([]byte(bBlobs)).ForEach(func(k, _ []byte) error {
			if _, err := os.Stat(s.blobPath([32]byte(k))); err != nil {
				return incomplete("the large mail %x is missing", k)
			}
			return nil
		})
	})
}
