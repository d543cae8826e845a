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
		if !r.State.Open() && r.Number != f.RMA || f.Line != 0 && r.Line != f.Line || overSince(r, known) || !r.Hazard(b.now, b.e.shop.Workdays) {
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

// calmed takes a danger out of what a case was about before, once a senior has cleared it
// for one of the order's records and no open one is held.
func calmed(earlier *desk.Reading, decided []desk.Decision, order string, records []desk.RMA) *desk.Reading {
	if earlier == nil || !earlier.Has(desk.SignalSafetyHazard) || slices.ContainsFunc(records, func(r desk.RMA) bool { return r.NoShipping && r.State.Open() }) {
		return earlier
	}
	known := knownSince(decided, order)
	if !slices.ContainsFunc(records, func(r desk.RMA) bool { return overSince(r, known) }) {
		return earlier
	}
	calm := *earlier
	calm.Signals = slices.DeleteFunc(slices.Clone(earlier.Signals), func(s desk.Signal) bool { return s == desk.SignalSafetyHazard })
	return &calm
}
