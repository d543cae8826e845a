package sim

import (
	"context"
	"slices"

	"returndesk/desk"
)

// checkForgotten: no record stays open for good. A case that is not closed has it, and while
// that waits for the customer some time brings one of them back.
func (w *world) checkForgotten(ctx context.Context, c *desk.Case, r *desk.RMA, waits bool) error {
	if !r.State.Open() || r.Case != c.ID {
		return nil
	}
	w.looked("no record is forgotten")
	if c.State == desk.CaseClosed { // an answer in another case may have opened the record again
		holder, err := w.holder(ctx, r)
		if err != nil {
			return err
		}
		if holder == nil {
			return violated("case %s is closed, and its record %s is %s", c.ID, r.Number, r.State)
		}
		drafts, err := w.store.DraftsOfCase(ctx, holder.ID)
		if err != nil {
			return err
		}
		c, waits = holder, slices.ContainsFunc(drafts, func(d desk.Draft) bool { return d.State.Open() })
	}
	t, k := r.Timers, desk.CaseClock{}
	if c.Clock != nil {
		k = *c.Clock
	}
	comes := !t.Due.IsZero() || !t.Remind.IsZero() || !t.Manager.IsZero()
	if r.State.Asks() {
		comes = !k.Remind.IsZero() || !k.Last.IsZero() || !k.Close.IsZero()
	}
	if c.State == desk.CaseWaiting && !waits && !comes {
		return violated("case %s waits, its record %s is %s, and no time brings either back", c.ID, r.Number, r.State)
	}
	return nil
}

// holder gives a case that is not closed and knows the record, nil when there is none.
func (w *world) holder(ctx context.Context, r *desk.RMA) (*desk.Case, error) {
	var found *desk.Case
	err := w.store.EachCase(ctx, func(c desk.Case) error {
		if c.State != desk.CaseClosed && slices.Contains(c.RMAs, r.Number) {
			found = &c
		}
		return nil
	})
	return found, err
}
