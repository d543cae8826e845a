package flow

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"time"

	"returndesk/desk"
)

// asks reports whether a sent mail asks the customer for what the case cannot go on
// without. Its sending starts the customer's clock (domain.md section 2).
func asks(d desk.Draft, c *desk.Case, rmas []desk.RMA) bool {
	if slices.Contains(c.Flags, desk.FlagSafety) { // a picture is never a condition (reading 15); whether a remedy helped is asked once the danger is over
		return d.Template == "troubleshooting"
	}
	switch d.Template {
	case "ask_missing", "evidence_unusable", "verify_sender", "troubleshooting", "reship_options":
		return true
	case verifyBuyer: // beside a question to the sender it starts nothing of its own
		return !c.Running()
	case "return_cost":
		return d.Moves == nil || !d.Moves.Close
	case "rma_status": // it says that we wait
		return slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.State.Asks() })
	}
	return false
}

// stillAsks reports whether a case waits for something that we asked for before.
func stillAsks(c *desk.Case, rmas []desk.RMA) bool {
	switch c.Outcome {
	case desk.OutcomeAskEvidence, desk.OutcomeAskOrder, desk.OutcomeVerifySender:
		return true
	case desk.OutcomeReshipQuote:
		if last := c.Last(); last == nil || !last.ChoseReship() {
			return true
		}
	}
	return slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.State.Asks() })
}

// recordsOf gives a case's records; those of the shop's own data are not ours.
func recordsOf(ctx context.Context, v *view, c desk.Case) ([]desk.RMA, error) {
	var out []desk.RMA
	for _, n := range c.RMAs {
		r, err := v.rma(ctx, n)
		if desk.CodeOf(err) == desk.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// recordsAfter gives a case's records as a change leaves them.
func recordsAfter(ctx context.Context, v *view, c desk.Case, changed []desk.RMA) ([]desk.RMA, error) {
	rmas, err := recordsOf(ctx, v, c)
	if err != nil {
		return nil, err
	}
	for _, r := range changed {
		if k := slices.IndexFunc(rmas, func(x desk.RMA) bool { return x.Number == r.Number }); k >= 0 {
			rmas[k] = r
		} else if slices.Contains(c.RMAs, r.Number) {
			rmas = append(rmas, r)
		}
	}
	return rmas, nil
}

// sentClock moves the case's clock by a mail that has left.
func (e *Engine) sentClock(ctx context.Context, v *view, change *desk.Change, d desk.Draft) error {
	c, now, days := &change.Cases[0], d.SentAt, e.shop.Workdays
	switch d.Template {
	case "reminder_1":
		if c.Asking() {
			c.Reminded(now, false, "", days)
		}
	case "reminder_last":
		if c.Asking() {
			c.Reminded(now, true, desk.Date(d.Set["close_date"]), days)
		}
	case mailSilence: // where something else of the case goes on, it stays open and asks nothing any more
		c.ClosedFor = desk.CloseSilence
		c.Settled()
	case "delay_notice", "delay_options":
		e.noticed(c, d)
	case "delay_wait_confirmed", "delay_cancel_ack":
		confirmedChoice(c, d)
	case "cancel_approved":
		if c.Outcome == desk.OutcomeLateCancelReview || d.Moves != nil && d.Moves.Name == "late_cancel_approved" {
			c.Owes(now, e.shop.RefundDays, days)
		}
	case refundTemplate:
		c.Paid()
	}
	rmas, err := recordsOf(ctx, v, *c)
	if err != nil {
		return err
	}
	waited := slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.State.Asks() })
	if rmas, err = recordsAfter(ctx, v, *c, change.RMAs); err != nil {
		return err
	}
	if waited && !slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.State.Asks() }) { // the answer came another way
		c.Settled()
	}
	if byTime(d.Template) && c.State != desk.CaseClosed { // a late reminder moves the end
		e.followClock(change, c, rmas, time.Time{})
	}
	if !asks(d, c, rmas) {
		if answers(d.Template) && c.State != desk.CaseClosed {
			over, err := overtaken(ctx, v, *c, d)
			if err != nil {
				return err
			}
			waits := stillAsks(c, rmas) && !(d.Template == settledTemplate && d.Moves == nil) // he was told that nothing is left to do
			if over && !waits {
				c.Settled()
			}
			c.Resume(now, waits, days)
			c.Reprieve(now, waits, days)
			if c.OpenNotice() != nil && (c.Clock == nil || c.Clock.Choice.IsZero()) { // said something else: the choice is as open as before
				c.Offered(now, days)
			}
			if c.Running() { // what was asked before got its days anew
				e.followClock(change, c, rmas, time.Time{})
			}
		}
		if !byTime(d.Template) {
			e.stillToAsk(c, rmas, now)
		}
		return nil
	}
	c.Ask(now, days)
	if askedAnother(d, *c) { // he was told that he need not answer
		c.Postpone("remind", time.Time{})
		c.Postpone("last", time.Time{})
	}
	e.followClock(change, c, rmas, now)
	return nil
}

// overtaken reports whether a mail answers by a decision that was made after the question whose days
// run: the case was decided anew without a mail of the customer's, which would have stopped them. A
// notice of ours decides nothing of what was asked.
func overtaken(ctx context.Context, v *view, c desk.Case, d desk.Draft) (bool, error) {
	if !c.Running() || byTime(d.Template) {
		return false, nil
	}
	drafts, err := v.draftsOf(ctx, c)
	if err != nil {
		return false, err
	}
	asked := -1
	for _, q := range drafts {
		if q.State == desk.DraftSent && q.SentAt.Equal(c.Clock.AskedAt) {
			asked = max(asked, q.Decision)
		}
	}
	if asked < 0 || asked+1 >= len(c.Decisions) {
		return false, nil
	}
	later := c.Decisions[asked+1 : min(d.Decision+1, len(c.Decisions))]
	return slices.ContainsFunc(later, func(x desk.Decision) bool { return !x.ByClock() }), nil
}

// stillToAsk keeps a case with people in which a record waits for the customer, who was never
// asked (the question was rejected, and the mail that left was about another record) or whose
// days are over: no day would bring it back.
func (e *Engine) stillToAsk(c *desk.Case, rmas []desk.RMA, sent time.Time) {
	if c.State != desk.CaseWaiting || c.Running() || !slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.Case == c.ID && r.State.Asks() }) {
		return
	}
	c.State = desk.CaseOpen
	if end := e.shop.Workdays.EndOf(e.shop.Workdays.Add(sent, 1)); c.Deadline.Before(end) {
		c.Deadline = end
	}
}

// followClock gives the records that wait for the customer the end that the case's clock
// has; asked is when our question was sent, the zero time for none.
func (e *Engine) followClock(change *desk.Change, c *desk.Case, rmas []desk.RMA, asked time.Time) {
	if !c.Asking() {
		return
	}
	for _, r := range rmas {
		if !r.State.Asks() {
			continue
		}
		if !asked.IsZero() {
			r.AskedAt = asked
		}
		r.Due, r.UpdatedAt = c.Clock.Close, e.now()
		change.RMAs = append(slices.DeleteFunc(change.RMAs, func(x desk.RMA) bool { return x.Number == r.Number }), r)
	}
}

// remind draws up the first or the last reminder of a question of ours.
func (e *Engine) remind(ctx context.Context, c desk.Case, last bool) error {
	kind, a := dueRemind, desk.Action{Name: "remind", Label: "Remind the customer.", Template: "reminder_1", Role: desk.RoleAgent}
	set := map[string]string{}
	now := e.now()
	if last {
		kind, a = dueLast, desk.Action{Name: "remind_last", Label: "Remind the customer for the last time.", Template: "reminder_last", Role: desk.RoleAgent}
		set["close_date"] = string(e.countedDay("close_date", c, now))
	}
	if wait, err := e.wait(ctx, c, ""); err != nil || !wait.IsZero() {
		if err != nil {
			return err
		}
		return e.later(ctx, c, kind, wait)
	}
	change, err := e.drawTimed(ctx, c, a, set, "")
	if err != nil {
		return err
	}
	k, days := &change.Cases[0], e.shop.Workdays
	k.Postpone(clockName(kind), time.Time{})
	if !last { // also when it is approved late, or never
		k.Postpone("last", laterTime(k.Clock.Last, days.Days(now, days.Deadlines.AfterFirst())))
		k.Postpone("close", laterTime(k.Clock.Close, days.Days(k.Clock.Last, days.Deadlines.AfterLast())))
	} else {
		k.Postpone("remind", time.Time{})
		k.Postpone("close", laterTime(k.Clock.Close, days.Days(now, days.Deadlines.AfterLast())))
	}
	return e.record(ctx, change)
}

// wait says until when a mail that time calls for has to wait, the zero time when it need
// not. Mails about the same matter take each other's place.
func (e *Engine) wait(ctx context.Context, c desk.Case, matter string) (time.Time, error) {
	now := e.now()
	busy, err := e.busy(ctx, c, matter)
	if err != nil {
		return time.Time{}, err
	}
	if busy {
		return now.Add(oneDay), nil
	}
	room, err := e.timedRoom(ctx, c.Customer)
	if err != nil || !room.After(now) {
		return time.Time{}, err
	}
	return room, nil
}

// unanswered takes a choice of policy section 6 that nobody answered to the manager. It is
// never taken for consent.
func (e *Engine) unanswered(ctx context.Context, c desk.Case) error {
	if c.OpenNotice() == nil {
		return e.later(ctx, c, dueChoice, time.Time{})
	}
	if busy, err := e.busy(ctx, c, anyMatter); err != nil || busy { // somebody is at it
		if err != nil {
			return err
		}
		return e.later(ctx, c, dueChoice, e.now().Add(oneDay))
	}
	o, err := e.orderOf(ctx, c.Order)
	if err != nil {
		return err
	}
	if o != nil && shipped(o, e.now()) { // there is nothing left to choose
		next(&c, e.now())
		c.Postpone("choice", time.Time{})
		if c.Proactive && !e.owesAnswer(c) && c.State == desk.CaseWaiting && !c.Running() && !e.othersOpen(ctx, c, "") {
			c.State = desk.CaseClosed
		}
		return e.record(ctx, desk.Change{Cases: []desk.Case{c}, Audit: []desk.Audit{e.note(desk.System(), c.ID, "choice_over", "the order left or was cancelled")}})
	}
	note := e.wake(&c, "choice_unanswered", "the buyer did not answer the delay notice")
	c.Postpone("choice", time.Time{})
	c.Outcome = desk.OutcomeManagerDecision
	change := desk.Change{Cases: []desk.Case{c}, Audit: []desk.Audit{note}}
	e.tell(&change, fmt.Sprintf("choice/%s/%d", c.ID, len(c.Notices)), "choice_unanswered", c,
		fmt.Sprintf("No answer to the delay notice: case %s, order %s", c.ID, c.Order),
		fmt.Sprintf("The buyer of order %s has not said whether to wait or to cancel. That is no consent: the manager decides.", c.Order))
	return e.record(ctx, change)
}

// refundDue tells people that money which was promised is due, unless the shop's data show
// that it was paid.
func (e *Engine) refundDue(ctx context.Context, c desk.Case) error {
	o, err := e.orderOf(ctx, c.Order)
	if err != nil {
		return err
	}
	seen, part := e.latePaid(o)
	if seen {
		next(&c, e.now())
		c.Paid()
		return e.record(ctx, desk.Change{Cases: []desk.Case{c}, Audit: []desk.Audit{e.note(desk.System(), c.ID, "refund_seen", "the order data show the refund")}})
	}
	note := e.wake(&c, "refund_due", "an approved cancellation was to be paid back by "+string(c.RefundDue))
	c.Postpone("refund", time.Time{})
	change := desk.Change{Cases: []desk.Case{c}, Audit: []desk.Audit{note}}
	e.tell(&change, "refund_due/"+c.ID, "refund_due", c, fmt.Sprintf("Refund due: case %s, order %s", c.ID, c.Order),
		fmt.Sprintf("Order %s was cancelled and is to be paid back by %s. The order data %s.", c.Order, c.RefundDue, cmp.Or(part, "do not show it")))
	return e.record(ctx, change)
}

// orderOf finds an order by its number, nil when there is none.
func (e *Engine) orderOf(ctx context.Context, number string) (*desk.Order, error) {
	if number == "" {
		return nil, nil
	}
	l, err := e.orders.Lookup(ctx, []desk.NumberFound{{Written: number, Key: number, Where: "case", Strong: true}}, "")
	if err != nil {
		return nil, err
	}
	for i := range l.Matches {
		if l.Matches[i].Number == number {
			return &l.Matches[i], nil
		}
	}
	return nil, nil
}
