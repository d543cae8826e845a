package terminal

import (
	"fmt"

	"returndesk/desk"
)

// rmaBlock shows a case's RMAs by a line each.
func (l Look) rmaBlock(s *sheet, rmas []desk.RMA) {
	if len(rmas) == 0 {
		return
	}
	s.head("RMA")
	for _, r := range rmas {
		line := fmt.Sprintf("%s  %s", Line(r.Number), words(r.State))
		if !r.Due.IsZero() && r.State.Open() {
			line += ", " + l.dueWords(r.Due)
		}
		if r.Item != "" {
			line += ": " + Line(r.Item)
		}
		s.item("·", line, nil)
		if r.NoShipping {
			s.item(" ", "Nothing may travel until the hazard is cleared.", l.red)
		}
	}
}

// RMAs lays out a listing of records.
func (l Look) RMAs(rmas []desk.RMA, filtered bool) string {
	if len(rmas) == 0 {
		if filtered {
			return "No RMA matches these filters.\n"
		}
		return "There are no RMAs yet.\n"
	}
	cols := []column{{"RMA", 13, false}, {"STATE", 17, false}, {"DUE", 11, false}, {"ORDER", 10, false}, {"CASE", 7, false}, {"ITEM", 0, false}}
	wide, narrow := l.width() >= 110, l.width() < 80
	switch { // the item stands on the record's own page
	case l.width() < 55:
		cols = cols[:3]
		cols[1].width = min(17, l.width()-28)
	case narrow:
		cols = cols[:4]
		cols[3].width = min(10, l.width()-47)
	}
	if wide {
		cols = append(cols[:5:5], column{"CLASS", 14, false}, column{"DAY", 3, true}, column{"ITEM", 0, false})
	}
	cols = l.fill(cols)
	var cells [][]string
	late := 0
	for _, r := range rmas {
		due := "–"
		if r.State.Open() {
			due = l.dueShort(r.Due)
		}
		if r.State.Open() && !r.Due.IsZero() && l.Now.After(r.Due) {
			due = l.red(due)
			late++
		}
		row := []string{l.bold(Line(r.Number)), cut(words(r.State), cols[1].width), due}
		if len(cols) > 3 {
			row = append(row, cut(Line(r.Order), cols[3].width))
		}
		if narrow {
			cells = append(cells, row)
			continue
		}
		row = append(row, cut(Line(r.Case), 7))
		if wide {
			day := "–"
			if r.Day != nil {
				day = fmt.Sprint(*r.Day)
			}
			row = append(row, cut(words(r.Class), 14), day)
		}
		cells = append(cells, append(row, cut(Line(r.Item), cols[len(cols)-1].width)))
	}
	sum := Count(len(rmas), "record", "records")
	if late > 0 {
		sum += fmt.Sprintf(", %d overdue", late)
	}
	return l.table(cols, cells) + "\n" + sum + ".\n"
}
