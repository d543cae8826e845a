package flow

import (
	"context"
	"slices"
	"strings"

	"returndesk/desk"
)

// A case is one order's matter (domain.md section 1, "Two orders"): what a mail says about a
// further order belongs to that order's own case, in whatever thread it was written.

// settled reports whether a case's order is not to be replaced by one that a later mail
// names: the case has a record, or its order is known to be the buyer's own. A number that
// nobody's order has, or another customer's, may be corrected.
func settled(c desk.Case, lookup desk.Lookup) bool {
	if c.Order == "" {
		return false
	}
	if len(c.RMAs) > 0 || c.Confirmed || slices.ContainsFunc(lookup.Own, func(o desk.Order) bool { return o.Number == c.Order }) {
		return true
	}
	return slices.ContainsFunc(c.Decisions, func(d desk.Decision) bool {
		return d.Facts.Detail.OrderNumber == c.Order && d.Facts.Get(desk.FactSender) == "owner"
	})
}

// inThread gives the numbers of a reply. One that stands in the subject alone is the
// thread's, not this mail's: it counts where the words name no order.
func inThread(c desk.Case, p prepared) []desk.NumberFound {
	out := slices.Clone(p.reading.Numbers)
	words := ""
	for i, n := range out {
		if n.Where != "subject" || c.Order == "" || desk.FoldNumber(n.Key) != desk.FoldNumber(c.Order) {
			continue
		}
		if words == "" {
			words = desk.FoldNumber(p.msg.NewText)
		}
		if !strings.Contains(words, desk.FoldNumber(n.Key)) {
			out[i].Where = "quoted"
		}
	}
	return out
}

// ownMatter gives the case that a reply belongs to, with the lookup of its orders. That is
// the case of its thread, unless the reply is about other orders alone: then it is the case
// of the first of them, and left is the thread's, which stays what it was.
func (e *Engine) ownMatter(ctx context.Context, v *view, c desk.Case, p *prepared) (left *desk.Case, own desk.Case, now desk.Lookup, err error) {
	p.reading.Numbers = inThread(c, *p)
	p.reading = e.sameOrder(ctx, c, lower(p.msg.Sender.Address), p.reading)
	if now, err = e.orders.Lookup(ctx, p.reading.Numbers, lower(p.msg.Sender.Address)); err != nil {
		return nil, c, now, err
	}
	if len(now.Matches) == 0 || !settled(c, now) || slices.ContainsFunc(now.Matches, func(o desk.Order) bool { return o.Number == c.Order }) {
		return nil, c, now, nil
	}
	if !slices.ContainsFunc(p.reading.Numbers, func(n desk.NumberFound) bool { return n.Where != "quoted" }) {
		p.reading.Numbers = nil // whose words these were, the new ones say nothing of it
		return nil, c, now, nil
	}
	order := now.Matches[0].Number
	own, known, err := e.caseBeside(ctx, v, c, order, *p)
	if err != nil {
		return nil, c, now, err
	}
	if !known {
		if own, err = e.newCase(ctx, *p); err != nil {
			return nil, c, now, err
		}
		own.Order = order
	}
	// Who answers a mail of ours from the address that it went to has proved the address,
	// whichever of his orders he writes of (domain.md section 1, reading 11).
	if own.Customer == lower(p.msg.Sender.Address) && now.Matches[0].Owner(own.Customer) {
		if _, ok := e.confirms(ctx, v, c, *p); ok {
			own.Confirm(p.mail.ID, 0)
		}
	}
	c.Linked, own.Linked = appendNew(c.Linked, own.ID), appendNew(own.Linked, c.ID)
	return &c, own, now, nil
}

// leave notes in the case of a thread that a mail in it is about another order's matter.
func (e *Engine) leave(change *desk.Change, left desk.Case) {
	if len(change.Cases) == 0 {
		return
	}
	own := change.Cases[0]
	if !slices.ContainsFunc(change.Cases, func(c desk.Case) bool { return c.ID == left.ID }) {
		next(&left, e.now())
		change.Cases = append(change.Cases, left)
	}
	change.Audit = append(change.Audit, e.note(desk.System(), left.ID, "another_order", "a mail in this thread is about order "+own.Order+" and stands in case "+own.ID, "case", own.ID))
}

// caseBeside finds the case of an order beside another case: the one that was linked with
// it before, else an open one of the same customer.
func (e *Engine) caseBeside(ctx context.Context, v *view, c desk.Case, order string, p prepared) (desk.Case, bool, error) {
	for _, id := range c.Linked {
		l, err := v.getCase(ctx, id)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err != nil {
			return l, false, err
		}
		if l.Order == order && (l.Customer == c.Customer || l.Customer == lower(p.msg.Sender.Address)) { // a bystander's is another's
			return l, true, nil
		}
	}
	cases, err := v.casesOfCustomer(ctx, c.Customer)
	if err != nil {
		return desk.Case{}, false, err
	}
	l, ok := e.openAbout(cases, order, p)
	return l, ok && l.ID != c.ID, nil
}
