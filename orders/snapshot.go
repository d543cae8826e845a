package orders

import (
	"fmt"
	"time"

	"returndesk/desk"
)

// Snapshot is what one reading of the data gave.
type Snapshot struct {
	Orders   []desk.Order
	Problems []Problem // rows and cells that could not be used
	Notes    []string  // what was ignored: columns and keys that returndesk does not know
	Lacking  []string  // columns that decisions rest on, or that the configuration names, and that are not there
	AsOf     time.Time // when the data were true
	Lost     int       // rows of which not even the order's number could be read
}

// Problem is one thing wrong with the data. The order, if it is known, exists and
// carries the text as its DataError.
type Problem struct {
	Line  int    // line of the file, from 1; 0 when it is about the whole
	Order string // number; "" when it could not be read
	Text  string // what and why, safe to show
}

// String gives "line 14 (HW-10512): ...".
func (p Problem) String() string {
	switch {
	case p.Line > 0 && p.Order != "":
		return fmt.Sprintf("line %d (%s): %s", p.Line, p.Order, p.Text)
	case p.Line > 0:
		return fmt.Sprintf("line %d: %s", p.Line, p.Text)
	case p.Order != "":
		return p.Order + ": " + p.Text
	}
	return p.Text
}

// fault notes a problem and marks the order with it.
func (s *Snapshot) fault(o *desk.Order, line int, format string, args ...any) {
	p := Problem{Line: line, Text: fmt.Sprintf(format, args...)}
	if o != nil {
		p.Order = o.Number
		if o.DataError == "" {
			o.DataError = Problem{Line: line, Text: p.Text}.String()
		}
	} else {
		s.Lost++
	}
	s.Problems = append(s.Problems, p)
}

// complete draws the conclusions that the data prove by themselves. It only ever turns
// "unknown" into something that happened: a date of delivery shows a delivery, but its
// absence shows nothing (domain.md section 5).
func complete(o *desk.Order) {
	if o.ProductionStatus == "" {
		o.ProductionStatus = desk.ProductionUnknown
	}
	if o.ProductionStatus == desk.ProductionUnknown && o.ProductionStartedAt != nil {
		o.ProductionStatus = desk.ProductionStarted
	}
	if o.Stage == "" {
		o.Stage = desk.StageUnknown
	}
	if o.Stage == desk.StageUnknown {
		switch {
		case o.DeliveredAt != nil:
			o.Stage = desk.StageDelivered
		case o.ShippedAt != nil:
			o.Stage = desk.StageShipped
		case o.ProductionStatus == desk.ProductionStarted:
			o.Stage = desk.StageInProduction
		}
	}
	for i := range o.Lines {
		if o.Lines[i].Line == 0 {
			o.Lines[i].Line = i + 1
		}
	}
}

// duplicates marks orders that share a number; lines names each order's line.
func (s *Snapshot) duplicates(lines []int) {
	first := make(map[string]int, len(s.Orders))
	for i := range s.Orders {
		key := desk.FoldNumber(s.Orders[i].Number)
		j, ok := first[key]
		if !ok {
			first[key] = i
			continue
		}
		s.fault(&s.Orders[i], lines[i], "a second order with the number of line %d", lines[j])
		if s.Orders[j].DataError == "" {
			s.fault(&s.Orders[j], lines[j], "a second order with this number stands in line %d", lines[i])
		}
	}
}
