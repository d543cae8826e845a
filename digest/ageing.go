package digest

import (
	"fmt"
	"slices"
	"strings"

	"returndesk/desk"
)

// ageing is block 8: the open return records by state, and how often no fault was found.
func (m *maker) ageing() (Block, error) {
	b := Block{Key: "ageing", Title: "Open returns"}
	opened, err := load(m.ctx, m.sums, m.p, desk.CountOpened)
	if err != nil {
		return b, err
	}
	closed, err := load(m.ctx, m.sums, m.p, desk.CountClosed)
	if err != nil {
		return b, err
	}
	inspected, err := load(m.ctx, m.sums, m.p, desk.CountInspect)
	if err != nil {
		return b, err
	}
	stand := func(key, label, unit string, v int, red bool) Figure {
		return Figure{Key: key, Label: label, Unit: unit, This: number(float64(v)), N: int64(m.open.open), Standing: true, Red: red}
	}
	in, out := opened.total(), closed.total()
	fault, none := inspected.where(0, string(desk.RMAFaultConfirmed)), inspected.where(0, string(desk.RMANoFaultFound))
	judged := fault.plus(none)
	b.Figures = append(b.Figures,
		stand("returns/open", "Open now", "", m.open.open, false),
		stand("returns/overdue", "Over their deadline", "", m.open.overdue, m.open.overdue > 0),
		m.p.values(in).figure("returns/opened", "Opened in the week", "", in[0]),
		m.p.values(out).figure("returns/closed", "Closed in the week", "", out[0]),
		m.p.ratio(none, judged).figure("returns/no_fault", "No fault found, of inspected units", "%", judged[0]))
	if m.open.open > 0 {
		b.Figures = append(b.Figures, stand("returns/oldest", "Oldest open return", "d", m.open.oldest, false))
		b.Chart, b.Tables = m.ageingChart(), []Table{m.ageingTable()}
	}
	return b, nil
}

// states gives the states in which a record stands, in the order of the life cycle.
func (m *maker) states() []desk.RMAState {
	return slices.DeleteFunc(desk.RMAStates(), func(s desk.RMAState) bool { return m.open.states[s] == nil })
}

func (m *maker) ageingTable() Table {
	t := Table{Title: "By state", Head: []string{"State", "Open", "Overdue", "Days there, middle", "longest"}}
	for _, s := range m.states() {
		st := m.open.states[s]
		t.Rows = append(t.Rows, []string{named(string(s)), fmt.Sprint(st.open), fmt.Sprint(st.overdue),
			fmt.Sprintf("%.0f", middle(st.days)), fmt.Sprintf("%.0f", slices.Max(st.days))})
		t.Red = append(t.Red, st.overdue > 0)
	}
	return t
}

func (m *maker) ageingChart() *Chart {
	c := &Chart{Name: "open_returns", Kind: "bars", Title: "Open returns by state"}
	inTime, overdue := Series{Name: "In time"}, Series{Name: "Overdue", Red: true}
	var words []string
	for _, s := range m.states() {
		st := m.open.states[s]
		c.Labels = append(c.Labels, named(string(s)))
		inTime.Values = append(inTime.Values, number(float64(st.open-st.overdue)))
		overdue.Values = append(overdue.Values, number(float64(st.overdue)))
		words = append(words, fmt.Sprintf("%s %d (%d overdue)", strings.ToLower(named(string(s))), st.open, st.overdue))
	}
	c.Series = []Series{inTime, overdue}
	c.Alt = "Bars of open returns by state: " + strings.Join(words, ", ") + "."
	return c
}
