package flow

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"
	"time"

	"returndesk/desk"
)

// openRMA opens the record in its first state, unless the order's line has an open one (a
// second decision about the same mail must not open it twice).
func (b *outcome) openRMA(ctx context.Context, c *desk.Case, d desk.Decision) error {
	f := d.Facts.Detail
	existing, err := b.v.rmasOf(ctx, f.OrderNumber)
	if err != nil {
		return err
	}
	class, line := claimClass(*c, d), lineNumber(b.s.lookup, f)
	for _, r := range existing {
		own := b.s.openedBy(r) && r.State.Open()                    // of this very mail, also where a person set another line than was read
		if !own && f.Line != 0 && r.Line != 0 && r.Line != f.Line { // a record is a line's own
			continue
		}
		if b.another(r, d) { // of the same order, and not of the same thing
			continue
		}
		if r.State.Open() {
			if b.said(&r, d, existing) {
				b.putRMA(r)
				b.audit(c.ID, "rma_revised", "the mail says which item it is", "rma", r.Number, "line", strconv.Itoa(r.Line))
			}
			c.RMAs = appendNew(c.RMAs, r.Number)
			return nil
		}
		if class == "" && r.Class.IsClaim() {
			class = r.Class
		}
	}
	if class == "" {
		return desk.Errf(desk.CodeIllegal, "case %s is about %s, and a record is of a defect, of damage in transit or of a wrong item", c.ID, strings.ReplaceAll(string(d.Class), "_", " ")).
			WithMend("take reclassified first and say which it is")
	}
	state := firstRMAState(d)
	r := desk.RMA{
		Number: desk.NewRMANumber(b.e.random()), Case: c.ID, Mail: b.s.p.mail.ID, Order: f.OrderNumber, OrderEmail: f.OrderEmail,
		Line: line, Qty: 1, Class: class, Symptom: firstWords(b.s.p.msg.NewText, 160),
		ReportedAt: f.ReportedAt, DeliveredOn: f.DeliveredOn, DeliveredBy: f.DeliveredBy, Day: f.Day, Zone: f.Zone,
		Evidence: c.Evidence, State: state, Due: b.e.shop.Workdays.RMADeadline(state, b.now),
		NoShipping: slices.Contains(d.Flags, desk.FlagSafety), OpenedAt: b.now, UpdatedAt: b.now,
		History: []desk.RMAHistory{{At: b.now, Actor: b.s.by, To: state, Why: d.Rule}},
	}
	b.isOf(&r, f, line)
	r.Previous = previousOf(r, existing)
	if b.s.reading.Serial != "" && r.Serial == "" {
		r.Serial = b.s.reading.Serial
	}
	if slices.Contains(d.Facts.Signals, desk.SignalReturnedAlready) {
		r.Carrier, r.Tracking = f.SentBackBy, f.SentBackAs
	}
	if class == desk.ClassTransitDamage || damages(r, *c, d, existing) {
		r.Claim = b.e.shop.claimOf(f, b.now)
	}
	r.Schedule(b.e.shop.Workdays)
	b.putRMA(r)
	c.RMAs = appendNew(c.RMAs, r.Number)
	b.audit(c.ID, "rma_opened", d.Rule, "rma", r.Number, "state", string(state))
	return nil
}

// claimClass gives the claim that a case's record is about: what its decisions were read as, the one at hand
// first, or what their signals tell; "" for none. Goods that came back have their record whatever was
// written of them, and danger is told of something that does not work as it should.
func claimClass(c desk.Case, d desk.Decision) desk.Class {
	for _, x := range append([]desk.Decision{d}, reversed(c.Decisions)...) {
		for _, class := range append([]desk.Class{x.Class}, intentsOf(x)...) {
			if class.IsClaim() {
				return class
			}
		}
	}
	has := func(s desk.Signal) bool { return slices.Contains(d.Facts.Signals, s) }
	switch {
	case has(desk.SignalPartMissing):
		return desk.ClassWrongItem
	case has(desk.SignalRefusedDamaged), has(desk.SignalPackagingDescribed):
		return desk.ClassTransitDamage
	case has(desk.SignalSafetyHazard), slices.Contains(d.Flags, desk.FlagSafety):
		return desk.ClassDoaDefect
	case d.Outcome == desk.OutcomeUnauthorisedReturn:
		return d.Class
	}
	return ""
}

func reversed(list []desk.Decision) []desk.Decision {
	out := slices.Clone(list)
	slices.Reverse(out)
	return out
}

func firstRMAState(d desk.Decision) desk.RMAState {
	if d.RMA.State == "" {
		return desk.RMAUnderReview
	}
	return d.RMA.State
}

// putRMA makes a record part of the change and of the view, so that a second order of the
// same mail does not see the same gap.
func (b *outcome) putRMA(r desk.RMA) {
	if i := slices.IndexFunc(b.change.RMAs, func(x desk.RMA) bool { return x.Number == r.Number }); i >= 0 {
		b.change.RMAs[i] = r
	} else {
		b.change.RMAs = append(b.change.RMAs, r)
	}
	b.v.rmas[r.Number] = r
}

// reviseRMA corrects the records that an earlier decision about the same mail opened, as
// long as nobody has worked on them: other first state, or withdrawn when the new decision
// opens none. What a person has moved on is the person's.
func (b *outcome) reviseRMA(ctx context.Context, c *desk.Case, d desk.Decision) error {
	if b.s.received {
		return nil
	}
	for _, number := range c.RMAs {
		r, err := b.v.rma(ctx, number)
		if err != nil {
			return err
		}
		if !b.s.openedBy(r) || !r.State.Open() {
			continue
		}
		want := firstRMAState(d)
		why := b.s.why
		ours := d.RMA.Open && r.Order == d.Facts.Detail.OrderNumber
		all, err := b.v.rmasOf(ctx, r.Order)
		if err != nil {
			return err
		}
		reread := ours && b.reread(&r, *c, d, all)
		if len(r.History) > 1 {
			if reread {
				b.putRMA(r)
				b.audit(c.ID, "rma_revised", why, "rma", r.Number, "class", string(r.Class))
			}
			continue
		}
		if !ours {
			if _, err := r.Do(desk.RMAMove{To: desk.RMAWithdrawn, By: b.s.by, At: b.now, Why: cmp.Or(why, decidedAnew), Days: b.e.shop.Workdays}); err != nil {
				return err
			}
			r.CloseReason = decidedAnew
		} else if r.State != want {
			// Not a step of the life cycle: the record never was what the first look said.
			r.History = []desk.RMAHistory{{At: b.now, Actor: b.s.by, To: want, Why: why}}
			r.State, r.UpdatedAt, r.Due = want, b.now, b.e.shop.Workdays.RMADeadline(want, b.now)
			r.Schedule(b.e.shop.Workdays)
		}
		r.Evidence = c.Evidence
		b.putRMA(r)
		b.audit(c.ID, "rma_revised", why, "rma", r.Number, "state", string(r.State))
	}
	return nil
}

// pauseRMAs ends the days of the records that wait for the customer: a message of theirs
// waits for us, and our answer starts them anew (domain.md section 2).
func (b *outcome) pauseRMAs(ctx context.Context, c desk.Case) error {
	list, err := recordsOf(ctx, b.v, c)
	if err != nil {
		return err
	}
	for _, r := range paused(list, b.now) {
		b.putRMA(r)
	}
	return nil
}

// paused gives those of the records whose days a stopped clock ends, as it leaves them.
func paused(list []desk.RMA, now time.Time) []desk.RMA {
	var out []desk.RMA
	for _, r := range list {
		if r.State.Asks() && !r.Due.IsZero() {
			r.Due, r.UpdatedAt = time.Time{}, now
			out = append(out, r)
		}
	}
	return out
}

// lineOf finds a line of an order among the orders of a lookup.
func lineOf(l desk.Lookup, order string, line int) *desk.Line {
	if o := orderIn(l, order); o != nil {
		return findLine(o, line)
	}
	return nil
}
