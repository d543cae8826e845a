package control

import (
	"net"

	"golang.org/x/sys/unix"

	"returndesk/desk"
)

// peerUID asks the kernel which user opened the other end of a Unix socket: SO_PEERCRED
// of unix(7), fixed when the client connected and not to be forged by it.
func peerUID(c net.Conn) (uint32, error) {
	cred, err := peerCred(c)
	if err != nil {
		return 0, err
	}
	return cred.Uid, nil
}

// peerPID asks the kernel which process listens at the other end of a Unix socket.
func peerPID(c net.Conn) (int, error) {
	cred, err := peerCred(c)
	if err != nil {
		return 0, err
	}
	return int(cred.Pid), nil
}

func peerCred(c net.Conn) (*unix.Ucred, error) {
	u, ok := c.(*net.UnixConn)
	if !ok {
		return nil, desk.Errf(desk.CodeInternal, "the connection is no Unix socket")
	}
	raw, err := u.SyscallConn()
	if err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the connection has no handle")
	}
	var cred *unix.Ucred
	var credErr error
	if err := raw.Control(func(fd uintptr) {
		cred, credErr = unix.GetsockoptUcred(int(fd), unix.SOL_SOCKET, unix.SO_PEERCRED)
	}); err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the connection was closed")
	}
	if credErr != nil {
		return nil, desk.Wrap(desk.CodeInternal, credErr, "the system does not tell who calls")
	}
	return cred, nil
}
