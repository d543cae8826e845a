package digest

import (
	"context"
	"fmt"
	"strings"
	"time"

	"returndesk/desk"
)

// Recover looks after a digest that a dead process left in the middle of sending: nobody
// knows whether it left, and it is never sent again by itself.
func (p *Press) Recover(ctx context.Context) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := WeekOf(p.o.Now(), p.o.Shop.Zone)
	for i := range backWeeks + 1 {
		d, err := p.frozen(ctx, now.Add(-i))
		if err != nil {
			return err
		}
		if d == nil || d.State != StateSending {
			continue
		}
		if err := p.afterDeath(ctx, d); err != nil {
			return err
		}
	}
	return nil
}

// Tick does what time asks for: it closes the weeks that are over and due, sends the last
// of them, and tries again what did not leave. It gives whether a mail left.
func (p *Press) Tick(ctx context.Context) (bool, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	now := p.o.Now()
	if !p.planned { // once a start: looking ahead reads every due time of two weeks
		if err := p.plan(ctx, now); err != nil {
			return false, err
		}
		p.planned = true
	}
	dues, err := p.o.Store.DuesBefore(ctx, dueWeek, now, 1)
	if err != nil {
		return false, err
	}
	for _, due := range dues {
		if err := p.close(ctx, due, now); err != nil {
			return false, err
		}
	}
	return p.leave(ctx, now)
}

// dueID is the one due time that waits for the end of a week: there is always exactly one.
const dueID = dueWeek + "/next"

func (p *Press) due(w Week) desk.Due {
	return desk.Due{ID: dueID, Kind: dueWeek, At: w.Due(p.o.Shop.Zone, p.o.Minutes), Data: w.String()}
}

// plan stores the due time of the present week at the first start, and moves the stored one
// when the configuration has another time or zone.
func (p *Press) plan(ctx context.Context, now time.Time) error {
	list, err := p.o.Store.DuesBefore(ctx, dueWeek, now.AddDate(0, 0, 15), 1)
	if err != nil {
		return err
	}
	want := p.due(WeekOf(now, p.o.Shop.Zone))
	if len(list) > 0 {
		w, err := ParseWeek(list[0].Data)
		if err != nil {
			return err
		}
		if want = p.due(w); want.At.Equal(list[0].At) {
			return nil
		}
	}
	return p.o.Store.Record(ctx, desk.Change{Dues: []desk.Due{want}})
}

// close freezes the week of a due time and those that were slept through after it. Only the
// last one is sent.
func (p *Press) close(ctx context.Context, due desk.Due, now time.Time) error {
	w, err := ParseWeek(due.Data)
	if err != nil {
		return err
	}
	last := WeekOf(now, p.o.Shop.Zone).Add(-1)
	if last.Due(p.o.Shop.Zone, p.o.Minutes).After(now) { // a Monday before eight
		last = last.Add(-1)
	}
	for last.Add(-backWeeks).Starts(time.UTC).After(w.Starts(time.UTC)) {
		w = w.Add(1)
	}
	for ; !w.Starts(time.UTC).After(last.Starts(time.UTC)); w = w.Add(1) {
		next := desk.Change{Dues: []desk.Due{p.due(w.Add(1))}}
		old, err := p.frozen(ctx, w)
		if err != nil {
			return err
		}
		if old != nil { // closed already: a person sent it, or the clock went back
			if err := p.o.Store.Record(ctx, next); err != nil {
				return err
			}
			continue
		}
		d, err := p.freeze(ctx, w)
		if err != nil {
			return err
		}
		to, why := StateKept, "nobody gets the digest by mail"
		if p.mailed() {
			if why = "the service slept through its day"; w == last {
				to, why = StateFrozen, "the week is over"
				next.Dues = append(next.Dues, desk.Due{ID: dueSend + "/" + d.Week, Kind: dueSend, At: now, Data: d.Week})
			}
		}
		if err := p.save(ctx, d, to, desk.System(), "digest_frozen", why, next); err != nil {
			return err
		}
	}
	return nil
}

// leave sends what is closed and due to leave.
func (p *Press) leave(ctx context.Context, now time.Time) (bool, error) {
	if !p.mailed() {
		return false, nil
	}
	dues, err := p.o.Store.DuesBefore(ctx, dueSend, now, 10)
	if err != nil {
		return false, err
	}
	any := false
	for _, due := range dues {
		w, err := ParseWeek(due.Data)
		if err != nil {
			return any, err
		}
		d, err := p.frozen(ctx, w)
		if err != nil {
			return any, err
		}
		if d == nil || d.State != StateFrozen {
			if err := p.o.Store.Record(ctx, desk.Change{Done: []string{due.ID}}); err != nil {
				return any, err
			}
			continue
		}
		sent, err := p.send(ctx, d, desk.System())
		if any = any || sent; err != nil {
			return any, err
		}
	}
	return any, nil
}

// SendNow sends the digest of a week that is over at a person's wish. One that was sent is
// not sent again; one in doubt is, since a person has looked.
func (p *Press) SendNow(ctx context.Context, by desk.Actor, week string) (*Digest, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err := by.Require(desk.RoleSenior, "sending the digest"); err != nil {
		return nil, err
	}
	w, err := p.week(week)
	if err != nil {
		return nil, err
	}
	switch {
	case w.Ends(p.o.Shop.Zone).After(p.o.Now()):
		return nil, desk.Errf(desk.CodeIllegal, "week %s is not over", w).WithMend("look at it with --preview; it is sent on Monday")
	case len(p.o.To) == 0:
		return nil, desk.Errf(desk.CodeInvalid, "nobody gets the digest").WithMend("add digest.to to the configuration")
	case p.o.Mailer == nil:
		return nil, desk.Errf(desk.CodeUnavailable, "the running service sends the digest, and none runs").WithMend("start the service (returndesk run), and do it again")
	}
	d, err := p.frozen(ctx, w)
	if err != nil {
		return nil, err
	}
	switch {
	case d == nil:
		if d, err = p.freeze(ctx, w); err != nil {
			return nil, err
		}
	case d.State == StateSent && len(d.Refused) == 0:
		return d, desk.Errf(desk.CodeIllegal, "the digest of %s was sent %s", w, d.StateAt.In(p.o.Shop.Zone).Format("2006-01-02 15:04")).
			WithMend("forward that mail, or write it to a folder with --preview")
	case d.State == StateSending:
		return d, desk.Errf(desk.CodeConflict, "the digest of %s is being sent", w).WithMend("look again in a minute")
	}
	d.Attempts, d.Doubted, d.Refused = 0, nil, nil // a person has looked
	if len(d.missing(p.o.To)) == 0 {
		return d, p.settle(ctx, d, nil) // who was in doubt gets no mail any more
	}
	if _, err := p.send(ctx, d, by); err != nil {
		return d, err
	}
	switch {
	case d.State != StateSent:
		return d, desk.Errf(desk.CodeUnavailable, "the digest of %s is %s: %s", w, d.State, d.ServerText).WithMend("%s", mendOf(d))
	case len(d.Refused) > 0:
		return d, desk.Errf(desk.CodeUnavailable, "the digest of %s reached %s, but: %s", w, strings.Join(d.Reached, ", "), d.ServerText).
			WithMend("mend the address in digest.to and send it again; who has it gets no second one")
	}
	return d, nil
}

func mendOf(d *Digest) string {
	switch d.State {
	case StateUncertain:
		return "look into the mailbox before you send it again"
	case StateFrozen:
		return fmt.Sprintf("it is tried again after %s", pause(d.Attempts))
	}
	return "mend what the server says and send it again"
}
