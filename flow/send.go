package flow

import (
	"context"
	"log/slog"
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
	if err := e.lookAtSent(ctx); err != nil {
		return 0, err
	}
	n := 0
	for ctx.Err() == nil {
		now := e.now()
		if err := e.clearCopies(ctx, now); err != nil {
			return n, err
		}
		d, err := e.store.ClaimSend(ctx, now)
		if err != nil || d == nil {
			return n, err
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
// hand-written reply voids our draft. A Sent folder that cannot be read holds sending up
// only where the configuration says that people answer from their mail programs, and
// the watcher's health tells of it.
func (e *Engine) lookAtSent(ctx context.Context) error {
	if e.sent == nil {
		return nil
	}
	waiting, err := e.store.DraftsIn(ctx, desk.DraftApproved, 1)
	if err != nil || len(waiting) == 0 {
		return err
	}
	for name := range e.shop.Accounts {
		if err := e.sent.Refresh(ctx, name); err != nil {
			return err
		}
	}
	_, err = e.Drain(ctx)
	return err
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

// finish records the end of one attempt.
func (e *Engine) finish(ctx context.Context, d desk.Draft, to desk.DraftState, text, what string) error {
	ctx = context.WithoutCancel(ctx)
	now := e.now()
	if err := d.Move(to, now); err != nil {
		return err
	}
	d.ServerText = text
	if d.Automatic() && (to == desk.DraftFailed || to == desk.DraftUncertain) {
		// Nobody is asked about it: it is never sent again, and the reply that counts waits.
		if err := d.Move(desk.DraftVoid, now); err != nil {
			return err
		}
		d.Why = "an automatic mail that did not surely leave is not sent again"
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return err
	}
	next(&c, now)
	if to == desk.DraftSent {
		d.SentAt, d.SentCopy = now, e.copyState(c.Account)
		if d.Automatic() {
			d.SentCopy = "off" // people's answers stand in Sent
		}
	}
	e.log.LogAttrs(ctx, slog.LevelInfo, "draft "+what, slog.String("draft", d.ID), slog.String("case", c.ID), slog.Int("attempt", d.Attempts))
	change := e.ended(c, d, what)
	if err := e.afterSending(ctx, newView(e.store), &change, d); err != nil {
		return err
	}
	err = e.finishSend(ctx, change)
	if desk.CodeOf(err) == desk.CodeConflict {
		// Somebody changed the case meanwhile; what the server said stays true.
		return e.finishAgain(ctx, d, what)
	}
	return err
}

// finishAgain records the end of an attempt over a case that changed meanwhile.
func (e *Engine) finishAgain(ctx context.Context, d desk.Draft, what string) error {
	for range 5 {
		c, err := e.store.Case(ctx, d.Case)
		if err != nil {
			return err
		}
		next(&c, e.now())
		change := e.ended(c, d, what)
		if err := e.afterSending(ctx, newView(e.store), &change, d); err != nil {
			return err
		}
		err = e.finishSend(ctx, change)
		if desk.CodeOf(err) != desk.CodeConflict {
			return err
		}
	}
	return desk.Errf(desk.CodeConflict, "draft %s was %s but the case changes too often to record it", d.ID, what).AsTemporary()
}

// ended is the change with which an attempt at sending ends.
func (e *Engine) ended(c desk.Case, d desk.Draft, what string) desk.Change {
	return desk.Change{
		Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftSending}}, Dues: filing(d, e.now()),
		Audit: []desk.Audit{e.note(desk.System(), c.ID, what, d.ServerText, "draft", d.ID, "message_id", d.MessageID)},
	}
}

// afterSending adds to a change what a mail makes true by leaving: it is the customer's
// turn, or the end, and the action that drafted the mail moves the case and its record.
// A draft that did not leave moves nothing.
func (e *Engine) afterSending(ctx context.Context, v *view, change *desk.Change, d desk.Draft) error {
	if d.State != desk.DraftSent || d.Template == ackTemplate && d.Automatic() { // a confirmation of receipt moves nothing
		return nil
	}
	c := &change.Cases[0]
	c.State, c.HandedTo = desk.CaseWaiting, ""
	if answers(d.Template) {
		c.Answered = max(c.Answered, d.Decision+1)
	}
	if n := owes(*c, d); n > 0 {
		c.State = desk.CaseOpen
		if end := e.shop.Workdays.EndOf(e.shop.Workdays.Add(d.SentAt, n)); c.Deadline.Before(end) {
			c.Deadline = end
		}
	}
	a := d.Moves
	if a == nil {
		if d.Template == settledTemplate && d.Decision == len(c.Decisions)-1 {
			if err := e.closeUnlessLeft(ctx, v, change); err != nil {
				return err
			}
		}
		return e.sentClock(ctx, v, change, d)
	}
	if a.Outcome != "" && d.Decision == len(c.Decisions)-1 { // else a newer mail has decided anew
		c.Outcome = a.Outcome
	}
	too, err := e.endToo(ctx, v, *c, d)
	if err != nil {
		return err
	}
	for _, s := range too {
		change.RMAs = append(change.RMAs, s)
		change.Audit = append(change.Audit, e.moveNote(mover(d), c.ID, "rma_advanced", whyOf(d.Set), &s))
	}
	r, what, err := e.moved(ctx, v, d)
	switch {
	case impossible(err):
		// The mail is out; the history says that the record stayed where it was.
		change.Audit = append(change.Audit, e.note(mover(d), c.ID, "rma_not_advanced", desk.MessageOf(err), "rma", d.RMA))
	case err != nil:
		return err
	case r != nil:
		c.RMAs = appendNew(c.RMAs, r.Number)
		change.RMAs = append(change.RMAs, *r)
		if what != "" {
			change.Audit = append(change.Audit, e.moveNote(mover(d), c.ID, what, whyOf(d.Set), r))
		}
	}
	if a.Name == actionCleared {
		if err := e.allClear(ctx, v, change, c); err != nil {
			return err
		}
	}
	if a.Close {
		if err := e.closeUnlessLeft(ctx, v, change); err != nil {
			return err
		}
	}
	return e.sentClock(ctx, v, change, d)
}

// closeUnlessLeft closes a change's case, unless a record of it is still open.
func (e *Engine) closeUnlessLeft(ctx context.Context, v *view, change *desk.Change) error {
	left, err := e.left(ctx, v, change)
	if err == nil && left == nil {
		change.Cases[0].State = desk.CaseClosed
	}
	return err
}

// copyState says whether a sent mail of this account still has to be filed. It asks the
// configuration alone: who marks a mail as sent beside no service has no mailbox at hand.
func (e *Engine) copyState(account string) string {
	if !e.account(account).AppendSent {
		return "off"
	}
	return "pending"
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

// dueFile is the kind of due time that calls for a copy in Sent.
const dueFile = "file_copy"

// filing gives the due times of a draft that has to be filed.
func filing(d desk.Draft, at time.Time) []desk.Due {
	if d.SentCopy != "pending" {
		return nil
	}
	return []desk.Due{{ID: dueFile + "/" + d.ID, Kind: dueFile, At: at, Case: d.Case, Data: d.ID}}
}

// FileCopies puts copies of sent mails into Sent, where a mailbox wants that. Each try
// begins with a search for the Message-ID, so a repeated one makes no second copy.
func (e *Engine) FileCopies(ctx context.Context) error {
	if e.sent == nil {
		return nil
	}
	for ctx.Err() == nil {
		dues, err := e.store.DuesBefore(ctx, dueFile, e.now(), 100)
		if err != nil {
			return err
		}
		filed := 0
		for _, due := range dues {
			if err := e.fileCopy(ctx, due); err == nil {
				filed++
			} else if desk.CodeOf(err) != desk.CodeConflict {
				return err
			}
		}
		if filed == 0 { // none left, or only such as come again
			return nil
		}
	}
	return ctx.Err()
}

// fileCopy files one sent mail. A conflict means that the case moved on: it comes again.
func (e *Engine) fileCopy(ctx context.Context, due desk.Due) error {
	d, err := e.store.Draft(ctx, due.Data)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		return e.record(ctx, desk.Change{Done: []string{due.ID}})
	}
	if err != nil {
		return err
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return err
	}
	if err := e.sent.File(ctx, c.Account, d.MessageID, d.Frozen, d.SentAt); err != nil {
		return err
	}
	d.SentCopy, d.UpdatedAt = "done", e.now()
	next(&c, e.now())
	return e.record(ctx, desk.Change{
		Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftSent}}, Done: []string{due.ID},
		Audit: []desk.Audit{e.note(desk.System(), c.ID, "filed", "copied to Sent", "draft", d.ID)},
	})
}
