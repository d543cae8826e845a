package terminal

import (
	"returndesk/desk"
	"returndesk/explain"
)

// timeBlock shows what was agreed about a late order, and what time is going to set off.
func (l Look) timeBlock(s *sheet, c desk.Case) {
	list := explain.Moments(c)
	if len(list) == 0 && c.RefundDue == "" {
		return
	}
	s.head("Time")
	for _, m := range list {
		var paint func(string) string
		if m.Bad {
			paint = l.red
		}
		s.item(l.faint(m.At.In(l.Now.Location()).Format("2 Jan 2006")), Line(m.What), paint)
	}
	if c.RefundDue != "" {
		s.row("Refund due", date(c.RefundDue))
	}
}
