package replies

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"time"

	"github.com/wneessen/go-mail/smtp"

	"returndesk/desk"
)

// TLSMode is how the connection to the SMTP server is protected.
type TLSMode string

// The kinds of protection.
const (
	TLSImplicit TLSMode = "implicit" // TLS from the first byte (RFC 8314), port 465
	TLSStart    TLSMode = "starttls" // RFC 3207; without the upgrade nothing is sent
	TLSNone     TLSMode = "plain"    // on loopback only
)

// SMTP says where and how mail is handed in. Zero time limits mean those of RFC 5321
// section 4.5.3.2.
type SMTP struct {
	Host      string // also the name that the certificate must carry
	Port      int
	TLS       TLSMode
	RootCAs   *x509.CertPool // nil = the system's
	Login     string         // "" = no login
	Mechanism string         // "plain", "login", "" = what the server offers
	// PasswordFrom is asked at every login, so that a password that was changed where it is kept counts.
	PasswordFrom func() (string, error)
	// Auth replaces Login and PasswordFrom: the seam for XOAUTH2 and its tokens.
	Auth AuthFunc
	// Renew drops the token that the server refused and says whether the next login may
	// get a better one; nil where there is none.
	Renew func() bool
	// Hello is our name in EHLO; "" = localhost.
	Hello string
	// Connect bounds dialing and the TLS handshake; one minute.
	Connect time.Duration
	// Patience bounds the answer to each command and each block of the mail; 5 minutes.
	Patience time.Duration
	// DotPatience bounds the answer to the final dot; 10 minutes, because servers that
	// answer late have often taken the mail.
	DotPatience time.Duration
	// Grace is how much longer that answer is waited for once the caller gave up: a
	// sending cut there would be in doubt for ever; 30 seconds.
	Grace time.Duration
}

// AuthFunc makes the login for one connection, so that a token can be fetched anew.
// mechanisms are the server's, in upper case.
type AuthFunc func(ctx context.Context, host string, mechanisms []string) (smtp.Auth, error)

// byPassword logs in by the wanted mechanism, or by PLAIN where the server offers it and
// else by LOGIN. The password goes over TLS, or over loopback.
func byPassword(user string, read func() (string, error), wanted string) AuthFunc {
	return func(_ context.Context, host string, mechanisms []string) (smtp.Auth, error) {
		password, err := read()
		if err != nil {
			return nil, err
		}
		for _, m := range []string{"PLAIN", "LOGIN"} {
			if wanted != "" && !strings.EqualFold(wanted, m) || !slices.Contains(mechanisms, m) {
				continue
			}
			if m == "PLAIN" {
				return smtp.PlainAuth("", user, password, host, loopbackHost(host)), nil
			}
			return smtp.LoginAuth(user, password, host, loopbackHost(host)), nil
		}
		return nil, desk.Errf(desk.CodeAuth, "the SMTP server does not offer the login %s (it offers: %s)", strings.ToUpper(cmp.Or(wanted, "plain or login")), strings.Join(mechanisms, " ")).
			WithMend("set smtp.mechanism to one of them, and smtp.tls to implicit or starttls: many servers offer a login only then")
	}
}

// Sender hands finished mails to one SMTP server, one connection a mail. It keeps no
// state and may be used by several goroutines.
type Sender struct {
	server SMTP
	dial   func(ctx context.Context, network, address string) (net.Conn, error)
}

// NewSender checks the settings; CodeInvalid names what is wrong.
func NewSender(s SMTP) (*Sender, error) {
	switch {
	case s.Host == "":
		return nil, desk.Errf(desk.CodeInvalid, "the SMTP server has no host").WithMend("set smtp.host")
	case s.Port < 1 || s.Port > 65535:
		return nil, desk.Errf(desk.CodeInvalid, "%d is not a port", s.Port).WithMend("set smtp.port: 465 for implicit TLS, 587 for STARTTLS")
	case s.TLS == TLSNone && !loopbackHost(s.Host):
		return nil, desk.Errf(desk.CodeInvalid, "mail to %s would go unprotected", s.Host).WithMend("set smtp.tls to implicit or starttls; plain is for this machine only")
	case s.TLS != TLSNone && s.TLS != TLSStart && s.TLS != TLSImplicit:
		return nil, desk.Errf(desk.CodeInvalid, "%q is no kind of TLS", s.TLS).WithMend("set smtp.tls to implicit, starttls or plain")
	}
	for _, limit := range []struct {
		v    *time.Duration
		want time.Duration
	}{{&s.Connect, time.Minute}, {&s.Patience, 5 * time.Minute}, {&s.DotPatience, 10 * time.Minute}, {&s.Grace, 30 * time.Second}} {
		if *limit.v <= 0 {
			*limit.v = limit.want
		}
	}
	s.Hello = cmp.Or(s.Hello, "localhost")
	if s.Auth == nil && s.Login != "" {
		if s.PasswordFrom == nil {
			return nil, desk.Errf(desk.CodeInvalid, "the SMTP server has a login and no password").WithMend("set smtp.password_file or smtp.password_env")
		}
		s.Auth = byPassword(s.Login, s.PasswordFrom, s.Mechanism)
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
	limits SMTP           // for its time limits
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
	se.within(s.server.Connect)
	_ = se.client.Quit() // goodbye is a courtesy
	name, _, _ = strings.Cut(name, "\n")
	return clip(name), nil
}

// open gives a connection that is protected and logged in. A token that the server would
// not have is replaced once.
func (s *Sender) open(ctx context.Context) (*session, error) {
	se, err := s.connect(ctx)
	var refused *loginRefused
	if errors.As(err, &refused) && s.server.Renew != nil && s.server.Renew() {
		return s.connect(ctx)
	}
	return se, err
}

// loginRefused is a server's no to a login, for good or for now.
type loginRefused struct{ error }

func (r *loginRefused) Unwrap() error { return r.error }

func (s *Sender) connect(ctx context.Context) (se *session, err error) {
	address := net.JoinHostPort(s.server.Host, fmt.Sprint(s.server.Port))
	dctx, cancel := context.WithTimeout(ctx, s.server.Connect)
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
	settings := &tls.Config{ServerName: s.server.Host, RootCAs: s.server.RootCAs, MinVersion: tls.VersionTLS12}
	if s.server.TLS == TLSImplicit {
		_ = conn.SetDeadline(time.Now().Add(s.server.Connect)) // see within
		t := tls.Client(conn, settings)
		if err := t.HandshakeContext(dctx); err != nil {
			return nil, tlsError(err, address)
		}
		conn = t
	}
	se = &session{conn: conn, limits: s.server}
	se.within(s.server.Patience)
	c, err := smtp.NewClient(conn, s.server.Host)
	if err != nil {
		return nil, stepError(err, address, "greets with")
	}
	se.client = c
	if err := c.Hello(s.server.Hello); err != nil {
		return nil, stepError(err, address, "refuses EHLO")
	}
	if s.server.TLS == TLSStart {
		if ok, _ := c.Extension("STARTTLS"); !ok {
			return nil, desk.Errf(desk.CodeTLS, "the SMTP server %s does not offer STARTTLS", address).WithMend("set smtp.tls to implicit (usually port 465)")
		}
		if err := c.StartTLS(settings); err != nil {
			return nil, tlsError(err, address)
		}
	}
	if err := s.login(ctx, se, address); err != nil {
		return nil, err
	}
	return se, nil
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
	se.within(s.server.Patience)
	if err := se.client.Auth(auth); err != nil {
		r := fromServer(err, "login")
		if r.Code != 0 {
			err = &loginRefused{err}
		}
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
