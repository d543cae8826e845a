package flow

import (
	"context"
	"slices"

	"returndesk/desk"
	"returndesk/facts"
)

// typed takes in an answer that a person wrote in the mail program, c being the case of its thread: the
// case is answered, and so are those of the further orders that the answered mail was about (domain.md
// section 1, "Two orders": one combined reply). An answer that names some of these orders answers those
// alone; what is left is drawn up anew, since the reply that waited was about all of them.
func (e *Engine) typed(ctx context.Context, v *view, change *desk.Change, c desk.Case, drafts []desk.Draft, p prepared) error {
	beside, err := e.answeredBeside(ctx, v, c, p)
	if err != nil {
		return err
	}
	text := p.msg.NewText
	none := !namesOrder(text, c.Order) && !slices.ContainsFunc(beside, func(l besideCase) bool { return l.named })
	all := none || facts.NamesAllOrders(text) || ofTwo(c, beside) && facts.AnswersOther(text) // "both" in what names one order alone may be of its parts
	own := all || namesOrder(text, c.Order) || !slices.ContainsFunc(beside, func(l besideCase) bool { return l.named && l.sameMail })
	var done []string
	var left []desk.Case
	for _, l := range beside {
		switch {
		case l.named:
			err = e.byHandToo(ctx, v, change, &l.Case, p, "the reply in Sent to case "+c.ID+" names this order too", true)
		case all && l.sameMail:
			err = e.byHandToo(ctx, v, change, &l.Case, p, "the reply in Sent to case "+c.ID+" answers the mail that was about this order too", false)
		default:
			if l.sameMail {
				left = append(left, l.Case)
			}
			continue
		}
		if err != nil {
			return err
		}
		done = append(done, l.Order)
	}
	upTo, err := e.typedUpTo(ctx, c, p)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if (d.State == desk.DraftProposed || d.State == desk.DraftApproved) && (upTo == len(c.Decisions) || d.Decision < upTo) {
			change.Drafts = append(change.Drafts, e.void(d, "a person answered from the mail program"))
		}
	}
	if own {
		if err := e.answeredByHand(ctx, v, change, &c, p, "a reply was found in Sent"); err != nil {
			return err
		}
		change.Cases = append([]desk.Case{c}, change.Cases...)
		done = append(done, c.Order)
	} else {
		left = append([]desk.Case{c}, left...)
	}
	if p.msg.MessageID != "" {
		change.Index = map[string]string{p.msg.MessageID: c.ID}
	}
	return e.leftByHand(ctx, v, change, left, done, p)
}

// besideCase is the case of a further order that a typed answer may have answered.
type besideCase struct {
	desk.Case
	named    bool // the answer names its order
	sameMail bool // its latest mail is the one that the case of the thread is about too
}

// ofTwo reports whether the answered mail was about exactly two orders, so that there is one that "the other" can mean.
func ofTwo(c desk.Case, beside []besideCase) bool {
	last := c.Last()
	return len(beside) == 1 && beside[0].sameMail && last != nil && len(last.Linked) <= 1
}

// answeredBeside gives the linked cases of the same reader that still wait for an answer and that a
// typed one may be about: those of the same mail, and those whose orders it names.
func (e *Engine) answeredBeside(ctx context.Context, v *view, c desk.Case, p prepared) ([]besideCase, error) {
	told := c.Last()
	if told == nil {
		return nil, nil
	}
	var out []besideCase
	for _, id := range c.Linked {
		l, err := v.getCase(ctx, id)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err != nil {
			return nil, err
		}
		last := l.Last()
		if last == nil || l.State == desk.CaseClosed || l.State == desk.CaseArchived || l.Answered >= len(l.Decisions) || l.LastMailAt.After(received(p)) ||
			l.Order == "" || l.Order == c.Order || last.Facts.Detail.OrderNumber != l.Order || !e.answersCustomer(l, p) {
			continue
		}
		b := besideCase{Case: l, named: namesOrder(p.msg.NewText, l.Order)}
		b.sameMail = last.Facts.Detail.ReceivedAt.Equal(told.Facts.Detail.ReceivedAt) && (slices.Contains(told.Linked, l.Order) || slices.Contains(last.Linked, c.Order))
		if b.named || b.sameMail {
			out = append(out, b)
		}
	}
	return out, nil
}

// typedUpTo gives how many of a case's decisions a mail in Sent can have answered: none about what the customer wrote after it had
// left, as where the mails of a weekend are read on Monday, unless it answers that very mail and the clocks of two servers differ.
func (e *Engine) typedUpTo(ctx context.Context, c desk.Case, p prepared) (int, error) {
	n, left := len(c.Decisions), received(p)
	for n > c.Answered && c.Decisions[n-1].Facts.Detail.ReceivedAt.After(left) {
		n--
	}
	if n == len(c.Decisions) {
		return n, nil
	}
	refs := refsOf(p.msg)
	for _, id := range slices.Backward(c.Mails) {
		m, err := e.store.Mail(ctx, id)
		if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
			return 0, err
		}
		if err == nil && !m.Ours && m.MessageID != "" && slices.Contains(refs, m.MessageID) && m.ReceivedAt.After(left) {
			return len(c.Decisions), nil
		}
	}
	return n, nil
}

// answeredByHand marks a case as answered by a mail in Sent. What the customer wrote after that mail stays with people.
func (e *Engine) answeredByHand(ctx context.Context, v *view, change *desk.Change, c *desk.Case, p prepared, why string) error {
	wrote := wroteAt(*c)
	upTo, err := e.typedUpTo(ctx, *c, p)
	if err != nil {
		return err
	}
	next(c, e.now())
	c.Mails = appendNew(c.Mails, p.mail.ID)
	c.Answered, c.TypedAt = max(c.Answered, upTo), laterTime(c.TypedAt, received(p))
	change.Audit = append(change.Audit, e.note(desk.System(), c.ID, "answered_by_hand", why, "mail", p.mail.ID))
	if upTo < len(c.Decisions) {
		return nil
	}
	c.State = desk.CaseWaiting
	left := desk.Draft{SentAt: received(p)}
	for _, to := range p.msg.To {
		left.To = append(left.To, desk.Address{Address: to.Address})
	}
	if err := e.reached(ctx, v, c, left); err != nil {
		return err
	}
	rmas, err := recordsOf(ctx, v, *c)
	if err != nil {
		return err
	}
	c.Resume(received(p), stillAsks(c, rmas), e.shop.Workdays)
	return e.waitedUntil(ctx, v, change, c, wrote, received(p))
}

// byHandToo makes a linked case part of a change as answered by the same mail. Only where its order is
// named is everything void that waits in it; else only what would have answered the same mail.
func (e *Engine) byHandToo(ctx context.Context, v *view, change *desk.Change, l *desk.Case, p prepared, why string, named bool) error {
	drafts, err := v.draftsOf(ctx, *l)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if (d.State == desk.DraftProposed || d.State == desk.DraftApproved) && (named || d.Moves == nil) {
			change.Drafts = append(change.Drafts, e.void(d, "a person answered from the mail program"))
		}
	}
	if err := e.answeredByHand(ctx, v, change, l, p, why); err != nil {
		return err
	}
	change.Cases = append(change.Cases, *l)
	return nil
}

// lastTyped gives the mail in which a person last answered a case from the mail program in his own words, nil for none.
func (e *Engine) lastTyped(ctx context.Context, c desk.Case) (*MailView, error) {
	if c.TypedAt.IsZero() {
		return nil, nil
	}
	for _, id := range slices.Backward(c.Mails) {
		m, err := e.store.Mail(ctx, id)
		if err != nil {
			return nil, err
		}
		if !m.Ours || !m.ReceivedAt.Equal(c.TypedAt) {
			continue
		}
		if p := e.prepare(ctx, m); p.err == nil && p.msg != nil {
			v := viewOf(p)
			v.Ours = true
			return &v, nil
		}
	}
	return nil, nil
}
