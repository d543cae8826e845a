package flow

import (
	"context"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/facts"
)

// takenOut gives the further orders of a draft that the person who sent it took out of it. A text that
// does not name the case's own order may say anything of all of them.
func takenOut(c desk.Case, d desk.Draft, text string) []string {
	if d.Decision >= len(c.Decisions) || !namesOrder(text, c.Order) || facts.NamesAllOrders(text) {
		return nil
	}
	linked := c.Decisions[d.Decision].Linked
	if len(linked) == 1 && facts.AnswersOther(text) {
		return nil
	}
	return slices.DeleteFunc(slices.Clone(linked), func(order string) bool {
		return !namesOrder(d.Text, order) || namesOrder(text, order)
	})
}

// leftOut draws up anew what a person took out of a draft before he sent it.
func (e *Engine) leftOut(ctx context.Context, v *view, change *desk.Change, c desk.Case, d desk.Draft, p prepared) error {
	var left []desk.Case
	done := []string{c.Order}
	for _, order := range c.Decisions[d.Decision].Linked {
		if !slices.Contains(d.Hand.Left, order) {
			done = append(done, order)
		}
	}
	for _, id := range c.Linked {
		l, err := v.getCase(ctx, id)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err != nil {
			return err
		}
		if slices.Contains(d.Hand.Left, l.Order) && l.State == desk.CaseOpen && l.Answered < len(l.Decisions) && !l.LastMailAt.After(received(p)) {
			left = append(left, l)
		}
	}
	return e.leftByHand(ctx, v, change, left, done, p)
}

// leftByHand draws up anew what a typed answer to a mail about several orders did not answer.
func (e *Engine) leftByHand(ctx context.Context, v *view, change *desk.Change, left []desk.Case, done []string, p prepared) error {
	if len(left) == 0 {
		return nil
	}
	if err := v.caughtUp(); err != nil { // its mail is read again from the store
		return err
	}
	drawn := map[string]bool{}
	for _, l := range left {
		if drawn[l.ID] { // it stands in the reply to the one before
			continue
		}
		more, err := e.drawnAgain(ctx, v.with(*change), l, done, "a person answered order "+strings.Join(done, ", ")+" alone")
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
