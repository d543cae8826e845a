package digest

import (
	"strconv"

	"returndesk/desk"
)

// window is block 7: claims that came after the seven days, and what became of them.
func (m *maker) window() (Block, error) {
	b := Block{Key: "window", Title: "Claims after the window"}
	g, err := load(m.ctx, m.sums, m.p, desk.CountLate)
	if err != nil {
		return b, err
	}
	accepted, err := load(m.ctx, m.sums, m.p, desk.CountAccepted)
	if err != nil {
		return b, err
	}
	s := spreadOf(g)
	n, yes := s.total(), accepted.total()
	near, miss := n, m.shop.Workdays.Deadlines.NearMiss
	for i, c := range s.above(int64(miss)) { // by default days 8 to 10 are near misses (domain.md section 0)
		near[i] -= c
	}
	b.Figures = append(b.Figures,
		m.p.values(n).figure("late/all", "Reported too late", "", n[0]),
		m.p.values(near).figure("late/near", "… by "+fewDays(miss)+" at most", "", near[0]),
		s.percentile(50, 1).figure("late/p50", "Days late, half of them at most", "d", n[0]),
		s.percentile(90, 1).figure("late/p90", "Days late, nine of ten at most", "d", n[0]),
		m.p.values(yes).figure("late/accepted", "Accepted all the same", "", yes[0]),
		m.p.ratio(yes, n).figure("late/share", "Accepted for each reported", "%", n[0]))
	return b, nil
}

// fewDays writes a small number of days.
func fewDays(n int) string {
	switch words := [...]string{"", "one day", "two days", "three days", "four days", "five days"}; {
	case n < len(words):
		return words[n]
	default:
		return strconv.Itoa(n) + " days"
	}
}
