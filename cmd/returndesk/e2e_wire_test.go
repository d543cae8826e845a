package main

import (
	"bytes"
	"net"
	"strings"
	"sync"
	"testing"
)

// wire is a connection's way between the program and a server. It can swallow what a test
// waits for, and end the program before anything more gets through.
type wire struct {
	listener net.Listener
	server   string

	mu   sync.Mutex
	cut  cutter // nil: everything passes
	kill func()
}

// cutter looks at all that went one way so far, the newest bytes last, and gives how many
// of the newest still pass when this is the moment; ok = false lets all pass.
type cutter func(fromProgram bool, sent, received, fresh []byte) (pass int, ok bool)

// startWire stands in front of a server until the test ends.
func startWire(t *testing.T, server string, cut cutter) *wire {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	w := &wire{listener: l, server: server, cut: cut}
	t.Cleanup(func() { _ = l.Close() }) // ends the loop below
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go w.serve(conn)
		}
	}()
	return w
}

func (w *wire) address() string { return w.listener.Addr().String() }

// arm says what to end when the moment comes.
func (w *wire) arm(kill func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.kill = kill
}

// talk is one connection's two directions.
type talk struct {
	w                *wire
	mu               sync.Mutex
	sent, received   []byte
	program, service net.Conn
}

func (w *wire) serve(program net.Conn) {
	service, err := net.Dial("tcp", w.server)
	if err != nil {
		_ = program.Close() // the program sees a server that hangs up
		return
	}
	c := &talk{w: w, program: program, service: service}
	go c.pump(false)
	c.pump(true)
}

// pump carries one direction until either end closes or the moment comes.
func (c *talk) pump(fromProgram bool) {
	defer func() { _, _ = c.program.Close(), c.service.Close() }()
	from, to := c.service, c.program
	if fromProgram {
		from, to = c.program, c.service
	}
	buf := make([]byte, 32<<10)
	for {
		n, err := from.Read(buf)
		if n > 0 {
			pass, now := c.look(fromProgram, buf[:n])
			if _, err := to.Write(buf[:pass]); err != nil || now {
				return
			}
		}
		if err != nil {
			return
		}
	}
}

// look gives how much of the fresh bytes passes, and whether the program is dead now.
func (c *talk) look(fromProgram bool, fresh []byte) (int, bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if fromProgram {
		c.sent = append(c.sent, fresh...)
	} else {
		c.received = append(c.received, fresh...)
	}
	c.w.mu.Lock()
	defer c.w.mu.Unlock()
	if c.w.cut == nil || c.w.kill == nil {
		return len(fresh), false
	}
	pass, now := c.w.cut(fromProgram, c.sent, c.received, fresh)
	if !now {
		return len(fresh), false
	}
	c.w.cut = nil
	c.w.kill()
	return pass, true
}

// beforeDot swallows the line that ends a mail.
func beforeDot(fromProgram bool, sent, _, fresh []byte) (int, bool) {
	i := bytes.LastIndex(sent, []byte("\r\n.\r\n"))
	if !fromProgram || i < 0 {
		return 0, false
	}
	return max(0, i+2-(len(sent)-len(fresh))), true
}

// before250 swallows the server's answer to that line.
func before250(fromProgram bool, sent, _, _ []byte) (int, bool) {
	return 0, !fromProgram && bytes.Contains(sent, []byte("\r\n.\r\n"))
}

// insideAppend lets half of a filed mail through.
func insideAppend(fromProgram bool, sent, _, fresh []byte) (int, bool) {
	_, literal, begun := strings.Cut(string(sent), " APPEND ")
	_, literal, whole := strings.Cut(literal, "}\r\n")
	return len(fresh) / 2, fromProgram && begun && whole && len(literal) > 2
}

// beforeAppendUID swallows the server's answer that a mail is filed.
func beforeAppendUID(fromProgram bool, _, received, _ []byte) (int, bool) {
	return 0, !fromProgram && bytes.Contains(received, []byte("APPENDUID"))
}
