package flow

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// maxUnanswered is how many mails before the latest one a case shows; the rest stand in its thread.
const maxUnanswered = 8

// waitsToo gives what the customer wrote before the mail that a case shows and no reply has answered
// since, the oldest first, and how many still older ones there are: the reply that waits answers these, too.
func (e *Engine) waitsToo(ctx context.Context, c desk.Case, latest string) ([]MailView, int, error) {
	var since time.Time
	for _, d := range c.Decisions[min(c.Answered, len(c.Decisions)):] {
		if at := d.Facts.Detail.ReceivedAt; !d.ByClock() && !at.IsZero() && (since.IsZero() || at.Before(since)) {
			since = at
		}
	}
	at := slices.Index(c.Mails, latest)
	if at <= 0 || since.IsZero() {
		return nil, 0, nil
	}
	var out []MailView
	older := 0
	for _, id := range slices.Backward(c.Mails[:at]) {
		m, err := e.store.Mail(ctx, id)
		if err != nil {
			return nil, 0, err
		}
		if !ofCustomer(m) || m.ReceivedAt.Before(since) {
			continue
		}
		if len(out) == maxUnanswered {
			older++
			continue
		}
		if p := e.prepare(ctx, m); p.err == nil && p.msg != nil {
			out = append(out, viewOf(p))
		}
	}
	slices.Reverse(out)
	return out, older, nil
}
