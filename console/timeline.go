package console

import (
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/explain"
)

// The measures of the time line, in units of its viewBox.
const (
	lineWidth  = 350.0 // about the column's own width, so that labels are as large as they are drawn
	lineLeft   = 14.0
	lineRight  = 14.0
	charWidth  = 6.5 // of the label font, on average
	labelGap   = 8.0
	rowHeight  = 15.0
	maxAbove   = 3 // rows of labels above the line
	maxBelow   = 3
	tickHeight = 5.0
)

// timeline is an order's life drawn to scale: pages/_timeline.html turns it into SVG.
type timeline struct {
	Width, Height, Y float64
	Left, Right      float64
	Window           *span // the days in which a report counts
	Now              float64
	Marks            []mark
	Days             []float64 // day ticks inside the window
	Words            string    // the same in words
}

type span struct{ X, Width float64 }

// mark is one event with its label.
type mark struct {
	X, LabelX, LabelY, LineY1, LineY2 float64
	Anchor                            string
	Label, Date, Kind, What           string
	Top                               bool
}

// timeline draws what happened on which day; nil when nothing but one day is known.
func (s *Server) timeline(d desk.Decision) *timeline {
	events := explain.Timeline(d, s.Zone)
	days := make([]time.Time, 0, len(events))
	kept := events[:0]
	for _, e := range events {
		if t, err := time.Parse(time.DateOnly, string(e.Day)); err == nil {
			days, kept = append(days, t), append(kept, e)
		}
	}
	if len(kept) < 2 { // one day alone has no scale
		return nil
	}
	now := s.Now().In(s.Zone)
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, time.UTC)
	first, last := days[0], slices.MaxFunc(append(slices.Clone(days), today), time.Time.Compare)
	if !last.After(first) {
		last = first.AddDate(0, 0, 1)
	}
	x := func(t time.Time) float64 {
		return lineLeft + (lineWidth-lineLeft-lineRight)*float64(t.Sub(first))/float64(last.Sub(first))
	}
	t := &timeline{Width: lineWidth, Left: lineLeft, Right: lineWidth - lineRight, Now: x(today)}
	t.place(kept, days, x)
	t.window(kept, days, x)
	return t
}

// place gives each event a label that overlaps no other: above and below the line by turns.
func (t *timeline) place(events []explain.Event, days []time.Time, x func(time.Time) float64) {
	ends := make([]float64, maxAbove+maxBelow) // where the labels of each row end
	for i := range ends {
		ends[i] = -1e9
	}
	high, deep := 1, 1                                            // rows above and below the line that are used, so that it has room there
	order := []int{0, maxAbove, 1, maxAbove + 1, 2, maxAbove + 2} // the row next to the line first, on both sides
	words := make([]string, 0, len(events))
	for i, e := range events {
		m := mark{X: x(days[i]), Label: shortEvent(e), Date: days[i].Format("2 Jan"), Kind: e.Kind, What: e.What}
		words = append(words, explain.Line(e.What)+" "+day(e.Day))
		width := float64(len([]rune(m.Label))+len(m.Date)+1) * charWidth
		start := min(max(m.X-width/2, 0), t.Width-width)
		row := -1
		for _, r := range order {
			if start >= ends[r]+labelGap {
				row = r
				break
			}
		}
		if row < 0 { // every row is full here: the one that ends first
			row = 0
			for r := range ends {
				if ends[r] < ends[row] {
					row = r
				}
			}
			start = min(ends[row]+labelGap, t.Width-width)
		}
		ends[row] = start + width
		m.LabelX, m.Anchor = start, "start"
		if row < maxAbove {
			high = max(high, row+1)
			m.LabelY = -9 - float64(row)*rowHeight
			m.LineY1, m.LineY2 = m.LabelY+3, 0
		} else {
			deep = max(deep, row-maxAbove+1)
			m.LabelY = 18 + float64(row-maxAbove)*rowHeight
			m.LineY1, m.LineY2 = 0, m.LabelY-10
		}
		t.Marks = append(t.Marks, m)
	}
	t.Y = float64(high)*rowHeight + 10
	for i := range t.Marks {
		m := &t.Marks[i]
		m.LabelY, m.LineY1, m.LineY2 = t.Y+m.LabelY, t.Y+m.LineY1, t.Y+m.LineY2
	}
	t.Height = t.Y + float64(deep)*rowHeight + 12
	t.Words = strings.Join(words, "; ")
}

// window shades the days from delivery to the last one that counts.
func (t *timeline) window(events []explain.Event, days []time.Time, x func(time.Time) float64) {
	var from, to time.Time
	for i, e := range events {
		switch e.Kind {
		case "delivered":
			from = days[i]
		case "last_day":
			to = days[i]
		}
	}
	if from.IsZero() || !to.After(from) {
		return
	}
	t.Window = &span{X: x(from), Width: min(x(to), t.Right) - x(from)}
	for d := from; !d.After(to); d = d.AddDate(0, 0, 1) {
		if at := x(d); at <= t.Right {
			t.Days = append(t.Days, at)
		}
	}
}

// shortEvent names an event in a word or two.
func shortEvent(e explain.Event) string {
	switch e.Kind {
	case "placed":
		return "placed"
	case "started":
		return "production"
	case "first_ship_by":
		return "first ship-by"
	case "ship_by":
		return "ship-by"
	case "shipped":
		return "shipped"
	case "delivered":
		if e.What != "delivered" { // somebody else than the carrier says so
			return "delivered?"
		}
		return "delivered"
	case "reported":
		return "reported"
	case "received":
		return "this mail"
	case "last_day":
		return "last day"
	}
	return explain.Line(e.What)
}
