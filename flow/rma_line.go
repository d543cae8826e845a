package flow

import (
	"returndesk/desk"
	"returndesk/facts"
)

// lineNumber gives the line of an order that a claim is about, 0 where the order has several and the mail did not
// say which: nothing is guessed, and the record stands for each of them until somebody says.
func lineNumber(l desk.Lookup, f desk.FactDetail) int {
	if f.Line != 0 {
		return f.Line
	}
	for _, list := range [][]desk.Order{l.Matches, l.Own} {
		for i := range list {
			if list[i].Number == f.OrderNumber && len(list[i].Lines) > 1 {
				return 0
			}
		}
	}
	return 1
}

// isOf makes a record one of a line of its order.
func (b *outcome) isOf(r *desk.RMA, f desk.FactDetail, line int) {
	r.Line = line
	if l := lineOf(b.s.lookup, f.OrderNumber, line); l != nil {
		r.Qty, r.Item, r.SKU, r.Serial, r.Firmware, r.Batch = max(l.Qty, 1), l.Name, l.SKU, l.Serial, l.Firmware, l.Batch
		r.UnitPrice, r.OrderCurrency = l.Price, f.Currency
	}
}

// another reports whether a mail that names a line is about another matter than an open record of which nobody said the line: then
// the record does not become one of that line.
func (b *outcome) another(r desk.RMA, d desk.Decision) bool {
	f := d.Facts.Detail
	return r.Line == 0 && r.State.Open() && !b.s.openedBy(r) && facts.Another(orderIn(b.s.lookup, f.OrderNumber), b.s.p.msg.NewText, f.Line, r.Class, d.Class)
}

// orderIn finds an order among those of a lookup, nil when it is not there.
func orderIn(l desk.Lookup, number string) *desk.Order {
	for _, list := range [][]desk.Order{l.Matches, l.Own} {
		for i := range list {
			if list[i].Number == number {
				return &list[i]
			}
		}
	}
	return nil
}

// said makes a record of which nobody knew the line one of the line that a later mail about it names. What people
// wrote into it meanwhile stays.
func (b *outcome) said(r *desk.RMA, d desk.Decision, all []desk.RMA) bool {
	f := d.Facts.Detail
	if f.Line == 0 || r.Line != 0 || !r.State.Open() || lineOf(b.s.lookup, f.OrderNumber, f.Line) == nil || b.another(*r, d) || len(f.SettledItems) > 0 {
		return false // what is settled is not what the claim goes on about
	}
	was := *r
	b.isOf(r, f, f.Line)
	r.Previous = previousOf(*r, all)
	for _, x := range []struct{ said, field *string }{{&was.Serial, &r.Serial}, {&was.Firmware, &r.Firmware}, {&was.Batch, &r.Batch}} {
		if *x.said != "" {
			*x.field = *x.said
		}
	}
	r.UpdatedAt = b.now
	return true
}

// previousOf gives the number of the earlier record of a record's line among those of its order, the oldest first; "" for none. One
// of which nobody said the line counts, and one that never should have been does not.
func previousOf(r desk.RMA, all []desk.RMA) string {
	number := ""
	for _, x := range all {
		if earlier := x.OpenedAt.Before(r.OpenedAt) && !x.State.Open() && x.CloseReason != decidedAnew; !earlier || x.Number == r.Number {
			continue
		}
		if x.Line == r.Line || x.Line == 0 || r.Line == 0 {
			number = x.Number
		}
	}
	return number
}
