package flow

import (
	"context"
	"encoding/json"
	"errors"
	"log/slog"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"returndesk/classifier"
	"returndesk/desk"
)

// SecondOpinion asks a further engine about a mail whose first reading is unsure, and gives
// both weighed. It may take minutes and may fail. Silent notes in the first reading why the
// engine said nothing.
type SecondOpinion interface {
	Ask(ctx context.Context, in classifier.Input, first desk.Reading) (desk.Reading, error)
	Silent(first desk.Reading, err error) desk.Reading
}

// dueSecond is the kind of due time that calls for a second opinion about a case's mail.
const dueSecond = "second_opinion"

// secondDue is by mail: the end of one question must not take the next one's due time away.
func secondDue(mail string) string { return dueSecond + "/" + mail }

// opinionKey keeps an answer from its arrival until it is part of the case, so that a
// process that dies in between, or a case that moves, does not ask (and pay) twice.
func opinionKey(mail string) string { return dueSecond + "/" + mail }

const (
	secondAtOnce = 2 // questions under way side by side
	secondTries  = 4 // rounds after which a mail is left to people
)

// awaitSecond stores that somebody else is to be asked about a mail that no engine was sure
// of. The mail is decided by what there is: neither the drain nor the draft waits.
func (b *outcome) awaitSecond(c desk.Case, d desk.Decision) {
	if b.e.second == nil || b.s.history || !b.s.received || !d.Reading.Unsure {
		return
	}
	b.change.Dues = append(b.change.Dues, desk.Due{ID: secondDue(b.s.p.mail.ID), Kind: dueSecond, At: b.now, Case: c.ID, Data: b.s.p.mail.ID})
}

// SecondDue asks for the second opinions that wait, outside of the lock, and decides anew
// where one leads to another reply. It gives how many were dealt with.
func (e *Engine) SecondDue(ctx context.Context) (int, error) {
	n := 0
	for ctx.Err() == nil {
		dues, err := e.store.DuesBefore(ctx, dueSecond, e.now(), 20)
		if err != nil || len(dues) == 0 {
			return n, err
		}
		var done atomic.Int64
		g, gctx := errgroup.WithContext(ctx)
		g.SetLimit(secondAtOnce)
		for _, d := range dues {
			g.Go(func() error {
				err := e.secondOf(gctx, d)
				if desk.CodeOf(err) == desk.CodeConflict {
					return nil // the case moved on; the answer is kept and the due time comes again
				}
				if err == nil {
					done.Add(1)
				}
				return err
			})
		}
		err = g.Wait()
		n += int(done.Load())
		if err != nil || done.Load() == 0 {
			return n, err
		}
	}
	return n, ctx.Err()
}

// secondOf deals with one case: asks unless the answer lies here already, then records.
func (e *Engine) secondOf(ctx context.Context, due desk.Due) error {
	mail, tries := splitSecond(due.Data)
	over := desk.Change{Done: []string{due.ID}, Settings: map[string][]byte{opinionKey(mail): nil}}
	c, err := e.store.Case(ctx, due.Case)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		return e.record(ctx, over)
	}
	if err != nil {
		return err
	}
	wanted, err := e.wantsSecond(ctx, c, mail)
	if err != nil {
		return err
	}
	if !wanted || e.second == nil { // somebody dealt with it, or it was switched off
		return e.record(ctx, over)
	}
	r, ok, err := e.keptOpinion(ctx, mail)
	if err != nil {
		return err
	}
	if !ok {
		var later time.Duration
		if r, later, err = e.askSecond(ctx, c, mail, tries); err != nil {
			return err
		}
		if later > 0 {
			due.At, due.Data = e.now().Add(later), mail+" "+strconv.Itoa(tries+1)
			return e.record(ctx, desk.Change{Dues: []desk.Due{due}})
		}
	}
	return e.takeSecond(ctx, due, mail, r)
}

// splitSecond reads the mail's id and the rounds so far from a due time.
func splitSecond(data string) (mail string, tries int) {
	mail, n, _ := strings.Cut(data, " ")
	tries, _ = strconv.Atoi(n) // none yet
	return mail, tries
}

// wantsSecond reports whether a second opinion still matters: the mail is the customer's
// latest, its reading the machine's and unsure, and its draft as we wrote it.
func (e *Engine) wantsSecond(ctx context.Context, c desk.Case, mail string) (bool, error) {
	last := c.Last()
	if last == nil || c.Reclass != nil || !last.Reading.Unsure || len(last.Reading.Said) > 1 || c.State != desk.CaseOpen {
		return false, nil
	}
	for _, id := range slices.Backward(c.Mails) {
		m, err := e.store.Mail(ctx, id)
		if err != nil {
			return false, err
		}
		if !ofCustomer(m) {
			continue
		}
		if id != mail {
			return false, nil
		}
		break
	}
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if drafts = replyDrafts(drafts); err != nil || len(drafts) == 0 {
		return err == nil, err
	}
	d := drafts[len(drafts)-1]
	return d.State == desk.DraftProposed && !d.Edited && d.Moves == nil, nil
}

// keptOpinion gives an answer that came before and is not part of its case yet.
func (e *Engine) keptOpinion(ctx context.Context, mail string) (desk.Reading, bool, error) {
	var r desk.Reading
	b, err := e.store.Setting(ctx, opinionKey(mail))
	if err != nil || len(b) == 0 {
		return r, false, err
	}
	if err := json.Unmarshal(b, &r); err != nil {
		return r, false, nil //nolint:nilerr // what cannot be read is asked for again
	}
	return r, true, nil
}

// askSecond asks, and keeps what came durably. later is when to come back instead.
func (e *Engine) askSecond(ctx context.Context, c desk.Case, mail string, tries int) (r desk.Reading, later time.Duration, err error) {
	m, err := e.store.Mail(ctx, mail)
	if err != nil {
		return r, 0, err
	}
	p := e.prepare(ctx, m)
	if p.err != nil {
		return r, 0, p.err
	}
	first := c.Last().Reading
	r, err = e.second.Ask(ctx, e.inputOf(p), first)
	if err != nil {
		if ctx.Err() != nil {
			return r, 0, ctx.Err()
		}
		if stopsAsking(err) {
			return r, 0, err
		}
		if pause := againIn(err, tries); pause > 0 {
			return r, pause, nil
		}
		r = e.second.Silent(first, err)
		e.log.LogAttrs(ctx, slog.LevelWarn, "no second opinion", slog.String("case", c.ID), slog.String("mail", mail),
			slog.String("code", string(desk.CodeOf(err))), slog.String("error", desk.MessageOf(err)))
	}
	b, err := json.Marshal(r)
	if err != nil {
		return r, 0, desk.Wrap(desk.CodeInternal, err, "keep the second opinion about mail %s", mail)
	}
	return r, 0, e.store.SetSetting(ctx, opinionKey(mail), b)
}

// stopsAsking reports whether an error is the store's and not the engine's.
func stopsAsking(err error) bool {
	switch desk.CodeOf(err) {
	case desk.CodeStorageFull, desk.CodeLocked, desk.CodeInternal:
		return true
	}
	return false
}

// againIn says how long to wait before a question that failed is put again: as long as the
// other side asks, else longer each time; 0 = not at all.
func againIn(err error, tries int) time.Duration {
	var known *desk.Error
	if !errors.As(err, &known) || !known.Temporary || tries+1 >= secondTries {
		return 0
	}
	pause := []time.Duration{time.Minute, 5 * time.Minute, 15 * time.Minute}[min(tries, 2)]
	var asked interface{ After() time.Duration }
	if errors.As(err, &asked) {
		pause = max(pause, asked.After())
	}
	return min(pause, 6*time.Hour)
}
