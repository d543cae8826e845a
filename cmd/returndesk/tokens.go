package main

import (
	"context"
	"log/slog"
	"strings"
	"sync"

	"github.com/emersion/go-sasl"
	"github.com/wneessen/go-mail/smtp"

	"returndesk/config"
	"returndesk/oauth"
	"returndesk/replies"
)

// tokens gives out the sources of access tokens, one for each consent: IMAP and SMTP of a
// mailbox share theirs, so that neither uses up the other's refresh token.
type tokens struct {
	env func(string) string
	log *slog.Logger

	mu      sync.Mutex
	sources map[string]*oauth.Source
}

// source gives the source behind a server's oauth block.
func (t *tokens) source(mailbox string, o config.OAuth) (*oauth.Source, error) {
	t.mu.Lock()
	defer t.mu.Unlock()
	secrets, err := o.Secrets(t.env)
	if err != nil {
		return nil, err
	}
	key := strings.Join(append([]string{o.TokenURL, o.Grant, secrets.ClientID.Reveal(), o.TokenFile, o.RefreshTokenFile, o.RefreshTokenEnv}, o.Scopes...), "\x00")
	if s, ok := t.sources[key]; ok {
		return s, nil
	}
	s, err := oauth.New(oauth.Settings{
		Name: "mailbox " + mailbox, TokenURL: o.TokenURL, Grant: oauth.Grant(o.Grant), Scopes: o.Scopes, File: o.TokenFile,
		ClientID: secrets.ClientID.Reveal(), ClientSecret: secrets.ClientSecret.Reveal(), RefreshToken: secrets.RefreshToken.Reveal(), Log: t.log,
	})
	if err != nil {
		return nil, err
	}
	if t.sources == nil {
		t.sources = map[string]*oauth.Source{}
	}
	t.sources[key] = s
	return s, nil
}

// login gives the way in with tokens.
func (t *tokens) login(mailbox string, s config.Server) (*oauth.Login, error) {
	source, err := t.source(mailbox, s.OAuth)
	if err != nil {
		return nil, err
	}
	wanted := s.Mechanism
	if wanted == "auto" {
		wanted = ""
	}
	return oauth.NewLogin(source, wanted), nil
}

// bearer makes an SMTP server take tokens of a login.
func bearer(server *replies.SMTP, user string, login *oauth.Login) {
	server.Renew = login.Renew
	server.Auth = func(ctx context.Context, _ string, mechanisms []string) (smtp.Auth, error) {
		client, err := login.SASL(ctx, user, offeredIn(mechanisms))
		if err != nil {
			return nil, err
		}
		return smtpExchange{client}, nil
	}
}

// offeredIn looks a mechanism up in the list of an SMTP server.
func offeredIn(mechanisms []string) func(string) bool {
	return func(name string) bool {
		for _, m := range mechanisms {
			if strings.EqualFold(m, name) {
				return true
			}
		}
		return false
	}
}

// smtpExchange lets a SASL exchange run where go-mail expects its own kind.
type smtpExchange struct{ client sasl.Client }

// Start implements smtp.Auth.
func (s smtpExchange) Start(*smtp.ServerInfo) (string, []byte, error) { return s.client.Start() }

// Next implements smtp.Auth.
func (s smtpExchange) Next(challenge []byte, more bool) ([]byte, error) {
	if !more {
		return nil, nil
	}
	return s.client.Next(challenge)
}
