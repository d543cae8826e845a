package replies

import (
	"bytes"
	"crypto/tls"
	"crypto/x509"
	"io"
	"net"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"returndesk/desk"
	"returndesk/internal/mailtest"
)

// postbox is a go-smtp backend that keeps what it takes and knows one login.
type postbox struct {
	mu   sync.Mutex
	mail []byte
	user string
}

type postSession struct{ box *postbox }

// NewSession implements smtp.Backend.
func (b *postbox) NewSession(*smtp.Conn) (smtp.Session, error) { return &postSession{b}, nil }

// AuthMechanisms implements smtp.AuthSession.
func (s *postSession) AuthMechanisms() []string { return []string{sasl.Plain} }

// Auth implements smtp.AuthSession.
func (s *postSession) Auth(string) (sasl.Server, error) {
	return sasl.NewPlainServer(func(_, user, password string) error {
		if user != "support" || password != "correct horse" {
			return smtp.ErrAuthFailed
		}
		s.box.mu.Lock()
		s.box.user = user
		s.box.mu.Unlock()
		return nil
	}), nil
}

func (s *postSession) Mail(string, *smtp.MailOptions) error { return nil }
func (s *postSession) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s *postSession) Data(r io.Reader) error {
	b, err := io.ReadAll(r)
	s.box.mu.Lock()
	s.box.mail = b
	s.box.mu.Unlock()
	return err
}
func (s *postSession) Reset()        {}
func (s *postSession) Logout() error { return nil }

// certificate makes a self-signed one that ends at a time.
func certificate(t *testing.T, until time.Time) (tls.Certificate, *x509.CertPool) {
	t.Helper()
	c, err := mailtest.NewCertificate(until.Add(-48*time.Hour), until)
	if err != nil {
		t.Fatal(err)
	}
	return c.TLS, c.Pool
}

// serveTLS starts a go-smtp server, with TLS at once or by STARTTLS.
func serveTLS(t *testing.T, cert tls.Certificate, implicit bool) (string, *postbox) {
	t.Helper()
	box := &postbox{}
	s := smtp.NewServer(box)
	s.Domain, s.TLSConfig = "mail.shop.test", &tls.Config{Certificates: []tls.Certificate{cert}, MinVersion: tls.VersionTLS12}
	s.ErrorLog = quiet{}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	address := l.Addr().String()
	if implicit {
		l = tls.NewListener(l, s.TLSConfig)
	}
	go func() { _ = s.Serve(l) }() // ends with Close
	t.Cleanup(func() { _ = s.Close() })
	return address, box
}

// quiet drops the server's remarks about handshakes that the tests break on purpose.
type quiet struct{}

func (quiet) Printf(string, ...any) {}
func (quiet) Println(...any)        {}

func TestSendOverTLS(t *testing.T) {
	t.Parallel()
	good, pool := certificate(t, time.Now().Add(24*time.Hour))
	expired, expiredPool := certificate(t, time.Now().Add(-time.Hour))
	for _, c := range []struct {
		name     string
		mode     TLSMode
		cert     tls.Certificate
		pool     *x509.CertPool
		password string
		want     Outcome
		code     desk.Code
	}{
		{"implicit", TLSImplicit, good, pool, "correct horse", Delivered, ""},
		{"STARTTLS", TLSStart, good, pool, "correct horse", Delivered, ""},
		{"wrong password", TLSStart, good, pool, "wrong", Permanent, desk.CodeAuth},
		{"expired, implicit", TLSImplicit, expired, expiredPool, "correct horse", Permanent, desk.CodeTLS},
		{"expired, STARTTLS", TLSStart, expired, expiredPool, "correct horse", Permanent, desk.CodeTLS},
		{"unknown authority", TLSStart, good, expiredPool, "correct horse", Permanent, desk.CodeTLS},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			address, box := serveTLS(t, c.cert, c.mode == TLSImplicit)
			s := senderTo(t, address, func(o *SMTP) {
				o.TLS, o.RootCAs, o.Login, o.PasswordFrom = c.mode, c.pool, "support", given(c.password)
			})
			raw := rawMail(t)
			got, err := s.Send(t.Context(), "support@shop.example", []string{"jo@mailbox.example"}, raw)
			if got.Outcome != c.want || desk.CodeOf(err) != c.code {
				t.Fatalf("%+v, %v", got, err)
			}
			if err != nil && strings.Contains(err.Error(), c.password) {
				t.Errorf("the password stands in the error: %v", err)
			}
			box.mu.Lock()
			defer box.mu.Unlock()
			if c.want == Delivered && (!bytes.Equal(box.mail, raw) || box.user != "support") {
				t.Errorf("user %q, %d bytes of %d arrived", box.user, len(box.mail), len(raw))
			}
		})
	}
}

// TestNoDowngrade: without the TLS that the configuration asks for, nothing is sent, and
// no password either.
func TestNoDowngrade(t *testing.T) {
	t.Parallel()
	server := serve(t, &scripted{})
	s := senderTo(t, server.address, func(o *SMTP) { o.TLS, o.Login, o.PasswordFrom = TLSStart, "support", given("correct horse") })
	if got, err := s.Send(t.Context(), "a@b.example", []string{"c@d.example"}, rawMail(t)); desk.CodeOf(err) != desk.CodeTLS || got.Outcome != Permanent {
		t.Errorf("%+v, %v", got, err)
	}
	if c := server.commands(); strings.Contains(c, "AUTH") || strings.Contains(c, "MAIL") {
		t.Errorf("commands:\n%s", c)
	}
}

func TestMechanism(t *testing.T) {
	t.Parallel()
	for offered, want := range map[string]string{"LOGIN PLAIN": "AUTH PLAIN ", "LOGIN": "AUTH LOGIN", "CRAM-MD5": ""} {
		server := serve(t, &scripted{answer: func(line string) string {
			switch {
			case strings.HasPrefix(line, "EHLO"):
				return "250-mail.shop.test\r\n250 AUTH " + offered
			case strings.HasPrefix(line, "AUTH"):
				return "535 5.7.8 no"
			}
			return ""
		}})
		s := senderTo(t, server.address, func(o *SMTP) { o.Login, o.PasswordFrom = "support", given("secret") })
		if _, err := s.Check(t.Context()); desk.CodeOf(err) != desk.CodeAuth {
			t.Errorf("%s: %v", offered, err)
		}
		if c := server.commands(); want == "" && strings.Contains(c, "AUTH") || !strings.Contains(c, want) {
			t.Errorf("%s: commands:\n%s", offered, c)
		}
	}
}

// TestSendThroughPostfix sends on a real server, with login and over both kinds of TLS,
// and finds the mail where Dovecot put it.
func TestSendThroughPostfix(t *testing.T) {
	t.Parallel()
	d := mailtest.StartDovecot(t)
	p := mailtest.StartPostfix(t, d)
	for mode, address := range map[TLSMode]string{TLSStart: p.SMTPAddr, TLSImplicit: p.SMTPSAddr} {
		s := senderTo(t, address, func(o *SMTP) {
			o.TLS, o.RootCAs, o.Login, o.PasswordFrom = mode, p.CA, p.User, given(p.Password)
		})
		if name, err := s.Check(t.Context()); err != nil || !strings.Contains(name, "mail.shop.test") {
			t.Errorf("%s: check: %q, %v", mode, name, err)
		}
		to := "jo-" + string(mode) + "@mailbox.example"
		raw := rawMail(t)
		got, err := s.Send(t.Context(), "support@shop.example", []string{to}, raw)
		if err != nil || got.Outcome != Delivered || !strings.Contains(got.Text, "queued as") {
			t.Fatalf("%s: %+v, %v\n%s", mode, got, err, p.Log())
		}
		arrived := waitForMail(t, d, to)
		_, body, _ := bytes.Cut(arrived, []byte("Message-ID: <c.1042.1.abc@shop.example>"))
		_, want, _ := bytes.Cut(bytes.ReplaceAll(raw, []byte("\r\n"), []byte("\n")), []byte("Message-ID: <c.1042.1.abc@shop.example>"))
		if len(want) == 0 || !bytes.Equal(bytes.ReplaceAll(body, []byte("\r\n"), []byte("\n")), want) {
			t.Errorf("%s: another mail arrived:\n%s", mode, arrived)
		}
	}
	wrong := senderTo(t, p.SMTPAddr, func(o *SMTP) { o.TLS, o.RootCAs, o.Login, o.PasswordFrom = TLSStart, p.CA, p.User, given("wrong") })
	if got, err := wrong.Send(t.Context(), "support@shop.example", []string{"x@y.example"}, rawMail(t)); desk.CodeOf(err) != desk.CodeAuth || got.Outcome != Permanent {
		t.Errorf("wrong password: %+v, %v", got, err)
	}
}

// waitForMail waits for the first mail in a mailbox on disk.
func waitForMail(t *testing.T, d *mailtest.Dovecot, login string) []byte {
	t.Helper()
	for deadline := time.Now().Add(5 * time.Minute); time.Now().Before(deadline); time.Sleep(50 * time.Millisecond) {
		list, err := d.Messages(login, "INBOX")
		if err != nil {
			t.Fatal(err)
		}
		if len(list) > 0 {
			return list[0]
		}
	}
	t.Fatalf("no mail reached %s", login)
	return nil
}

// given is a password that does not change.
func given(password string) func() (string, error) {
	return func() (string, error) { return password, nil }
}
