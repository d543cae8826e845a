package replies

import (
	"bufio"
	"net"
	"strings"
	"sync"
	"testing"
	"time"
)

// scripted is an SMTP server that answers as a test says: faults that real servers show
// once a year.
type scripted struct {
	address string
	// answer gives the reply to a command line, or to "." for the end of the mail and ""
	// for the greeting. "close" hangs up, "reset" with a TCP reset, "mute" says nothing;
	// "250 x|close" answers and then hangs up.
	answer func(line string) string
	// cutAfter hangs up after that many bytes of the mail; 0 = never. A reply may come
	// first.
	cutAfter int
	cutReply string

	mu   sync.Mutex
	seen []string // command lines
	mail string   // as it came over the wire, without dot-stuffing and final dot
	over chan struct{}
}

func serve(t *testing.T, s *scripted) *scripted {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.address, s.over = l.Addr().String(), make(chan struct{})
	t.Cleanup(func() { _ = l.Close() })
	go func() {
		for {
			c, err := l.Accept()
			if err != nil {
				return
			}
			go s.talk(c)
		}
	}()
	t.Cleanup(func() { close(s.over) })
	return s
}

// talk holds one connection's conversation.
func (s *scripted) talk(c net.Conn) {
	defer func() { _ = c.Close() }()
	r := bufio.NewReader(c)
	if !s.reply(c, "") {
		return
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return
		}
		line = strings.TrimRight(line, "\r\n")
		s.mu.Lock()
		s.seen = append(s.seen, line)
		s.mu.Unlock()
		if !s.reply(c, line) {
			return
		}
		if strings.EqualFold(line, "DATA") && strings.HasPrefix(s.say(line), "354") && !s.take(c, r) {
			return
		}
	}
}

// take reads the mail up to its dot and answers it.
func (s *scripted) take(c net.Conn, r *bufio.Reader) bool {
	var b strings.Builder
	for {
		line, err := r.ReadString('\n')
		if err != nil {
			return false
		}
		if line == ".\r\n" {
			break
		}
		b.WriteString(strings.TrimPrefix(line, "."))
		if s.cutAfter > 0 && b.Len() >= s.cutAfter {
			if s.cutReply != "" {
				_, _ = c.Write([]byte(s.cutReply + "\r\n"))
			}
			return false
		}
	}
	s.mu.Lock()
	s.mail = b.String()
	s.mu.Unlock()
	return s.reply(c, ".")
}

// say gives the reply to a line: the test's, or a friendly one.
func (s *scripted) say(line string) string {
	if s.answer != nil {
		if a := s.answer(line); a != "" {
			return a
		}
	}
	switch verb, _, _ := strings.Cut(strings.ToUpper(line), " "); verb {
	case "":
		return "220 mail.shop.test ready"
	case "EHLO":
		return "250-mail.shop.test\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 50000000"
	case "DATA":
		return "354 go on"
	case "QUIT":
		return "221 bye"
	case ".":
		return "250 2.0.0 Ok: queued as 4F1A2"
	}
	return "250 ok"
}

// reply writes a reply and reports whether the conversation goes on.
func (s *scripted) reply(c net.Conn, line string) bool {
	a := s.say(line)
	text, then, _ := strings.Cut(a, "|")
	switch text {
	case "mute":
		<-s.over
		return false
	case "close":
		return false
	case "reset":
		_ = c.(*net.TCPConn).SetLinger(0)
		return false
	}
	if pause, rest, ok := strings.Cut(text, "@"); ok && pause != "" {
		if d, err := time.ParseDuration(pause); err == nil {
			time.Sleep(d)
			text = rest
		}
	}
	if _, err := c.Write([]byte(text + "\r\n")); err != nil {
		return false
	}
	if then == "reset" {
		_ = c.(*net.TCPConn).SetLinger(0)
	}
	return then == ""
}

func (s *scripted) commands() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Join(s.seen, "\n")
}

func (s *scripted) received() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.mail
}
