package main

import (
	"bytes"
	"io"
	"log"
	"net"
	"net/mail"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-smtp"
)

// counter is an SMTP server that remembers every mail whose last line came, before it
// answers: what it counted may have been sent, what it did not count was not.
type counter struct {
	server   *smtp.Server
	listener net.Listener
	pause    func() // before the answer to the final dot; nil = none

	mu    sync.Mutex
	got   map[string][][]byte // by Message-ID without brackets
	doubt func(raw []byte)    // instead of an answer the connection ends after this; nil = it is answered
}

// answerWithDoubt makes the server take mails and hang up without a word, after do; nil
// makes it answer again.
func (c *counter) answerWithDoubt(do func(raw []byte)) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.doubt = do
}

// startCounter serves until the test ends.
func startCounter(t *testing.T, pause func()) *counter {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	c := &counter{listener: l, pause: pause, got: map[string][][]byte{}}
	c.server = smtp.NewServer(smtp.BackendFunc(func(conn *smtp.Conn) (smtp.Session, error) { return counting{c, conn}, nil }))
	c.server.Domain, c.server.ErrorLog = "mail.shop.test", log.New(io.Discard, "", 0) // it reports every connection that the killing cuts
	c.server.ReadTimeout, c.server.WriteTimeout = e2ePatience, e2ePatience
	ended := make(chan error, 1)
	go func() { ended <- c.server.Serve(l) }()
	t.Cleanup(func() {
		_ = c.server.Close() // ends Serve, whose error is about that
		<-ended
	})
	return c
}

func (c *counter) address() string { return c.listener.Addr().String() }

// taken gives a copy of what was counted.
func (c *counter) taken() map[string][][]byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	out := make(map[string][][]byte, len(c.got))
	for id, raws := range c.got {
		out[id] = append([][]byte(nil), raws...)
	}
	return out
}

// counting is one conversation.
type counting struct {
	c    *counter
	conn *smtp.Conn
}

func (counting) Reset()                               {}
func (counting) Logout() error                        { return nil }
func (counting) Mail(string, *smtp.MailOptions) error { return nil }
func (counting) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s counting) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return err
	}
	id := strings.Trim(m.Header.Get("Message-Id"), "<>")
	s.c.mu.Lock()
	s.c.got[id] = append(s.c.got[id], raw)
	doubt := s.c.doubt
	s.c.mu.Unlock()
	if doubt != nil {
		doubt(raw)
		return s.conn.Close()
	}
	if s.c.pause != nil {
		s.c.pause()
	}
	return nil
}
