package orders

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// loader gathers rows into orders.
type loader struct {
	opt     LoadOptions
	cols    []bound // known columns, in the order of columns()
	width   int
	number  int // index of the number's cell
	zones   zones
	dotted  bool // dates may have points between, and the day first
	orders  []*draftOrder
	byKey   map[string]*draftOrder
	snap    Snapshot
	present map[string]bool
}

// bound is a known column and where it stands in the file.
type bound struct {
	column
	at int
}

// draftOrder is an order of which rows have been seen.
type draftOrder struct {
	order desk.Order
	line  int            // of its first row
	cells []string       // the order-level cells as first seen, by index into cols
	from  []int          // the line that each came from
	dest  *time.Location // ship-to zone
}

// newLoader reads the header.
func newLoader(head []string, o LoadOptions) (*loader, error) {
	l := &loader{opt: o, number: -1, width: len(head), zones: zones{}, byKey: map[string]*draftOrder{}, present: map[string]bool{}}
	l.snap.AsOf = o.AsOf
	at := map[string]int{}
	known := columns()
	for i, h := range head {
		h = decodeCell(h)
		name := alias(h)
		if own, ok := mapped(o.Columns, h); ok {
			name = own
		}
		isKnown := slices.ContainsFunc(known, func(c column) bool { return c.name == name })
		switch _, twice := at[name]; {
		case isKnown && twice:
			return nil, desk.Errf(desk.CodeInvalid, "line 1: two columns are both read as %s", name).WithMend("leave one of them out")
		case isKnown:
			at[name] = i
		case strings.TrimSpace(h) != "":
			l.snap.Notes = append(l.snap.Notes, fmt.Sprintf("column %q is not known and was left out", clip(h)))
		}
	}
	for _, c := range known {
		if i, ok := at[c.name]; ok {
			l.cols = append(l.cols, bound{c, i})
			l.present[c.name] = true
		}
	}
	i, ok := at["number"]
	if !ok {
		return nil, desk.Errf(desk.CodeInvalid, "line 1: there is no column for the order's number").
			WithMend("say which one it is, in the configuration: orders.columns: {\"My column\": number}; the file's columns are %s", clip(strings.Join(head, ", ")))
	}
	l.number = i
	l.snap.Lacking = append(l.snap.Lacking, absent(o.Columns, head)...)
	for _, name := range []string{"email", "stage", "production_status", "ship_by", "delivered_at", "ship_to_tz"} {
		if !l.present[name] {
			l.snap.Lacking = append(l.snap.Lacking, fmt.Sprintf("there is no column %s: it is unknown for every order", name))
		}
	}
	return l, nil
}

// row takes one row; broken says why its quoting cannot be trusted.
func (l *loader) row(row []string, line int, broken string) {
	blank := true
	for _, c := range row {
		blank = blank && strings.TrimSpace(c) == ""
	}
	if blank && broken == "" {
		return
	}
	number := ""
	if l.number < len(row) {
		number = strings.TrimSpace(decodeCell(row[l.number]))
	}
	key := desk.FoldNumber(number)
	if key == "" {
		what := "the order's number is missing"
		if broken != "" {
			what = broken
		}
		l.snap.fault(nil, line, "%s", what)
		return
	}
	if shortened.MatchString(number) {
		l.snap.fault(nil, line, "the order's number %q was shortened by a spreadsheet; format that column as text there, and export it anew", number)
		return
	}
	d := l.byKey[key]
	fresh := d == nil
	if fresh {
		d = &draftOrder{line: line, cells: make([]string, len(l.cols)), from: make([]int, len(l.cols)), dest: l.opt.Zone}
		d.order.Number = strings.Clone(number)
		if !l.present["delivery_status"] {
			d.order.DeliveryStatus = desk.DeliveryUnknown
		}
		l.byKey[key] = d
		l.orders = append(l.orders, d)
	}
	if broken != "" {
		l.snap.fault(&d.order, line, "%s", broken)
		return
	}
	for len(row) > l.width && strings.TrimSpace(row[len(row)-1]) == "" {
		row = row[:len(row)-1]
	}
	if len(row) != l.width {
		l.snap.fault(&d.order, line, "%d cells where the header has %d", len(row), l.width)
		return
	}
	l.fill(d, row, line, fresh)
}

// fill reads a sound row's cells.
func (l *loader) fill(d *draftOrder, row []string, line int, fresh bool) {
	o := &d.order
	c := cell{order: o, line: &desk.Line{Qty: 1}, shop: l.opt.Zone, dest: d.dest, zones: l.zones, dotted: l.dotted}
	parcels, rmas := len(o.Parcels), len(o.PriorRMA)
	for i, col := range l.cols {
		text := row[col.at]
		if len(text) > maxCell {
			l.snap.fault(o, line, "%s: the cell is longer than %d bytes", col.name, maxCell)
			continue
		}
		c.text = strings.TrimSpace(decodeCell(text))
		switch col.level {
		case ofOrder:
			if !fresh && (c.text == d.cells[i] || c.text == "") || col.name == "number" {
				continue
			}
			if d.cells[i] != "" {
				l.snap.fault(o, line, "%s is %q here and %q in line %d", col.name, clip(c.text), clip(d.cells[i]), d.from[i])
				continue
			}
			d.cells[i], d.from[i] = c.text, line
		case ofParcel:
			if c.text == "" {
				continue
			}
			if len(o.Parcels) == parcels {
				o.Parcels = append(o.Parcels, desk.Parcel{})
			}
		case ofRMA:
			if c.text == "" {
				continue
			}
			if len(o.PriorRMA) == rmas {
				o.PriorRMA = append(o.PriorRMA, desk.PriorRMA{})
			}
		}
		if err := col.set(&c); err != nil {
			l.snap.fault(o, line, "%s %q: %v", col.name, clip(c.text), err)
		}
	}
	d.dest = c.dest
	l.addLine(o, *c.line, line)
	added := o.Lines[len(o.Lines)-1].Line
	if len(o.Parcels) > parcels {
		o.Parcels[parcels].Lines = []int{added}
		o.Parcels = l.mergeParcel(o, line)
	}
	if len(o.PriorRMA) > rmas {
		o.PriorRMA[rmas].Line = added
	}
}

// addLine puts a line into its order, unless it is the same row once more.
func (l *loader) addLine(o *desk.Order, n desk.Line, line int) {
	if n.Line == 0 {
		n.Line = 1
		for _, have := range o.Lines {
			n.Line = max(n.Line, have.Line+1)
		}
	} else {
		for i, have := range o.Lines {
			if have.Line != n.Line {
				continue
			}
			if have != n {
				l.snap.fault(o, line, "a second line %d of this order, with other contents", n.Line)
			}
			// Kept last, since a row's parcel and RMA belong to the line added last.
			o.Lines = append(slices.Delete(o.Lines, i, i+1), have)
			return
		}
	}
	o.Lines = append(o.Lines, n)
}

// mergeParcel joins the parcel added last to one of the same tracking number.
func (l *loader) mergeParcel(o *desk.Order, line int) []desk.Parcel {
	last := len(o.Parcels) - 1
	n := o.Parcels[last]
	for i := range o.Parcels[:last] {
		p := &o.Parcels[i]
		if p.Tracking == "" || p.Tracking != n.Tracking {
			continue
		}
		if p.Carrier != n.Carrier || p.Service != n.Service || p.DeliveryStatus != n.DeliveryStatus || !sameTime(p.DeliveredAt, n.DeliveredAt) || !sameTime(p.ShippedAt, n.ShippedAt) {
			l.snap.fault(o, line, "the parcel %q is described in two ways", clip(n.Tracking))
		}
		p.Lines = append(p.Lines, n.Lines...)
		return o.Parcels[:last]
	}
	return o.Parcels
}

func sameTime(a, b *time.Time) bool {
	return a == nil && b == nil || a != nil && b != nil && a.Equal(*b)
}

// finish gives the orders in the file's order.
func (l *loader) finish() Snapshot {
	l.snap.Orders = make([]desk.Order, 0, len(l.orders))
	for _, d := range l.orders {
		slices.SortStableFunc(d.order.Lines, func(a, b desk.Line) int { return a.Line - b.Line })
		complete(&d.order)
		l.snap.Orders = append(l.snap.Orders, d.order)
	}
	return l.snap
}

// shortened is a long number as a spreadsheet writes it that takes it for a quantity: its last digits are lost.
var shortened = regexp.MustCompile(`^\d(?:[.,]\d+)?E\+\d+$`)
