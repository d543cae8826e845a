package main

import (
	"bytes"
	"cmp"
	"context"
	"log/slog"
	"net/mail"
	"strings"

	"returndesk/config"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/inbox"
	"returndesk/replies"
)

// wireMail adds SMTP and the Sent folders to the engine's options.
func (a *app) wireMail(h *house, opt *flow.Options, w wiring) error {
	h.sent = &sentFolders{receiver: h.receiver, boxes: map[string]*inbox.Mailbox{}, unread: map[string]bool{}}
	drafts := &draftsFolders{sent: h.sent, also: map[string][]string{}}
	mailers := &mailerByFrom{by: map[string]flow.Mailer{}}
	for _, m := range h.cfg.Mailboxes {
		account, err := h.account(a, m)
		if err != nil {
			return err
		}
		if !w.dry {
			box, err := inbox.NewMailbox(account)
			if err != nil {
				return err
			}
			h.sent.boxes[m.Name], h.sent.unread[m.Name] = box, m.IMAP.Folders.IgnoreSent
		}
		drafts.also[m.Name] = m.IMAP.Folders.SentAlso
		if !m.SMTP.Used() { // people send from their mail program
			continue
		}
		sender, err := a.senderFor(m, h.tokens)
		if err != nil {
			return err
		}
		mailers.by[strings.ToLower(m.Address)] = sender
		if mailers.first == nil {
			mailers.first = sender
		}
	}
	if w.dry {
		return nil
	}
	opt.Sent, opt.Drafts = h.sent, drafts
	if mailers.first != nil { // else nothing can be sent, and flow must know
		opt.Mailer = mailers
	}
	return nil
}

// wireWatchers makes a watcher per mailbox.
func (a *app) wireWatchers(h *house, log *slog.Logger) error {
	for _, m := range h.cfg.Mailboxes {
		account, err := h.account(a, m)
		if err != nil {
			return err
		}
		w, err := inbox.NewWatcher(inbox.Options{Account: account, Sink: h.receiver, Log: log, OnHealth: h.service.onHealth, Now: a.now})
		if err != nil {
			return err
		}
		h.service.watchers = append(h.service.watchers, w)
	}
	return nil
}

// senderFor turns a configured mailbox into an SMTP sender.
func (a *app) senderFor(m config.Mailbox, t *tokens) (flow.Mailer, error) {
	roots, err := readRoots(m.SMTP.CAFile)
	if err != nil {
		return nil, err
	}
	server := replies.SMTP{
		Host: m.SMTP.Host, Port: m.SMTP.Port, TLS: replies.TLSMode(m.SMTP.TLS), RootCAs: roots, Hello: m.SMTP.Hello,
		Patience: m.SMTP.Patience, DotPatience: m.SMTP.DotPatience,
	}
	if m.SMTP.OAuth.Used() {
		login, err := t.login(m.Name, m.SMTP.Server)
		if err != nil {
			return nil, err
		}
		bearer(&server, m.SMTP.Login, login)
	} else if m.SMTP.HasPassword() {
		read := passwordOf(m.SMTP.Server, a.env)
		if _, err := read(); err != nil {
			return nil, err
		}
		server.Login, server.PasswordFrom = m.SMTP.Login, read
		if m.SMTP.Mechanism != "auto" {
			server.Mechanism = m.SMTP.Mechanism
		}
	}
	return replies.NewSender(server)
}

// mailerByFrom sends each mail through the server of the mailbox that it is from.
type mailerByFrom struct {
	by    map[string]flow.Mailer
	first flow.Mailer
}

// Send hands the bytes to the right server.
func (m *mailerByFrom) Send(ctx context.Context, from string, to []string, raw []byte) (replies.Result, error) {
	s, ok := m.by[strings.ToLower(cmp.Or(from, headerFrom(raw)))]
	if !ok {
		s = m.first
	}
	if s == nil {
		return replies.Result{}, desk.Errf(desk.CodeUnavailable, "no SMTP server is configured for %s", from)
	}
	return s.Send(ctx, from, to, raw)
}

// headerFrom reads the mailbox of a mail that has no sender on its envelope (an
// acknowledgement): it still leaves through its own mailbox's server.
func headerFrom(raw []byte) string {
	m, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return ""
	}
	from, err := mail.ParseAddress(m.Header.Get("From"))
	if err != nil {
		return ""
	}
	return from.Address
}
