package flow

import (
	"context"
	"time"

	"returndesk/desk"
)

// The kinds of due times that passing time sets off. Cases and records say when; the
// store's due times follow them with each change.
const (
	dueRemind  = "remind"        // first reminder of a question
	dueLast    = "remind_last"   // last reminder
	dueSilence = "close_silence" // no answer came
	dueChoice  = "choice"        // no answer to wait or cancel
	dueRefund  = "refund"        // money is due
	dueRMA     = "rma_deadline"  // a record's state has lasted too long
	dueExpires = "rma_remind"    // a return number is about to run out
	dueManager = "rma_manager"   // an inspected unit lies here for too long
	dueClaim   = "carrier_claim" // a carrier's last day is near, or its answer did not come
	dueDay     = "draft_day"     // a waiting draft names a date that counts from its sending
)

// timedKinds gives the kinds that PassTime handles.
func timedKinds() []string {
	return []string{dueRemind, dueLast, dueSilence, dueChoice, dueRefund, dueRMA, dueExpires, dueManager, dueClaim, dueDay}
}

// record makes a change durable together with the due times that follow from it.
func (e *Engine) record(ctx context.Context, change desk.Change) error {
	e.schedule(&change)
	err := e.store.Record(ctx, change)
	if len(change.Corrections) > 0 {
		e.lessons.forget()
	}
	return err
}

// finishSend is record for the end of an attempt at sending.
func (e *Engine) finishSend(ctx context.Context, change desk.Change) error {
	e.schedule(&change)
	return e.store.FinishSend(ctx, change)
}

// schedule adds to a change the due times of its cases and records. What is closed waits
// for nobody.
func (e *Engine) schedule(change *desk.Change) {
	put := func(kind, id string, at time.Time, d desk.Due) {
		d.ID, d.Kind, d.At = kind+"/"+id, kind, at
		if at.IsZero() {
			change.Done = append(change.Done, d.ID)
		} else {
			change.Dues = append(change.Dues, d)
		}
	}
	now := e.now()
	for i := range change.Cases {
		c := &change.Cases[i]
		switch {
		case c.State == desk.CaseClosed && c.ClosedAt.IsZero():
			c.ClosedAt = now
			if c.ClosedFor == desk.CloseSilence {
				c.Reopens = e.shop.Workdays.ReopenUntil(now)
			}
			c.Over()
		case c.State == desk.CaseClosed, c.State == desk.CaseArchived:
			c.Over()
		default:
			c.ClosedAt, c.ClosedFor, c.Reopens = time.Time{}, "", time.Time{}
		}
		if k := c.Clock; k != nil {
			d := desk.Due{Case: c.ID}
			put(dueRemind, c.ID, k.Remind, d)
			put(dueLast, c.ID, k.Last, d)
			put(dueSilence, c.ID, k.Close, d)
			put(dueChoice, c.ID, k.Choice, d)
			put(dueRefund, c.ID, k.Refund, d)
		}
	}
	for _, x := range change.Drafts {
		d, at := &x.Draft, time.Time{}
		if len(d.Counted) == 0 {
			continue
		}
		if d.State == desk.DraftProposed || d.State == desk.DraftApproved {
			at = e.nextDay()
		}
		put(dueDay, d.ID, at, desk.Due{Case: d.Case, Data: d.ID})
	}
	for _, r := range change.RMAs {
		d := desk.Due{Case: r.Case, RMA: r.Number}
		put(dueRMA, r.Number, r.Timers.Due, d)
		put(dueExpires, r.Number, r.Timers.Remind, d)
		put(dueManager, r.Number, r.Timers.Manager, d)
		put(dueClaim, r.Number, r.Timers.Claim, d)
	}
}
