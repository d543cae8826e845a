package flow

import (
	"cmp"
	"context"
	"errors"

	"returndesk/desk"
)

const (
	drainBatch  = 200 // mails read ahead
	recordBatch = 100 // changes in one commit (inbox.md: a commit a mail costs ten times as much)
	maxTries    = 3   // failures of one mail before it goes to quarantine
)

// Drain handles every accepted mail that was not handled yet, oldest first, and gives
// how many. Reading runs ahead of recording. A mail that fails stays accepted and is
// tried again by the next Drain; after three failures it goes to quarantine, where a
// person sees it. One failing mail never holds up the next. Where the store refuses a change
// because somebody else was first, the drain begins anew with that mail: none is handled before
// an older one that waits.
func (e *Engine) Drain(ctx context.Context) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	sum := 0
	for refused, patient := map[string]refusal{}, false; ; {
		done, again, err := e.drain(ctx, refused, patient)
		sum += done
		if err != nil {
			return sum, err
		}
		if !again || patient && done == 0 {
			return sum, e.neverTaken(ctx, refused)
		}
		for _, x := range refused { // refused again: somebody else is not why
			patient = patient || x.times > 1
		}
	}
}

// refusal says how often in a drain the store refused the change of a mail, and why last.
type refusal struct {
	times int
	err   error
}

// neverTaken counts as failed the mails whose changes the store refuses whatever others do: a
// person sees them in the end.
func (e *Engine) neverTaken(ctx context.Context, refused map[string]refusal) error {
	for id, x := range refused {
		if x.times < 2 || desk.CodeOf(x.err) != desk.CodeInvalid {
			continue
		}
		m, err := e.store.Mail(ctx, id)
		if err == nil && m.State == desk.MailAccepted {
			err = e.record(ctx, e.failed(e.prepare(ctx, m), x.err))
		}
		if err != nil && stops(err) {
			return err
		}
	}
	return nil
}

// drain is one pass over the mails that wait. again reports that the store refused changes, which
// it counts by mail: a patient pass went on behind them, another one ended there.
func (e *Engine) drain(ctx context.Context, refused map[string]refusal, patient bool) (done int, again bool, err error) {
	ctx, stop := context.WithCancel(ctx)

	type readAhead struct {
		mails []prepared
		err   error
	}
	ahead := make(chan readAhead, 1)
	go func() {
		defer close(ahead)
		after := ""
		for {
			mails, err := e.store.Pending(ctx, after, drainBatch)
			if err != nil || len(mails) == 0 {
				if err != nil {
					ahead <- readAhead{err: err}
				}
				return
			}
			after = mails[len(mails)-1].ID
			select {
			case ahead <- readAhead{mails: e.prepareAll(ctx, mails)}:
			case <-ctx.Done():
				return
			}
		}
	}()
	defer func() {
		stop()
		for range ahead { // nothing reads on after a drain
		}
	}()

	r := &recorder{e: e, by: refused, patient: patient}
	defer func() {
		_ = e.numbers.arrived() // who needs a number that could not be taken asks again
		e.numbers.pending = 0
	}()
	handleAll := func() error {
		v := newView(e.store)
		for batch := range ahead {
			if batch.err != nil {
				return batch.err
			}
			var err error
			if v, err = e.handleBatch(ctx, r, v, batch.mails); err != nil || r.ends() {
				return err
			}
		}
		_, err := r.record(ctx, v)
		return err
	}
	err = handleAll()
	done = r.finish() // before the lock is free: nobody else acts on what is about to change
	if err = cmp.Or(err, r.err); err != nil || r.refused {
		e.acks.loaded = false // it counts what was not recorded
	}
	return done, r.refused, err
}

// handleBatch handles mails in the order of arrival and has their changes recorded, until one is
// refused. It gives the view of the mails that follow.
func (e *Engine) handleBatch(ctx context.Context, r *recorder, v *view, mails []prepared) (*view, error) {
	e.reserve(ctx, len(mails))
	for i, p := range mails {
		e.numbers.pending = len(mails) - i
		if err := ctx.Err(); err != nil {
			return v, err
		}
		change, err := e.handle(ctx, v, p)
		if err != nil {
			if stops(err) {
				return v, err
			}
			change = e.failed(p, err)
		}
		v.add(p.mail.ID, change)
		if len(v.changes) >= recordBatch {
			if v, err = r.record(ctx, v); err != nil || r.ends() {
				return v, err
			}
		}
	}
	return v, nil
}

// stops reports whether an error is about the store or the process and not about one
// mail: then nothing is judged until it is over.
func stops(err error) bool {
	switch desk.CodeOf(err) {
	case desk.CodeStorageFull, desk.CodeUnavailable, desk.CodeLocked:
		return true
	}
	return errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)
}

// failed records that handling a mail failed: it is counted, and after maxTries the
// mail is in quarantine, listed and replayable. Whatever was readable of it is kept.
func (e *Engine) failed(p prepared, cause error) desk.Change {
	m := p.mail
	m.Tries++
	m.Reason = desk.MessageOf(cause)
	what := "handling_failed"
	if m.Tries >= maxTries {
		m.State = desk.MailQuarantined
		what = "quarantined"
	}
	describe(&m, p)
	change := desk.Change{
		Mails: []desk.Mail{m},
		Audit: []desk.Audit{e.note(desk.System(), "", what, m.Reason, "mail", m.ID)},
	}
	// Safety does not wait for a mend.
	if p.msg != nil && p.reading.Has(desk.SignalSafetyHazard) {
		change.Alerts = append(change.Alerts, e.safetyWithoutCase(m))
	}
	return change
}

// describe copies what people look for in a list from the message into the record.
func describe(m *desk.Mail, p prepared) {
	m.ReceivedAt = received(p)
	if p.msg == nil {
		return
	}
	m.From, m.FromName = p.msg.Sender.Address, p.msg.Sender.Name
	m.Subject = p.msg.Subject
	m.Refs = refsOf(p.msg)
}

// note makes an audit entry of now.
func (e *Engine) note(by desk.Actor, caseID, what, why string, pairs ...string) desk.Audit {
	a := desk.Audit{At: e.now(), Actor: by, Case: caseID, What: what, Why: why}
	for i := 0; i+1 < len(pairs); i += 2 {
		if a.Data == nil {
			a.Data = map[string]string{}
		}
		a.Data[pairs[i]] = pairs[i+1]
	}
	return a
}
