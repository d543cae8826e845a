package replies

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"returndesk/desk"
)

// Security is how the connection to the SMTP server is protected.
type Security string

// The kinds of protection.
const (
	TLSImplicit Security = "implicit" // TLS from the first byte (RFC 8314), port 465
	TLSStart    Security = "starttls" // RFC 3207; without the upgrade nothing is sent
	TLSNone     Security = "plain"    // on loopback only
)

// Limits bound each step of a sending. The zero value means those that RFC 5321 section
// 4.5.3.2 asks for.
type Limits struct {
	Connect time.Duration // dial and handshake
	Command time.Duration // greeting, EHLO, AUTH, MAIL, RCPT: 5 minutes
	Data    time.Duration // answer to DATA: 2 minutes
	Block   time.Duration // handing over one block of the mail: 3 minutes
	Dot     time.Duration // answer to the final dot: 10 minutes
	// Grace is how much longer the answer to the final dot is waited for once the caller
	// gave up: a sending cut there would be in doubt for ever.
	Grace time.Duration
}

func (l Limits) filled() Limits {
	for _, d := range []struct {
		v   *time.Duration
		def time.Duration
	}{{&l.Connect, time.Minute}, {&l.Command, 5 * time.Minute}, {&l.Data, 2 * time.Minute}, {&l.Block, 3 * time.Minute},
		{&l.Dot, 10 * time.Minute}, {&l.Grace, 30 * time.Second}} {
		if *d.v <= 0 {
			*d.v = d.def
		}
	}
	return l
}

// Server says where and how mail is handed in.
type Server struct {
	Host     string // also the name that the certificate must carry
	Port     int
	Security Security
	CA       *x509.CertPool // nil = the system's
	// Auth logs in on a connection; nil sends without login. See Login;
	// XOAUTH2 is another function of this type.
	Auth   AuthFunc
	Hello  string // our name in EHLO; "" = localhost
	Limits Limits
}

// AuthFunc makes the login for one connection, so that a token can be fetched anew.
// mechanisms are the server's, in upper case.
type AuthFunc func(ctx context.Context, host string, mechanisms []string) (smtp.Auth, error)

// Login logs in with user and password, by PLAIN where the server offers it and else by
// LOGIN. The password goes over TLS, or over loopback.
func Login(user, password string) AuthFunc {
	return func(_ context.Context, host string, mechanisms []string) (smtp.Auth, error) {
		for _, m := range mechanisms {
			if m == "PLAIN" {
				return smtp.PlainAuth("", user, password, host, loopbackHost(host)), nil
			}
		}
		for _, m := range mechanisms {
			if m == "LOGIN" {
				return smtp.LoginAuth(user, password, host, loopbackHost(host)), nil
			}
		}
		return nil, desk.Errf(desk.CodeAuth, "the SMTP server offers neither PLAIN nor LOGIN (it offers %s)", strings.Join(mechanisms, " ")).
			WithMend("set smtp.tls to implicit or starttls: many servers offer a login only then")
	}
}

// Sender hands finished mails to one SMTP server, one connection a mail. It keeps no
// state and may be used by several goroutines.
type Sender struct {
	server Server
	dial   func(ctx context.Context, network, address string) (net.Conn, error)
}

// NewSender checks the settings; CodeInvalid names what is wrong.
func NewSender(s Server) (*Sender, error) {
	switch {
	case s.Host == "":
		return nil, desk.Errf(desk.CodeInvalid, "the SMTP server has no host").WithMend("set smtp.host")
	case s.Port < 1 || s.Port > 65535:
		return nil, desk.Errf(desk.CodeInvalid, "%d is not a port", s.Port).WithMend("set smtp.port: 465 for implicit TLS, 587 for STARTTLS")
	case s.Security == TLSNone && !loopbackHost(s.Host):
		return nil, desk.Errf(desk.CodeInvalid, "mail to %s would go unprotected", s.Host).WithMend("set smtp.tls to implicit or starttls; plain is for this machine only")
	case s.Security != TLSNone && s.Security != TLSStart && s.Security != TLSImplicit:
		return nil, desk.Errf(desk.CodeInvalid, "%q is no kind of TLS", s.Security).WithMend("set smtp.tls to implicit, starttls or plain")
	}
	s.Limits = s.Limits.filled()
	if s.Hello == "" {
		s.Hello = "localhost"
	}
	return &Sender{server: s, dial: (&net.Dialer{}).DialContext}, nil
}

// loopbackHost reports whether a host is this machine.
func loopbackHost(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// session is one connection with its deadlines.
type session struct {
	conn   net.Conn
	client *smtp.Client
	limits Limits
	writer io.WriteCloser // of the mail that is being handed over
}

// within sets the time limit of the next step.
func (s *session) within(d time.Duration) { _ = s.conn.SetDeadline(time.Now().Add(d)) } // a closed connection shows in the step itself

// Check connects, protects the connection and logs in, and sends no mail: for doctor. It
// gives the server's name for itself.
func (s *Sender) Check(ctx context.Context) (string, error) {
	se, err := s.open(ctx)
	if err != nil {
		return "", err
	}
	stop := context.AfterFunc(ctx, func() { _ = se.conn.Close() }) // unblocks a mute server
	defer stop()
	defer func() { _ = se.conn.Close() }()
	name := se.client.HelloResponse()
	se.within(s.server.Limits.Connect)
	_ = se.client.Quit() // goodbye is a courtesy
	name, _, _ = strings.Cut(name, "\n")
	return clip(name), nil
}

// open gives a connection that is protected and logged in.
func (s *Sender) open(ctx context.Context) (se *session, err error) {
	address := net.JoinHostPort(s.server.Host, fmt.Sprint(s.server.Port))
	dctx, cancel := context.WithTimeout(ctx, s.server.Limits.Connect)
	defer cancel()
	conn, err := s.dial(dctx, "tcp", address)
	if err != nil {
		return nil, desk.Wrap(desk.CodeUnavailable, err, "the SMTP server %s cannot be reached", address).WithMend("look at host, port and network").AsTemporary()
	}
	defer func() {
		if err != nil {
			_ = conn.Close() // the first error is the one that counts
		}
	}()
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() }) // unblocks a mute server
	defer stop()
	settings := &tls.Config{ServerName: s.server.Host, RootCAs: s.server.CA, MinVersion: tls.VersionTLS12}
	if s.server.Security == TLSImplicit {
		_ = conn.SetDeadline(time.Now().Add(s.server.Limits.Connect)) // see within
		t := tls.Client(conn, settings)
		if err := t.HandshakeContext(dctx); err != nil {
			return nil, tlsError(err, address)
		}
		conn = t
	}
	se = &session{conn: conn, limits: s.server.Limits}
	se.within(s.server.Limits.Command)
	c, err := smtp.NewClient(conn, s.server.Host)
	if err != nil {
		return nil, stepError(err, address, "greets with")
	}
	se.client = c
	if err := c.Hello(s.server.Hello); err != nil {
		return nil, stepError(err, address, "refuses EHLO")
	}
	if s.server.Security == TLSStart {
		if ok, _ := c.Extension("STARTTLS"); !ok {
			return nil, desk.Errf(desk.CodeTLS, "the SMTP server %s does not offer STARTTLS", address).WithMend("set smtp.tls to implicit (usually port 465)")
		}
		if err := c.StartTLS(settings); err != nil {
			return nil, tlsError(err, address)
		}
	}
	return se, s.login(ctx, se, address)
}

// login authenticates, where a login is set.
func (s *Sender) login(ctx context.Context, se *session, address string) error {
	if s.server.Auth == nil {
		return nil
	}
	_, offered := se.client.Extension("AUTH")
	auth, err := s.server.Auth(ctx, s.server.Host, strings.Fields(strings.ToUpper(offered)))
	if err != nil {
		return err
	}
	se.within(s.server.Limits.Command)
	if err := se.client.Auth(auth); err != nil {
		r := fromServer(err, "login")
		if r.Code == 0 || r.Code < 500 { // 454 and lost connections pass; 535 does not
			return desk.Wrap(desk.CodeUnavailable, err, "the SMTP server %s did not complete the login", address).AsTemporary()
		}
		return desk.Wrap(desk.CodeAuth, err, "the SMTP server %s refuses the login", address).WithMend("check user and password; some providers want an app password")
	}
	return nil
}

// tlsError names what is wrong with a handshake.
func tlsError(err error, address string) error {
	var netErr net.Error
	if errors.As(err, &netErr) && netErr.Timeout() {
		return desk.Wrap(desk.CodeUnavailable, err, "the SMTP server %s does not answer the TLS handshake", address).AsTemporary()
	}
	return desk.Wrap(desk.CodeTLS, err, "the connection to the SMTP server %s cannot be protected", address).
		WithMend("look at the certificate's name and dates, at smtp.tls, and at smtp.ca_file for a private authority")
}

// stepError wraps an answer before any mail was named.
func stepError(err error, address, what string) error {
	r := fromServer(err, "")
	e := desk.Wrap(desk.CodeUnavailable, err, "the SMTP server %s %s", address, what)
	if r.Outcome == Temporary {
		return e.AsTemporary()
	}
	return e
}
