package flow

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// byHand adds to a change what else becomes true when a person moves a record without a
// mail. What is left to the manager stands before him at once, in the queue and in the digest
// (domain.md section 6, block 1), and no longer once it is decided. Who asked the customer on paper and got his answer on the phone does not want him
// reminded: nothing is asked any more, and it is our turn. Nor does a return that is here
// run out.
func (e *Engine) byHand(ctx context.Context, change *desk.Change, c *desk.Case, from desk.RMAState, r desk.RMA) error {
	if from != r.State {
		if err := e.dropOutrun(ctx, change, r); err != nil {
			return err
		}
	}
	if r.State == desk.RMAManagerHold && from != r.State {
		if c.State != desk.CaseOpen {
			c.State, c.Deadline, c.SnoozedUntil = desk.CaseOpen, e.shop.Workdays.EndOf(r.Due), time.Time{}
		}
		c.Outcome = desk.OutcomeManagerDecision
	} else if last := c.Last(); inspected(from) && from != r.State && last != nil && last.Outcome != desk.OutcomeManagerDecision && c.Outcome == desk.OutcomeManagerDecision {
		c.Outcome = desk.OutcomeFollowupAttach
	}
	if (from == desk.RMAAuthorized || from == desk.RMANoFaultFound) && r.State != from {
		return e.dropTimed(ctx, change, *c, r.Number, "the return has moved on")
	}
	if !from.Asks() || r.State.Asks() {
		return nil
	}
	rmas, err := recordsOf(ctx, newView(e.store), *c)
	if err != nil || slices.ContainsFunc(rmas, func(x desk.RMA) bool { return x.Number != r.Number && x.State.Asks() }) {
		return err
	}
	c.Settled()
	if err := e.dropTimed(ctx, change, *c, "", "nothing is asked any more"); err != nil {
		return err
	}
	if r.State.Open() {
		e.ourTurn(c)
	}
	return nil
}

// inspected reports whether an inspected unit waits in a state for a word of what becomes of it.
func inspected(s desk.RMAState) bool { return s == desk.RMANoFaultFound || s == desk.RMAManagerHold }

// dropOutrun voids the drafts that wait and whose step the record has been moved past: the record would
// refuse the step, and their words are not true any more.
func (e *Engine) dropOutrun(ctx context.Context, change *desk.Change, r desk.RMA) error {
	drafts, err := e.store.DraftsOfCase(ctx, r.Case)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if d.State == desk.DraftProposed && d.RMA == r.Number && d.Moves != nil && r.MayBecome(d.Moves.RMAState) != nil {
			change.Drafts = append(change.Drafts, e.void(d, "the return has moved on"))
		}
	}
	return nil
}

// voids reports whether a change ends a draft already.
func voids(change *desk.Change, d desk.Draft) bool {
	return slices.ContainsFunc(change.Drafts, func(x desk.DraftChange) bool { return x.Draft.ID == d.ID })
}

// dropTimed voids the drafts that time drew up about a matter: a record's by its number, the
// case's own question by "".
func (e *Engine) dropTimed(ctx context.Context, change *desk.Change, c desk.Case, matter, why string) error {
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if byTimeAlone(d) && matterOf(d) == matter && !voids(change, d) && (d.State == desk.DraftProposed || d.State == desk.DraftApproved) {
			change.Drafts = append(change.Drafts, e.void(d, why))
		}
	}
	return nil
}

// endedByName ends the case of a record that was closed by the name of a state, or leaves
// it with whoever has to tell the customer.
func (e *Engine) endedByName(ctx context.Context, change *desk.Change, c *desk.Case, r desk.RMA) error {
	switch {
	case r.State.Open() || e.othersOpen(ctx, *c, r.Number):
	case Telling(r.State) == "":
		return e.endWith(ctx, change, c, r)
	default:
		e.ourTurn(c)
	}
	return nil
}

// endWith closes a case with its last record that was open, and ends the drafts that wait in it. Where the
// customer has written after the mail that opened it and nobody has answered, that is still to be done: when
// each was received tells so, since a bot that was down opens the record after both had come. So is another
// matter or order of the report itself, which ends with no record.
func (e *Engine) endWith(ctx context.Context, change *desk.Change, c *desk.Case, r desk.RMA) error {
	reported := r.OpenedAt
	switch m, err := e.store.Mail(ctx, r.Mail); {
	case err == nil && !m.ReceivedAt.IsZero():
		reported = m.ReceivedAt
	case err != nil && desk.CodeOf(err) != desk.CodeNotFound: // not found: no mail opened it, or it was erased
		return err
	}
	if slices.ContainsFunc(c.Decisions[min(c.Answered, len(c.Decisions)):], func(d desk.Decision) bool {
		return !d.ByClock() && (d.Facts.Detail.ReceivedAt.After(reported) || len(d.More) > 0 || len(d.Linked) > 0)
	}) {
		e.ourTurn(c)
		return nil
	}
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if d.State == desk.DraftProposed && !voids(change, d) { // what is approved fails when it is to leave, where somebody sees it
			change.Drafts = append(change.Drafts, e.void(d, "its record "+r.Number+" was ended"))
		}
	}
	c.State = desk.CaseClosed
	return nil
}

// ourTurn takes a case that waited for the customer back into the queue.
func (e *Engine) ourTurn(c *desk.Case) {
	if c.State == desk.CaseWaiting {
		c.State, c.Deadline = desk.CaseOpen, e.shop.Workdays.EndOf(e.shop.Workdays.Add(e.now(), 1))
	}
}
