//go:build unix

package oauth

import (
	"os"
	"path/filepath"

	"golang.org/x/sys/unix"

	"returndesk/desk"
)

// lock keeps two processes from using one refresh token at once: a provider that sees an
// old one used again may take all of them back (RFC 9700 section 4.14).
func (o *Source) lock() (release func(), err error) {
	dir := filepath.Dir(o.s.File)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, err, "%s: the folder of %s cannot be made", o.s.Name, o.s.File)
	}
	own(dir, filepath.Dir(dir))
	f, err := os.OpenFile(o.s.File+".lock", os.O_CREATE|os.O_RDWR, 0o600)
	if err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, err, "%s: %s.lock cannot be opened", o.s.Name, o.s.File).
			WithMend("run as the service's user")
	}
	own(f.Name(), dir)
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX); err != nil {
		_ = f.Close() // the first error is the one that counts
		return nil, desk.Wrap(desk.CodeUnavailable, err, "%s: %s.lock cannot be locked", o.s.Name, o.s.File)
	}
	return func() { _ = f.Close() }, nil // closing unlocks
}

// own gives a file to whom a folder belongs, when root made it: after "sudo returndesk
// doctor" the service's user must still be able to read its token.
func own(path, folder string) {
	var st unix.Stat_t
	if os.Getuid() != 0 || unix.Stat(folder, &st) != nil {
		return
	}
	_ = os.Chown(path, int(st.Uid), int(st.Gid)) // a file system without owners has nothing to mend
}
