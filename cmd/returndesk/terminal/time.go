package terminal

import (
	"slices"
	"time"

	"returndesk/desk"
)

// moment is one line of what was agreed and what comes.
type moment struct {
	at    time.Time
	line  string
	paint func(string) string
}

// timeBlock shows what was agreed about a late order, and what time is going to set off.
func (l Look) timeBlock(s *sheet, c desk.Case) {
	list := l.moments(c)
	if len(list) == 0 && c.RefundDue == "" {
		return
	}
	s.head("Time")
	for _, m := range list {
		s.item(l.faint(m.at.In(l.Now.Location()).Format("2 Jan 2006")), m.line, m.paint)
	}
	if c.RefundDue != "" {
		s.row("Refund due", date(c.RefundDue))
	}
}

// moments gives the notices, the answers and what the clock is set to, oldest first.
func (l Look) moments(c desk.Case) []moment {
	var list []moment
	for _, n := range c.Notices {
		m := moment{at: n.SentAt, line: "notice of a delay"}
		if n.OldDate != "" {
			m.line = "notice that " + date(n.OldDate) + " slips"
		}
		if n.NewDate != "" {
			m.line += ", to " + date(n.NewDate)
		}
		if n.Bounced {
			m.line, m.paint = m.line+": it bounced", l.red
		}
		list = append(list, m)
	}
	for _, x := range c.Choices {
		line := "the buyer chose to " + string(x.Choice)
		if x.Until != "" {
			line += " until " + date(x.Until)
		}
		list = append(list, moment{at: x.At, line: line})
	}
	if k := c.Clock; k != nil {
		for _, m := range []moment{
			{at: k.Remind, line: "the customer will be reminded"}, {at: k.Last, line: "the last reminder will follow"},
			{at: k.Close, line: "it will close, if no answer comes"}, {at: k.Choice, line: "without an answer it will go to the manager"},
		} {
			if !m.at.IsZero() {
				list = append(list, m)
			}
		}
	}
	slices.SortStableFunc(list, func(a, b moment) int { return a.at.Compare(b.at) })
	return list
}
