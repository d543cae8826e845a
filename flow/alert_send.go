package flow

import (
	"context"
	"log/slog"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

const (
	// alertRetry is the pause after a look at a mail server that could not be reached: what
	// waits must leave within a minute of its return.
	alertRetry = 20 * time.Second
	// A reader whom the server refuses, or about whom it says nothing clear, is tried again
	// after alertFirst, then after twice as long each time, up to alertLast.
	alertFirst = time.Minute
	alertLast  = time.Hour
	// alertLogin bounds that pause where the server refuses the login: not as often as a server
	// that is away, since providers bar who goes on with a wrong password, and soon after
	// somebody has mended it.
	alertLogin = 5 * time.Minute
	// alertEnough is how long a refused reader is tried when somebody else has the alert.
	alertEnough = 3 * 24 * time.Hour
	// inboxReader stands for the inbox that the agents read, where internal mails are put.
	inboxReader = "the inbox"
)

// SendAlerts sends the alerts that wait, and gives how many have reached all their readers.
// Each reader gets a mail of his own: one whose address is dead keeps it from nobody else.
func (e *Engine) SendAlerts(ctx context.Context) (int, error) {
	if e.mailer == nil && e.drafts == nil || !e.heard() && !e.shop.ApproveIn.Mailbox() {
		return 0, nil
	}
	list, err := e.store.PendingAlerts(ctx, e.now(), 50)
	if err != nil {
		return 0, err
	}
	n := 0
	refused := map[bool]error{} // a login that was refused, to the inbox or to the server that sends: the next alert would be, too
	for _, a := range list {
		inbox := slices.Contains(e.readersOf(a.Kind), inboxReader)
		try, failed := e.tryAlert(ctx, a, refused[inbox])
		if desk.CodeOf(failed) == desk.CodeAuth {
			refused[inbox] = failed
		}
		if failed != nil {
			e.log.LogAttrs(ctx, slog.LevelWarn, "alert not sent", slog.String("key", a.Key), slog.String("error", desk.MessageOf(failed)))
		}
		if !try.SentAt.IsZero() {
			n++
		}
		if err := e.store.FinishAlert(ctx, a.Key, try); err != nil {
			return n, err
		}
	}
	return n, nil
}

// tryAlert sends an alert to those of its readers who have it not, and says what is to be
// recorded. The error is the last failure; it may have reached others all the same. Where the
// login was refused just before, nothing is tried.
func (e *Engine) tryAlert(ctx context.Context, a desk.Alert, failed error) (desk.AlertTry, error) {
	try := desk.AlertTry{Refused: map[string]string{}}
	away := failed != nil
	for _, reader := range a.Missing(e.readersOf(a.Kind)) {
		if away { // the next one would wait as long for the same server
			try.Refused[reader] = desk.MessageOf(failed)
			continue
		}
		var err error
		if away, err = e.sendAlert(ctx, a, reader); err != nil {
			failed = err
			try.Refused[reader] = desk.MessageOf(err)
			continue
		}
		try.Reached = append(try.Reached, reader)
	}
	now := e.now()
	if failed != nil {
		try.Error = desk.MessageOf(failed)
	}
	someone := len(a.Reached)+len(try.Reached) > 0
	switch {
	case failed == nil, someone && !away && now.Sub(a.CreatedAt) > alertEnough:
		try.SentAt = now
	case desk.CodeOf(failed) == desk.CodeAuth:
		try.NextTry = now.Add(min(alertPause(a.Attempts), alertLogin))
	case away:
		try.NextTry = now.Add(alertRetry)
	default:
		try.NextTry = now.Add(alertPause(a.Attempts))
	}
	return try, failed
}

// alertPause is the pause after so many failed tries and one more.
func alertPause(before int) time.Duration {
	wait := alertFirst
	for range before {
		if wait *= 2; wait >= alertLast {
			return alertLast
		}
	}
	return wait
}

// heard reports whether internal mails have a reader.
func (e *Engine) heard() bool { return len(e.shop.AlertsTo) > 0 || e.shop.InboxNotes }

// addressesOf gives to whom internal mails of a kind are addressed.
func (e *Engine) addressesOf(kind string) []string {
	if kind == alertKind && len(e.shop.DraftsTo) > 0 {
		return e.shop.DraftsTo
	}
	return e.shop.AlertsTo
}

// readersOf gives who is told by internal mails of a kind, each by a mail of his own: the
// addresses, or the inbox where there is no SMTP or nobody to write to.
func (e *Engine) readersOf(kind string) []string {
	to := e.addressesOf(kind)
	if len(to) > 0 && e.mailer != nil && !e.shop.InboxNotes {
		return to
	}
	return []string{inboxReader}
}

// sendAlert sends one internal mail to one reader. It is made by a machine and says so (RFC
// 3834 section 5: auto-generated), and names all readers. Put into the inbox, our own
// Message-ID keeps it from being taken for a customer's. away is true when no mail server
// could be reached.
func (e *Engine) sendAlert(ctx context.Context, a desk.Alert, reader string) (away bool, err error) {
	from := e.shop.Brand.From
	d := desk.Draft{
		From: from, Subject: "[returndesk] " + a.Subject, Text: a.Text, AutoSubmitted: "auto-generated",
		MessageID: replies.OwnID(e.secret, "alert", a.Key, domainOf(from.Address)),
	}
	for _, address := range e.addressesOf(a.Kind) {
		d.To = append(d.To, desk.Address{Address: address})
	}
	if len(d.To) == 0 {
		d.To = []desk.Address{from}
	}
	raw, err := replies.Message(d, a.CreatedAt.In(e.shop.Zone))
	if err != nil {
		return false, err
	}
	switch {
	case reader == inboxReader && e.drafts != nil:
		err := e.drafts.Note(ctx, e.mainAccount(), d.MessageID, raw, e.now())
		return err != nil, err
	case reader == inboxReader:
		return false, desk.Errf(desk.CodeUnavailable, "there is no way to send mail").WithMend("configure smtp")
	}
	res, err := e.mailer.Send(ctx, from.Address, []string{reader}, raw)
	if err != nil {
		return true, err
	}
	if res.Outcome != replies.Delivered {
		return false, desk.Errf(desk.CodeUnavailable, "the mail server did not take it: %s", res.Text)
	}
	return false, nil
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
