package flow

import (
	"context"
	"strings"
	"unicode/utf8"

	"returndesk/desk"
)

// maxNote bounds a note, in characters; a longer text belongs elsewhere.
const maxNote = 4000

// Note puts a remark for colleagues into a case's history. It changes nothing else.
func (e *Engine) Note(ctx context.Context, by desk.Actor, id, text string) error {
	if err := by.Require(desk.RoleAgent, "writing a note"); err != nil {
		return err
	}
	text = strings.TrimSpace(text)
	if n := utf8.RuneCountInString(text); n == 0 || n > maxNote {
		return desk.Errf(desk.CodeInvalid, "a note has 1 to %d characters; this one has %d", maxNote, n)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	c, err := e.store.Case(ctx, caseOf(id))
	if err != nil {
		return err
	}
	return e.store.Record(ctx, desk.Change{Audit: []desk.Audit{e.note(by, c.ID, "noted", text)}})
}

// HandUp lets only people of a role or above approve the case's drafts, until one was
// sent. Whoever has that role may give the case back by handing it to a lower one.
func (e *Engine) HandUp(ctx context.Context, by desk.Actor, id string, to desk.Role, because string) (desk.Case, error) {
	if err := by.Require(desk.RoleAgent, "handing a case over"); err != nil {
		return desk.Case{}, err
	}
	if !to.Person() {
		return desk.Case{}, desk.Errf(desk.CodeInvalid, "%q is not a role of people", to).WithMend("agent, senior, manager or admin")
	}
	if strings.TrimSpace(because) == "" {
		return desk.Case{}, desk.Errf(desk.CodeInvalid, "handing a case over needs a reason").WithMend("say what the other one has to look at (--because on the command line)")
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	c, err := e.store.Case(ctx, caseOf(id))
	if err != nil {
		return c, err
	}
	if c.State == desk.CaseClosed || c.State == desk.CaseArchived {
		return c, desk.Errf(desk.CodeIllegal, "case %s is %s and waits for nobody", c.ID, c.State)
	}
	if !to.AtLeast(c.HandedTo) { // giving it back
		if err := by.Require(c.HandedTo, "giving case "+c.ID+" back"); err != nil {
			return c, err
		}
	}
	next(&c, e.now())
	c.HandedTo = to
	if to == desk.RoleAgent {
		c.HandedTo = ""
	}
	err = e.store.Record(ctx, desk.Change{
		Cases: []desk.Case{c},
		Audit: []desk.Audit{e.note(by, c.ID, "handed_over", because, "to", string(to))},
	})
	if err == nil { // a draft that lies in the mailbox may have to leave it, a held one may come back
		e.judgeSoon(c.ID)
	}
	return c, err
}
