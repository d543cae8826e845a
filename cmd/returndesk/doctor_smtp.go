package main

import (
	"cmp"
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"net"
	"net/mail"
	"net/smtp"
	"net/textproto"
	"os"
	"strconv"
	"strings"
	"time"

	"github.com/emersion/go-sasl"

	"returndesk/cmd/returndesk/terminal"
	"returndesk/config"
	"returndesk/desk"
	"returndesk/oauth"
)

// greeter keeps the greeting, which net/smtp reads and forgets: some servers date it.
type greeter struct {
	net.Conn
	first []byte
}

// maxGreeting bounds what is kept, in bytes (RFC 5321 section 4.5.3.1.5).
const maxGreeting = 512

// Read implements net.Conn.
func (g *greeter) Read(p []byte) (int, error) {
	n, err := g.Conn.Read(p)
	if room := maxGreeting - len(g.first); room > 0 {
		g.first = append(g.first, p[:min(n, room)]...)
	}
	return n, err
}

// checkSMTP connects, protects the connection, logs in and says goodbye. No mail is
// begun. net/smtp is enough for that, and it tells refusals by their codes.
func (d *doctor) checkSMTP(ctx context.Context, m config.Mailbox) []finding {
	name := "smtp " + m.Name
	if !m.SMTP.Used() {
		return []finding{{Check: name, Status: statusOK,
			Seen: "mailbox only: no SMTP login is held; people send from their mail program, and internal mails are put into the inbox"}}
	}
	var found []finding
	if f, ok := d.checkSecretFile(name+" password", m.SMTP.PasswordFile); !ok {
		found = append(found, f)
	}
	token, ok := d.checkToken(ctx, "smtp", m, m.SMTP.Server)
	found = append(found, token...)
	if !ok {
		return found
	}
	roots, err := readRoots(m.SMTP.CAFile)
	if err != nil {
		return append(found, failed(name+" login", err))
	}
	p := &smtpProbe{server: m.SMTP, tls: &tls.Config{ServerName: m.SMTP.Host, RootCAs: roots, MinVersion: tls.VersionTLS12}}
	if m.SMTP.OAuth.Used() {
		if p.login, err = d.tokens.login(m.Name, m.SMTP.Server); err != nil {
			return append(found, failed(name+" login", err))
		}
	} else if m.SMTP.HasPassword() {
		if p.secret, err = m.SMTP.Password(d.app.env); err != nil {
			return append(found, failed(name+" login", err))
		}
	}
	before := d.app.now()
	if err := p.run(ctx); err != nil {
		return append(found, failed(name+" login", p.explain(err)))
	}
	seen := fmt.Sprintf("%s at %s:%d, %s", cmp.Or(m.SMTP.Login, "no login"), m.SMTP.Host, m.SMTP.Port, m.SMTP.TLS)
	found = append(found, finding{Check: name + " login", Status: statusOK, Seen: seen})
	if f, known := certificateEnd(name, p.until, before); known {
		found = append(found, f)
	}
	if f, known := p.clock(name, before); known {
		found = append(found, f)
	}
	return found
}

// smtpProbe is one look at an SMTP server.
type smtpProbe struct {
	server   config.SMTP
	secret   config.Secret
	login    *oauth.Login // instead of secret
	tls      *tls.Config
	greeting string
	until    time.Time // when the certificate ends; zero without TLS
}

func (p *smtpProbe) run(ctx context.Context) error {
	addr := net.JoinHostPort(p.server.Host, strconv.Itoa(p.server.Port))
	raw, err := (&net.Dialer{}).DialContext(ctx, "tcp", addr)
	if err != nil {
		return err
	}
	defer func() { _ = raw.Close() }() // closed by QUIT already, or broken
	if end, ok := ctx.Deadline(); ok {
		if err := raw.SetDeadline(end); err != nil {
			return err
		}
	}
	stop := context.AfterFunc(ctx, func() { _ = raw.Close() }) // unblocks whatever waits
	defer stop()

	g := &greeter{Conn: raw}
	if p.server.TLS == "implicit" {
		secure := tls.Client(raw, p.tls)
		if err := secure.HandshakeContext(ctx); err != nil {
			return err
		}
		p.note(secure.ConnectionState())
		g.Conn = secure
	}
	client, err := smtp.NewClient(g, p.server.Host)
	if err != nil {
		return err
	}
	p.greeting, _, _ = strings.Cut(string(g.first), "\r\n")
	if err := p.session(ctx, client); err != nil {
		return err
	}
	return client.Quit()
}

func (p *smtpProbe) session(ctx context.Context, c *smtp.Client) error {
	host, err := os.Hostname()
	if err != nil {
		host = "localhost"
	}
	if err := c.Hello(cmp.Or(p.server.Hello, host)); err != nil {
		return err
	}
	if p.server.TLS == "starttls" {
		if ok, _ := c.Extension("STARTTLS"); !ok {
			return desk.Errf(desk.CodeTLS, "%s:%d does not offer STARTTLS", p.server.Host, p.server.Port).
				WithMend("use tls: implicit with port 465, or ask the provider which port speaks STARTTLS")
		}
		if err := c.StartTLS(p.tls); err != nil {
			return err
		}
		if state, ok := c.TLSConnectionState(); ok {
			p.note(state)
		}
	}
	if p.secret.Reveal() == "" && p.login == nil {
		return nil
	}
	_, offered := c.Extension("AUTH")
	exchange, err := p.auth(ctx, strings.Fields(strings.ToUpper(offered)))
	if err != nil {
		return err
	}
	return c.Auth(exchange)
}

// note keeps when the server's certificate ends.
func (p *smtpProbe) note(state tls.ConnectionState) {
	if len(state.PeerCertificates) > 0 {
		p.until = state.PeerCertificates[0].NotAfter
	}
}

// auth picks PLAIN, else LOGIN, within what is configured and offered.
func (p *smtpProbe) auth(ctx context.Context, offered []string) (smtp.Auth, error) {
	if p.login != nil {
		client, err := p.login.SASL(ctx, p.server.Login, offeredIn(offered))
		return saslAuth{client}, err
	}
	want := strings.ToUpper(p.server.Mechanism)
	for _, mech := range []string{sasl.Plain, sasl.Login} {
		if want != "" && want != "AUTO" && want != mech {
			continue
		}
		for _, o := range offered {
			if o == mech && mech == sasl.Plain {
				return saslAuth{sasl.NewPlainClient("", p.server.Login, p.secret.Reveal())}, nil
			}
			if o == mech {
				return saslAuth{sasl.NewLoginClient(p.server.Login, p.secret.Reveal())}, nil
			}
		}
	}
	return nil, desk.Errf(desk.CodeAuth, "%s offers no login mechanism that is configured (offered: %s)", p.server.Host, cmp.Or(strings.Join(offered, " "), "none")).
		WithMend("set mechanism: auto, and tls as the provider says: many servers offer a login only under TLS")
}

// saslAuth lets a SASL exchange run where net/smtp expects its own kind.
type saslAuth struct{ client sasl.Client }

// Start implements smtp.Auth.
func (s saslAuth) Start(*smtp.ServerInfo) (string, []byte, error) { return s.client.Start() }

// Next implements smtp.Auth.
func (s saslAuth) Next(challenge []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	return s.client.Next(challenge)
}

// explain turns a failure into thing, reason and mend.
func (p *smtpProbe) explain(err error) error {
	var known *desk.Error
	var answer *textproto.Error
	var bad x509.CertificateInvalidError
	var unknown x509.UnknownAuthorityError
	var host x509.HostnameError
	var notTLS tls.RecordHeaderError
	var dns *net.DNSError
	server := fmt.Sprintf("%s:%d", p.server.Host, p.server.Port)
	switch {
	case errors.As(err, &known):
		return err
	case errors.As(err, &answer) && p.login != nil && (answer.Code == 535 || answer.Code == 534):
		return desk.Wrap(desk.CodeAuth, err, "the login %s was refused by %s although it was given a fresh token", p.server.Login, server).
			WithMend("check smtp.login, oauth.scopes, and that authenticated SMTP is allowed for this mailbox")
	case errors.As(err, &answer) && (answer.Code == 535 || answer.Code == 534): // RFC 4954 section 6
		return desk.Wrap(desk.CodeAuth, err, "the login %s was refused by %s", p.server.Login, server).
			WithMend("check smtp.login and the password; some providers want an app password")
	case errors.As(err, &answer):
		return desk.Wrap(desk.CodeUnavailable, err, "%s refused: %d %s", server, answer.Code, answer.Msg)
	case errors.As(err, &bad) && bad.Reason == x509.Expired:
		return desk.Wrap(desk.CodeTLS, err, "the certificate of %s is expired or not yet valid", server).
			WithMend("the server's owner must renew it, unless this machine's clock is wrong")
	case errors.As(err, &unknown):
		return desk.Wrap(desk.CodeTLS, err, "the certificate of %s is signed by an authority that this machine doesn't know", server).
			WithMend("if it is the shop's own, name its file in smtp.ca_file")
	case errors.As(err, &host):
		return desk.Wrap(desk.CodeTLS, err, "the certificate of %s is not made out for that name", server).
			WithMend("use the name that stands in it")
	case errors.As(err, &notTLS):
		return desk.Wrap(desk.CodeTLS, err, "%s does not speak TLS at once", server).
			WithMend("465 is for tls: implicit, 587 for starttls")
	case errors.As(err, &dns):
		return desk.Wrap(desk.CodeUnavailable, err, "the name %s cannot be looked up", p.server.Host).WithMend("check smtp.host and the network")
	case errors.Is(err, os.ErrDeadlineExceeded), errors.Is(err, context.DeadlineExceeded), errors.Is(err, net.ErrClosed):
		return desk.Wrap(desk.CodeUnavailable, err, "%s did not answer in time", server).
			WithMend("check host, port and firewall; a server that waits for TLS is silent to tls: starttls")
	}
	return desk.Wrap(desk.CodeUnavailable, err, "%s cannot be reached", server).WithMend("check host, port and firewall")
}

// certificateEnd warns two weeks before the certificate ends.
func certificateEnd(name string, until, now time.Time) (finding, bool) {
	if until.IsZero() {
		return finding{}, false
	}
	left := until.Sub(now)
	f := finding{Check: name + " certificate", Status: statusOK, Seen: "valid until " + until.Format(time.DateOnly)}
	if left < 14*24*time.Hour {
		f.Status, f.Mend = statusWarn, "renew it: "+terminal.Count(int(left.Hours()/24), "day is", "days are")+" left"
	}
	return f, true
}

// clock compares our clock with the date that some servers put behind the semicolon of
// their greeting.
func (p *smtpProbe) clock(name string, now time.Time) (finding, bool) {
	_, dated, ok := strings.Cut(p.greeting, ";")
	if !ok {
		return finding{}, false
	}
	theirs, err := mail.ParseDate(strings.TrimSpace(dated))
	if err != nil {
		return finding{}, false
	}
	return compareClocks("clock against "+name, now, theirs), true
}
