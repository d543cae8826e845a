package demo

import (
	"bytes"
	"io"
	"log"
	"net"
	"sync"
	"time"

	"github.com/emersion/go-message/mail"
	"github.com/emersion/go-smtp"

	"returndesk/desk"
)

// maxOutgoing bounds a mail that the demo's SMTP server takes, in bytes.
const maxOutgoing = 32 << 20

// Outgoing is one mail that left the shop: the envelope and the bytes as they arrived.
type Outgoing struct {
	From    string
	To      []string
	Subject string
	Date    time.Time
	Raw     []byte
}

// Outbox is the embedded SMTP server. It keeps what it takes, delivers nothing, and is
// the whole world that the demo can write to.
type Outbox struct {
	server   *smtp.Server
	listener net.Listener
	ended    chan error

	mu    sync.Mutex
	taken []Outgoing
}

// OpenOutbox serves SMTP at an address of this machine.
func OpenOutbox(address string) (*Outbox, error) {
	listener, err := listen(address, "SMTP")
	if err != nil {
		return nil, err
	}
	o := &Outbox{listener: listener, ended: make(chan error, 1)}
	o.server = smtp.NewServer(smtp.BackendFunc(func(*smtp.Conn) (smtp.Session, error) { return &session{box: o}, nil }))
	o.server.Domain = "demo.hollow-works.example"
	o.server.MaxMessageBytes, o.server.MaxRecipients = maxOutgoing, 20
	o.server.ReadTimeout, o.server.WriteTimeout = time.Minute, time.Minute
	o.server.ErrorLog = log.New(io.Discard, "", 0) // it reports every closed connection
	go func() { o.ended <- o.server.Serve(listener) }()
	return o, nil
}

// Address gives host and port of the server.
func (o *Outbox) Address() (host string, port int) { return addressOf(o.listener) }

// All gives the mails taken so far, oldest first.
func (o *Outbox) All() []Outgoing {
	o.mu.Lock()
	defer o.mu.Unlock()
	return append([]Outgoing(nil), o.taken...)
}

// Close ends the server and its connections.
func (o *Outbox) Close() error { return closeServer(o.server, o.listener, o.ended) }

// session is one conversation with a client.
type session struct {
	box  *Outbox
	mail Outgoing
}

// Reset forgets the mail under way.
func (s *session) Reset() { s.mail = Outgoing{} }

// Logout ends the conversation.
func (s *session) Logout() error { return nil }

// Mail takes the sender of the envelope.
func (s *session) Mail(from string, _ *smtp.MailOptions) error {
	s.mail.From = from
	return nil
}

// Rcpt takes a recipient of the envelope.
func (s *session) Rcpt(to string, _ *smtp.RcptOptions) error {
	s.mail.To = append(s.mail.To, to)
	return nil
}

// Data takes the mail itself. A header that cannot be read is refused, as a careful
// server would do.
func (s *session) Data(r io.Reader) error {
	raw, err := io.ReadAll(r)
	if err != nil {
		return err
	}
	m, err := mail.CreateReader(bytes.NewReader(raw))
	if err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "the mail cannot be read")
	}
	defer func() { _ = m.Close() }() // it reads from memory
	s.mail.Raw = raw
	if s.mail.Subject, err = m.Header.Subject(); err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "the mail's subject cannot be read")
	}
	if s.mail.Date, err = m.Header.Date(); err != nil {
		return desk.Wrap(desk.CodeInvalid, err, "the mail's date cannot be read")
	}
	s.box.mu.Lock()
	defer s.box.mu.Unlock()
	s.box.taken = append(s.box.taken, s.mail)
	return nil
}
