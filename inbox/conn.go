package inbox

import (
	"bufio"
	"context"
	"crypto/tls"
	"errors"
	"net"
	"os"
	"sync"
	"time"

	"github.com/emersion/go-imap/v2"
	"github.com/emersion/go-imap/v2/imapclient"
)

// readBuffer makes one system call serve many mails; the client library reads
// in pieces of 4 KB.
const readBuffer = 64 << 10

// wire is a network connection with a watchdog. The IMAP client has no time
// limits that hold (NOOP and IDLE on a mute server hang for ever), so its own
// deadlines are ignored and ours count silence: while a limit is set, each read
// may take that long. Silence beyond it ends the connection.
type wire struct {
	net.Conn
	buffered *bufio.Reader
	last     tail // of what was said inside TLS
	budget   *Budget

	mu    sync.Mutex
	limit time.Duration // 0: wait for ever (inside IDLE)
	cause error         // why the connection ended, first reason wins

	certificateEnd time.Time // of the server's certificate, once it was shown
}

func newWire(conn net.Conn) *wire {
	w := &wire{Conn: conn}
	w.buffered = bufio.NewReaderSize(wireReader{w}, readBuffer)
	return w
}

func (w *wire) Read(p []byte) (int, error) { return w.buffered.Read(p) }

// SetReadDeadline and SetDeadline belong to the watchdog: the library's own
// settings would undo it, and would fire while the Sink takes its time.
func (w *wire) SetReadDeadline(time.Time) error { return nil }

// SetDeadline is ignored like SetReadDeadline; write deadlines stay the library's.
func (w *wire) SetDeadline(time.Time) error { return nil }

// watch sets how long the server may be silent from now on; 0 means for ever.
func (w *wire) watch(limit time.Duration) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.limit = limit
	w.extend()
}

// extend needs the lock, so that a late reader can't re-arm a limit just lifted.
func (w *wire) extend() {
	var deadline time.Time
	if w.limit > 0 {
		deadline = time.Now().Add(w.limit)
	}
	// The error says that the connection is closed; the next read says it too.
	_ = w.Conn.SetReadDeadline(deadline)
}

// fail closes the connection for a reason that outlives the library's own words.
func (w *wire) fail(reason error) {
	w.note(reason)
	_ = w.Conn.Close()
}

func (w *wire) note(reason error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.cause == nil {
		w.cause = reason
	}
}

func (w *wire) reason() error {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.cause
}

type wireReader struct{ w *wire }

func (r wireReader) Read(p []byte) (int, error) {
	r.w.mu.Lock()
	if r.w.limit > 0 {
		r.w.extend()
	}
	r.w.mu.Unlock()
	n, err := r.w.Conn.Read(p)
	r.w.budget.add(n)
	if errors.Is(err, os.ErrDeadlineExceeded) {
		r.w.note(errMute)
	} else if err != nil {
		r.w.note(err)
	}
	return n, err
}

// dial connects, protects the connection as the account says, and waits for the
// greeting. onNews is called on the reader's goroutine and must not block.
func dial(ctx context.Context, a Account, onNews func()) (*imapclient.Client, *wire, error) {
	if a.TLS == TLSPlain {
		if err := onlyLoopback(ctx, a); err != nil {
			return nil, nil, err
		}
	}
	dialer := net.Dialer{Timeout: a.Patience, KeepAlive: 30 * time.Second}
	raw, err := dialer.DialContext(ctx, "tcp", a.hostPort())
	if err != nil {
		return nil, nil, a.explain(ctx, err, nil)
	}
	w := newWire(raw)
	w.budget = a.Budget
	w.watch(a.Patience)
	stop := context.AfterFunc(ctx, func() { w.fail(context.Cause(ctx)) })
	defer stop()

	client, err := greet(ctx, a, w, onNews)
	if err != nil {
		explained := a.explain(ctx, err, w.reason())
		w.fail(err)
		return nil, nil, explained
	}
	return client, w, nil
}

func greet(ctx context.Context, a Account, w *wire, onNews func()) (*imapclient.Client, error) {
	options := &imapclient.Options{
		TLSConfig: &tls.Config{
			ServerName: a.Host, RootCAs: a.RootCAs, MinVersion: tls.VersionTLS12, NextProtos: []string{"imap"},
			VerifyConnection: func(state tls.ConnectionState) error { // beside the usual checks, none of which it replaces
				w.certificateEnd = state.PeerCertificates[0].NotAfter
				return nil
			},
		},
		DebugWriter: &w.last,
		UnilateralDataHandler: &imapclient.UnilateralDataHandler{
			Mailbox: func(data *imapclient.UnilateralDataMailbox) {
				if data.NumMessages != nil {
					onNews()
				}
			},
		},
	}
	var client *imapclient.Client
	switch a.TLS {
	case TLSStart:
		var err error
		if client, err = imapclient.NewStartTLS(w, options); err != nil {
			return nil, err
		}
	case TLSPlain:
		client = imapclient.New(w, options)
	default:
		secure := tls.Client(w, options.TLSConfig)
		if err := secure.HandshakeContext(ctx); err != nil {
			return nil, err
		}
		client = imapclient.New(secure, options)
	}
	if err := client.WaitGreeting(); err != nil {
		return nil, err
	}
	if client.State() == imap.ConnStateLogout {
		return nil, errClosed
	}
	return client, nil
}

// onlyLoopback refuses a plain connection unless every address of the host is
// on this machine.
func onlyLoopback(ctx context.Context, a Account) error {
	addrs, err := net.DefaultResolver.LookupIPAddr(ctx, a.Host)
	if err != nil {
		return a.explain(ctx, err, nil)
	}
	for _, addr := range addrs {
		if !addr.IP.IsLoopback() {
			return a.refusePlain()
		}
	}
	return nil
}
