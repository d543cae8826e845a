package flow

import (
	"context"
	"slices"

	"returndesk/desk"
)

// othersOpen reports whether another record of the case still has something to happen.
func (e *Engine) othersOpen(ctx context.Context, c desk.Case, but string) bool {
	return slices.ContainsFunc(c.RMAs, func(n string) bool {
		if n == but {
			return false
		}
		r, err := e.store.RMA(ctx, n)
		return err == nil && e.keeps(ctx, c, r)
	})
}

// keeps reports whether a record keeps a case from being closed: it is open and the case's
// own, or has only this one left because the case that opened it is closed.
func (e *Engine) keeps(ctx context.Context, c desk.Case, r desk.RMA) bool {
	if !r.State.Open() || r.Case == c.ID {
		return r.State.Open()
	}
	home, err := e.store.Case(ctx, r.Case)
	return err != nil || home.State == desk.CaseClosed
}

// left gives a record of a change's case that is still open once the change is made, nil
// when there is none: then nothing keeps the case from being closed.
func (e *Engine) left(ctx context.Context, v *view, change *desk.Change) (*desk.RMA, error) {
	c := &change.Cases[0]
	rmas, err := recordsAfter(ctx, v, *c, change.RMAs)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(rmas, func(r desk.RMA) bool { return e.keeps(ctx, *c, r) })
	if i < 0 {
		return nil, nil
	}
	return &rmas[i], nil
}
