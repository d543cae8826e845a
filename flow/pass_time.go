package flow

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

const (
	// timedAtOnce is how many due times of a kind one look handles. What it handles is over or comes later, so that the rest
	// have their turn in the next one; what has to wait where it is does not count.
	timedAtOnce = 500
	timedRetry  = time.Hour
	oneDay      = 24 * time.Hour
)

// DueNotHandled is what the log says of a due time that could not be handled; it comes again
// after an hour. Whoever watches the log for broken promises looks for it.
const DueNotHandled = "due time not handled, tried again"

// PassTime does what time has set off: reminders, the ends of what nobody answered,
// deadlines of returns, money that is due. It gives how many due times it handled. They
// are stored, so that a program that slept does each once, the oldest first; what follows
// from one (the last reminder from the first) is due later again, and a customer gets one
// such mail a day.
func (e *Engine) PassTime(ctx context.Context) (int, error) {
	n, now, held := 0, e.now(), map[string]bool{}
	for {
		dues, full, err := e.dueBy(ctx, now, held)
		if err != nil {
			return n, err
		}
		before := len(held)
		done, err := e.fireAll(ctx, now, dues, held)
		n += done
		if err != nil {
			return n, err
		}
		if !full || len(held) == before {
			break
		}
	}
	if err := e.tellOverdue(ctx); err != nil {
		return n, err
	}
	if n > 0 {
		e.poke()
	}
	return n, nil
}

// dueBy gives the due times of a moment that are not held, the oldest first, and whether there may be more of a kind.
func (e *Engine) dueBy(ctx context.Context, now time.Time, held map[string]bool) (dues []desk.Due, full bool, err error) {
	for _, kind := range timedKinds() {
		limit := timedAtOnce
		for id := range held {
			if strings.HasPrefix(id, kind+"/") {
				limit++
			}
		}
		list, err := e.store.DuesBefore(ctx, kind, now, limit)
		if err != nil {
			return nil, false, err
		}
		full = full || len(list) == limit
		dues = append(dues, slices.DeleteFunc(list, func(d desk.Due) bool { return held[d.ID] })...)
	}
	slices.SortStableFunc(dues, func(a, b desk.Due) int {
		if c := a.At.Compare(b.At); c != 0 {
			return c
		}
		return strings.Compare(a.ID, b.ID)
	})
	return dues, full, nil
}

// fireAll handles due times and gives how many it did; held are those that have to wait where they are, until the next look.
func (e *Engine) fireAll(ctx context.Context, now time.Time, dues []desk.Due, held map[string]bool) (int, error) {
	n := 0
	for _, due := range dues {
		if err := ctx.Err(); err != nil {
			return n, err
		}
		err := e.fire(ctx, due)
		switch {
		case err == nil:
			n++
		case errors.Is(err, errUnread), // his answer may lie there
			desk.CodeOf(err) == desk.CodeConflict: // the case moved on
			held[due.ID] = true
		case stops(err):
			return n, err
		default:
			// One case that cannot be handled must not hold up the others.
			e.log.LogAttrs(ctx, slog.LevelWarn, DueNotHandled, slog.String("due", due.ID),
				slog.String("code", string(desk.CodeOf(err))), slog.String("error", desk.MessageOf(err)))
			due.At = now.Add(timedRetry)
			if err := e.store.Record(ctx, desk.Change{Dues: []desk.Due{due}}); err != nil {
				return n, err
			}
		}
	}
	return n, nil
}

// fire handles one due time.
func (e *Engine) fire(ctx context.Context, due desk.Due) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	over := desk.Change{Done: []string{due.ID}}
	c, err := e.store.Case(ctx, due.Case)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		return e.store.Record(ctx, over)
	}
	if err != nil {
		return err
	}
	if e.mayHaveAnswered(due.Kind, c.Account) {
		return errUnread
	}
	if due.RMA != "" {
		r, err := e.store.RMA(ctx, due.RMA)
		if desk.CodeOf(err) == desk.CodeNotFound {
			return e.store.Record(ctx, over)
		}
		if err != nil {
			return err
		}
		return e.fireRMA(ctx, due, c, r)
	}
	if due.Kind == dueDay {
		return e.moveDay(ctx, due, c)
	}
	k := desk.CaseClock{}
	if c.Clock != nil {
		k = *c.Clock
	}
	planned := map[string]time.Time{dueRemind: k.Remind, dueLast: k.Last, dueSilence: k.Close, dueChoice: k.Choice, dueRefund: k.Refund}[due.Kind]
	switch {
	case planned.IsZero():
		return e.store.Record(ctx, over)
	case planned.After(e.now()): // moved by a change of the case
		due.At = planned
		return e.store.Record(ctx, desk.Change{Dues: []desk.Due{due}})
	}
	switch due.Kind {
	case dueRemind:
		return e.remind(ctx, c, false)
	case dueLast:
		return e.remind(ctx, c, true)
	case dueSilence:
		return e.endSilence(ctx, c)
	case dueChoice:
		return e.unanswered(ctx, c)
	}
	return e.refundDue(ctx, c)
}

// clockName is what desk calls the time behind a kind.
func clockName(kind string) string {
	switch kind {
	case dueRemind:
		return "remind"
	case dueLast:
		return "last"
	case dueSilence:
		return "close"
	case dueChoice:
		return "choice"
	}
	return "refund"
}

// later puts a due time of a case off.
func (e *Engine) later(ctx context.Context, c desk.Case, kind string, at time.Time) error {
	next(&c, e.now())
	c.Postpone(clockName(kind), at)
	return e.record(ctx, desk.Change{Cases: []desk.Case{c}})
}

// wake opens a case for people, with a deadline and the reason.
func (e *Engine) wake(c *desk.Case, what, why string, pairs ...string) desk.Audit {
	now := e.now()
	next(c, now)
	c.State, c.SnoozedUntil = desk.CaseOpen, time.Time{}
	c.Deadline = e.shop.Workdays.EndOf(e.shop.Workdays.Add(now, 1))
	return e.note(desk.System(), c.ID, what, why, pairs...)
}

// tell makes an alert about a case; none where nobody is to be told. It says whose case that
// is and where to open it.
func (e *Engine) tell(change *desk.Change, key, kind string, c desk.Case, subject, text string) {
	if !e.heard() {
		return
	}
	change.Alerts = append(change.Alerts, desk.Alert{Key: key, Kind: kind, Case: c.ID, Subject: subject, CreatedAt: e.now(),
		Text: text + "\n\n" + whose(c) + e.openCase(c.ID)})
}

// tellRMA is tell about a return record of the case.
func (e *Engine) tellRMA(change *desk.Change, key, kind string, c desk.Case, rma, subject, text string) {
	if !e.heard() {
		return
	}
	change.Alerts = append(change.Alerts, desk.Alert{Key: key, Kind: kind, Case: c.ID, Subject: subject, CreatedAt: e.now(),
		Text: text + "\n\n" + whose(c) + e.openRMA(rma)})
}
