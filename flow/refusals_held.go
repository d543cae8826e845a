package flow

import (
	"context"

	"returndesk/desk"
)

// RefusalsHeld counts the drafts that refuse something and whose approval would be refused for the age of the
// order data: it is too old, or older than the mail (domain.md section 0, "Stage").
func (e *Engine) RefusalsHeld(ctx context.Context) (int, error) {
	drafts, err := e.store.DraftsIn(ctx, desk.DraftProposed, mostDrafts)
	if err != nil {
		return 0, err
	}
	n := 0
	for _, d := range drafts {
		if !d.Denial || d.IsReleased() {
			continue
		}
		held, err := e.dataTooOld(ctx, d)
		if err != nil {
			return 0, err
		}
		if held {
			n++
		}
	}
	return n, nil
}

// mostDrafts is far more than ever waits for people.
const mostDrafts = 10000

// dataTooOld reports whether a refusal could not be approved now, when an approval looks at the order again.
func (e *Engine) dataTooOld(ctx context.Context, d desk.Draft) (bool, error) {
	c, err := e.store.Case(ctx, d.Case)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		return false, nil
	}
	if err != nil || c.Last() == nil {
		return false, err
	}
	dec := *c.Last()
	f := &dec.Facts.Detail
	l, err := e.orders.Lookup(ctx, []desk.NumberFound{{Written: f.OrderNumber, Key: desk.FoldNumber(f.OrderNumber), Where: "new", Strong: true}}, f.Sender)
	if err != nil {
		return true, nil // nothing can be looked up: the refusal waits, too
	}
	f.AsOf = l.AsOf
	for _, o := range l.Matches {
		if o.Number == f.OrderNumber && !o.AsOf.IsZero() {
			f.AsOf = o.AsOf
		}
	}
	return !fresh(dec, e.now(), e.shop.MaxAge), nil
}
