package main

import (
	"crypto/tls"
	"errors"
	"io"
	"net"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"returndesk/internal/mailtest"
)

// relay stands between the program and a server of plain text, so that a test can spoil
// what passes: with a certificate of its own, or by cutting connections.
type relay struct {
	listener net.Listener
	target   string
	cut      atomic.Int64 // bytes of the server after which a connection is cut; 0 = never
	cuts     atomic.Int64 // how many were cut

	mu   sync.Mutex
	open map[net.Conn]bool
}

// startRelay serves until the test ends. cert nil: plain text on this side too.
func startRelay(t *testing.T, target string, cert *tls.Certificate) *relay {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	if cert != nil {
		l = tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{*cert}, MinVersion: tls.VersionTLS12})
	}
	r := &relay{listener: l, target: target, open: map[net.Conn]bool{}}
	var running sync.WaitGroup
	running.Go(func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return // closed by the end of the test
			}
			running.Go(func() { r.pass(c) })
		}
	})
	t.Cleanup(func() {
		if err := l.Close(); err != nil && !errors.Is(err, net.ErrClosed) {
			t.Error(err)
		}
		r.mu.Lock()
		for c := range r.open {
			_ = c.Close() // the copies end
		}
		r.mu.Unlock()
		running.Wait()
	})
	return r
}

func (r *relay) address() string { return r.listener.Addr().String() }

// pass joins one connection with the server until either side or the limit ends it.
func (r *relay) pass(c net.Conn) {
	s, err := net.Dial("tcp", r.target)
	if err != nil {
		_ = c.Close() // the client sees that nobody is there
		return
	}
	r.mu.Lock()
	r.open[c], r.open[s] = true, true
	r.mu.Unlock()
	var both sync.WaitGroup
	both.Go(func() {
		_, _ = io.Copy(s, c) // ends with either side
		_ = s.Close()
	})
	if limit := r.cut.Load(); limit > 0 {
		if n, _ := io.CopyN(c, s, limit); n == limit {
			r.cuts.Add(1)
		}
	} else {
		_, _ = io.Copy(c, s) // ends with either side
	}
	_, _ = c.Close(), s.Close()
	both.Wait()
	r.mu.Lock()
	delete(r.open, c)
	delete(r.open, s)
	r.mu.Unlock()
}

// expiredCertificate ended an hour ago.
func expiredCertificate(t *testing.T) mailtest.Certificate {
	t.Helper()
	c, err := mailtest.NewCertificate(time.Now().Add(-48*time.Hour), time.Now().Add(-time.Hour))
	if err != nil {
		t.Fatal(err)
	}
	return c
}
