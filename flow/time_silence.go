package flow

import (
	"context"
	"maps"
	"slices"
	"time"

	"returndesk/desk"
)

// mailSilence is the mail that ends what nobody answered.
const mailSilence = "closed_silence"

// goesOn is the value by which that mail, and the last reminder before it, speak of one
// point only: something else of the case is still under way.
const goesOn = "goes_on"

// endSilence draws up the end of a matter that the customer did not answer. Nobody is cut
// off unwarned: a last reminder that waits for its approval holds the end up, and one that
// never left comes first. An end that leads to nothing comes again by itself.
func (e *Engine) endSilence(ctx context.Context, c desk.Case) error {
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return err
	}
	waits := func(template string) bool {
		return slices.ContainsFunc(drafts, func(d desk.Draft) bool {
			return d.Template == template && (d.State == desk.DraftProposed || d.State == desk.DraftApproved)
		})
	}
	if waits("reminder_last") || waits(mailSilence) {
		return e.later(ctx, c, dueSilence, e.now().Add(oneDay))
	}
	if wait, err := e.wait(ctx, c, ""); err != nil || !wait.IsZero() {
		if err != nil {
			return err
		}
		return e.later(ctx, c, dueSilence, wait)
	}
	if slices.ContainsFunc(drafts, func(d desk.Draft) bool {
		return d.State == desk.DraftSent && d.SentAt.Equal(c.Clock.AskedAt) && askedAnother(d, c)
	}) {
		return e.buyerSilent(ctx, c)
	}
	if !slices.ContainsFunc(drafts, func(d desk.Draft) bool {
		return d.State == desk.DraftSent && d.Template == "reminder_last" && !d.SentAt.Before(c.Clock.AskedAt)
	}) {
		return e.warnFirst(ctx, c)
	}
	a := desk.Action{Name: desk.RMAStepSilence, Label: "Close because no answer came.", Template: mailSilence, Role: desk.RoleAgent, Close: true}
	number := ""
	for _, n := range slices.Backward(c.RMAs) {
		r, err := e.store.RMA(ctx, n)
		if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
			return err
		}
		if to := silenceEnds(r.State); to != "" && e.keeps(ctx, c, r) {
			a.RMAState, number = to, n
			break
		}
	}
	change, err := e.drawTimed(ctx, c, a, map[string]string{}, number)
	if err != nil {
		return err
	}
	change.Cases[0].EndDrawn(e.now(), e.shop.Workdays)
	return e.record(ctx, change)
}

// warnFirst brings the last reminder before the end.
func (e *Engine) warnFirst(ctx context.Context, c desk.Case) error {
	now := e.now()
	next(&c, now)
	c.Postpone("last", now)
	c.Postpone("close", e.shop.Workdays.Days(now, e.shop.Workdays.Deadlines.AfterLast()))
	return e.record(ctx, desk.Change{Cases: []desk.Case{c}})
}

// onePoint adds to the values of a mail about silence that something else of the case goes
// on, where that is so: records that wait for nobody's answer.
func onePoint(a desk.Action, set map[string]string, rmas []desk.RMA) map[string]string {
	if a.Template != mailSilence && a.Template != "reminder_last" {
		return set
	}
	out := maps.Clone(set)
	if out == nil {
		out = map[string]string{}
	}
	delete(out, goesOn)
	if slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.State.Open() && !r.State.Asks() }) {
		out[goesOn] = "yes"
	}
	return out
}

// recheckSilence draws a mail about silence up anew when what it says of the rest of the case
// is not true any more: another record was opened or closed since. It stays the work of
// whoever drew it up.
func (e *Engine) recheckSilence(ctx context.Context, by desk.Actor, c desk.Case, d desk.Draft) (desk.Draft, error) {
	set, same, err := e.restOf(ctx, c, d)
	if err != nil || same {
		return d, err
	}
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return d, err
	}
	if d.DrawnBy != nil {
		by = *d.DrawnBy
	}
	r := Resolution{Case: c.ID, Action: d.Moves.Name, Because: d.Set["reason"], Set: set, RMA: d.RMA, Counted: d.Counted}
	_, fresh, err := e.take(ctx, by, c, drafts, *d.Moves, r)
	if err != nil || fresh == nil {
		return d, err
	}
	return *fresh, desk.Errf(desk.CodeStale, "draft %s is void: %s", d.ID, restChanged).WithMend("look at the new draft %s", fresh.ID)
}

const restChanged = "what it says of the rest of the case is not true any more"

// restOf gives the values of a mail about silence as they are true now, and whether it has
// them already. Other mails say nothing of the rest of their case.
func (e *Engine) restOf(ctx context.Context, c desk.Case, d desk.Draft) (map[string]string, bool, error) {
	if d.Moves == nil {
		return d.Set, true, nil
	}
	rmas, err := recordsOf(ctx, newView(e.store), c)
	if err != nil {
		return nil, false, err
	}
	set := onePoint(*d.Moves, d.Set, rmas)
	return set, set[goesOn] == d.Set[goesOn], nil
}

// notNow puts off what time called for and a person turned down. It is a "not now": the
// matter comes back after a week, and the time stands in the draft and in the history. After
// a reminder it is the customer's turn again; an end leaves the case in the queue until then.
func (e *Engine) notNow(ctx context.Context, change *desk.Change, d *desk.Draft) error {
	if !byTime(d.Template) || d.DrawnBy == nil || d.DrawnBy.Role != desk.RoleSystem {
		return nil
	}
	c, now, days := &change.Cases[0], e.now(), e.shop.Workdays
	again := days.Days(now, desk.AgainDays)
	end := d.Template == mailSilence || d.Template == templateExpired
	if d.RMA != "" && matterOf(*d) == d.RMA {
		r, err := e.store.RMA(ctx, d.RMA)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			return nil
		}
		if err != nil {
			return err
		}
		if again = putOff(&r, d.Template, again); again.IsZero() {
			return nil
		}
		change.RMAs = append(change.RMAs, r)
	} else {
		if !c.Asking() {
			return nil
		}
		what := map[string]string{"reminder_1": "remind", "reminder_last": "last", mailSilence: "close"}[d.Template]
		again = c.NotNow(what, now, days)
		if !end {
			rmas, err := recordsOf(ctx, newView(e.store), *c)
			if err != nil {
				return err
			}
			e.followClock(change, c, rmas, time.Time{})
		}
	}
	d.Again = again
	if c.State != desk.CaseOpen {
		return nil
	}
	if end {
		c.Deadline = days.EndOf(again)
	} else if !e.owesAnswer(*c) {
		c.State, c.Deadline = desk.CaseWaiting, time.Time{}
	}
	return nil
}

// putOff moves the timer behind a turned down mail of a record's, and gives when it comes
// back, the zero time when nothing is to come: the record has moved on meanwhile.
func putOff(r *desk.RMA, template string, again time.Time) time.Time {
	switch {
	case template == templateExpired && r.State == desk.RMAAuthorized:
		r.Timers.Due = again
	case template == templateExpiring && r.State == desk.RMAAuthorized:
		if !again.Before(r.Timers.Due) { // the number runs out before
			return r.Timers.Due
		}
		r.Timers.Remind = again
	case template == "reminder_1" && r.State == desk.RMANoFaultFound:
		r.Timers.Due = again
	default:
		return time.Time{}
	}
	return again
}

// againMark says in the history when a turned down matter comes back.
func (e *Engine) againMark(d desk.Draft) []string {
	if d.Again.IsZero() {
		return nil
	}
	return []string{"again", d.Again.In(e.shop.Zone).Format(time.DateOnly)}
}

// proposed reports whether a draft of a case waits for approval that fits.
func (e *Engine) proposed(ctx context.Context, c desk.Case, fits func(desk.Draft) bool) (bool, error) {
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	return slices.ContainsFunc(drafts, func(d desk.Draft) bool { return d.State == desk.DraftProposed && fits(d) }), err
}
