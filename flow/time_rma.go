package flow

import (
	"cmp"
	"context"
	"fmt"
	"time"

	"returndesk/desk"
)

// fireRMA does what a record's deadline sets off.
func (e *Engine) fireRMA(ctx context.Context, due desk.Due, c desk.Case, r desk.RMA) error {
	timer := map[string]*time.Time{dueRMA: &r.Timers.Due, dueExpires: &r.Timers.Remind, dueManager: &r.Timers.Manager, dueClaim: &r.Timers.Claim}[due.Kind]
	switch {
	case timer == nil || timer.IsZero() || !r.State.Open() && due.Kind != dueClaim || due.Kind == dueClaim && r.Claim == nil:
		return e.store.Record(ctx, desk.Change{Done: []string{due.ID}})
	case timer.After(e.now()):
		due.At = *timer
		return e.store.Record(ctx, desk.Change{Dues: []desk.Due{due}})
	}
	awaited := r.State == desk.RMAAuthorized && !r.NoShipping // nobody is told to hurry with what must not travel
	sent := sentBack(c)
	said := awaited && (due.Kind == dueExpires || due.Kind == dueRMA) && sent.Tracking != "" && !r.Was(desk.RMAReceived)
	putOff := c.State == desk.CaseSnoozed && c.SnoozedUntil.After(e.now())
	if due.Kind == dueRMA && (awaited || r.State == desk.RMANoFaultFound) && e.notRead(c.Account) {
		return errUnread // what we owe ourselves rests on nobody's silence, and does not wait
	}
	if awaited && !putOff && (due.Kind == dueExpires || due.Kind == dueRMA) {
		if done, err := e.paidBack(ctx, c, &r, timer, sent); done || err != nil {
			return err
		}
	}
	switch {
	case said && !putOff:
		return e.saidSent(ctx, c, &r, timer, sent, due.Kind == dueRMA)
	case due.Kind == dueExpires && awaited && !said:
		return e.expiring(ctx, c, &r, timer, false)
	case due.Kind == dueRMA && awaited && !said:
		return e.expiring(ctx, c, &r, timer, true)
	case putOff: // somebody put it off knowingly
		*timer = c.SnoozedUntil
		next(&c, e.now())
		return e.record(ctx, desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{r}})
	case due.Kind == dueRMA && (r.State == desk.RMANoFaultFound || r.State == desk.RMAManagerHold):
		return e.chooseNow(ctx, c, &r, timer)
	}
	*timer = time.Time{}
	filed := due.Kind == dueClaim && r.Claim.State == desk.ClaimFiled
	if due.Kind != dueClaim || filed { // as long as nothing moves it comes back, so that nothing is overdue for good
		*timer = e.shop.Workdays.Days(e.now(), desk.AgainDays)
		told := r.Timers.Told && (due.Kind == dueRMA || c.Outcome == desk.OutcomeManagerDecision)
		if c.State == desk.CaseOpen && (filed && r.Claim.Missed || !filed && told) { // people have it, and know
			next(&c, e.now())
			return e.record(ctx, desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{r}})
		}
	}
	if due.Kind != dueClaim {
		r.Timers.Told = true
	}
	since := e.shop.Workdays.Date(r.Since()) // it comes back each week, so that no number of days stays true
	what, why := "rma_overdue", fmt.Sprintf("%s is %s for too long", r.Number, r.State.Said())
	if due.Kind == dueRMA && r.NoShipping && r.State == desk.RMAAuthorized {
		what, why = "rma_held", fmt.Sprintf("%s may not travel, and nobody has cleared the danger", r.Number)
	} else if due.Kind == dueRMA && r.Due.IsZero() {
		what, why = "rma_idle", fmt.Sprintf("%s is %s since %s, and nothing has happened", r.Number, r.State.Said(), since)
	}
	change := desk.Change{}
	switch {
	case filed:
		r.Claim.Missed = true
		what, why = "carrier_answer_due", fmt.Sprintf("the claim of %s was filed on %s, and no answer came by %s", r.Number, e.shop.Workdays.Date(r.Claim.At), r.Claim.Answer)
		e.tellRMA(&change, "carrier_answer/"+r.Number, what, c, r.Number, "No answer to the carrier claim: "+r.Number,
			fmt.Sprintf("The claim %s against %s for %s (order %s) was filed on %s and should have been answered by %s. Ask the carrier.",
				r.Claim.Number, cmp.Or(r.Claim.Carrier, "the carrier"), r.Number, r.Order, e.shop.Workdays.Date(r.Claim.At), r.Claim.Answer))
	case due.Kind == dueClaim:
		r.Claim.Told = true
		what, why = "carrier_claim_due", fmt.Sprintf("the carrier takes the claim of %s until %s", r.Number, r.Claim.Due)
		e.tellRMA(&change, "carrier_claim/"+r.Number, what, c, r.Number, "Carrier claim due: "+r.Number,
			fmt.Sprintf("The claim against %s for %s (order %s) has to be filed by %s.", r.Claim.Carrier, r.Number, r.Order, r.Claim.Due))
	case due.Kind == dueManager:
		what, why = "rma_manager_due", fmt.Sprintf("nobody has decided about %s since %s", r.Number, since)
		c.Outcome = desk.OutcomeManagerDecision
		e.tellRMA(&change, "rma_manager/"+r.Number, what, c, r.Number, "For the manager: "+r.Number,
			fmt.Sprintf("The unit of %s (order %s) lies here since its inspection on %s, and nobody has decided.", r.Number, r.Order, since))
	case r.State == desk.RMAInTransit:
		what, why = "rma_trace_due", fmt.Sprintf("the return %s is on its way since %s", r.Number, since)
		e.tellRMA(&change, "rma_trace/"+r.Number, what, c, r.Number, "Trace the return "+r.Number,
			fmt.Sprintf("The return %s (order %s) is on its way since %s: %s %s. Ask the carrier.", r.Number, r.Order, since, r.Carrier, r.Tracking))
	}
	note := e.wake(&c, what, why, "rma", r.Number, "state", string(r.State))
	c.Deadline = e.now()
	change.Cases, change.RMAs, change.Audit = []desk.Case{c}, []desk.RMA{r}, []desk.Audit{note}
	return e.record(ctx, change)
}

// expiring draws up the reminder that a return number is about to run out, or the mail
// that it has. A message of the buyer's that nobody has answered holds both up.
func (e *Engine) expiring(ctx context.Context, c desk.Case, r *desk.RMA, timer *time.Time, over bool) error {
	if over {
		waits, err := e.proposed(ctx, c, func(d desk.Draft) bool { return d.Template == templateExpired && d.RMA == r.Number })
		if err != nil {
			return err
		}
		if waits { // still to be looked at; it comes again if it leads to nothing
			*timer = e.shop.Workdays.Days(e.now(), desk.AgainDays)
			next(&c, e.now())
			return e.record(ctx, desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{*r}})
		}
	}
	wait, err := e.wait(ctx, c, r.Number)
	if err != nil {
		return err
	}
	if !wait.IsZero() {
		*timer = wait
		next(&c, e.now())
		return e.record(ctx, desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{*r}})
	}
	if !over && r.Timers.Due.Before(e.now()) { // the program slept, and the day that it would remind of is over
		*timer = time.Time{}
		next(&c, e.now())
		return e.record(ctx, desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{*r}})
	}
	a := desk.Action{Name: desk.RMAStepExpiring, Label: "Remind the buyer that the number runs out.", Template: templateExpiring, Role: desk.RoleAgent}
	if over {
		a = desk.Action{Name: desk.RMAStepExpired, Label: "The return number has run out.", Template: templateExpired, Role: desk.RoleAgent, RMAState: desk.RMAClosedExpired, Close: true}
	}
	set := map[string]string{"expires": string(r.Deadline)}
	change, err := e.drawTimed(ctx, c, a, set, r.Number)
	if err != nil {
		return err
	}
	*timer = time.Time{}
	if over { // whatever becomes of that draft, an overdue return is not forgotten
		*timer, r.Timers.Remind = e.shop.Workdays.Days(e.now(), desk.AgainDays), time.Time{}
	}
	change.RMAs = append(change.RMAs, *r)
	return e.record(ctx, change)
}

// chooseNow reminds the buyer of a unit in which no fault was found that it waits for a
// word. Where the manager holds it, he is the one to be told.
func (e *Engine) chooseNow(ctx context.Context, c desk.Case, r *desk.RMA, timer *time.Time) error {
	if r.State == desk.RMANoFaultFound {
		wait, err := e.wait(ctx, c, r.Number)
		if err != nil {
			return err
		}
		if !wait.IsZero() {
			*timer = wait
			next(&c, e.now())
			return e.record(ctx, desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{*r}})
		}
		a := desk.Action{Name: "remind", Label: "Remind the buyer to choose.", Template: "reminder_1", Role: desk.RoleAgent}
		change, err := e.drawTimed(ctx, c, a, map[string]string{}, r.Number)
		if err != nil {
			return err
		}
		*timer = time.Time{} // the manager's is the next
		change.RMAs = append(change.RMAs, *r)
		return e.record(ctx, change)
	}
	*timer = time.Time{}
	note := e.wake(&c, "rma_overdue", fmt.Sprintf("%s waits for the manager", r.Number), "rma", r.Number, "state", string(r.State))
	c.Outcome = desk.OutcomeManagerDecision
	return e.record(ctx, desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{*r}, Audit: []desk.Audit{note}})
}
