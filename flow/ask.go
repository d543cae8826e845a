package flow

import (
	"context"
	"slices"

	"returndesk/desk"
	"returndesk/replies"
)

// Question is what an agent wants to ask the customer for before anything is decided.
type Question struct {
	Case    string     `json:"case"` // case or draft id
	Asks    []desk.Ask `json:"asks"`
	Because string     `json:"because,omitempty"`
}

// actionAskMore is what a sent question moves: the case waits for the answer.
const actionAskMore = "ask_more"

// AskMore draws up a mail that asks for what the agent chose, in place of the case's open
// drafts. The decision stays: what the customer answers is decided anew by the table.
func (e *Engine) AskMore(ctx context.Context, by desk.Actor, q Question) (desk.Draft, error) {
	if err := by.Require(desk.RoleAgent, "asking a customer"); err != nil {
		return desk.Draft{}, err
	}
	if len(q.Asks) == 0 {
		return desk.Draft{}, desk.Errf(desk.CodeInvalid, "nothing was chosen to ask for").WithMend("choose at least one thing")
	}
	for _, a := range q.Asks {
		if !a.Valid() {
			return desk.Draft{}, desk.Errf(desk.CodeInvalid, "%q cannot be asked for", a).WithMend("possible: %v", desk.Asks())
		}
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	c, err := e.store.Case(ctx, caseOf(q.Case))
	if err != nil {
		return desk.Draft{}, err
	}
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return desk.Draft{}, err
	}
	if slices.ContainsFunc(drafts, func(d desk.Draft) bool { return d.State == desk.DraftSending || d.State == desk.DraftUncertain }) {
		return desk.Draft{}, desk.Errf(desk.CodeIllegal, "a mail of case %s is on its way, or nobody knows whether it is", c.ID).
			WithMend("wait, or settle it first")
	}
	s, err := e.again(ctx, c)
	if err != nil {
		return desk.Draft{}, err
	}
	s.by, s.why = by, "asked for more"
	b := &outcome{e: e, v: newView(e.store), s: s, now: e.now()}
	b.change.Index = map[string]string{}
	for _, d := range drafts {
		if d.State == desk.DraftProposed || d.State == desk.DraftApproved {
			b.change.Drafts = append(b.change.Drafts, e.void(d, s.why))
			b.audit(c.ID, "voided", s.why, "draft", d.ID)
		}
	}
	next(&c, b.now)
	c.State = desk.CaseOpen
	made, err := b.drawQuestion(ctx, &c, q.Asks)
	if err != nil {
		return made, err
	}
	b.audit(c.ID, "asked_more", q.Because, "draft", made.ID)
	b.change.Cases = []desk.Case{c}
	if err := e.store.Record(ctx, b.change); err != nil {
		return made, err
	}
	e.poke()
	return made, nil
}

// drawQuestion renders the question from the latest decision's facts.
func (b *outcome) drawQuestion(ctx context.Context, c *desk.Case, asks []desk.Ask) (desk.Draft, error) {
	dec := *c.Last()
	dec.Template, dec.Asks, dec.Denial = "ask_missing", slices.Clone(asks), false
	dec.Own, dec.More, dec.Also, dec.Linked = nil, nil, nil, nil
	in, err := b.e.composeInput(ctx, b.v, *c, b.s.p, []desk.Decision{dec})
	if err != nil {
		return desk.Draft{}, err
	}
	list, err := replies.Compose(in)
	if err != nil {
		return desk.Draft{}, err
	}
	if len(list) == 0 {
		return desk.Draft{}, desk.Errf(desk.CodeInternal, "the question for case %s was not drawn up", c.ID)
	}
	d := list[0]
	waits := desk.OutcomeAskEvidence
	if slices.Contains(asks, desk.AskOrderNumber) || slices.Contains(asks, desk.AskWhichOrder) {
		waits = desk.OutcomeAskOrder
	}
	d.Moves = &desk.Action{Name: actionAskMore, Label: "Ask for more.", Template: d.Template, Role: desk.RoleAgent, Outcome: waits}
	d.DrawnBy = &b.s.by
	if err := b.propose(ctx, c, d, dec); err != nil {
		return desk.Draft{}, err
	}
	return b.change.Drafts[len(b.change.Drafts)-1].Draft, nil
}
