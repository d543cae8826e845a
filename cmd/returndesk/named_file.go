package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"

	"returndesk/desk"
)

// namedFile opens a file that somebody named to a command, for reading. what says in the message which
// file it is ("the backup"), mend which one belongs there. A folder and an empty file are refused
// here: what reads them later would only say that nothing was found.
func namedFile(path, what, mend string) (*os.File, error) {
	refuse := func(err error) error {
		if errors.Is(err, fs.ErrPermission) {
			mend = "give this user the right to read it, or " + mend
		}
		return desk.Wrap(desk.CodeNotFound, desk.WithoutPath(err), "%s %s cannot be read", what, path).WithMend("%s", mend)
	}
	f, err := os.Open(path)
	if err != nil {
		return nil, refuse(err)
	}
	info, err := f.Stat()
	switch {
	case err != nil:
	case info.IsDir():
		err = errors.New("it is a folder")
	case info.Mode().IsRegular() && info.Size() == 0:
		err = errors.New("it is empty")
	default:
		return f, nil
	}
	return nil, errors.Join(refuse(err), f.Close())
}

// messageOf gives the message of an error without its mend.
func messageOf(err error) string {
	var known *desk.Error
	if errors.As(err, &known) {
		return known.Message
	}
	return err.Error()
}

// fileName names a file that was given to a command, for people: "-" is the standard input.
func fileName(path string) string {
	if path == "-" {
		return "the standard input"
	}
	return path
}

// makeFolder makes a folder for what a command writes, unless it is there.
func makeFolder(dir string, mode fs.FileMode) error {
	err := os.MkdirAll(dir, mode)
	if err == nil {
		return nil
	}
	// MkdirAll says "file exists" of a link that leads nowhere or to itself, and nothing of
	// where it leads.
	if _, to := os.Stat(dir); errors.Is(err, fs.ErrExist) && to != nil {
		err = fmt.Errorf("it is a link that leads to no folder: %w", desk.WithoutPath(to))
	}
	return desk.Wrap(desk.CodeUnavailable, err, "the folder %s cannot be made", dir).WithMend("name a folder that you may write to")
}

// noTemporary says that there is no place for what a command needs while it runs.
func noTemporary(err error) error {
	return desk.Wrap(desk.CodeUnavailable, err, "no temporary folder can be made").WithMend("make room, or set TMPDIR to a folder that you may write to")
}
