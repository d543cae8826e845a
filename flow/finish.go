package flow

import (
	"context"
	"log/slog"

	"returndesk/desk"
)

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
	wrote := wroteAt(change.Cases[0])
	if err := e.byLeaving(ctx, v, change, d); err != nil {
		return err
	}
	if wroteSince(change.Cases[0], d) {
		if err := e.crossed(ctx, v, change); err != nil {
			return err
		}
	}
	return e.waited(ctx, v, change, wrote, d)
}

// byLeaving moves the case and the record of a mail that has left.
func (e *Engine) byLeaving(ctx context.Context, v *view, change *desk.Change, d desk.Draft) error {
	c := &change.Cases[0]
	e.theirTurn(c, d)
	if err := e.reached(ctx, v, c, d); err != nil {
		return err
	}
	goesOn, err := e.goesOnBeside(ctx, v, c, d)
	if err != nil {
		return err
	}
	checks, err := e.stillChecks(ctx, v, c, d)
	if err != nil {
		return err
	}
	a := d.Moves
	if a == nil {
		if err := e.answered(ctx, v, change, d); err != nil {
			return err
		}
		return e.answeredToo(ctx, v, change, d)
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
	if a.Close && !goesOn && !checks {
		if err := e.closeUnlessLeft(ctx, v, change); err != nil {
			return err
		}
	}
	return e.sentClock(ctx, v, change, d)
}

// goesOnBeside keeps a case in the queue over a mail that time sets off, where we have said beside
// the question that we do something: the customer's silence ends his matter, and not ours.
func (e *Engine) goesOnBeside(ctx context.Context, v *view, c *desk.Case, d desk.Draft) (bool, error) {
	if !byTime(d.Template) {
		return false, nil
	}
	drafts, err := v.draftsOf(ctx, *c)
	if err != nil {
		return false, err
	}
	rmas, err := recordsOf(ctx, v, *c)
	if err != nil || !weOwe(*c, drafts) && standing(*c, drafts, rmas) == nil {
		return false, err
	}
	c.State = desk.CaseOpen
	return true, nil
}

// theirTurn marks a case as answered by a mail that left, and as the customer's turn unless somebody
// has to go on.
func (e *Engine) theirTurn(c *desk.Case, d desk.Draft) {
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
}

// answered moves the first case of a change by the reply to its decision: a matter that the customer
// calls settled is over with it.
func (e *Engine) answered(ctx context.Context, v *view, change *desk.Change, d desk.Draft) error {
	if d.Template == settledTemplate && d.Decision == len(change.Cases[0].Decisions)-1 {
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
