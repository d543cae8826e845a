package flow

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/facts"
)

// verifyBuyer is the question to the order's own address, which goes there once in a while
// at most (domain.md section 1, reading 14).
const verifyBuyer = "verify_buyer"

// buyerAsked reports whether the order's own address was asked in the last days, or is
// about to be. A question of this case that never left does not count: the draft was
// voided or rejected, and the new one takes its place.
func (b *outcome) buyerAsked(ctx context.Context, c desk.Case, order string) (bool, error) {
	cases, err := b.v.casesOfOrder(ctx, order)
	if err != nil {
		return false, err
	}
	rest := time.Duration(b.e.shop.Workdays.Deadlines.VerifyBuyer) * oneDay
	for _, other := range cases {
		drafts, err := b.v.draftsOf(ctx, other)
		if err != nil {
			return false, err
		}
		for _, d := range drafts {
			at := d.CreatedAt
			if !d.SentAt.IsZero() {
				at = d.SentAt
			}
			if d.Template == verifyBuyer && underWay(d, other.ID != c.ID) && b.now.Sub(at) < rest {
				return true, nil
			}
		}
	}
	return false, nil
}

// underWay reports whether a draft has left or may have; waiting ones count where the
// case's own change does not void them.
func underWay(d desk.Draft, waiting bool) bool {
	switch d.State {
	case desk.DraftSending, desk.DraftSent, desk.DraftUncertain:
		return true
	case desk.DraftProposed, desk.DraftApproved:
		return waiting
	}
	return false
}

// askedAnother reports whether a mail put the question to the order's own address about what
// somebody else wrote.
func askedAnother(d desk.Draft, c desk.Case) bool {
	return d.Template == verifyBuyer && len(d.To) > 0 && lower(d.To[0].Address) != lower(c.Customer)
}

// buyerSilent gives a case to people whose only question went to the order's own address and
// was not answered: who wrote has heard nothing yet, and nothing is refused to him.
func (e *Engine) buyerSilent(ctx context.Context, c desk.Case) error {
	note := e.wake(&c, "buyer_silent", "the order's own address did not confirm what somebody else asked for")
	c.Postpone("close", time.Time{})
	c.Clock.AskedAt = time.Time{}
	return e.record(ctx, desk.Change{Cases: []desk.Case{c}, Audit: []desk.Audit{note}})
}

// ourQuestion gives the question that was put to the order's own address because a request
// in its name was not proved, nil when there is none. What follows it stands in its thread
// and not in that of a mail that anybody may have written.
func ourQuestion(ctx context.Context, v *view, c desk.Case, last desk.Decision) (*desk.Draft, error) {
	if last.Template != verifyBuyer {
		return nil, nil
	}
	drafts, err := v.draftsOf(ctx, c)
	if err != nil {
		return nil, err
	}
	for _, d := range slices.Backward(drafts) {
		if d.Template == verifyBuyer && d.State == desk.DraftSent {
			return &d, nil
		}
	}
	return nil, nil
}

// asBuyer takes the order's own address for the sender of the mail that the buyer has
// confirmed, as a person said: what a third person asked for is decided as the buyer's own
// wish, and the reply goes to the buyer alone. What he writes later is confirmed by nobody.
func asBuyer(c desk.Case, s facts.Sender, lookup desk.Lookup, mail string) facts.Sender {
	if !c.Confirmed || c.Vouched != mail {
		return s
	}
	for i := range lookup.Matches {
		o := &lookup.Matches[i]
		if o.Number == c.Order && o.Email != "" && !o.Owner(s.Address) {
			return facts.Sender{Address: strings.ToLower(o.Email), Name: o.BuyerName, Auth: facts.AuthReply}
		}
	}
	return s
}

// ofOrder leaves of a lookup what is about one order: whatever else a third person wrote of is
// no wish of the order's buyer, and he may not read of it.
func ofOrder(l desk.Lookup, number string) desk.Lookup {
	other := func(o desk.Order) bool { return o.Number != number }
	l.Matches = slices.DeleteFunc(slices.Clone(l.Matches), other)
	l.Own = slices.Clone(l.Matches)
	l.Given, l.Unknown = ofNumber(l.Given, number), nil
	return l
}

// ofNumber leaves of the numbers found in a mail those of one order.
func ofNumber(list []desk.NumberFound, number string) []desk.NumberFound {
	return slices.DeleteFunc(slices.Clone(list), func(n desk.NumberFound) bool { return desk.FoldNumber(n.Key) != desk.FoldNumber(number) })
}

// The actions without a mail of their own whose work is a new decision.
const (
	actionConfirmed    = "buyer_confirmed"
	actionReclassified = "reclassified"
)

// anew decides a case again because a person knows more than the mail says: the buyer
// has confirmed, or it is about something else.
func (e *Engine) anew(ctx context.Context, by desk.Actor, c desk.Case, r Resolution) (desk.Case, *desk.Draft, error) {
	co := Correction{Case: c.ID, Because: r.Because, Class: desk.Class(r.Set["class"])}
	why := "the buyer has confirmed"
	if r.Action == actionReclassified {
		why = "reclassified as " + string(co.Class)
	} else {
		p, err := e.latestMail(ctx, c)
		if err != nil {
			return c, nil, err
		}
		c.Vouched = p.mail.ID
		c.Confirm(p.mail.ID, len(c.Decisions))
	}
	decided, change, err := e.correct(ctx, by, c, co, why)
	if err != nil {
		return c, nil, err
	}
	change.Audit = append([]desk.Audit{e.note(by, c.ID, "resolved", r.Because, "action", r.Action)}, change.Audit...)
	if err := e.record(ctx, change); err != nil {
		return c, nil, err
	}
	e.poke()
	for _, d := range change.Drafts {
		if d.Draft.State == desk.DraftProposed && d.Draft.Case == c.ID {
			return decided, &d.Draft, nil
		}
	}
	return decided, nil, nil
}
