//go:build !linux

package control

import (
	"net"

	"returndesk/desk"
)

// peerUID is built on SO_PEERCRED, which only Linux has in this form. Elsewhere every
// caller is refused rather than trusted.
func peerUID(net.Conn) (uint32, error) {
	return 0, desk.Errf(desk.CodeUnsupported, "this system does not tell who calls through a socket").
		WithMend("stop the service and run the command again: it then opens the data itself")
}

// peerPID is not told here either.
func peerPID(net.Conn) (int, error) {
	return 0, desk.Errf(desk.CodeUnsupported, "this system does not tell who answers at a socket")
}
