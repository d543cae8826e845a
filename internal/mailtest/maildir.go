package mailtest

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"sort"
	"strings"
	"sync/atomic"
	"time"
)

type counter struct{ n atomic.Int64 }

// Deliver puts a mail into a folder of User ("INBOX", "Sent", ...), as a new
// mail that arrived now. It goes straight into the Maildir; the server sees it
// as it would see a delivery by another program.
func (d *Dovecot) Deliver(mailbox string, raw []byte) error {
	return d.DeliverTo(d.User, mailbox, raw, time.Now())
}

// DeliverTo is Deliver for any user, with the time of arrival (INTERNALDATE).
func (d *Dovecot) DeliverTo(login, mailbox string, raw []byte, arrived time.Time) error {
	dir := d.Maildir(login, mailbox)
	for _, sub := range []string{"tmp", "new", "cur"} {
		if err := d.makeFolder(filepath.Join(dir, sub)); err != nil {
			return err
		}
	}
	// Sizes in the name as LMTP writes them: S is the file's, W with CRLF lines.
	lines := bytes.Count(raw, []byte("\n")) - bytes.Count(raw, []byte("\r\n"))
	name := fmt.Sprintf("%d.M%dP%d.localhost,S=%d,W=%d", arrived.Unix(), d.serial.n.Add(1), os.Getpid(), len(raw), len(raw)+lines)
	tmp := filepath.Join(dir, "tmp", name)
	if err := os.WriteFile(tmp, raw, 0o600); err != nil {
		return fmt.Errorf("deliver: %w", err)
	}
	if err := os.Chtimes(tmp, arrived, arrived); err != nil {
		return fmt.Errorf("deliver: %w", err)
	}
	if err := d.Own(tmp); err != nil {
		return err
	}
	if err := os.Rename(tmp, filepath.Join(dir, "new", name)); err != nil {
		return fmt.Errorf("deliver: %w", err)
	}
	return nil
}

// Maildir is the folder on disk of a mailbox.
func (d *Dovecot) Maildir(login, mailbox string) string {
	dir := filepath.Join(d.dir, "home", strings.ToLower(login), "Maildir")
	if !strings.EqualFold(mailbox, "INBOX") {
		dir = filepath.Join(dir, "."+strings.ReplaceAll(mailbox, "/", "."))
	}
	return dir
}

// Messages reads every mail of a folder from disk, by file name.
func (d *Dovecot) Messages(login, mailbox string) ([][]byte, error) {
	var files []string
	for _, sub := range []string{"new", "cur"} {
		found, err := filepath.Glob(filepath.Join(d.Maildir(login, mailbox), sub, "*"))
		if err != nil {
			return nil, fmt.Errorf("read a mailbox: %w", err)
		}
		files = append(files, found...)
	}
	sort.Slice(files, func(i, j int) bool { return filepath.Base(files[i]) < filepath.Base(files[j]) })
	mails := make([][]byte, 0, len(files))
	for _, file := range files {
		raw, err := os.ReadFile(file)
		if os.IsNotExist(err) { // renamed from new to cur meanwhile
			if raw, err = os.ReadFile(moved(file)); err != nil {
				return nil, fmt.Errorf("read a mailbox: %w", err)
			}
		} else if err != nil {
			return nil, fmt.Errorf("read a mailbox: %w", err)
		}
		mails = append(mails, raw)
	}
	return mails, nil
}

// moved finds the name that a mail from new got in cur.
func moved(file string) string {
	base, _, _ := strings.Cut(filepath.Base(file), ":")
	found, err := filepath.Glob(filepath.Join(filepath.Dir(filepath.Dir(file)), "cur", base+"*"))
	if err != nil || len(found) == 0 {
		return file
	}
	return found[0]
}

// makeFolder makes a folder and its parents for the mail user.
func (d *Dovecot) makeFolder(dir string) error {
	if _, err := os.Stat(dir); err == nil {
		return nil
	}
	if parent := filepath.Dir(dir); parent != filepath.Join(d.dir, "home") {
		if err := d.makeFolder(parent); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !os.IsExist(err) {
		return fmt.Errorf("make a mail folder: %w", err)
	}
	return d.Own(dir)
}
