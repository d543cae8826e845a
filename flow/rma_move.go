package flow

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// plan is what an action's mail makes true of a record once it has left.
type plan struct {
	number string     // the record that moves, "" for none
	opens  *desk.RMA  // as it will be, where it does not exist yet
	shown  []desk.RMA // the records as the mail has to tell of them
}

// planRMA tries an action's move without making it part of the change: until the mail is
// sent, a rejection or an undo must leave the record as it was.
func (b *outcome) planRMA(ctx context.Context, c desk.Case, last desk.Decision, a desk.Action, r Resolution) (plan, error) {
	dry := &outcome{e: b.e, v: newView(b.e.store), s: b.s, now: b.now}
	c.RMAs = slices.Clone(c.RMAs)
	if err := dry.moveRMA(ctx, &c, last, a, r); err != nil {
		return plan{}, err
	}
	p := plan{shown: dry.change.RMAs}
	if len(p.shown) == 0 {
		return p, nil
	}
	record := p.shown[len(p.shown)-1]
	p.number = record.Number
	_, err := b.e.store.RMA(ctx, record.Number)
	if desk.CodeOf(err) == desk.CodeNotFound {
		p.opens, err = &record, nil
	}
	return p, err
}

// mayMove refuses a mail whose record can no longer make the step of which it tells.
func (e *Engine) mayMove(ctx context.Context, d desk.Draft) error {
	_, _, err := e.moved(ctx, newView(e.store), d)
	return err
}

// moved gives the record of a draft as its sending leaves it, or nil when the draft moves
// none, and what happened to it in a word of the history ("" when it only keeps values).
func (e *Engine) moved(ctx context.Context, v *view, d desk.Draft) (*desk.RMA, string, error) {
	if d.Moves == nil || d.RMA == "" {
		return nil, "", nil
	}
	now, by := e.now(), mover(d)
	r, err := v.rma(ctx, d.RMA)
	if desk.CodeOf(err) == desk.CodeNotFound {
		if d.Opens == nil { // erased meanwhile
			return nil, "", nil
		}
		opened := *d.Opens
		opened.History = slices.Clone(opened.History)
		for i := range opened.History {
			opened.History[i].At = now
		}
		opened.OpenedAt, opened.UpdatedAt = now, now
		opened.Due = e.shop.Workdays.RMADeadline(opened.State, now)
		return &opened, "rma_opened", nil
	}
	if err != nil {
		return nil, "", err
	}
	stepped, err := e.advance(&r, *d.Moves, d.Set, by, now)
	if err != nil {
		return nil, "", err
	}
	if !stepped {
		return &r, "", nil
	}
	return &r, "rma_advanced", nil
}

// mover is who decided what a draft moves: who resolved the case with it, else who
// approved it.
func mover(d desk.Draft) desk.Actor {
	switch {
	case d.DrawnBy != nil:
		return *d.DrawnBy
	case d.ApprovedBy != nil:
		return *d.ApprovedBy
	}
	return desk.System()
}

// advance moves a record to the action's state, through the working state between where
// there is one, and keeps in it what the person set. It reports whether the state changed.
func (e *Engine) advance(r *desk.RMA, a desk.Action, set map[string]string, by desk.Actor, now time.Time) (bool, error) {
	keep(r, set)
	r.UpdatedAt = now
	if r.State == a.RMAState {
		return false, nil
	}
	why := strings.TrimSpace(a.Name + " " + set["reason"])
	if via, ok := passing(r.State, a.RMAState); ok {
		if err := r.Advance(via, by, now, why); err != nil {
			return false, err
		}
	}
	if err := r.Advance(a.RMAState, by, now, why); err != nil {
		return false, err
	}
	r.Due = e.shop.Workdays.RMADeadline(r.State, now)
	if r.State == desk.RMAFaultConfirmed || r.State == desk.RMANoFaultFound {
		r.Inspection = string(r.State) // stays true when the record moves on
	}
	return true, nil
}

// moveRMA opens or advances the case's record as the action says, and keeps in it what
// the person set.
func (b *outcome) moveRMA(ctx context.Context, c *desk.Case, last desk.Decision, a desk.Action, r Resolution) error {
	if a.OpenRMA && !b.hasOpen(ctx, c.RMAs) {
		open := last
		open.RMA = desk.RMAAction{Open: true, State: desk.RMAUnderReview}
		if err := b.openRMA(ctx, c, open); err != nil {
			return err
		}
	}
	if a.RMAState == "" || len(c.RMAs) == 0 {
		return nil
	}
	number := c.RMAs[len(c.RMAs)-1]
	record, err := b.v.rma(ctx, number)
	if err != nil {
		return err
	}
	stepped, err := b.e.advance(&record, a, r.Set, b.s.by, b.now)
	if err != nil {
		return err
	}
	if stepped {
		b.audit(c.ID, "rma_advanced", r.Because, "rma", record.Number, "state", string(record.State))
	}
	b.putRMA(record)
	return nil
}

// keep writes what a person set for the customer's eyes into the record, so that later
// mails say the same (domain.md section 3, "Fields").
func keep(r *desk.RMA, set map[string]string) {
	for name, field := range map[string]*string{
		"condition": &r.Condition, "address": &r.ReturnAddress, "tracking": &r.Tracking, "resolution": &r.Resolution,
	} {
		*field = cmp.Or(strings.TrimSpace(set[name]), *field)
	}
	if _, err := time.Parse(time.DateOnly, strings.TrimSpace(set["expires"])); err == nil {
		r.Deadline = desk.Date(strings.TrimSpace(set["expires"]))
	}
}

// hasOpen reports whether one of the records still has something to happen. A closed one
// stays closed: a new record follows it.
func (b *outcome) hasOpen(ctx context.Context, numbers []string) bool {
	return slices.ContainsFunc(numbers, func(n string) bool {
		r, err := b.v.rma(ctx, n)
		return err == nil && r.State.Open() // else the shop's own record, not ours to open or close
	})
}

// passing gives the working state between two others, of which no customer is told and
// which no one has to enter by hand: an inspection's result ends the inspecting, and a
// remedy that is on its way ends the resolving (domain.md section 3).
func passing(from, to desk.RMAState) (desk.RMAState, bool) {
	if slices.Contains(from.Next(), to) {
		return "", false
	}
	for _, via := range []desk.RMAState{desk.RMAInspecting, desk.RMAResolving} {
		if slices.Contains(from.Next(), via) && slices.Contains(via.Next(), to) {
			return via, true
		}
	}
	return "", false
}
