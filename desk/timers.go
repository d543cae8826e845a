package desk

import "time"

const (
	claimAhead = 3 // days before a carrier's last day
	// AgainDays is after how many days a matter comes back that time called for and that
	// led to nothing: a person turned its mail down, or let the deadline pass.
	AgainDays = 7
)

// CaseClock is what time is going to set off in a case; a zero time is nothing. The store's
// due times follow it.
type CaseClock struct {
	AskedAt time.Time `json:"asked_at,omitzero"` // our latest question was sent
	Remind  time.Time `json:"remind,omitzero"`
	Last    time.Time `json:"last,omitzero"`
	Close   time.Time `json:"close,omitzero"`
	Choice  time.Time `json:"choice,omitzero"` // the choice of section 6 goes to the manager
	Refund  time.Time `json:"refund,omitzero"` // the day on which money is due ends
	// Paused: a message of the customer's stopped the clock; our answer starts it anew.
	Paused bool `json:"paused,omitempty"`
	// Ended: the end was drawn up, and Close is when that is done again if it came to nothing.
	Ended bool `json:"ended,omitempty"`
}

// clock gives the case's clock for changing it.
func (c *Case) clock() *CaseClock {
	k := CaseClock{}
	if c.Clock != nil {
		k = *c.Clock // the old one may be shared with a copy of the case
	}
	c.Clock = &k
	return c.Clock
}

// Ask starts the customer's clock: a question of ours was sent at a time (domain.md
// section 2).
func (c *Case) Ask(at time.Time, days Workdays) {
	k, d := c.clock(), days.Deadlines.WithDefaults()
	k.AskedAt, k.Remind, k.Last, k.Close = at, days.Days(at, d.FirstReminder), days.Days(at, d.LastReminder), days.Days(at, d.Close)
	k.Paused, k.Ended = false, false
}

// EndDrawn notes that the end of a question was drawn up: nothing else is to come but the
// same again, if that draft leads to nothing.
func (c *Case) EndDrawn(at time.Time, days Workdays) {
	k := c.clock()
	k.Remind, k.Last, k.Close, k.Ended = time.Time{}, time.Time{}, days.Days(at, AgainDays), true
}

// NotNow puts off what a person turned down: the first reminder, the last one or the end
// ("remind", "last", "close"). It comes again after AgainDays, and what follows it keeps its
// distance. The time is given back.
func (c *Case) NotNow(what string, at time.Time, days Workdays) time.Time {
	again := days.Days(at, AgainDays)
	c.Postpone(what, again)
	k := c.clock()
	switch what {
	case "remind":
		k.Last = laterOf(k.Last, days.Days(again, days.Deadlines.AfterFirst()))
		k.Close = laterOf(k.Close, days.Days(k.Last, days.Deadlines.AfterLast()))
	case "last":
		k.Close = laterOf(k.Close, days.Days(again, days.Deadlines.AfterLast()))
	}
	return again
}

// Reminded moves what follows a reminder away from it: nobody gets the last reminder on
// the heels of the first, and the end comes on the day that the last one names at the
// earliest.
func (c *Case) Reminded(at time.Time, last bool, until Date, days Workdays) {
	k := c.clock()
	k.Remind = time.Time{}
	if !last {
		k.Last = laterOf(k.Last, days.Days(at, days.Deadlines.AfterFirst()))
		k.Close = laterOf(k.Close, days.Days(k.Last, days.Deadlines.AfterLast()))
		return
	}
	k.Last = time.Time{}
	k.Close = laterOf(k.Close, days.Days(at, days.Deadlines.AfterLast()))
	if end, ok := days.endOfDate(until); ok {
		k.Close = laterOf(k.Close, end)
	}
}

// Postpone moves one of the clock's times, "remind", "last", "close", "choice" or
// "refund"; the zero time ends it.
func (c *Case) Postpone(what string, to time.Time) {
	k := c.clock()
	switch what {
	case "remind":
		k.Remind = to
	case "last":
		k.Last = to
	case "close":
		k.Close = to
	case "choice":
		k.Choice = to
	case "refund":
		k.Refund = to
	}
}

// Offered starts the clock of the choice of policy section 6. A clock that a message of the
// customer's stopped stays stopped for what else is asked: Resume starts it.
func (c *Case) Offered(at time.Time, days Workdays) {
	k := c.clock()
	k.Choice = days.Days(at, days.Deadlines.WithDefaults().DelayChoice)
}

// Resume starts the clock anew that a message of the customer's stopped: we answered it,
// and what we asked before is still open. waits says that a question is; an unanswered
// delay notice is one by itself.
func (c *Case) Resume(at time.Time, waits bool, days Workdays) {
	if c.Clock == nil || !c.Clock.Paused {
		return
	}
	c.clock().Paused = false
	if waits {
		c.Ask(at, days)
	}
	if c.OpenNotice() != nil {
		c.Offered(at, days)
	}
}

// Reprieve puts in order the clock of a case whose end was drawn up and to whose customer a
// person wrote something else instead: what is still asked gets its whole time again, and
// otherwise nothing is asked any more.
func (c *Case) Reprieve(at time.Time, waits bool, days Workdays) {
	if !c.Asking() || c.Running() {
		return
	}
	if waits {
		c.Ask(at, days)
		return
	}
	k := c.clock()
	k.AskedAt, k.Close, k.Ended = time.Time{}, time.Time{}, false
}

// Owes sets by when an approved cancellation is paid back.
func (c *Case) Owes(at time.Time, n int, days Workdays) {
	end := days.EndOf(days.Add(at, n))
	c.RefundDue, c.clock().Refund = days.Date(end), end
}

// Paid ends what is owed.
func (c *Case) Paid() {
	c.RefundDue = ""
	if c.Clock != nil {
		c.clock().Refund = time.Time{}
	}
}

// Heard stops the customer's clock: a message of theirs waits for us, or nothing is asked
// any more. Money that is due stays due.
func (c *Case) Heard() {
	if c.Clock == nil {
		return
	}
	old := *c.Clock
	*c.clock() = CaseClock{Refund: old.Refund, Paused: old.Paused || !old.AskedAt.IsZero() || !old.Choice.IsZero()}
}

// Settled ends what is asked of the customer without a message of theirs: the answer came
// another way. The choice of policy section 6 and money that is due stay as they are.
func (c *Case) Settled() {
	if c.Clock == nil {
		return
	}
	old := *c.Clock
	*c.clock() = CaseClock{Choice: old.Choice, Refund: old.Refund, Paused: old.Paused}
}

// Over stops the clock for good: the case is closed. Money that is due stays due.
func (c *Case) Over() {
	if c.Clock != nil {
		*c.clock() = CaseClock{Refund: c.Clock.Refund}
	}
}

// Asking reports whether something is asked of the customer.
func (c *Case) Asking() bool { return c.Clock != nil && !c.Clock.AskedAt.IsZero() }

// Running reports whether the customer's clock runs: something is asked, and time ends it.
// It does not any more once the end was drawn up, whatever becomes of that draft.
func (c *Case) Running() bool {
	return c.Asking() && !c.Clock.Ended && !(c.Clock.Remind.IsZero() && c.Clock.Last.IsZero() && c.Clock.Close.IsZero())
}

// OpenNotice gives the latest delay notice that reached the buyer and has no answer yet,
// nil when there is none.
func (c *Case) OpenNotice() *DelayNotice {
	for i := len(c.Notices) - 1; i >= 0; i-- {
		n := &c.Notices[i]
		if n.Bounced {
			continue
		}
		if k := len(c.Choices); k > 0 && !c.Choices[k-1].At.Before(n.SentAt) {
			return nil
		}
		return n
	}
	return nil
}

// laterOf gives the later of two times; the zero time is the earliest.
func laterOf(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// RMATimers is what time is going to set off with a record; a zero time is nothing. The
// store's due times follow it.
type RMATimers struct {
	Due     time.Time `json:"due,omitzero"`     // the state's deadline ends
	Remind  time.Time `json:"remind,omitzero"`  // the return number is about to run out
	Manager time.Time `json:"manager,omitzero"` // an inspected unit lies here for too long
	Claim   time.Time `json:"claim,omitzero"`   // the carrier's last day is near, or its answer is missed
	Told    bool      `json:"told,omitempty"`   // people were told that the state lasts too long
}

// Schedule sets the timers of the state that the record has come to. The end of waiting
// for an answer (awaiting_evidence, troubleshooting) is the case's clock, not the record's.
func (r *RMA) Schedule(days Workdays) {
	t, d := RMATimers{Claim: r.Timers.Claim}, days.Deadlines.WithDefaults()
	since := r.Since()
	if r.State.Open() && !r.State.Asks() {
		if t.Due = r.Due; t.Due.IsZero() { // nobody set a day, and it must not be forgotten for that
			t.Due = days.Add(since, d.Idle)
		}
	}
	switch r.State {
	case RMAAuthorized:
		if t.Remind = expiringAt(since, r.Due, days); r.NoShipping { // nobody is urged to send what may not travel; people look after it
			t.Due, t.Remind = days.Add(laterOf(since, r.HazardAt), d.Idle), time.Time{}
		}
	case RMANoFaultFound, RMAManagerHold:
		t.Manager = daysLater(days.local(since), d.NoFaultManager)
	}
	r.Timers = t
	r.scheduleClaim(days)
}

// expiringAt gives when the buyer is reminded that a return number given at a time runs out,
// the zero time where the shop gave too little time for that.
func expiringAt(since, due time.Time, days Workdays) time.Time {
	if at := days.Days(since, days.Deadlines.WithDefaults().ReturnReminder); at.Before(due.AddDate(0, 0, -1)) {
		return at
	}
	if given := due.Sub(since); given >= 72*time.Hour { // the shop gave less time
		return since.Add(given * 2 / 3)
	}
	return time.Time{}
}

// scheduleClaim sets when people are told that a carrier's last day is near, or that the answer
// to a filed claim did not come. What comes again until it does keeps its day.
func (r *RMA) scheduleClaim(days Workdays) {
	if r.Claim != nil && r.Claim.State == ClaimFiled {
		if end, ok := days.endOfDate(r.Claim.Answer); ok {
			r.Timers.Claim = laterOf(r.Timers.Claim, end)
		}
		return
	}
	r.Timers.Claim = time.Time{}
	if r.Claim == nil || r.Claim.State != ClaimOpen || r.Claim.Told {
		return
	}
	if end, ok := days.endOfDate(r.Claim.Due); ok {
		r.Timers.Claim = end.AddDate(0, 0, -claimAhead)
	}
}
