package flow

import (
	"context"
	"slices"
	"strings"

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
	all := facts.NamesAll(text) || !namesOrder(text, c.Order) && !slices.ContainsFunc(beside, func(l besideCase) bool { return l.named })
	own := all || namesOrder(text, c.Order) || !slices.ContainsFunc(beside, func(l besideCase) bool { return l.named && l.sameMail })
	var done, left []desk.Case
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
		done = append(done, l.Case)
	}
	for _, d := range drafts {
		if d.State == desk.DraftProposed || d.State == desk.DraftApproved {
			change.Drafts = append(change.Drafts, e.void(d, "a person answered from the mail program"))
		}
	}
	if own {
		if err := e.answeredByHand(ctx, v, change, &c, p, "a reply was found in Sent"); err != nil {
			return err
		}
		change.Cases = append([]desk.Case{c}, change.Cases...)
		done = append(done, c)
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

// answeredByHand marks a case as answered by a mail in Sent.
func (e *Engine) answeredByHand(ctx context.Context, v *view, change *desk.Change, c *desk.Case, p prepared, why string) error {
	next(c, e.now())
	c.Mails = appendNew(c.Mails, p.mail.ID)
	c.State, c.Answered = desk.CaseWaiting, len(c.Decisions)
	rmas, err := recordsOf(ctx, v, *c)
	if err != nil {
		return err
	}
	c.Resume(received(p), stillAsks(c, rmas), e.shop.Workdays)
	change.Audit = append(change.Audit, e.note(desk.System(), c.ID, "answered_by_hand", why, "mail", p.mail.ID))
	return nil
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

// leftByHand draws up anew what a typed answer to a mail about several orders did not answer.
func (e *Engine) leftByHand(ctx context.Context, v *view, change *desk.Change, left, done []desk.Case, p prepared) error {
	if len(left) == 0 {
		return nil
	}
	if err := v.caughtUp(); err != nil { // its mail is read again from the store
		return err
	}
	var apart []string
	for _, c := range done {
		apart = append(apart, c.Order)
	}
	drawn := map[string]bool{}
	for _, l := range left {
		if drawn[l.ID] { // it stands in the reply to the one before
			continue
		}
		more, err := e.drawnAgain(ctx, v.with(*change), l, apart, "a person answered order "+strings.Join(apart, ", ")+" alone")
		if err != nil && stops(err) {
			return err
		}
		if err != nil { // no reason to hold the mail up; the case's history tells of it
			next(&l, e.now())
			more = desk.Change{Cases: []desk.Case{l}, Audit: []desk.Audit{e.note(desk.System(), l.ID, "draft_failed", desk.MessageOf(err))}}
		}
		for i := range more.Cases {
			x := &more.Cases[i]
			x.Mails, drawn[x.ID] = appendNew(x.Mails, p.mail.ID), true // what was said is read beside what is left
		}
		joinChange(change, more)
		change.Audit = append(change.Audit, e.notAnswered(l.ID, p))
	}
	return nil
}

// notAnswered is the entry of the history that says why a case still waits.
func (e *Engine) notAnswered(id string, p prepared) desk.Audit {
	return e.note(desk.System(), id, "not_answered", "the reply in Sent names another order, and not this one", "mail", p.mail.ID)
}

// minDigits is from how many digits on the digits of an order number stand for it by themselves.
const minDigits = 4

// namesOrder reports whether a text names an order, with or without the letters of its number.
func namesOrder(text, number string) bool {
	want := strings.Fields(plainWords(number))
	if len(want) == 0 {
		return false
	}
	words := strings.Fields(plainWords(text))
	last := want[len(want)-1]
	digits := strings.Trim(last, "0123456789") == "" && len(last) >= minDigits
	glued := strings.Join(want, "")
	for i := range words {
		if i+len(want) <= len(words) && slices.Equal(words[i:i+len(want)], want) || words[i] == glued || digits && words[i] == last {
			return true
		}
	}
	return false
}
