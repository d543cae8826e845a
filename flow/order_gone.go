package flow

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// stillKnown adds to a lookup the order of a case that the shop's data do not have any more, as far as the case's own return records
// tell of it: exports leave old orders out, and whoever holds a return number of ours is no stranger for that. What is added is
// as old as the records, so that it supports no denial (domain.md section 0). A mail about other numbers is looked up by those.
func (e *Engine) stillKnown(ctx context.Context, v *view, c desk.Case, l desk.Lookup) (desk.Lookup, error) {
	another := func(n desk.NumberFound) bool { return desk.FoldNumber(n.Key) != desk.FoldNumber(c.Order) }
	if c.Order == "" || l.Problem != "" || len(l.Matches) > 0 || orderIn(l, c.Order) != nil || slices.ContainsFunc(l.Unknown, another) {
		return l, nil
	}
	rmas, err := v.rmasOf(ctx, c.Order)
	if err != nil {
		return l, err
	}
	rmas = slices.DeleteFunc(rmas, func(r desk.RMA) bool { return r.Case != c.ID || r.CloseReason == decidedAnew })
	if len(rmas) == 0 {
		return l, nil
	}
	first := rmas[0]
	o := desk.Order{Number: c.Order, Email: first.OrderEmail, Stage: desk.StageDelivered, Currency: first.OrderCurrency, AsOf: first.OpenedAt}
	o.ShipTo.TZ = first.Zone
	if day, err := time.ParseInLocation(time.DateOnly, string(first.DeliveredOn), zoneOr(e.zone(first.Zone), e.shop.Zone)); err == nil {
		noon := day.Add(12 * time.Hour)
		o.DeliveredAt, o.DeliveryStatus = &noon, desk.DeliveryDelivered
	}
	for _, r := range rmas {
		if findLine(&o, max(r.Line, 1)) == nil {
			o.Lines = append(o.Lines, desk.Line{Line: max(r.Line, 1), SKU: r.SKU, Name: r.Item, Qty: r.Qty, Serial: r.Serial, Firmware: r.Firmware, Batch: r.Batch, Price: r.UnitPrice})
		}
	}
	l.Matches, l.Unknown = []desk.Order{o}, nil
	return l, nil
}
