package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"returndesk/control"
	"returndesk/desk"
)

// newBackupCmd writes everything that the data folder holds into one file.
func newBackupCmd(a *app) *cobra.Command {
	c := &cobra.Command{
		Use:   "backup FILE",
		Short: "Write all data into one file, also while the service runs",
		Long: "backup writes one consistent state of the data folder into a new file of mode 0600: cases,\n" +
			"drafts, RMAs, history and the raw mails. The service goes on working meanwhile. Passwords, the\n" +
			"configuration, templates and the orders file are not in it. It takes the role manager.",
		Example: "  returndesk backup /var/backups/returndesk-$(date +%F).tar",
		Args:    cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			return a.withDesk(c.Context(), func(d control.Desk, by desk.Actor) error { return a.backup(c.Context(), d, by, args[0]) })
		},
	}
	jsonFlag(c, a)
	return c
}

// backupDone is what backup --json prints.
type backupDone struct {
	File  string `json:"file"`
	Bytes int64  `json:"bytes"`
}

func (a *app) backup(ctx context.Context, d control.Desk, by desk.Actor, path string) error {
	size, err := writeSized(path, func(f io.Writer) error { return d.Backup(ctx, by, f) })
	if err != nil {
		return err
	}
	if a.json {
		return a.printClean(backupDone{path, size})
	}
	return a.say(fmt.Sprintf("%s holds the backup, %s. It contains customers' mails: keep it as you keep the mailbox.\n", path, bytesWords(size)))
}

// writeSized writes a new file as writeNew does, and gives its size in bytes.
func writeSized(path string, fill func(io.Writer) error) (size int64, err error) {
	err = writeNew(path, func(f io.Writer) error {
		sized := &sizedWriter{to: f}
		err := fill(sized)
		size = sized.n
		return err
	})
	return size, err
}

// writeNew writes a file that must not exist yet: under a temporary name beside it, mode
// 0600, synced, then renamed. On failure nothing stays behind.
func writeNew(path string, fill func(io.Writer) error) (err error) {
	if _, err := os.Lstat(path); !errors.Is(err, fs.ErrNotExist) {
		if err == nil {
			return desk.Errf(desk.CodeConflict, "%s is there already", path).WithMend("name a file that does not exist yet")
		}
		return unwritable(err, path)
	}
	f, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".")
	if err != nil {
		return unwritable(err, path)
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, os.Remove(f.Name()))
		}
	}()
	err = fill(f)
	if err == nil {
		err = f.Sync()
	}
	if bad := f.Close(); err == nil {
		err = bad
	}
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	var known *desk.Error
	if err != nil && !errors.As(err, &known) {
		return unwritable(err, path)
	}
	return err
}

func unwritable(err error, path string) error {
	return desk.Wrap(desk.CodeUnavailable, desk.WithoutPath(err), "%s cannot be written", path).
		WithMend("make room, or name a folder that this user may write to")
}

// sizedWriter counts the bytes that pass.
type sizedWriter struct {
	to io.Writer
	n  int64
}

// Write implements io.Writer.
func (c *sizedWriter) Write(p []byte) (int, error) {
	n, err := c.to.Write(p)
	c.n += int64(n)
	return n, err
}

// bytesWords tells a size for people, in powers of ten.
func bytesWords(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.1f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.1f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%.0f kB", float64(n)/1e3)
}
