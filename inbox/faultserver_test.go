package inbox

import (
	"bufio"
	"crypto/tls"
	"fmt"
	"net"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"
)

// faultServer is a small IMAP server that behaves, except where a test says
// otherwise: on gets every command first and returns true when it answered.
type faultServer struct {
	addr     string
	serve    func()
	greeting string
	caps     string
	on       func(c *faultConn, command string) bool

	mu       sync.Mutex
	validity uint32
	next     uint32
	mails    []faultMail
	conns    int
	commands []string
}

type faultMail struct {
	uid  uint32
	text string
	date time.Time
}

// faultConn is one connection; number counts them from 1.
type faultConn struct {
	*bufio.ReadWriter
	net    net.Conn
	server *faultServer
	number int
	tag    string
}

func startFaults(t *testing.T, words ...string) *faultServer {
	t.Helper()
	s := &faultServer{validity: 7, next: 1, caps: "IMAP4rev1 IDLE UIDPLUS SASL-IR AUTH=PLAIN"}
	for _, word := range words {
		s.add(word)
	}
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	s.open(t, listener)
	return s
}

// startFaultsTLS speaks TLS with the certificate given.
func startFaultsTLS(t *testing.T, cert tls.Certificate) *faultServer {
	t.Helper()
	s := &faultServer{validity: 7, next: 1, caps: "IMAP4rev1 AUTH=PLAIN SASL-IR"}
	listener, err := tls.Listen("tcp", "127.0.0.1:0", &tls.Config{Certificates: []tls.Certificate{cert}})
	if err != nil {
		t.Fatal(err)
	}
	s.open(t, listener)
	return s
}

// open prepares the server; it answers from the first call of account on, so
// that a test sets its faults before.
func (s *faultServer) open(t *testing.T, listener net.Listener) {
	s.addr = listener.Addr().String()
	s.serve = sync.OnceFunc(func() { s.accept(t, listener) })
}

func (s *faultServer) accept(t *testing.T, listener net.Listener) {
	var all sync.WaitGroup
	var open sync.Map
	t.Cleanup(func() {
		_ = listener.Close()
		open.Range(func(conn, _ any) bool { _ = conn.(net.Conn).Close(); return true })
		all.Wait()
	})
	all.Add(1)
	go func() {
		defer all.Done()
		for {
			conn, err := listener.Accept()
			if err != nil {
				return
			}
			open.Store(conn, true)
			all.Add(1)
			go func() {
				defer all.Done()
				defer func() { _ = conn.Close() }()
				s.talk(conn)
			}()
		}
	}()
}

func (s *faultServer) talk(conn net.Conn) {
	s.mu.Lock()
	s.conns++
	c := &faultConn{bufio.NewReadWriter(bufio.NewReader(conn), bufio.NewWriter(conn)), conn, s, s.conns, ""}
	greeting := s.greeting
	s.mu.Unlock()
	if greeting == "" || c.number > 1 {
		greeting = "* OK [CAPABILITY " + s.caps + "] ready"
	}
	c.say(greeting)
	if strings.HasPrefix(greeting, "* BYE") {
		return
	}
	for {
		line, err := c.ReadString('\n')
		if err != nil {
			return
		}
		tag, command, _ := strings.Cut(strings.TrimRight(line, "\r\n"), " ")
		c.tag = tag
		s.mu.Lock()
		s.commands = append(s.commands, command)
		on := s.on
		s.mu.Unlock()
		if on != nil && on(c, command) {
			continue
		}
		if !c.answer(command) {
			return
		}
	}
}

// say writes lines, with CRLF each.
func (c *faultConn) say(lines ...string) {
	for _, line := range lines {
		_, _ = c.WriteString(line + "\r\n")
	}
	_ = c.Flush()
}

// write sends bytes as they are.
func (c *faultConn) write(text string) {
	_, _ = c.WriteString(text)
	_ = c.Flush()
}

func (c *faultConn) ok() { c.say(c.tag + " OK done") }

// cut ends the connection at once.
func (c *faultConn) cut() bool {
	_ = c.net.Close()
	return true
}

// answer is the well-behaved server.
func (c *faultConn) answer(command string) bool {
	word, rest, _ := strings.Cut(command, " ")
	switch word {
	case "CAPABILITY":
		c.say("* CAPABILITY " + c.server.caps)
	case "EXAMINE":
		c.examine()
		return true
	case "UID":
		if fetch, ok := strings.CutPrefix(rest, "FETCH "); ok {
			c.fetch(fetch, true)
		}
	case "FETCH":
		c.fetch(rest, false)
	case "IDLE":
		c.say("+ idling")
		if _, err := c.ReadString('\n'); err != nil {
			return false
		}
	case "LOGOUT":
		c.say("* BYE bye")
		c.ok()
		return false
	case "LIST":
		c.say(`* LIST (\HasNoChildren) "/" INBOX`)
	}
	c.ok()
	return true
}

func (c *faultConn) examine() {
	s := c.server
	s.mu.Lock()
	lines := []string{
		fmt.Sprintf("* %d EXISTS", len(s.mails)), `* FLAGS (\Answered \Seen)`,
		fmt.Sprintf("* OK [UIDVALIDITY %d] ok", s.validity), fmt.Sprintf("* OK [UIDNEXT %d] ok", s.next),
		c.tag + " OK [READ-ONLY] done",
	}
	s.mu.Unlock()
	c.say(lines...)
}

func (c *faultConn) fetch(args string, byUID bool) {
	set, items, _ := strings.Cut(args, " ")
	for _, one := range c.server.pick(set, byUID) {
		c.write(one.answer(items, "front"))
	}
}

// picked is a mail with its sequence number.
type picked struct {
	faultMail
	seq int
}

// pick resolves a number set.
func (s *faultServer) pick(set string, byUID bool) []picked {
	s.mu.Lock()
	defer s.mu.Unlock()
	var found []picked
	for i, mail := range s.mails {
		number, last := uint64(i+1), uint64(len(s.mails))
		if byUID {
			number, last = uint64(mail.uid), uint64(s.mails[len(s.mails)-1].uid)
		}
		for _, part := range strings.Split(set, ",") {
			from, to, isRange := strings.Cut(part, ":")
			if !isRange {
				to = from
			}
			low, high := parse(from, last), parse(to, last)
			if low > high { // "n:*" also means the last one
				low, high = high, low
			}
			if number >= low && number <= high {
				found = append(found, picked{mail, i + 1})
				break
			}
		}
	}
	return found
}

func parse(number string, last uint64) uint64 {
	if number == "*" {
		return last
	}
	n, _ := strconv.ParseUint(number, 10, 32)
	return n
}

// answer writes a FETCH answer with the UID in "front" or at the "end".
func (p picked) answer(items, uid string) string {
	facts := fmt.Sprintf(`RFC822.SIZE %d INTERNALDATE "%s" FLAGS (\Recent)`, len(p.text), p.date.Format("02-Jan-2006 15:04:05 -0700"))
	text := ""
	switch {
	case strings.Contains(items, "BODY.PEEK[]"):
		text = fmt.Sprintf(" BODY[] {%d}\r\n%s", len(p.text), p.text)
	case strings.Contains(items, "BODY.PEEK[HEADER]"):
		text = fmt.Sprintf(" BODY[HEADER]<0> {%d}\r\n%s", 10, p.text[:10])
	}
	if uid == "end" {
		return fmt.Sprintf("* %d FETCH (%s%s UID %d)\r\n", p.seq, facts, text, p.uid)
	}
	return fmt.Sprintf("* %d FETCH (UID %d %s%s)\r\n", p.seq, p.uid, facts, text)
}

func (s *faultServer) add(word string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.mails = append(s.mails, faultMail{s.next, string(letter(word)), time.Date(2026, 11, 3, 10, 0, int(s.next)%60, 0, time.UTC)})
	s.next++
}

// change runs f while nobody is answered.
func (s *faultServer) change(f func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	f()
}

func (s *faultServer) count(prefix string) int {
	s.mu.Lock()
	defer s.mu.Unlock()
	n := 0
	for _, command := range s.commands {
		if strings.HasPrefix(command, prefix) {
			n++
		}
	}
	return n
}

// account is a plain account on the server, watching INBOX alone.
func (s *faultServer) account(t *testing.T) Account {
	t.Helper()
	s.serve()
	a := accountAt(t, s.addr, TLSPlain)
	a.IgnoreSent = true
	a.Patience = patience
	return a
}

// isBodyFetch tells commands that ask for texts from listings.
func isBodyFetch(command string) bool { return strings.Contains(command, "BODY.PEEK[]") }
