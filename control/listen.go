package control

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"returndesk/desk"
)

// maxSocketPath is what sun_path holds (unix(7): 108 bytes with the final zero).
const maxSocketPath = 107

// dialTimeout bounds how long a connection to the socket may take. Connecting to a
// local socket is immediate unless its backlog is full.
const dialTimeout = 5 * time.Second

// SocketPath gives where the service of a data folder listens.
func SocketPath(dataDir string) string { return filepath.Join(dataDir, socketName) }

// Listen opens the socket of a data folder for this process: mode 0600, in a folder that
// nobody else can write to. A socket that a dead process left is replaced; a live one
// gives CodeLocked. The store's own lock decides which process owns the data, so Listen
// is called by the process that holds it.
func Listen(ctx context.Context, dataDir string) (net.Listener, error) {
	if err := ownFolder(dataDir); err != nil {
		return nil, err
	}
	path := SocketPath(dataDir)
	if err := removeStale(ctx, path); err != nil {
		return nil, err
	}
	var l net.Listener
	err := atShortPath(path, func(short string) error {
		var err error
		l, err = new(net.ListenConfig).Listen(ctx, "unix", short)
		return err
	})
	if u, ok := l.(*net.UnixListener); ok {
		u.SetUnlinkOnClose(false) // it would use the short name, which is gone by then
	}
	if errors.Is(err, syscall.EADDRINUSE) {
		return nil, locked(path)
	}
	if err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, err, "the socket %s cannot be opened", path).
			WithMend("the data folder must lie on a local disk and belong to the user who runs returndesk")
	}
	if err := os.Chmod(path, 0o600); err != nil {
		_ = l.Close() // the first error counts
		return nil, desk.Wrap(desk.CodeUnavailable, err, "the socket %s cannot be closed to others", path)
	}
	return &listener{Listener: l, path: path}, nil
}

// listener removes the socket's file, under its full name, when it closes.
type listener struct {
	net.Listener
	path string
}

// Close removes the file and stops listening, in this order: once the socket is closed, a
// process that starts now may have put its own file there.
func (l *listener) Close() error {
	err := os.Remove(l.path)
	if errors.Is(err, fs.ErrNotExist) {
		err = nil
	}
	return errors.Join(err, l.Listener.Close())
}

func locked(path string) error {
	return desk.Errf(desk.CodeLocked, "another returndesk run owns %s", filepath.Dir(path)).
		WithMend("stop it first, or give this one a data folder of its own")
}

// ownFolder makes the data folder when it is missing, and refuses one in which another
// user could put a socket of his own in the place of ours.
func ownFolder(dir string) error {
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the data folder %s cannot be made", dir)
	}
	info, err := os.Stat(dir)
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "the data folder %s cannot be read", dir)
	}
	if info.Mode().Perm()&0o022 != 0 {
		return desk.Errf(desk.CodeInvalid, "the data folder %s can be written to by other users (mode %04o)", dir, info.Mode().Perm()).
			WithMend("chmod 0700 %s", dir)
	}
	return nil
}

// removeStale removes a socket on which nobody listens.
func removeStale(ctx context.Context, path string) error {
	info, err := os.Lstat(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return desk.Wrap(desk.CodeUnavailable, err, "%s cannot be looked at", path)
	}
	if info.Mode().Type() != fs.ModeSocket {
		return desk.Errf(desk.CodeInvalid, "%s stands where the service's socket belongs and is none", path).WithMend("move it away")
	}
	c, err := dial(ctx, path)
	if err == nil {
		_ = c.Close() // it was opened only to see whether somebody answers
		return locked(path)
	}
	if !nobodyListens(err) {
		return desk.Wrap(desk.CodeLocked, err, "whether another returndesk run owns %s cannot be told", filepath.Dir(path)).
			WithMend("when none runs, remove %s", path)
	}
	if err := os.Remove(path); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return desk.Wrap(desk.CodeUnavailable, err, "the stale socket %s cannot be removed", path)
	}
	return nil
}

// nobodyListens reports whether a failed dial means that no live process holds the socket.
func nobodyListens(err error) bool {
	// The last two: the data folder is no folder, which whoever opens the data tells better.
	return errors.Is(err, syscall.ECONNREFUSED) || errors.Is(err, fs.ErrNotExist) || errors.Is(err, syscall.ENOTDIR) || errors.Is(err, syscall.ELOOP)
}

// dial connects to the socket.
func dial(ctx context.Context, path string) (net.Conn, error) {
	var c net.Conn
	err := atShortPath(path, func(short string) error {
		var err error
		c, err = (&net.Dialer{Timeout: dialTimeout}).DialContext(ctx, "unix", short)
		return err
	})
	return c, err
}

// Owner gives the process that serves a data folder's socket, for whoever may connect: the kernel knows
// it, so that a service which does not know this user need not be asked.
func Owner(ctx context.Context, dataDir string) (int, error) {
	c, err := dial(ctx, SocketPath(dataDir))
	if err != nil {
		return 0, desk.Wrap(desk.CodeUnavailable, err, "nobody answers in %s", dataDir)
	}
	defer func() { _ = c.Close() }() // only asked
	return peerPID(c)
}

// atShortPath calls f with a name of the socket that fits into sun_path: the path itself
// or, for deep data folders, one through an open handle of the folder.
func atShortPath(path string, f func(string) error) error {
	if len(path) <= maxSocketPath {
		return f(path)
	}
	dir, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	defer func() { _ = dir.Close() }() // opened for reading only
	return f(fmt.Sprintf("/proc/self/fd/%d/%s", dir.Fd(), filepath.Base(path)))
}
