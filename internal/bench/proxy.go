package main

import (
	"context"
	"errors"
	"io"
	"net"
	"sync"
	"time"
)

// slowLink forwards connections to a server and delivers every byte delay later, in each
// direction, without limiting how many are under way: latency, not a narrow pipe.
type slowLink struct {
	listener net.Listener
	to       string
	delay    time.Duration
	wait     sync.WaitGroup
}

// newSlowLink listens on loopback and forwards to addr.
func newSlowLink(addr string, delay time.Duration) (*slowLink, error) {
	var lc net.ListenConfig
	l, err := lc.Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	s := &slowLink{listener: l, to: addr, delay: delay}
	s.wait.Go(s.accept)
	return s, nil
}

func (s *slowLink) addr() string { return s.listener.Addr().String() }

func (s *slowLink) close() {
	_ = s.listener.Close() // ends accept
	s.wait.Wait()
}

func (s *slowLink) accept() {
	for {
		c, err := s.listener.Accept()
		if err != nil {
			return
		}
		s.wait.Go(func() { s.forward(c) })
	}
}

func (s *slowLink) forward(c net.Conn) {
	d, err := net.Dial("tcp", s.to)
	if err != nil {
		_ = c.Close() // the client sees a dead server
		return
	}
	var both sync.WaitGroup
	both.Go(func() { s.pump(d, c) })
	both.Go(func() { s.pump(c, d) })
	both.Wait()
	_, _ = c.Close(), d.Close() // both directions have ended
}

// piece is some bytes and when they are due at the other end.
type piece struct {
	due  time.Time
	data []byte
}

// pump copies one direction. Reading and writing run apart, so bytes that follow each
// other closely are late by the delay once and not each.
func (s *slowLink) pump(to, from net.Conn) {
	pieces := make(chan piece, 4096)
	go func() {
		defer close(pieces)
		for {
			buf := make([]byte, 32<<10)
			n, err := from.Read(buf)
			if n > 0 {
				pieces <- piece{time.Now().Add(s.delay), buf[:n]}
			}
			if err != nil {
				return
			}
		}
	}()
	var failed error
	for p := range pieces {
		if failed != nil {
			continue // the reader must not block for ever
		}
		time.Sleep(time.Until(p.due))
		_, failed = to.Write(p.data)
	}
	if half, ok := to.(interface{ CloseWrite() error }); ok && !errors.Is(failed, io.ErrClosedPipe) {
		_ = half.CloseWrite() // the other end may have gone already
	}
}
