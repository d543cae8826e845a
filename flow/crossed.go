package flow

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// wroteSince reports whether the customer wrote something after the mail that a draft answers which nobody has answered yet: it came
// while the draft was on its way, or before somebody sent an older one from the mail program.
func wroteSince(c desk.Case, d desk.Draft) bool {
	seen := map[time.Time]bool{}
	for i, x := range c.Decisions {
		at := x.Facts.Detail.ReceivedAt
		if i > d.Decision && i >= c.Answered && !x.ByClock() && !seen[at] {
			return true
		}
		if i <= d.Decision { // later ones about the same mail are answered with it
			seen[at] = true
		}
	}
	return false
}

// crossed leaves the first case of a change with people after a mail that a newer one of the customer's crossed: it is our turn, and
// his days do not run (domain.md section 2).
func (e *Engine) crossed(ctx context.Context, v *view, change *desk.Change) error {
	c, days := &change.Cases[0], e.shop.Workdays
	c.State, c.ClosedFor = desk.CaseOpen, ""
	if c.Deadline.IsZero() {
		c.Deadline = days.EndOf(days.Add(e.now(), 1))
	}
	c.Heard()
	rmas, err := recordsAfter(ctx, v, *c, change.RMAs)
	if err != nil {
		return err
	}
	for _, r := range paused(rmas, e.now()) {
		change.RMAs = append(slices.DeleteFunc(change.RMAs, func(x desk.RMA) bool { return x.Number == r.Number }), r)
	}
	return nil
}
