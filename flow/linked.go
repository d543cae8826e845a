package flow

import (
	"context"
	"slices"

	"returndesk/desk"
)

// linkedCases brings what a mail says about its further orders into the case of each, with
// its own window and RMA; the reply is one and belongs to the primary case (domain.md
// section 1, "Conflict rules"), so that what waited for one of them alone is void.
func (b *outcome) linkedCases(ctx context.Context, primary desk.Case, more []desk.Decision) ([]desk.Case, error) {
	var out []desk.Case
	for _, d := range more {
		c, err := b.linkedCase(ctx, primary, &d)
		if err != nil {
			return nil, err
		}
		if err := b.voidOpen(ctx, c); err != nil {
			return nil, err
		}
		next(&c, b.now)
		c.Linked = appendNew(c.Linked, primary.ID)
		if err := b.apply(ctx, &c, d); err != nil {
			return nil, err
		}
		b.alerts(c, d)
		out = append(out, c)
	}
	return out, nil
}

// linkedCase finds the case of a further order, with the mail in it, or opens it.
func (b *outcome) linkedCase(ctx context.Context, primary desk.Case, d *desk.Decision) (desk.Case, error) {
	order, p := d.Facts.Detail.OrderNumber, b.s.p
	proved := primary.ConfirmedBy(p.mail.ID) && d.Facts.Get(desk.FactSender) == "owner"
	c, known, err := b.e.caseBeside(ctx, b.v, primary, order, p)
	if err != nil {
		return c, err
	}
	if known {
		d.Before = settling{c: c, received: b.s.received}.before()
		c.Reclass = nil
		if proved {
			c.Confirm(p.mail.ID, 0)
		}
		return c, b.e.takeIn(ctx, b.v, &c, p, b.s.reading, false)
	}
	if c, err = b.e.newCase(ctx, p); err != nil {
		return c, err
	}
	c.Order, c.StatedDate, c.LastMailAt = order, primary.StatedDate, received(p)
	if proved {
		c.Confirm(p.mail.ID, 0)
	}
	if !primary.ReportedAt.IsZero() {
		c.ReportedAt = d.Facts.Detail.ReportedAt
	}
	if primary.Order == "" || !b.s.received { // what came before was about all of them
		c.Mails, c.Evidence = slices.Clone(primary.Mails), slices.Clone(primary.Evidence)
		return c, nil
	}
	c.Mails = []string{p.mail.ID}
	for _, ev := range primary.Evidence {
		if ev.Mail == p.mail.ID {
			c.Evidence = append(c.Evidence, ev)
		}
	}
	return c, nil
}

// stillHere leaves out the further orders that a later mail is about already: deciding an
// earlier one again neither takes their cases back nor answers them once more.
func (b *outcome) stillHere(ctx context.Context, c desk.Case, decisions []desk.Decision) ([]desk.Decision, error) {
	if b.s.received || len(decisions) < 2 {
		return decisions, nil
	}
	out := decisions[:1:1]
	for _, d := range decisions[1:] {
		if slices.Contains(b.s.apart, d.Facts.Detail.OrderNumber) {
			continue
		}
		l, known, err := b.e.caseBeside(ctx, b.v, c, d.Facts.Detail.OrderNumber, b.s.p)
		if err != nil {
			return nil, err
		}
		if !known || !l.LastMailAt.After(received(b.s.p)) {
			out = append(out, d)
		}
	}
	return out, nil
}

// answeredTogether gives the further orders that one reply is about. The mail may have named
// more, of which a later one is.
func answeredTogether(decisions []desk.Decision) []string {
	return slices.DeleteFunc(slices.Clone(decisions[0].Linked), func(number string) bool {
		return !slices.ContainsFunc(decisions[1:], func(d desk.Decision) bool { return d.Facts.Detail.OrderNumber == number })
	})
}

// answeredToo moves the cases of the further orders that one reply answers beside its own (domain.md
// section 1, "Two orders"): each as if its paragraph had been a mail of its own. One in which something
// else was decided since is not answered by it.
func (e *Engine) answeredToo(ctx context.Context, v *view, change *desk.Change, d desk.Draft) error {
	c := change.Cases[0]
	if d.Decision >= len(c.Decisions) || d.Template == verifyBuyer { // that asks the order's own address, beside the reply
		return nil
	}
	told := c.Decisions[d.Decision]
	for _, id := range c.Linked {
		l, err := v.getCase(ctx, id)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err != nil {
			return err
		}
		last := l.Last()
		if last == nil || l.State == desk.CaseClosed || l.Answered >= len(l.Decisions) || !slices.Contains(told.Linked, l.Order) || d.Hand != nil && slices.Contains(d.Hand.Left, l.Order) ||
			!last.Facts.Detail.ReceivedAt.Equal(told.Facts.Detail.ReceivedAt) || last.Facts.Detail.OrderNumber != l.Order {
			continue
		}
		part := d
		part.Case, part.Template, part.Decision = l.ID, last.Template, len(l.Decisions)-1
		next(&l, e.now())
		own, wrote := desk.Change{Cases: []desk.Case{l}}, wroteAt(l)
		e.theirTurn(&own.Cases[0], part)
		if err := e.reached(ctx, v, &own.Cases[0], part); err != nil {
			return err
		}
		if err := e.answered(ctx, v, &own, part); err != nil {
			return err
		}
		if err := e.waited(ctx, v, &own, wrote, part); err != nil {
			return err
		}
		own.Audit = append(own.Audit, e.note(desk.System(), l.ID, "answered_together", "the reply of case "+c.ID+" answers this order too", "draft", d.ID))
		joinChange(change, own)
	}
	return nil
}

// openBeside gives, by order, what the cases of a mail's further orders were about before it:
// what no sent reply has answered belongs into the one reply.
func (e *Engine) openBeside(ctx context.Context, v *view, s settling) (map[string]desk.Before, error) {
	out := map[string]desk.Before{}
	for _, number := range orderNumbers(s.lookup) {
		if s.c.Order == "" || number == s.c.Order {
			continue
		}
		l, known, err := e.caseBeside(ctx, v, s.c, number, s.p)
		if err != nil {
			return nil, err
		}
		if !known || !s.received && l.LastMailAt.After(received(s.p)) {
			continue
		}
		out[number] = settling{c: l, received: s.received}.before()
	}
	return out, nil
}
