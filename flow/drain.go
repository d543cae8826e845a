package flow

import (
	"context"
	"errors"
	"log/slog"

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
// person sees it. One failing mail never holds up the next.
func (e *Engine) Drain(ctx context.Context) (int, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	ctx, stop := context.WithCancel(ctx)
	defer stop()

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

	done := 0
	defer func() { e.numbers.pending = 0 }()
	v := newView(e.store)
	for batch := range ahead {
		if batch.err != nil {
			return done, batch.err
		}
		for i, p := range batch.mails {
			e.numbers.pending = len(batch.mails) - i
			if err := ctx.Err(); err != nil {
				return done, err
			}
			change, err := e.handle(ctx, v, p)
			if err != nil {
				if stops(err) {
					return done, err
				}
				change = e.failed(p, err)
			}
			v.add(p.mail.ID, change)
			if len(v.changes) >= recordBatch {
				n, err := e.flush(ctx, v)
				done += n
				if err != nil {
					return done, err
				}
				v = newView(e.store)
			}
		}
	}
	n, err := e.flush(ctx, v)
	return done + n, err
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

// flush records what the view has gathered, in one commit. Changes that lost against
// somebody else's are dropped: their mails are still pending and handled anew.
func (e *Engine) flush(ctx context.Context, v *view) (int, error) {
	if len(v.changes) == 0 {
		return 0, nil
	}
	for i := range v.changes {
		e.schedule(&v.changes[i])
	}
	errs, err := e.store.RecordOutcomes(ctx, v.changes)
	if err != nil {
		return 0, err
	}
	n := 0
	for i := range v.changes {
		if i < len(errs) && errs[i] != nil {
			e.log.LogAttrs(ctx, slog.LevelWarn, "outcome not recorded, handled again",
				slog.String("mail", v.mails[i]), slog.String("code", string(desk.CodeOf(errs[i]))))
			continue
		}
		n++
	}
	e.poke()
	return n, nil
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
