package flow

import (
	"cmp"
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// holdHazard forbids shipping with what the case's order line has open already, once its
// buyer tells of danger: a record that the mail did not open is held like one that it did. A
// danger that a senior has cleared since it was told is over.
func (b *outcome) holdHazard(ctx context.Context, c *desk.Case, d desk.Decision) error {
	f := d.Facts.Detail
	if !buyersAlarm(d) {
		return nil
	}
	known := b.now
	if !b.s.received || !b.s.reading.Has(desk.SignalSafetyHazard) {
		known = knownSince(c.Decisions, f.OrderNumber)
	}
	list, err := b.v.rmasOf(ctx, f.OrderNumber)
	if err != nil {
		return err
	}
	for _, r := range list {
		if !r.State.Open() && r.Number != f.RMA || f.Line != 0 && r.Line != 0 && r.Line != f.Line || overSince(r, known) || !r.Hazard(b.now, b.e.shop.Workdays) {
			continue
		}
		if r.State.Asks() { // a picture is no condition any more, and nobody tries anything with it (reading 15)
			m := desk.RMAMove{To: desk.RMAUnderReview, By: b.s.by, At: b.now, Why: "the buyer told of danger", Days: b.e.shop.Workdays}
			if _, err := r.Do(m); err != nil {
				return err
			}
			if r.Number == f.RMA { // the decision just made knows the record as this change leaves it
				c.Decisions[len(c.Decisions)-1].Facts.Detail.RMAState = r.State
			}
		}
		b.putRMA(r)
		b.audit(cmp.Or(r.Case, c.ID), "rma_held", "the buyer told of danger", "rma", r.Number, "state", string(r.State))
	}
	return nil
}

// stopTemplate is the mail that tells a customer to stop using what he tells a danger of.
const stopTemplate = "safety_stop_use"

// stopTold reports whether that mail has left about the last danger that the case tells of, to whom
// we answer now, and the mail that is decided tells of none itself.
func stopTold(ctx context.Context, v *view, s settling, to string) (bool, error) {
	if s.reading.Has(desk.SignalSafetyHazard) {
		return false, nil
	}
	last := len(s.c.Decisions) - 1
	for last >= 0 && !s.c.Decisions[last].Reading.Has(desk.SignalSafetyHazard) {
		last--
	}
	if last < 0 {
		return false, nil
	}
	drafts, err := v.draftsOf(ctx, s.c)
	if err != nil {
		return false, err
	}
	for _, d := range drafts {
		if d.State == desk.DraftSent && d.Decision >= last && slices.Contains(s.c.Paragraphs(d), stopTemplate) && s.reached(d, to) {
			return true, nil
		}
	}
	return toldTogether(ctx, v, s, last, to)
}

// reached reports whether a sent mail went to an address, or to another one of the same buyer.
func (s settling) reached(d desk.Draft, address string) bool {
	address = lower(address)
	return slices.ContainsFunc(wentTo(d), func(a desk.Address) bool {
		got := lower(a.Address)
		return got == address || slices.ContainsFunc(s.lookup.Matches, func(o desk.Order) bool { return o.Owner(got) && o.Owner(address) })
	})
}

// toldTogether reports whether a mail that warns of the danger of a case, told from one of its decisions
// on, has left in another case to whom we answer now: the one reply to a mail about several orders.
func toldTogether(ctx context.Context, v *view, s settling, from int, to string) (bool, error) {
	c := s.c
	for _, id := range c.Linked {
		l, err := v.getCase(ctx, id)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err != nil {
			return false, err
		}
		drafts, err := v.draftsOf(ctx, l)
		if err != nil {
			return false, err
		}
		for _, d := range drafts {
			if d.State != desk.DraftSent || d.Moves != nil || !s.reached(d, to) || d.Decision >= len(l.Decisions) || !slices.Contains(l.Decisions[d.Decision].Linked, c.Order) {
				continue
			}
			at := l.Decisions[d.Decision].Facts.Detail.ReceivedAt
			if slices.ContainsFunc(c.Decisions[from:], func(x desk.Decision) bool { return x.Template == stopTemplate && x.Facts.Detail.ReceivedAt.Equal(at) }) {
				return true, nil
			}
		}
	}
	return false, nil
}

// buyersAlarm reports whether a decision tells of danger on the word of the order's buyer.
func buyersAlarm(d desk.Decision) bool {
	return slices.Contains(d.Flags, desk.FlagSafety) && d.Facts.Get(desk.FactSender) == "owner" && d.Facts.Get(desk.FactAuth) != "fail" &&
		d.Facts.Detail.OrderNumber != ""
}

// knownSince gives since when an order's buyer is known to have told of the danger that a
// case's decisions are about: the first decision of it about the latest mail that has the
// danger in its own words. What a later decision took over from that mail, or decided of it
// anew, is no new danger. The zero time means that nobody told of any.
func knownSince(list []desk.Decision, order string) time.Time {
	own := func(d desk.Decision) bool { return d.Reading.Has(desk.SignalSafetyHazard) }
	first := len(list) - 1
	for first >= 0 && !own(list[first]) {
		first--
	}
	if first < 0 {
		return time.Time{}
	}
	for first > 0 && own(list[first-1]) && list[first-1].Facts.Detail.ReceivedAt.Equal(list[first].Facts.Detail.ReceivedAt) {
		first--
	}
	for _, d := range list[first:] {
		if buyersAlarm(d) && d.Facts.Detail.OrderNumber == order {
			return d.DecidedAt
		}
	}
	return time.Time{}
}

// overSince reports whether a senior cleared a record's hazard after a danger became known.
// One of a moment that nobody knows is not over.
func overSince(r desk.RMA, known time.Time) bool {
	return !known.IsZero() && !r.NoShipping && r.ClearedAt.After(known)
}

// calmed takes a danger that a senior has cleared since out of what is about to be decided: out
// of what the case was about before, and out of a mail that is decided anew. What is told, or
// found in a mail, only now stays, and so does everything while another record of the orders
// is held. It gives both readings, of the mail and of the case before. records are those of the orders, by number.
func (s settling) calmed(earlier *desk.Reading, records map[string][]desk.RMA) (mail desk.Reading, before *desk.Reading) {
	over := false
	for order, list := range records {
		known := knownSince(s.c.Decisions, order)
		for _, r := range list {
			if r.NoShipping && r.State.Open() {
				return s.reading, earlier
			}
			over = over || overSince(r, known)
		}
	}
	if !over {
		return s.reading, earlier
	}
	mail = s.reading
	if last := s.c.Last(); !s.received && last.Reading.Has(desk.SignalSafetyHazard) {
		mail.Signals = withoutDanger(mail.Signals)
	}
	if earlier != nil {
		calm := *earlier
		calm.Signals = withoutDanger(earlier.Signals)
		earlier = &calm
	}
	return mail, earlier
}

func withoutDanger(list []desk.Signal) []desk.Signal {
	return slices.DeleteFunc(slices.Clone(list), func(s desk.Signal) bool { return s == desk.SignalSafetyHazard })
}

// allClear takes the mark of danger off the case of a change whose records the change leaves free
// to travel: it goes on as a claim, and no longer stands before everything else. So do the other
// cases of the same order in which its buyer told of that danger, which are added to the change.
func (e *Engine) allClear(ctx context.Context, v *view, change *desk.Change, c *desk.Case) error {
	if err := calmCase(ctx, v, c, change.RMAs); err != nil {
		return err
	}
	held, err := heldRecord(ctx, v, c.Order, change.RMAs)
	if err != nil || held {
		return err
	}
	beside, err := v.casesOfOrder(ctx, c.Order)
	if err != nil {
		return err
	}
	for _, o := range beside {
		if o.ID == c.ID || o.Last() == nil || !slices.Contains(o.Flags, desk.FlagSafety) || o.Last().Facts.Detail.OrderNumber != c.Order {
			continue
		}
		if err := calmCase(ctx, v, &o, change.RMAs); err != nil {
			return err
		}
		if !slices.Contains(o.Flags, desk.FlagSafety) {
			next(&o, e.now())
			change.Cases = append(change.Cases, o)
			change.Audit = append(change.Audit, e.note(desk.System(), o.ID, "danger_cleared", "it was cleared in case "+c.ID+" of the same order", "case", c.ID))
		}
	}
	return nil
}

// heldRecord reports whether a hazard holds a record of an order once some have changed.
func heldRecord(ctx context.Context, v *view, order string, changed []desk.RMA) (bool, error) {
	list, err := v.rmasOf(ctx, order)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(list, func(r desk.RMA) bool {
		if k := slices.IndexFunc(changed, func(x desk.RMA) bool { return x.Number == r.Number }); k >= 0 {
			r = changed[k]
		}
		return r.NoShipping && r.State.Open()
	}), nil
}

// calmCase takes the mark of danger off a case none of whose records is held.
func calmCase(ctx context.Context, v *view, c *desk.Case, changed []desk.RMA) error {
	last := c.Last()
	if last == nil || !slices.Contains(c.Flags, desk.FlagSafety) || !buyersAlarm(*last) {
		return nil
	}
	rmas, err := recordsAfter(ctx, v, *c, changed)
	if err != nil || slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.NoShipping && r.State.Open() }) {
		return err
	}
	c.Flags = slices.DeleteFunc(slices.Clone(c.Flags), func(f desk.Flag) bool { return f == desk.FlagSafety })
	if c.Outcome != desk.OutcomeSafetyStop {
		return nil
	}
	c.Outcome = desk.OutcomeFollowupAttach
	if slices.ContainsFunc(rmas, func(r desk.RMA) bool { return r.State == desk.RMAUnderReview }) {
		c.Outcome = desk.OutcomeOpenRMA
	}
	return nil
}
