package main

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/orders"
)

// pastOrders finds orders as they stood at the time of now, as far as today's data tell. A number of one that
// was not placed yet is unknown then.
type pastOrders struct {
	flow.Orders
	now func() time.Time
}

// Lookup implements flow.Orders.
func (p pastOrders) Lookup(ctx context.Context, numbers []desk.NumberFound, sender string) (desk.Lookup, error) {
	l, err := p.Orders.Lookup(ctx, numbers, sender)
	if err != nil {
		return l, err
	}
	var gone []desk.Order
	if l.Matches, gone = asTheyStood(l.Matches, p.now()); len(gone) > 0 {
		later := orders.NewIndex(gone)
		for _, n := range l.Given {
			if len(later.Find([]desk.NumberFound{n}, "").Matches) > 0 {
				l.Unknown = append(slices.Clone(l.Unknown), n)
			}
		}
	}
	l.Own, _ = asTheyStood(l.Own, p.now())
	return l, nil
}

// asTheyStood parts orders into those that had been placed at a time, as they stood then, and the others.
func asTheyStood(list []desk.Order, at time.Time) (there, gone []desk.Order) {
	for _, o := range list {
		if then, ok := orders.AsItStood(o, at); ok {
			there = append(there, then)
		} else {
			gone = append(gone, o)
		}
	}
	return there, gone
}
