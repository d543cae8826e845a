package flow

import (
	"context"
	"fmt"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/facts"
)

// withOurRefunds gives an order the payments of our own records where they are more than the shop's data tell of: both may tell of
// the same. It reports whether it did.
func (e *Engine) withOurRefunds(ctx context.Context, v *view, o *desk.Order) (bool, error) {
	rmas, err := v.rmasOf(ctx, o.Number)
	if err != nil {
		return false, err
	}
	sum := func(list []desk.Refund) (n int64) {
		for _, r := range list {
			x, _ := desk.Thousandths(r.Amount)
			n += x
		}
		return n
	}
	var ours []desk.Refund
	for _, r := range rmas {
		for _, p := range r.Refunds {
			if p.Currency == "" || strings.EqualFold(p.Currency, o.Currency) {
				ours = append(ours, desk.Refund{Amount: p.Amount, At: p.At})
			}
		}
	}
	if sum(ours) <= sum(o.Refunds) {
		return false, nil
	}
	o.Refunds = ours
	return true, nil
}

// paidBack tells people, each week, that a return is still awaited whose order was paid back, instead of writing to its buyer that he
// has to hurry or that his number has run out: whether the parcel is still wanted is theirs to say. sent is the parcel that he says
// is on its way, the zero value for none. It reports whether that is so.
func (e *Engine) paidBack(ctx context.Context, c desk.Case, r *desk.RMA, timer *time.Time, sent facts.Parcel) (bool, error) {
	o, err := e.orderOf(ctx, r.Order)
	if err != nil || o == nil {
		return false, err
	}
	order := *o
	if _, err := e.withOurRefunds(ctx, newView(e.store), &order); err != nil || !order.PaidBack() {
		return false, err
	}
	*timer = e.shop.Workdays.Days(e.now(), desk.AgainDays)
	change := desk.Change{}
	if c.State == desk.CaseOpen && r.Timers.Told { // people have it, and know
		next(&c, e.now())
	} else {
		r.Timers.Told = true
		why := fmt.Sprintf("order %s was paid back, and %s still waits for its parcel: end it, or tell the buyer to send it", r.Order, r.Number)
		if parcel := strings.TrimSpace(sent.Carrier + " " + sent.Tracking); sent.Tracking != "" {
			why = fmt.Sprintf("order %s was paid back, and the buyer says that the return %s is on its way: %s", r.Order, r.Number, parcel)
		}
		change.Audit = []desk.Audit{e.wake(&c, "rma_paid_back", why, "rma", r.Number)}
		c.Deadline = e.now()
	}
	change.Cases, change.RMAs = []desk.Case{c}, []desk.RMA{*r}
	return true, e.record(ctx, change)
}
