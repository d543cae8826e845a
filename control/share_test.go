package control

import (
	"errors"
	"os"
	"os/user"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"golang.org/x/sys/unix"

	"returndesk/desk"
)

// ownGroup gives the test's own group, which every user may hand his files to.
func ownGroup(t *testing.T) *user.Group {
	t.Helper()
	g, err := user.LookupGroupId(strconv.Itoa(os.Getgid()))
	if err != nil {
		t.Skipf("the test's own group has no name: %v", err)
	}
	return g
}

func TestShareModes(t *testing.T) {
	t.Parallel()
	dir := filepath.Join(t.TempDir(), "data")
	l, err := Listen(t.Context(), dir)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = l.Close() }()
	if err := Share(dir, ownGroup(t).Name); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]os.FileMode{dir: 0o710, SocketPath(dir): 0o660} {
		info, err := os.Stat(path)
		if err != nil || info.Mode().Perm() != want {
			t.Errorf("%s has mode %v, want %04o (%v)", path, info.Mode(), want, err)
		}
	}
	err = Share(dir, "no-such-group")
	var e *desk.Error
	if !errors.As(err, &e) || e.Code != desk.CodeInvalid || !strings.Contains(e.Mend, "groupadd") {
		t.Errorf("an unknown group gave %v", err)
	}
}

// TestShareReaches connects as other users: a member of the group gets in, another user
// does not, and neither can look into the folder.
func TestShareReaches(t *testing.T) {
	t.Parallel()
	if os.Getuid() != 0 {
		t.Skip("only root can act as other users")
	}
	dir, err := os.MkdirTemp("", "share") // t.TempDir lies in a folder that others cannot pass
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	users, _ := me()
	serve(t, dir, filled(), users)
	if err := Share(dir, ownGroup(t).Name); err != nil {
		t.Fatal(err)
	}
	const stranger, foreign = 64123, 64124
	for name, c := range map[string]struct {
		gid  int
		want error
	}{"a member": {os.Getgid(), nil}, "another": {foreign, syscall.EACCES}} {
		connected, listed := asUser(stranger, c.gid, dir)
		if !errors.Is(connected, c.want) {
			t.Errorf("%s: connecting gave %v, want %v", name, connected, c.want)
		}
		if !errors.Is(listed, syscall.EACCES) {
			t.Errorf("%s could look into the folder: %v", name, listed)
		}
	}
}

// asUser tries the socket and the folder on a thread that is of another user. The thread
// ends with its goroutine.
func asUser(uid, gid int, dir string) (connected, listed error) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		runtime.LockOSThread()
		become := func(call, id uintptr) error {
			// The plain calls of package syscall would change every thread.
			if _, _, e := syscall.RawSyscall(call, ^uintptr(0), id, ^uintptr(0)); e != 0 {
				return e
			}
			return nil
		}
		if _, _, e := syscall.RawSyscall(syscall.SYS_SETGROUPS, 0, 0, 0); e != 0 {
			connected = e
			return
		}
		if connected = become(syscall.SYS_SETRESGID, uintptr(gid)); connected != nil {
			return
		}
		if connected = become(syscall.SYS_SETRESUID, uintptr(uid)); connected != nil {
			return
		}
		_, listed = unix.Open(dir, unix.O_RDONLY|unix.O_DIRECTORY, 0)
		fd, err := unix.Socket(unix.AF_UNIX, unix.SOCK_STREAM, 0)
		if err != nil {
			connected = err
			return
		}
		connected = unix.Connect(fd, &unix.SockaddrUnix{Name: SocketPath(dir)})
		if err := unix.Close(fd); connected == nil {
			connected = err
		}
	}()
	<-done
	return connected, listed
}
