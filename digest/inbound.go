package digest

import (
	"fmt"
	"strings"

	"returndesk/desk"
)

// chartWeeks is how many weeks a chart shows, the digest's own among them.
const chartWeeks = 8

// chartClasses is how many classes have a colour of their own.
const chartClasses = 6

// inbound is block 2: mails by class.
func (m *maker) inbound() (Block, error) {
	b := Block{Key: "inbound", Title: "Mail by what it is about"}
	g, err := load(m.ctx, m.sums, m.p, desk.CountMail)
	if err != nil {
		return b, err
	}
	all := g.total()
	b.Figures = append(b.Figures, m.p.values(all).figure("inbound/all", "All mail", "", all[0]))
	for _, class := range g.keys() {
		b.Figures = append(b.Figures, m.p.values(g[class]).figure("inbound/"+class, classWords(class), "", g[class][0]))
	}
	if all == (counts{}) {
		b.Notes = append(b.Notes, m.noMail())
		return b, nil
	}
	b.Chart = m.inboundChart(g)
	return b, nil
}

// noMail says why there is no chart of mail.
func (m *maker) noMail() string {
	switch {
	case m.p.known == 0:
		return "returndesk was not at work in this week: the first thing that it counted is of " + dayWords(m.first) + "."
	case m.p.known < span:
		return "No mail came since returndesk is at work."
	}
	return "No mail came in nine weeks."
}

// inboundChart stacks the classes of eight weeks; small ones share a colour.
func (m *maker) inboundChart(g group) *Chart {
	c := &Chart{Name: "inbound", Kind: "stacked", Title: "Mail by class, 8 weeks"}
	n := chartWeeks // weeks before the first mail stay empty
	for i := n - 1; i >= 0; i-- {
		c.Labels = append(c.Labels, fmt.Sprintf("W%02d", m.p.week.Add(-i).N))
	}
	var rest counts
	for k, class := range byWeeks(g, n) {
		if k >= chartClasses {
			rest = rest.plus(g[class])
			continue
		}
		c.Series = append(c.Series, m.stack(classWords(class), g[class], n))
	}
	if rest != (counts{}) {
		c.Series = append(c.Series, m.stack("Everything else", rest, n))
	}
	var words []string
	for _, s := range c.Series {
		words = append(words, fmt.Sprintf("%s %.0f", s.Name, deref(s.Values[n-1])))
	}
	c.Alt = fmt.Sprintf("Stacked bars of mail by class over %s. This week: %s.", weeksWord(min(m.p.known, n)), strings.Join(words, ", "))
	return c
}

func weeksWord(n int) string {
	if n == 1 {
		return "one week"
	}
	return fmt.Sprintf("%d weeks", n)
}

func (m *maker) stack(name string, c counts, n int) Series {
	s := Series{Name: name}
	for i := n - 1; i >= 0; i-- {
		s.Values = append(s.Values, number(float64(max(c[i], 0))))
	}
	return s
}

// byWeeks orders rows by their sum over the first n weeks.
func byWeeks(g group, n int) []string {
	h := group{}
	for k, c := range g {
		var sum int64
		for i := range n {
			sum += c[i]
		}
		if sum > 0 {
			h[k] = counts{sum}
		}
	}
	return h.keys()
}

// classWords says a class as people say it.
func classWords(class string) string {
	switch desk.Class(class) {
	case desk.ClassCancellation:
		return "Cancellation"
	case desk.ClassOrderChange:
		return "Change of an order"
	case desk.ClassDoaDefect:
		return "Defect"
	case desk.ClassTransitDamage:
		return "Damage in transit"
	case desk.ClassWrongItem:
		return "Wrong item"
	case desk.ClassChangeOfMind:
		return "Change of mind"
	case desk.ClassDeliveryProblem:
		return "Delivery problem"
	case desk.ClassDelay:
		return "Delay"
	case desk.ClassCostRefund:
		return "Costs"
	case desk.ClassRMAFollowup:
		return "Follow-up on a return"
	case desk.ClassOther:
		return "Other"
	case desk.ClassNonCustomer:
		return "Not a customer"
	}
	return named(class)
}

// named makes a name of the trade readable: "old_order_data" -> "Old order data".
func named(s string) string {
	if s == "" || s == "-" {
		return "unknown"
	}
	s = strings.ReplaceAll(s, "_", " ")
	if rest, ok := strings.CutPrefix(s, "rma"); ok && (rest == "" || rest[0] == ' ') {
		return "RMA" + rest
	}
	return strings.ToUpper(s[:1]) + s[1:]
}
