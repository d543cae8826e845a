package main

import (
	"bytes"
	"context"
	"net/mail"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/flow"
	"returndesk/replies"
)

// digestEvery is how often the service looks whether a week is over.
const digestEvery = 20 * time.Second

// openDigest makes the press of the weekly figures. Only a house with mail sends by it.
func (a *app) openDigest(h *house, opt flow.Options) error {
	o := digest.Options{
		Store: h.store, Deliveries: h.source, From: opt.Shop.Brand.From, To: h.cfg.Digest.To, Minutes: h.cfg.Digest.Minutes(), Console: opt.Shop.ConsoleURL,
		Shop: digest.Shop{Name: h.cfg.Shop.Name, Zone: opt.Shop.Zone, Workdays: opt.Shop.Workdays},
		Now:  a.now, Secret: opt.Secret, Log: opt.Log,
	}
	switch {
	case opt.Mailer != nil && !opt.Shop.InboxNotes:
		o.Mailer = opt.Mailer
	case opt.Drafts != nil:
		o.Mailer = inboxMailer{folder: opt.Drafts, account: h.cfg.Mailboxes[0].Name, now: a.now}
	}
	var err error
	h.press, err = digest.NewPress(o)
	return err
}

// inboxMailer is for a shop without SMTP: internal mail is put into its own inbox.
type inboxMailer struct {
	folder  flow.DraftsFolder
	account string
	now     func() time.Time
}

// Send puts the mail into the inbox, once: one of its Message-ID is not put there again.
func (m inboxMailer) Send(ctx context.Context, _ string, _ []string, raw []byte) (replies.Result, error) {
	msg, err := mail.ReadMessage(bytes.NewReader(raw))
	if err != nil {
		return replies.Result{}, desk.Wrap(desk.CodeInternal, err, "an internal mail cannot be read")
	}
	err = m.folder.Note(ctx, m.account, strings.Trim(msg.Header.Get("Message-ID"), "<>"), raw, m.now())
	switch {
	case err == nil:
		return replies.Result{Outcome: replies.Delivered, Text: "put into the inbox"}, nil
	case desk.CodeOf(err) == desk.CodeUncertain:
		return replies.Result{Outcome: replies.Uncertain, Text: desk.MessageOf(err)}, nil
	}
	return replies.Result{Outcome: replies.Temporary, Text: desk.MessageOf(err)}, nil
}

// Digest gives the figures of a week.
func (d houseDesk) Digest(ctx context.Context, week string) (digest.Digest, error) {
	out, err := d.house.press.Digest(ctx, week)
	if err != nil {
		return digest.Digest{}, err
	}
	return *out, nil
}

// SendDigest sends the figures of a week that is over.
func (d houseDesk) SendDigest(ctx context.Context, by desk.Actor, week string) (digest.Digest, error) {
	out, err := d.house.press.SendNow(ctx, by, week)
	if out == nil {
		return digest.Digest{}, err
	}
	return *out, err
}

// DigestWeeks lists the weeks that are closed.
func (d houseDesk) DigestWeeks(ctx context.Context, n int) ([]string, error) {
	return d.house.press.Weeks(ctx, n)
}

// digest closes the weeks that are over and sends the last of them.
func (s *service) digest(ctx context.Context) error {
	_, err := s.house.press.Tick(ctx)
	return err
}
