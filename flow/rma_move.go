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
func (b *outcome) planRMA(ctx context.Context, c desk.Case, last desk.Decision, a desk.Action, r Resolution, by *desk.Actor) (plan, error) {
	dry := &outcome{e: b.e, v: newView(b.e.store), s: b.s, now: b.now}
	dry.s.by = *by
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
		if opened.State != desk.RMAAuthorized { // that ends on the day that the customer was told
			opened.Due = e.shop.Workdays.RMADeadline(opened.State, now)
		}
		opened.Schedule(e.shop.Workdays)
		return &opened, "rma_opened", nil
	}
	if err != nil {
		return nil, "", err
	}
	if d.Template == templateExpiring && r.State != desk.RMAAuthorized {
		return nil, "", desk.Errf(desk.CodeIllegal, "%s is %s: its return number does not run out any more", r.Number, r.State.Said())
	}
	if d.Moves.OpenRMA && r.State == desk.RMAClosedExpired { // it only ran out of time
		err := r.Reopen(desk.RMAMove{To: d.Moves.RMAState, By: by, At: now, Why: strings.TrimSpace(d.Moves.Name + " " + d.Set["reason"]),
			Set: d.Set, Days: e.shop.Workdays, Mail: d.Template, Clears: d.Moves.Name == actionCleared})
		return &r, "rma_reopened", err
	}
	stepped, err := e.advance(&r, *d.Moves, d.Set, by, now, &d)
	if err != nil {
		return nil, "", err
	}
	if !stepped {
		return &r, "", nil
	}
	return &r, "rma_advanced", nil
}

// silenceEnds says where silence takes a record that waits for its customer; "" = it does
// not wait for him.
func silenceEnds(s desk.RMAState) desk.RMAState {
	switch s {
	case desk.RMAAwaitingEvidence:
		return desk.RMAClosedExpired
	case desk.RMATroubleshooting:
		return desk.RMAClosedResolved
	}
	return ""
}

// alsoEnds says where a mail that ends a case takes a record of it about which it names no
// step: silence ends what waits for the customer, and a claim that was none after all is over
// before its return has begun. "" = the record goes on.
func alsoEnds(a desk.Action, s desk.RMAState) desk.RMAState {
	switch {
	case a.Name == desk.RMAStepSilence:
		return silenceEnds(s)
	case a.Withdraws && (s.Asks() || s == desk.RMAUnderReview):
		return desk.RMAWithdrawn
	}
	return ""
}

// endToo ends the other records of a case that its mail ends with it: the parts of a split
// record are asked about in one mail and end by one silence. A record that belongs to another
// case, which goes on, is that one's to end.
func (e *Engine) endToo(ctx context.Context, v *view, c desk.Case, d desk.Draft) ([]desk.RMA, error) {
	if d.Moves == nil {
		return nil, nil
	}
	var out []desk.RMA
	for _, n := range c.RMAs {
		if n == d.RMA {
			continue
		}
		r, err := v.rma(ctx, n)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		a := *d.Moves
		if a.RMAState = alsoEnds(a, r.State); a.RMAState == "" || !e.keeps(ctx, c, r) {
			continue
		}
		stepped, err := e.advance(&r, a, d.Set, mover(d), e.now(), &d)
		if err != nil && !impossible(err) {
			return nil, err
		}
		if err == nil && stepped {
			out = append(out, r)
		}
	}
	return out, nil
}

// impossible reports whether an error says that a record cannot make a step, now or with
// what was said of it. Other errors are the store's.
func impossible(err error) bool {
	switch desk.CodeOf(err) {
	case desk.CodeIllegal, desk.CodeForbidden, desk.CodeInvalid:
		return true
	}
	return false
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
// A mail that was not approved yet is only planned.
func (e *Engine) advance(r *desk.RMA, a desk.Action, set map[string]string, by desk.Actor, now time.Time, mail *desk.Draft) (bool, error) {
	m := desk.RMAMove{
		To: a.RMAState, By: by, At: now, Why: strings.TrimSpace(a.Name + " " + whyOf(set)), Set: set, Days: e.shop.Workdays, TransitByBuyer: e.shop.TransitByBuyer,
		Mail: a.Template, Plan: mail == nil || mail.ApprovedBy == nil, Clears: a.Name == actionCleared || a.Name == desk.RMAStepCleared,
	}
	if mail != nil && mail.ApprovedBy != nil {
		m.Solo = mail.Solo
		switch { // a name in Sent gives no right; who sent it from there may be who drew it up
		case mail.Released != nil:
			m.Approver = &mail.Released.By
		case mail.SeenHash != "":
			m.Approver = mail.ApprovedBy
		}
	}
	if a.Template == "" {
		m.Plan = false
	}
	return r.Do(m)
}

// actionCleared lifts the ban on shipping that a hazard led to.
const actionCleared = "safety_cleared"

// moveRMA opens or advances the case's record as the action says, and keeps in it what
// the person set.
func (b *outcome) moveRMA(ctx context.Context, c *desk.Case, last desk.Decision, a desk.Action, r Resolution) error {
	if a.OpenRMA && !b.hasOpen(ctx, c.RMAs) {
		if err := mayOpen(last, a); err != nil {
			return err
		}
		if done, err := b.reopenRMA(ctx, c, a, r); done || err != nil {
			return err
		}
		open := last
		open.RMA = desk.RMAAction{Open: true, State: desk.RMAUnderReview}
		if err := b.openRMA(ctx, c, open); err != nil {
			return err
		}
		b.overridden(c, last, a, r)
	}
	if a.RMAState == "" && a.Name != desk.RMAStepCleared || len(c.RMAs) == 0 {
		return nil
	}
	record, err := b.v.rma(ctx, recordOf(*c, r.RMA))
	if err != nil {
		return err
	}
	stepped, err := b.e.advance(&record, a, r.Set, b.s.by, b.now, nil)
	if err != nil {
		return err
	}
	if stepped {
		b.change.Audit = append(b.change.Audit, b.e.moveNote(b.s.by, c.ID, "rma_advanced", r.Because, &record))
	}
	b.putRMA(record)
	return nil
}

// recordOf gives the number of the record that an action is about: the one named, else
// the case's latest.
func recordOf(c desk.Case, number string) string {
	if number != "" {
		return number
	}
	return c.RMAs[len(c.RMAs)-1]
}

// actionRetroactive authorises goods that were sent without a number.
const actionRetroactive = "rma_retroactive"

// mayOpen refuses a record for goods sent back unannounced unless the problem was reported
// in the window (domain.md section 1, "Goods sent back without RMA"). An unknown day of
// delivery denies nothing.
func mayOpen(last desk.Decision, a desk.Action) error {
	window := last.Facts.Get(desk.FactWindow)
	if a.Name == actionRetroactive && (window == "near_miss" || window == "out") {
		return desk.Errf(desk.CodeIllegal, "the problem was reported after the time limit: a return that came without a number cannot be authorised afterwards").
			WithMend("take quarantine or late_report; a manager may accept the claim for a reason")
	}
	return nil
}

// overridden notes in a record why it was opened against the table.
func (b *outcome) overridden(c *desk.Case, last desk.Decision, a desk.Action, r Resolution) {
	number := c.RMAs[len(c.RMAs)-1]
	record, ok := b.v.rmas[number]
	if !ok {
		return
	}
	if !last.RMA.Open {
		record.Override = cmp.Or(r.Set["reason"], strings.TrimSpace(r.Because))
	}
	record.Unannounced = a.Name == actionRetroactive
	b.putRMA(record)
}

// reopenRMA opens the case's latest record again where it only ran out of time: the
// customer knows its number, and its report date counts on.
func (b *outcome) reopenRMA(ctx context.Context, c *desk.Case, a desk.Action, r Resolution) (bool, error) {
	if len(c.RMAs) == 0 || a.RMAState == "" {
		return false, nil
	}
	record, err := b.v.rma(ctx, recordOf(*c, r.RMA))
	if desk.CodeOf(err) == desk.CodeNotFound || err == nil && !slices.Contains(record.Reopens(), a.RMAState) && !record.NoShipping || record.State != desk.RMAClosedExpired {
		return false, nil
	}
	if err != nil {
		return false, err
	}
	why := strings.TrimSpace(a.Name + " " + r.Set["reason"])
	if err := record.Reopen(desk.RMAMove{To: a.RMAState, By: b.s.by, At: b.now, Why: why, Set: r.Set, Days: b.e.shop.Workdays, Mail: a.Template, Clears: a.Name == actionCleared}); err != nil {
		return false, err
	}
	b.audit(c.ID, "rma_reopened", r.Because, "rma", record.Number, "state", string(record.State))
	b.putRMA(record)
	return true, nil
}

// hasOpen reports whether one of the records still has something to happen. A closed one
// stays closed: a new record follows it.
func (b *outcome) hasOpen(ctx context.Context, numbers []string) bool {
	return slices.ContainsFunc(numbers, func(n string) bool {
		r, err := b.v.rma(ctx, n)
		return err == nil && r.State.Open() // else the shop's own record, not ours to open or close
	})
}
