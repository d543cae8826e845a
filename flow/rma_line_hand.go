package flow

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"returndesk/desk"
)

// ofLine makes a record one of the line of its order that a person names. A line that the order has not, or of which another
// open record is, is refused. What people wrote into the record stays.
func (e *Engine) ofLine(ctx context.Context, r *desk.RMA, written string) error {
	if written = strings.TrimSpace(written); written == "" {
		return nil
	}
	number, err := strconv.Atoi(written)
	if err != nil || number < 1 {
		return desk.Errf(desk.CodeInvalid, "%q is no line of an order", written).WithMend("give its number, such as --set line=2")
	}
	o, err := e.orderOf(ctx, r.Order)
	if err != nil {
		return err
	}
	if o == nil {
		return desk.Errf(desk.CodeNotFound, "order %s is not in the order data, so that nobody knows its lines", r.Order).
			WithMend("export the orders anew, and set the line then")
	}
	is := findLine(o, number)
	if is == nil {
		return desk.Errf(desk.CodeInvalid, "order %s has no line %d", o.Number, number).WithMend("order %s has the lines %s", o.Number, linesOf(o))
	}
	if number == r.Line {
		return nil
	}
	if err := e.lineFree(ctx, *r, number); err != nil {
		return err
	}
	was := desk.Line{}
	if x := findLine(o, r.Line); x != nil {
		was = *x
	}
	for _, x := range []struct {
		field   *string
		was, is string
	}{{&r.Serial, was.Serial, is.Serial}, {&r.Firmware, was.Firmware, is.Firmware}, {&r.Batch, was.Batch, is.Batch}} {
		if *x.field == "" || *x.field == x.was {
			*x.field = x.is
		}
	}
	if r.Line == 0 && r.SplitFrom == "" { // else the pieces were counted before
		r.Qty = max(is.Qty, 1)
	}
	r.Line, r.Item, r.SKU, r.UnitPrice, r.OrderCurrency = number, is.Name, is.SKU, is.Price, o.Currency
	all, err := newView(e.store).rmasOf(ctx, r.Order)
	if err != nil {
		return err
	}
	r.Previous = previousOf(*r, all)
	return nil
}

// lineFree refuses a line of which another open record is: a record is a line's own (domain.md section 3), and only the
// parts of one that was split share theirs. A closed one stands in nobody's way: it may well be the earlier one of the line.
func (e *Engine) lineFree(ctx context.Context, r desk.RMA, line int) error {
	if !r.State.Open() {
		return nil
	}
	list, err := newView(e.store).rmasOf(ctx, r.Order)
	if err != nil {
		return err
	}
	for _, x := range list {
		if x.Number != r.Number && x.Line == line && x.State.Open() && x.SplitFrom != r.Number && x.Number != r.SplitFrom && (r.SplitFrom == "" || x.SplitFrom != r.SplitFrom) {
			return desk.Errf(desk.CodeIllegal, "%s is open for line %d of order %s already", x.Number, line, r.Order).
				WithMend("go on with that one, and withdraw %s if both are about the same thing", r.Number)
		}
	}
	return nil
}

func findLine(o *desk.Order, number int) *desk.Line {
	i := slices.IndexFunc(o.Lines, func(l desk.Line) bool { return l.Line == number })
	if i < 0 {
		return nil
	}
	return &o.Lines[i]
}

// linesOf lists the lines of an order by number and name.
func linesOf(o *desk.Order) string {
	list := make([]string, len(o.Lines))
	for i, l := range o.Lines {
		list[i] = fmt.Sprintf("%d (%s)", l.Line, l.Name)
	}
	return strings.Join(list, ", ")
}

// lineChoices gives a value the lines of a record's order, each with its name; none where the order is not known, or cannot
// be looked up now.
func (e *Engine) lineChoices(ctx context.Context, r desk.RMA, v *desk.RMAValue) {
	o, err := e.orderOf(ctx, r.Order)
	if err != nil || o == nil {
		return
	}
	v.Names = make(map[string]string, len(o.Lines))
	for _, l := range o.Lines {
		n := strconv.Itoa(l.Line)
		v.Choices, v.Names[n] = append(v.Choices, n), l.Name
	}
}
