package flow

import (
	"context"
	"slices"

	"returndesk/desk"
)

// byHand adds to a change what else becomes true when a person moves a record without a
// mail. Who asked the customer on paper and got his answer on the phone does not want him
// reminded: nothing is asked any more, and it is our turn.
func (e *Engine) byHand(ctx context.Context, change *desk.Change, c *desk.Case, from desk.RMAState, r desk.RMA) error {
	if !from.Asks() || r.State.Asks() {
		return nil
	}
	rmas, err := recordsOf(ctx, newView(e.store), *c)
	if err != nil || slices.ContainsFunc(rmas, func(x desk.RMA) bool { return x.Number != r.Number && x.State.Asks() }) {
		return err
	}
	c.Settled()
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if byTimeAlone(d) && (d.State == desk.DraftProposed || d.State == desk.DraftApproved) {
			change.Drafts = append(change.Drafts, e.void(d, "nothing is asked any more"))
		}
	}
	if r.State.Open() {
		e.ourTurn(c)
	}
	return nil
}

// endedByName ends the case of a record that was closed by the name of a state, or leaves
// it with whoever has to tell the customer.
func (e *Engine) endedByName(ctx context.Context, c *desk.Case, r desk.RMA) {
	switch {
	case r.State.Open() || e.othersOpen(ctx, *c, r.Number):
	case Telling(r.State) == "":
		c.State = desk.CaseClosed
	default:
		e.ourTurn(c)
	}
}

// ourTurn takes a case that waited for the customer back into the queue.
func (e *Engine) ourTurn(c *desk.Case) {
	if c.State == desk.CaseWaiting {
		c.State, c.Deadline = desk.CaseOpen, e.shop.Workdays.EndOf(e.shop.Workdays.Add(e.now(), 1))
	}
}
