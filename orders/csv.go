package orders

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"returndesk/desk"
)

// LoadOptions say how a file is to be read.
type LoadOptions struct {
	AsOf time.Time      // when the data were true
	Zone *time.Location // shop time, for times without a zone; nil = UTC
	// Columns maps the file's own column names to ours.
	Columns map[string]string
}

// maxCell caps one cell; a quote that is never closed would otherwise swallow the file.
const maxCell = 1 << 16

// LoadCSV reads orders row by row: one row an order line, rows of one order anywhere in
// the file. Commas, semicolons or tabs; UTF-8, UTF-16 with a mark, or Windows-1252. It
// fails only when the file as a whole is no table of orders; everything else is a
// Problem named by its line, and the order that it belongs to carries a DataError.
func LoadCSV(r io.Reader, o LoadOptions) (Snapshot, error) {
	if o.Zone == nil {
		o.Zone = time.UTC
	}
	in, err := plainText(r)
	if err != nil {
		return Snapshot{}, err
	}
	first, err := in.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, bufio.ErrBufferFull) {
		return Snapshot{}, readError(err)
	}
	skipped := 0
	if head, rest, ok := bytes.Cut(first, []byte("\n")); ok && bytes.HasPrefix(bytes.ToLower(head), []byte("sep=")) {
		// Excel's own hint; the next line shows the same.
		if _, err := in.Discard(len(first) - len(rest)); err != nil {
			return Snapshot{}, readError(err)
		}
		first, skipped = rest, 1
	}
	table := csv.NewReader(in)
	table.Comma, table.FieldsPerRecord, table.ReuseRecord = delimiter(first), -1, true
	head, err := table.Read()
	if err != nil {
		if errors.Is(err, io.EOF) {
			return Snapshot{}, desk.Errf(desk.CodeInvalid, "the file of orders is empty").WithMend("export it with a header row; docs/orders.md lists the columns")
		}
		return Snapshot{}, readError(err)
	}
	l, err := newLoader(head, o)
	if err != nil {
		return Snapshot{}, err
	}
	for {
		row, err := table.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		var bad *csv.ParseError
		switch {
		case err == nil:
			line, _ := table.FieldPos(0)
			l.row(row, line+skipped, "")
		case errors.As(err, &bad) && errors.Is(bad.Err, csv.ErrQuote) && bad.Line-bad.StartLine > 200:
			return Snapshot{}, desk.Errf(desk.CodeInvalid, "line %d: a quotation mark is opened and never closed", bad.StartLine+skipped).
				WithMend("close it, or export the file anew")
		case errors.As(err, &bad):
			l.row(row, bad.StartLine+skipped, "a quotation mark stands in the wrong place")
		default:
			return Snapshot{}, readError(err)
		}
	}
	return l.finish(), nil
}

func readError(err error) error {
	return desk.Wrap(desk.CodeUnavailable, err, "the file of orders cannot be read to its end").AsTemporary()
}

// plainText takes off a byte order mark and turns UTF-16 into UTF-8.
func plainText(r io.Reader) (*bufio.Reader, error) {
	in := bufio.NewReaderSize(r, 1<<16)
	mark, err := in.Peek(3)
	if err != nil && !errors.Is(err, io.EOF) {
		return nil, readError(err)
	}
	switch {
	case bytes.HasPrefix(mark, []byte{0xef, 0xbb, 0xbf}):
		_, err = in.Discard(3)
		return in, err
	case bytes.HasPrefix(mark, []byte{0xff, 0xfe}), bytes.HasPrefix(mark, []byte{0xfe, 0xff}):
		dec := unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewDecoder()
		return bufio.NewReaderSize(transform.NewReader(in, dec), 1<<16), nil
	}
	return in, nil
}

// delimiter finds what parts the cells: whichever of the three stands most often in the
// header, outside of quotes.
func delimiter(first []byte) rune {
	count := map[byte]int{}
	quoted := false
	for _, c := range first {
		if c == '"' {
			quoted = !quoted
		}
		if quoted {
			continue
		}
		if c == '\n' {
			break
		}
		count[c]++
	}
	best := byte(',')
	for _, c := range []byte{';', '\t'} {
		if count[c] > count[best] {
			best = c
		}
	}
	return rune(best)
}

// loader gathers rows into orders.
type loader struct {
	opt     LoadOptions
	cols    []bound // known columns, in the order of columns()
	width   int
	number  int // index of the number's cell
	zones   zones
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
		if own, ok := o.Columns[strings.TrimSpace(h)]; ok {
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
			WithMend("name it number; the file's columns are %s", clip(strings.Join(head, ", ")))
	}
	l.number = i
	for _, name := range []string{"email", "stage", "production_status", "ship_by", "delivered_at", "ship_to_tz"} {
		if !l.present[name] {
			l.snap.Notes = append(l.snap.Notes, fmt.Sprintf("there is no column %s: it is unknown for every order", name))
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
	key := Fold(number)
	if key == "" {
		what := "the order's number is missing"
		if broken != "" {
			what = broken
		}
		l.snap.fault(nil, line, "%s", what)
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
	c := cell{order: o, line: &desk.Line{Qty: 1}, shop: l.opt.Zone, dest: d.dest, zones: l.zones}
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
		if p.Carrier != n.Carrier || p.DeliveryStatus != n.DeliveryStatus || !sameTime(p.DeliveredAt, n.DeliveredAt) || !sameTime(p.ShippedAt, n.ShippedAt) {
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

// decodeCell reads bytes that are not UTF-8 as Windows-1252, the other encoding in which
// spreadsheets save.
func decodeCell(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	out, err := charmap.Windows1252.NewDecoder().String(s)
	if err != nil {
		return strings.ToValidUTF8(s, "\ufffd")
	}
	return out
}

// clip shortens foreign text for a message.
func clip(s string) string {
	if r := []rune(s); len(r) > 60 {
		return string(r[:60]) + "…"
	}
	return s
}
