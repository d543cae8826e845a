package main

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"log"
	"log/slog"
	"net"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/emersion/go-sasl"
	"github.com/emersion/go-smtp"

	"returndesk/config"
	"returndesk/desk"
	"returndesk/internal/mailtest"
	"returndesk/replies"
)

// bearerServer is an SMTP server that takes the tokens of an Issuer, by one mechanism.
type bearerServer struct {
	issuer    *mailtest.Issuer
	mechanism string

	mu    sync.Mutex
	taken int
	saw   []string // tokens presented
}

func (b *bearerServer) NewSession(*smtp.Conn) (smtp.Session, error) { return &bearerSession{b: b}, nil }

type bearerSession struct {
	b  *bearerServer
	in bool
}

func (s *bearerSession) AuthMechanisms() []string { return []string{s.b.mechanism} }

func (s *bearerSession) Auth(string) (sasl.Server, error) {
	if s.b.mechanism == sasl.OAuthBearer {
		return permanent{sasl.NewOAuthBearerServer(func(o sasl.OAuthBearerOptions) *sasl.OAuthBearerError {
			if !s.check(o.Username, o.Token) {
				return &sasl.OAuthBearerError{Status: "invalid_token", Schemes: "bearer"}
			}
			return nil
		})}, nil
	}
	return &xoauth2Server{s: s}, nil
}

// permanent gives a refusal the code that RFC 4954 section 4 wants: go-smtp would say 454.
type permanent struct{ sasl.Server }

func (p permanent) Next(response []byte) ([]byte, bool, error) {
	challenge, done, err := p.Server.Next(response)
	if err != nil {
		err = smtp.ErrAuthFailed
	}
	return challenge, done, err
}

func (s *bearerSession) check(user, token string) bool {
	s.b.mu.Lock()
	s.b.saw = append(s.b.saw, token)
	s.b.mu.Unlock()
	s.in = user == s.b.issuer.User && s.b.issuer.Valid(token)
	return s.in
}

// xoauth2Server is the server's side as Google describes it: a refusal is a challenge, and
// only the answer to that brings the code.
type xoauth2Server struct {
	s       *bearerSession
	refused bool
}

func (x *xoauth2Server) Next(response []byte) ([]byte, bool, error) {
	if x.refused {
		return nil, true, smtp.ErrAuthFailed
	}
	user, rest, ok := strings.Cut(strings.TrimPrefix(string(response), "user="), "\x01auth=Bearer ")
	if !ok || !strings.HasSuffix(rest, "\x01\x01") {
		return nil, true, errors.New("malformed")
	}
	if x.s.check(user, strings.TrimRight(rest, "\x01")) {
		return nil, true, nil
	}
	x.refused = true
	return []byte(`{"status":"401","schemes":"bearer mac"}`), false, nil
}

func (s *bearerSession) Mail(string, *smtp.MailOptions) error {
	if !s.in {
		return smtp.ErrAuthRequired
	}
	return nil
}
func (s *bearerSession) Rcpt(string, *smtp.RcptOptions) error { return nil }
func (s *bearerSession) Data(r io.Reader) error {
	_, err := io.Copy(io.Discard, r)
	s.b.mu.Lock()
	s.b.taken++
	s.b.mu.Unlock()
	return err
}
func (s *bearerSession) Reset()        {}
func (s *bearerSession) Logout() error { return nil }

func startBearer(t *testing.T, i *mailtest.Issuer, mechanism string) (*bearerServer, string) {
	t.Helper()
	b := &bearerServer{issuer: i, mechanism: mechanism}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(b)
	server.Domain, server.AllowInsecureAuth, server.ErrorLog = "mail.shop.test", true, log.New(io.Discard, "", 0)
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(l) }()
	t.Cleanup(func() {
		_ = server.Close() // ends Serve, whose error is about that
		<-ended
	})
	return b, l.Addr().String()
}

func TestSMTPWithTokens(t *testing.T) {
	t.Parallel()
	for _, mechanism := range []string{"XOAUTH2", "OAUTHBEARER"} {
		t.Run(mechanism, func(t *testing.T) {
			t.Parallel()
			i := mailtest.StartIssuer(t, "support@shop.test")
			i.Rotate()
			b, address := startBearer(t, i, mechanism)
			dir := t.TempDir()
			refresh := filepath.Join(dir, "refresh")
			if err := os.WriteFile(refresh, []byte("refresh-0\n"), 0o600); err != nil {
				t.Fatal(err)
			}
			s := config.SMTP{Server: config.Server{
				Host: "127.0.0.1", TLS: "plain", Login: i.User, Mechanism: "auto",
				OAuth: config.OAuth{TokenURL: i.TokenURL(), ClientID: "app", Grant: "refresh_token", RefreshTokenFile: refresh, TokenFile: filepath.Join(dir, "token.json")},
			}}
			if _, err := fmt.Sscan(portOf(t, address), &s.Port); err != nil {
				t.Fatal(err)
			}
			book := &tokens{env: func(string) string { return "" }, log: slog.New(slog.DiscardHandler)}
			a := &app{}
			sender, err := a.senderFor(config.Mailbox{Name: "support", SMTP: s}, book)
			if err != nil {
				t.Fatal(err)
			}
			send := func() (replies.Result, error) {
				return sender.Send(t.Context(), i.User, []string{"jo@x.test"}, []byte("Subject: x\r\n\r\ny\r\n"))
			}
			for range 2 {
				if r, err := send(); err != nil || r.Outcome != replies.Delivered {
					t.Fatalf("%+v, %v", r, err)
				}
			}
			i.Revoke() // and no clock knows of it
			if r, err := send(); err != nil || r.Outcome != replies.Delivered {
				t.Fatalf("after the token ended early: %+v, %v", r, err)
			}
			if got := strings.Join(b.saw, " "); b.taken != 3 || got != "access-1 access-1 access-1 access-2" {
				t.Errorf("%d mails, presented %s", b.taken, got)
			}
			i.User = "somebody@else.test"
			if r, err := send(); desk.CodeOf(err) != desk.CodeAuth || r.Outcome != replies.Permanent || b.taken != 3 {
				t.Errorf("a login that is refused: %+v, %v", r, err)
			}
		})
	}
}

// TestDoctorWithTokens: doctor asks the endpoint, logs in at both servers, and says what to
// mend when the consent has ended.
func TestDoctorWithTokens(t *testing.T) {
	t.Parallel()
	i := mailtest.StartIssuer(t, "support@shop.test")
	d := mailtest.StartDovecotOAuth(t, i)
	_, address := startBearer(t, i, "XOAUTH2")
	dir := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("refresh", "refresh-0\n")
	write("orders.csv", "number,email\nHW-1,a@b.test\n")
	write("returndesk.yaml", fmt.Sprintf(`shop: {name: Shop, timezone: America/New_York}
data_dir: data
orders: {csv: orders.csv}
mailboxes:
  - name: support
    address: returns@shop.test
    authserv_id: none
    imap:
      host: 127.0.0.1
      port: %s
      ca_file: %s
      login: %s
      oauth: {token_url: %q, client_id: app, refresh_token_file: refresh}
    smtp: {host: 127.0.0.1, port: %s, tls: plain, login: %s, mechanism: xoauth2}
actors: [{unix_user: root, name: Mara, role: admin}]
`, portOf(t, d.IMAPSAddr), d.CAFile, d.User, i.TokenURL(), portOf(t, address), d.User))
	look := func() string {
		var out bytes.Buffer
		got := boot(t, "", nil, "doctor", "--config", filepath.Join(dir, "returndesk.yaml"), "--json")
		out.WriteString(got.out + got.err)
		return out.String()
	}
	seen := look()
	for _, want := range []string{`"imap support token"`, `"smtp support token"`, "gave one, good for 1h0m0s", "support@shop.test at 127.0.0.1", `"imap support folder INBOX"`} {
		if !strings.Contains(seen, want) {
			t.Errorf("doctor does not say %s:\n%s\n%s", want, seen, d.Log())
		}
	}
	if strings.Contains(seen, "refused") || strings.Contains(seen, "access-") {
		t.Errorf("doctor: %s", seen)
	}
	write("refresh", "ended\n")
	if seen := look(); !strings.Contains(seen, "consent anew") || !strings.Contains(seen, "there is no token to log in with") {
		t.Errorf("doctor: %s", seen)
	}
}
