package archive

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"

	"returndesk/desk"
)

// Gathered is what was found.
type Gathered struct {
	Mails   []Mail   // the oldest first
	Skipped []string // what could not be taken, each with its reason
}

// Gather lists the mails of the paths: mbox files, Maildirs, single mails. The mails of mbox
// files are put into the folder spool, which must stay until all are read.
func Gather(paths []string, spool string) (Gathered, error) {
	g := &gathering{spool: spool}
	for _, path := range paths {
		info, err := os.Stat(path)
		switch {
		case err != nil:
			return Gathered{}, desk.Wrap(desk.CodeNotFound, errors.Unwrap(err), "%s cannot be read", path).WithMend("name an mbox file, a Maildir, or a single mail")
		case info.IsDir():
			err = g.maildir(path)
		default:
			err = g.file(path)
		}
		if err != nil {
			return Gathered{}, err
		}
	}
	slices.SortStableFunc(g.out.Mails, func(a, b Mail) int { return a.At.Compare(b.At) })
	return g.out, nil
}

type gathering struct {
	spool string
	n     int
	out   Gathered
}

// maildir takes the mails of a Maildir and of its subfolders (Maildir++: ".Sent"). What lies in
// tmp is not whole yet. The folder is only read: a library that takes mails out of new would
// move them, and the next program would not see that they are new.
func (g *gathering) maildir(dir string) error {
	found := false
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		switch box := filepath.Base(filepath.Dir(path)); {
		case err != nil:
			return err
		case d.IsDir():
			found = found || d.Name() == "cur"
			return nil
		case box != "cur" && box != "new" || !d.Type().IsRegular():
			return nil
		}
		return g.single(path)
	})
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the folder %s cannot be read", dir).WithMend("give this user the right to it")
	}
	if !found {
		return desk.Errf(desk.CodeInvalid, "%s is no Maildir: it has no folder cur", dir).WithMend("name the Maildir itself, an mbox file, or a single mail")
	}
	return nil
}

// file takes an mbox file, or a single mail.
func (g *gathering) file(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, errors.Unwrap(err), "%s cannot be read", path)
	}
	defer func() { _ = f.Close() }() // only read
	in := bufio.NewReaderSize(f, 1<<16)
	start, err := in.Peek(len("From "))
	if err != nil && !errors.Is(err, io.EOF) {
		return desk.Wrap(desk.CodeUnavailable, err, "%s cannot be read", path)
	}
	if !bytes.Equal(start, []byte("From ")) {
		return g.single(path)
	}
	box := NewMboxReader(in)
	for n := 1; ; n++ {
		one, err := box.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return unread(err, mailIn(path, n))
		}
		if err := g.put(one, mailIn(path, n)); err != nil {
			return err
		}
	}
}

// mailIn names a mail of an mbox file, for people.
func mailIn(path string, n int) string { return fmt.Sprintf("%s, mail %d", path, n) }

// unread says of which mail an MboxReader could not read more.
func unread(err error, source string) error {
	var e *desk.Error
	if !errors.As(err, &e) {
		return desk.Wrap(desk.CodeInternal, err, "%s cannot be read", source)
	}
	return desk.Wrap(e.Code, e.Err, "%s cannot be read: %s", source, e.Message).WithMend("%s", e.Mend)
}

// put spools one mail of an mbox file.
func (g *gathering) put(one io.Reader, source string) error {
	raw, err := io.ReadAll(io.LimitReader(one, MaxMail+1))
	if err != nil {
		return unread(err, source)
	}
	g.n++
	path := filepath.Join(g.spool, fmt.Sprintf("%d.eml", g.n))
	at, ok := arrival(bytes.NewReader(raw))
	if len(raw) > MaxMail || !ok {
		g.skip(source, len(raw) > MaxMail)
		return nil
	}
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "%s cannot be written", path).WithMend("make room")
	}
	g.out.Mails = append(g.out.Mails, Mail{At: at, Source: source, path: path})
	return nil
}

// single takes a file that holds one mail.
func (g *gathering) single(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, errors.Unwrap(err), "%s cannot be read", path)
	}
	defer func() { _ = f.Close() }() // only read
	info, err := f.Stat()
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "%s cannot be looked at", path)
	}
	if info.Size() == 0 {
		g.out.Skipped = append(g.out.Skipped, path+": it is empty")
		return nil
	}
	at, ok := arrival(f)
	if info.Size() > MaxMail || !ok {
		g.skip(path, info.Size() > MaxMail)
		return nil
	}
	g.out.Mails = append(g.out.Mails, Mail{At: at, Source: path, path: path})
	return nil
}

func (g *gathering) skip(source string, large bool) {
	why := "it has no date, so it is no mail"
	if large {
		why = fmt.Sprintf("it is larger than %d MB", MaxMail>>20)
	}
	g.out.Skipped = append(g.out.Skipped, source+": "+why)
}
