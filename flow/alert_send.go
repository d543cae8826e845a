package flow

import (
	"context"

	"returndesk/desk"
	"returndesk/replies"
)

// heard reports whether internal mails have a reader.
func (e *Engine) heard() bool { return len(e.shop.AlertsTo) > 0 || e.shop.InboxNotes }

// readersOf gives who is told by internal mails of a kind; none where they go into the inbox.
func (e *Engine) readersOf(kind string) []string {
	if kind == alertKind && len(e.shop.DraftsTo) > 0 {
		return e.shop.DraftsTo
	}
	return e.shop.AlertsTo
}

// sendAlert sends one internal mail. It is made by a machine and says so (RFC 3834
// section 5: auto-generated). Where there is no SMTP, or nobody to write to, it is put into
// the inbox that the agents read: our own Message-ID keeps it from being taken for a
// customer's.
func (e *Engine) sendAlert(ctx context.Context, a desk.Alert) error {
	from, to := e.shop.Brand.From, e.readersOf(a.Kind)
	d := desk.Draft{
		From: from, Subject: "[returndesk] " + a.Subject, Text: a.Text, AutoSubmitted: "auto-generated",
		MessageID: replies.OwnID(e.secret, "alert", a.Key, domainOf(from.Address)),
	}
	for _, address := range to {
		d.To = append(d.To, desk.Address{Address: address})
	}
	if len(d.To) == 0 {
		d.To = []desk.Address{from}
	}
	raw, err := replies.Message(d, a.CreatedAt.In(e.shop.Zone))
	if err != nil {
		return err
	}
	byMail := len(to) > 0 && e.mailer != nil && !e.shop.InboxNotes
	switch {
	case !byMail && e.drafts != nil:
		return e.drafts.Note(ctx, e.mainAccount(), d.MessageID, raw, e.now())
	case !byMail:
		return desk.Errf(desk.CodeUnavailable, "there is no way to send mail").WithMend("configure smtp")
	}
	res, err := e.mailer.Send(ctx, from.Address, to, raw)
	if err != nil {
		return err
	}
	if res.Outcome != replies.Delivered {
		return desk.Errf(desk.CodeUnavailable, "the alert was not taken: %s", res.Text)
	}
	return nil
}

// mainAccount names the mailbox from whose address internal mails come.
func (e *Engine) mainAccount() string {
	for name, a := range e.shop.Accounts {
		if a.Address.Address == e.shop.Brand.From.Address {
			return name
		}
	}
	return ""
}
