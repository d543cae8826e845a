package terminal

import (
	"fmt"
	"strings"

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
	if narrow { // the item stands on the record's own page
		cols = cols[:4]
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
			due = l.due(r.Due)
		}
		if r.State.Open() && !r.Due.IsZero() && l.Now.After(r.Due) {
			due = l.red(due)
			late++
		}
		row := []string{l.bold(Line(r.Number)), cut(words(r.State), 17), due, cut(Line(r.Order), 10)}
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
	sum := plural(len(rmas), "record", "records")
	if late > 0 {
		sum += fmt.Sprintf(", %d overdue", late)
	}
	return l.table(cols, cells) + "\n" + sum + ".\n"
}

// RMA lays out one record.
func (l Look) RMA(r desk.RMA) string {
	s := &sheet{look: l}
	s.out.WriteString(l.bold(Line(r.Number)) + "  " + words(r.State))
	if r.State.Open() && !r.Due.IsZero() {
		paint := l.yellow
		if l.Now.After(r.Due) {
			paint = l.red
		}
		s.out.WriteString("  " + paint(l.dueWords(r.Due)))
	}
	s.out.WriteString("\n")
	if r.NoShipping {
		s.line("Nothing may travel until the hazard is cleared.", l.red)
	}
	s.head("The item")
	s.row("Case", Line(r.Case))
	s.row("Order", fmt.Sprintf("%s, line %d, %s", Line(r.Order), r.Line, plural(r.Qty, "piece", "pieces")))
	s.row("Buyer", Line(r.OrderEmail))
	s.row("Item", strings.TrimSpace(Line(r.Item)+" "+Line(r.SKU)))
	s.row("Serial", Line(r.Serial))
	s.row("Firmware", Line(r.Firmware))
	s.row("Batch", Line(r.Batch))
	s.row("Previous", Line(r.Previous))
	s.head("The claim")
	s.row("Class", words(r.Class))
	s.row("Symptom", Line(r.Symptom))
	s.row("Reported", l.when(r.ReportedAt))
	if r.DeliveredOn != "" {
		by := ""
		if r.DeliveredBy != "" {
			by = " (by the " + Line(r.DeliveredBy) + ")"
		}
		s.row("Delivered", date(r.DeliveredOn)+by)
	}
	if r.Day != nil {
		s.row("Day", fmt.Sprintf("%d of 7", *r.Day))
	}
	l.evidenceBlock(s, desk.Case{Evidence: r.Evidence})
	s.head("The return")
	s.row("Condition", Line(r.Condition))
	s.row("Address", Line(r.ReturnAddress))
	if r.Deadline != "" {
		s.row("Send by", date(r.Deadline))
	}
	s.row("Tracking", Line(r.Tracking))
	payer := Line(r.Payer)
	if payer == "" {
		payer = "open"
	}
	s.row("Postage", payer)
	s.row("Inspected", words(Line(r.Inspection)))
	s.row("Result", words(Line(r.Resolution)))
	s.row("Closed", Line(r.CloseReason))
	s.head("History")
	for _, h := range r.History {
		line := words(h.To)
		if h.From != "" {
			line = words(h.From) + " → " + line
		}
		if h.Actor.Role != desk.RoleSystem {
			line += " by " + Line(h.Actor.Name)
		}
		if h.Why != "" {
			line += ": " + Line(h.Why)
		}
		s.item(l.faint(h.At.In(l.Now.Location()).Format("2 Jan 15:04")), line, nil)
	}
	if next := r.State.Next(); len(next) > 0 {
		s.head("What you can do")
		for _, n := range next {
			if n == desk.RMAAuthorized { // never without the mail that tells of it
				s.out.WriteString("  " + l.bold("resolve "+Line(r.Case)+" rma_authorized --set condition=...") + "\n")
				continue
			}
			s.out.WriteString("  " + l.bold("rma advance "+Line(r.Number)+" "+string(n)+` --because "..."`) + "\n")
		}
	}
	return s.out.String()
}
