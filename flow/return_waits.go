package flow

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// wroteAt gives when the customer wrote the earliest message of a case that nobody has answered, the zero time for none.
func wroteAt(c desk.Case) time.Time {
	var first time.Time
	for _, d := range c.Decisions[min(c.Answered, len(c.Decisions)):] {
		if at := d.Facts.Detail.ReceivedAt; !d.ByClock() && (first.IsZero() || at.Before(first)) {
			first = at
		}
	}
	return first
}

// answeredAt gives a record of a case as it would be if what its customer wrote were answered at a time.
func (e *Engine) answeredAt(c desk.Case, r desk.RMA, at time.Time) desk.RMA {
	if slices.Contains(c.RMAs, r.Number) {
		r.Waited(wroteAt(c), at, e.shop.Workdays)
	}
	return r
}

// waited moves the days until which the returns of a case may be sent: a mail that left answers what the buyer had written at
// a time. A day that the mail itself names counts as it is.
func (e *Engine) waited(ctx context.Context, v *view, change *desk.Change, wrote time.Time, d desk.Draft) error {
	if wrote.IsZero() || !answers(d.Template) || byTime(d.Template) || d.Set["expires"] != "" {
		return nil
	}
	return e.waitedUntil(ctx, v, change, &change.Cases[0], wrote, d.SentAt)
}

// waitedUntil is waited for any answer of a case's.
func (e *Engine) waitedUntil(ctx context.Context, v *view, change *desk.Change, c *desk.Case, wrote, answered time.Time) error {
	rmas, err := recordsAfter(ctx, v, *c, change.RMAs)
	if err != nil {
		return err
	}
	for _, r := range rmas {
		if !r.Waited(wrote, answered, e.shop.Workdays) {
			continue
		}
		change.RMAs = append(slices.DeleteFunc(change.RMAs, func(x desk.RMA) bool { return x.Number == r.Number }), r)
		change.Audit = append(change.Audit, e.note(desk.System(), c.ID, "rma_day_moved", "the buyer's message waited for our answer", "rma", r.Number, "expires", string(r.Deadline)))
	}
	return nil
}

// dayNamed says whether a reply names a day until which a return may be sent that has moved since, because the message which
// it answers waited on.
func (e *Engine) dayNamed(ctx context.Context, c desk.Case, d desk.Draft) (string, error) {
	if d.Moves != nil || wroteAt(c).IsZero() {
		return "", nil
	}
	rmas, err := recordsOf(ctx, newView(e.store), c)
	if err != nil {
		return "", err
	}
	for _, r := range rmas {
		was, now := e.answeredAt(c, r, d.CreatedAt).Deadline, e.answeredAt(c, r, e.now()).Deadline
		if words := e.words.Date(d.Language, string(was)); was != now && words != "" && datePattern(words).MatchString(d.Text) {
			return "return day", nil
		}
	}
	return "", nil
}
