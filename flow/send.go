package flow

import (
	"context"
	"errors"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// Retry pauses after temporary SMTP failures: they double from the first to the last.
// After maxAttempts the draft is failed and a person sees the server's words.
const (
	firstRetry  = 30 * time.Second
	lastRetry   = 30 * time.Minute
	maxAttempts = 12
)

// SendDue sends the approved drafts whose time has come, one after another, and gives
// how many left. Each is claimed durably before a byte goes out, so no second process
// and no restart can send it again (step 13).
func (e *Engine) SendDue(ctx context.Context) (int, error) {
	if e.mailer == nil {
		return 0, nil
	}
	away, err := e.lookAtSent(ctx)
	if err != nil {
		return 0, err
	}
	n := 0
	for ctx.Err() == nil {
		now := e.now()
		if err := e.clearCopies(ctx, now, away); err != nil {
			return n, err
		}
		waits, err := e.waitingFor(ctx, away, now)
		if err != nil {
			return n, err
		}
		d, err := e.store.ClaimSend(ctx, now, waits...)
		if err != nil || d == nil {
			return n, errors.Join(err, away.err(waits))
		}
		sent, err := e.send(ctx, *d)
		if err != nil {
			return n, err
		}
		if sent {
			n++
		}
	}
	return n, ctx.Err()
}

// lookAtSent takes in what people answered by hand before anything of ours leaves; a
// hand-written reply voids our draft. A Sent folder that cannot be read holds up what its
// own mailbox sends, only where the configuration says that people answer from their mail
// programs, and the watcher's health tells of it.
func (e *Engine) lookAtSent(ctx context.Context) (accountsAway, error) {
	away := accountsAway{}
	if e.sent == nil {
		return away, nil
	}
	waiting, err := e.store.DraftsIn(ctx, desk.DraftApproved, 1)
	if err != nil || len(waiting) == 0 {
		return away, err
	}
	for name := range e.shop.Accounts {
		if err := e.sent.Refresh(ctx, name); err != nil {
			away[name] = err
		}
	}
	_, err = e.Drain(ctx)
	return away, err
}

// send hands one claimed draft to the server and records what became of it.
func (e *Engine) send(ctx context.Context, d desk.Draft) (bool, error) {
	if !d.MayLeave() {
		return false, e.finish(ctx, d, desk.DraftFailed, "nobody approved it", "failed")
	}
	if len(d.Frozen) == 0 {
		return false, e.finish(ctx, d, desk.DraftFailed, "the approved bytes are missing", "failed")
	}
	if back, err := e.heldTooLong(ctx, &d); err != nil || back {
		return false, err
	}
	if until, err := e.capped(ctx, d); err != nil {
		return false, err
	} else if !until.IsZero() {
		return false, e.hold(ctx, d, until)
	}
	if back, err := e.heldBack(ctx, &d); err != nil || back {
		return false, err
	}
	if waits, err := e.waitsForInbox(ctx, d); err != nil || waits {
		return false, err
	}
	if err := e.mayMove(ctx, d); impossible(err) {
		return false, e.finish(ctx, d, desk.DraftFailed, "it tells of a step that is not possible any more: "+desk.MessageOf(err), "failed")
	} else if err != nil {
		return false, err
	}
	to := make([]string, 0, len(d.To)+len(d.Cc))
	for _, a := range append(slices.Clone(d.To), d.Cc...) {
		to = append(to, a.Address)
	}
	// What has begun must be finished: a cancelled context would cut DATA in the middle.
	res, err := e.mailer.Send(context.WithoutCancel(ctx), envelopeFrom(d), to, d.Frozen)
	if err != nil {
		res = replies.Result{Outcome: replies.Temporary, Text: desk.MessageOf(err)}
	}
	switch res.Outcome {
	case replies.Delivered:
		return true, e.finish(ctx, d, desk.DraftSent, res.Text, "sent")
	case replies.Uncertain:
		if e.standsInSent(context.WithoutCancel(ctx), d) {
			return true, e.finish(ctx, d, desk.DraftSent, inSentText, "sent")
		}
		return false, e.finish(ctx, d, desk.DraftUncertain, res.Text, "uncertain")
	case replies.Permanent:
		return false, e.finish(ctx, d, desk.DraftFailed, res.Text, "failed")
	}
	if d.Attempts >= maxAttempts {
		return false, e.finish(ctx, d, desk.DraftFailed, res.Text, "failed")
	}
	d.SendAfter = e.now().Add(retryAfter(d.Attempts))
	return false, e.finish(ctx, d, desk.DraftApproved, res.Text, "send_delayed")
}

// envelopeFrom is the sender that bounces go to. An acknowledgement has none (RFC 3834
// section 3.3): whatever answers it could only be another machine.
func envelopeFrom(d desk.Draft) string {
	if d.AutoSubmitted == "auto-replied" {
		return ""
	}
	return d.From.Address
}

func retryAfter(attempt int) time.Duration {
	pause := firstRetry
	for range attempt - 1 {
		if pause *= 2; pause >= lastRetry {
			return lastRetry
		}
	}
	return pause
}

// Recover looks after drafts that a dead process left in the middle of sending: found in
// Sent they are sent, else they are uncertain and a person decides. Nothing is resent.
func (e *Engine) Recover(ctx context.Context) error {
	list, err := e.store.Interrupted(ctx)
	if err != nil {
		return err
	}
	for _, d := range list {
		if e.standsInSent(ctx, d) {
			if err := e.finish(ctx, d, desk.DraftSent, inSentText, "sent"); err != nil {
				return err
			}
			continue
		}
		if err := e.finish(ctx, d, desk.DraftUncertain, "the process ended while the mail was being sent", "uncertain"); err != nil {
			return err
		}
	}
	return nil
}

// inSentText is what a draft says whose sending only its copy proves.
const inSentText = "its copy stands in Sent"

// standsInSent looks for the copy that a provider files by itself: it settles a sending in
// doubt. A folder that cannot be searched settles nothing.
func (e *Engine) standsInSent(ctx context.Context, d desk.Draft) bool {
	if e.sent == nil {
		return false
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return false
	}
	held, err := e.sent.Holds(ctx, c.Account, d.MessageID)
	return err == nil && held
}
