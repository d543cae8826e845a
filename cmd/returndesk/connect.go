package main

import (
	"context"
	"crypto/x509"
	"os"
	"strings"
	"time"

	"github.com/emersion/go-sasl"

	"returndesk/config"
	"returndesk/desk"
	"returndesk/inbox"
)

// loadConfig reads the configuration that --config, $RETURNDESK_CONFIG or the current
// folder names; --data wins over its data_dir.
func (a *app) loadConfig() (config.Config, error) {
	c, err := config.Load(a.configFile())
	if err == nil && a.dataDir != "" {
		c.DataDir = a.dataDir
	}
	return c, err
}

// configFile gives the path of the configuration, whether or not it exists.
func (a *app) configFile() string {
	if a.configPath != "" {
		return a.configPath
	}
	if p := a.env("RETURNDESK_CONFIG"); p != "" {
		return p
	}
	return "returndesk.yaml"
}

// imapAccount turns a configured mailbox into what inbox takes. It reads the password or
// the secrets of its tokens, and the CA file. now dates history_days.
func imapAccount(m config.Mailbox, t *tokens, now time.Time) (inbox.Account, error) {
	auth, err := imapLogin(m, t)
	if err != nil {
		return inbox.Account{}, err
	}
	roots, err := readRoots(m.IMAP.CAFile)
	if err != nil {
		return inbox.Account{}, err
	}
	acc := inbox.Account{
		Name: m.Name, Address: m.Address, Host: m.IMAP.Host, Port: m.IMAP.Port, TLS: inbox.TLSMode(m.IMAP.TLS),
		RootCAs: roots, Auth: auth, Login: m.IMAP.Login,
		Inboxes: m.IMAP.Folders.Inbox, Drafts: m.IMAP.Folders.Drafts, Sent: m.IMAP.Folders.Sent, IgnoreSent: m.IMAP.Folders.IgnoreSent,
		Idle: m.IMAP.Idle, PollInterval: m.IMAP.PollInterval, Patience: m.IMAP.Patience, RetryMax: m.IMAP.RetryMax,
		MaxMessageBytes: int64(m.IMAP.MaxMessageBytes), BatchSize: m.IMAP.BatchSize,
	}
	if m.IMAP.HistoryDays > 0 {
		acc.HistoryFrom = now.AddDate(0, 0, -m.IMAP.HistoryDays)
	}
	return acc, acc.Check()
}

// imapLogin gives the way in that the configuration names.
func imapLogin(m config.Mailbox, t *tokens) (inbox.Authenticator, error) {
	if m.IMAP.OAuth.Used() {
		return t.login(m.Name, m.IMAP.Server)
	}
	read := passwordOf(m.IMAP.Server, t.env)
	if _, err := read(); err != nil {
		return nil, err
	}
	return mechanism(m.IMAP.Mechanism, read), nil
}

// passwordOf reads a server's password at every call: one that somebody wrote into its file
// counts from the next login on.
func passwordOf(s config.Server, env func(string) string) func() (string, error) {
	return func() (string, error) {
		secret, err := s.Password(env)
		return secret.Reveal(), err
	}
}

// mechanism gives a password login, held to one SASL mechanism when one is configured.
func mechanism(name string, read func() (string, error)) inbox.Authenticator {
	auth := inbox.PasswordFrom(read)
	if name == "auto" || name == "" {
		return auth
	}
	return only{auth, strings.ToUpper(name)}
}

// only hides every mechanism but one from the authenticator behind it.
type only struct {
	inbox.Authenticator
	mechanism string
}

// SASL implements inbox.Authenticator.
func (o only) SASL(ctx context.Context, login string, offers func(string) bool) (sasl.Client, error) {
	if !offers(o.mechanism) {
		return nil, desk.Errf(desk.CodeAuth, "the server does not offer the login mechanism %s", o.mechanism).
			WithMend("set mechanism: auto")
	}
	return o.Authenticator.SASL(ctx, login, func(m string) bool { return m == o.mechanism && offers(m) })
}

// readRoots reads the certificates of an own authority; nil means the system's.
func readRoots(path string) (*x509.CertPool, error) {
	if path == "" {
		return nil, nil
	}
	data, err := os.ReadFile(path)
	if err != nil {
		return nil, desk.Wrap(desk.CodeTLS, err, "the certificate file %s cannot be read", path).
			WithMend("mend ca_file, or leave it out to use the system's authorities")
	}
	pool := x509.NewCertPool()
	if !pool.AppendCertsFromPEM(data) {
		return nil, desk.Errf(desk.CodeTLS, "the certificate file %s holds no certificate in PEM form", path).
			WithMend("export it as PEM (it begins with -----BEGIN CERTIFICATE-----)")
	}
	return pool, nil
}
