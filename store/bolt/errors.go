package bolt

import (
	"context"
	"errors"
	"io/fs"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"returndesk/desk"
)

// fail gives a cause its code. Errors that already carry one, and those of a context
// that ended, pass unchanged.
func (s *Store) fail(err error, doing string) error {
	return failure(err, s.dir, doing)
}

// makingFolder is the step before which there are no data.
const makingFolder = "making the folder"

func failure(err error, dir, doing string) error {
	var known *desk.Error
	switch {
	case err == nil, errors.As(err, &known):
		return err
	case errors.Is(err, context.Canceled), errors.Is(err, context.DeadlineExceeded):
		return err
	case errors.Is(err, syscall.ENOSPC), errors.Is(err, syscall.EDQUOT), errors.Is(err, syscall.EFBIG), errors.Is(err, berrors.ErrMaxSizeReached):
		return desk.Wrap(desk.CodeStorageFull, err, "no space is left for %s in %s", doing, dir).
			WithMend("free space on that disk, or raise the quota or file size limit; nothing was lost").AsTemporary()
	case errors.Is(err, berrors.ErrTimeout):
		return desk.Errf(desk.CodeLocked, "another process owns the data in %s", dir).
			WithMend("use the running service, or stop it first").AsTemporary()
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return desk.Wrap(desk.CodeUnavailable, err, "%s is not writable", dir).
			WithMend("give the folder to the user that runs returndesk, or mount its disk writable").AsTemporary()
	case errors.Is(err, berrors.ErrDatabaseReadOnly), errors.Is(err, berrors.ErrTxNotWritable):
		return desk.Wrap(desk.CodeUnsupported, err, "the data in %s were opened for reading only", dir)
	case errors.Is(err, berrors.ErrDatabaseNotOpen), errors.Is(err, berrors.ErrTxClosed):
		return desk.Wrap(desk.CodeUnavailable, err, "the store in %s is closed", dir)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrChecksum), errors.Is(err, berrors.ErrVersionMismatch), errors.Is(err, berrors.ErrInvalidMapping):
		return damaged(err, dir)
	}
	if doing == makingFolder {
		return desk.Wrap(desk.CodeUnavailable, err, "the data folder %s cannot be made", dir).
			WithMend("name another by data_dir in the configuration, or by --data")
	}
	return desk.Wrap(desk.CodeInternal, err, "%s failed in %s", doing, dir)
}

func damaged(err error, dir string) *desk.Error {
	return desk.Wrap(desk.CodeInvalid, err, "%s/%s is damaged or not a file of returndesk", dir, dbName).
		WithMend("keep a copy of the folder, then restore the latest backup")
}

func notFound(what, id string) error {
	return desk.Errf(desk.CodeNotFound, "there is no %s %s", what, clip(id))
}

// unreadable is a stored record that does not decode: a fault of ours or of the disk.
func unreadable(err error, what, id string) error {
	return desk.Wrap(desk.CodeInternal, err, "the stored %s %s cannot be read", what, clip(id)).
		WithMend("restore the latest backup, and report it")
}
