package digest

import (
	"fmt"
	"time"

	"returndesk/desk"
)

// times is block 5: how long customers wait, in business hours.
func (m *maker) times() (Block, error) {
	b := Block{Key: "times", Title: "How long customers wait"}
	day := int64(m.shop.Workdays.DayLength() / time.Minute)
	for _, x := range []struct{ figure, key, label string }{
		{desk.CountReply, "first_reply", "First reply"},
		{desk.CountSolved, "resolution", "Until closed"},
	} {
		g, err := load(m.ctx, m.sums, m.p, x.figure)
		if err != nil {
			return b, err
		}
		s := spreadOf(g)
		n := s.total()
		half, most := s.percentile(50, 60), s.percentile(90, 60)
		b.Figures = append(b.Figures,
			half.figure(x.key+"/p50", x.label+", half of them within", "h", n[0]),
			most.figure(x.key+"/p90", x.label+", nine of ten within", "h", n[0]),
			m.p.ratio(s.above(day), n).figure(x.key+"/slow", x.label+", longer than a working day", "%", n[0]))
		if x.figure == desk.CountReply && m.p.known > 1 && n != (counts{}) { // one week alone is no line
			b.Chart = m.timesChart(half, most)
		}
	}
	b.Notes = append(b.Notes, fmt.Sprintf("Hours count only while the shop works: %s a day.", value(number(float64(day)/60), "h")))
	return b, nil
}

func (m *maker) timesChart(half, most weekly) *Chart {
	n := min(m.p.known, chartWeeks)
	c := &Chart{Name: "first_reply", Kind: "lines", Title: "First reply, business hours", Unit: "h"}
	a, z := Series{Name: "Half within"}, Series{Name: "Nine of ten within"}
	for i := n - 1; i >= 0; i-- {
		c.Labels = append(c.Labels, fmt.Sprintf("W%02d", m.p.week.Add(-i).N))
		a.Values, z.Values = append(a.Values, half[i]), append(z.Values, most[i])
	}
	c.Series = []Series{a, z}
	c.Alt = fmt.Sprintf("Lines of the first reply in business hours over %s. This week half were answered within %s, nine of ten within %s.",
		weeksWord(n), value(half[0], "h"), value(most[0], "h"))
	return c
}
