package demo

import (
	"bytes"
	"errors"
	"io"
	"log"
	"net"
	"strconv"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapserver"
	"github.com/emersion/go-imap/v2/imapserver/imapmemserver"

	"returndesk/desk"
)

// Mailbox is the embedded IMAP server with the support mailbox in it: INBOX, Drafts and
// Sent, in memory.
type Mailbox struct {
	user     *imapmemserver.User
	server   *imapserver.Server
	listener net.Listener
	ended    chan error
}

// OpenMailbox serves an empty mailbox of the shop at an address of this machine
// ("127.0.0.1:0" takes any free port). It speaks without encryption, so an address that
// others can reach is refused.
func OpenMailbox(address, password string) (*Mailbox, error) {
	listener, err := listen(address, "IMAP")
	if err != nil {
		return nil, err
	}
	m := &Mailbox{user: imapmemserver.NewUser(ShopAddress, password), listener: listener, ended: make(chan error, 1)}
	for _, folder := range []string{"INBOX", "Drafts", "Sent"} {
		if err := m.user.Create(folder, nil); err != nil {
			_ = listener.Close() // nobody is connected yet
			return nil, desk.Wrap(desk.CodeInternal, err, "the demo's folder %s cannot be made", folder)
		}
	}
	memory := imapmemserver.New()
	memory.AddUser(m.user)
	m.server = imapserver.New(&imapserver.Options{
		NewSession: func(*imapserver.Conn) (imapserver.Session, *imapserver.GreetingData, error) {
			return memory.NewSession(), nil, nil
		},
		Caps:         imap.CapSet{imap.CapIMAP4rev1: {}, imap.CapIMAP4rev2: {}},
		InsecureAuth: true,                       // this machine alone can reach it
		Logger:       log.New(io.Discard, "", 0), // it reports every closed connection
	})
	go func() { m.ended <- m.server.Serve(listener) }()
	return m, nil
}

// Address gives host and port of the server.
func (m *Mailbox) Address() (host string, port int) { return addressOf(m.listener) }

// Deliver puts letters into INBOX, dated as they were received.
func (m *Mailbox) Deliver(letters ...Letter) error {
	for _, l := range letters {
		_, err := m.user.Append("INBOX", literal{bytes.NewReader(l.Raw)}, &imap.AppendOptions{Time: l.ReceivedAt})
		if err != nil {
			return desk.Wrap(desk.CodeInternal, err, "the demo's mail %s cannot be delivered", l.Key)
		}
	}
	return nil
}

// Count gives how many mails lie in a folder.
func (m *Mailbox) Count(folder string) (int, error) {
	status, err := m.user.Status(folder, &imap.StatusOptions{NumMessages: true})
	if err != nil {
		return 0, desk.Wrap(desk.CodeNotFound, err, "the demo has no folder %s", folder)
	}
	return int(*status.NumMessages), nil
}

// Close ends the server and its connections.
func (m *Mailbox) Close() error { return closeServer(m.server, m.listener, m.ended) }

// closeServer ends a server and waits for its loop. Both libraries close only the listeners
// whose loop has begun: a server closed right after it was opened would accept for ever,
// so the listener is closed here too.
func closeServer(server io.Closer, l net.Listener, ended <-chan error) error {
	err := server.Close()
	if again := l.Close(); again != nil && !errors.Is(again, net.ErrClosed) {
		err = errors.Join(err, again)
	}
	<-ended // its error is that of the closed listener
	return err
}

// literal is a mail as the server's memory takes it.
type literal struct{ *bytes.Reader }

// listen opens a port of this machine.
func listen(address, what string) (net.Listener, error) {
	host, port, err := net.SplitHostPort(address)
	if err != nil {
		return nil, desk.Wrap(desk.CodeInvalid, err, "%s is no address to listen at", address).WithMend("write it as 127.0.0.1:1143")
	}
	if n, err := strconv.ParseUint(port, 10, 16); err != nil || n > 65535 {
		return nil, desk.Errf(desk.CodeInvalid, "%q is no port", port).WithMend("write a number up to 65535; 0 takes a free one")
	}
	if ip := net.ParseIP(host); host != "localhost" && (ip == nil || !ip.IsLoopback()) {
		return nil, desk.Errf(desk.CodeInvalid, "the demo's mail servers have no encryption and stay on this machine: %s is refused", host).
			WithMend("listen at 127.0.0.1")
	}
	l, err := net.Listen("tcp", address)
	if err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, err, "the demo's %s server cannot listen at %s", what, address).
			WithMend("another program may use the port; take another, or 0 for a free one")
	}
	return l, nil
}

func addressOf(l net.Listener) (string, int) {
	tcp, ok := l.Addr().(*net.TCPAddr)
	if !ok { // listen opens nothing else
		return "", 0
	}
	return tcp.IP.String(), tcp.Port
}
