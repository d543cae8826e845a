package digest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
)

const (
	// alertUnits and alertFactor: domain.md section 6, "alert at n>=3 and double the median".
	alertUnits  = 3
	alertFactor = 2
	// alertNotes is how many alarming batches the mail says the reason of, and shows with figures.
	alertNotes = 6
)

// alert is a batch that stands out, and why.
type alert struct {
	make  string
	why   string
	units int64 // reported
	news  bool  // units of it were reported or confirmed in the week of the digest
}

// alerts says which makes stand out: three units or more, at twice the median rate of their
// like, for the batch as a whole or for what of it was delivered in one month; or, where
// nobody knows what was delivered, at twice the make's own median week.
//
// A batch stays what it is long after its last unit was reported. So that red means
// something to look at on this Monday, an alert without news of the week is only told of.
func (m *maker) alerts(cohorts map[string]*cohort, weeks group) map[string]alert {
	var months []cohort
	sums, out := map[string]cohort{}, map[string]alert{}
	for _, c := range cohorts {
		s := sums[c.make]
		s.make, s.news = c.make, s.news+c.news
		if c.month != "-" {
			months = append(months, *c)
			s.delivered, s.reported, s.settled = s.delivered+c.delivered, s.reported+c.reported, s.settled || c.settled && c.delivered > 0
		}
		sums[c.make] = s
	}
	slices.SortFunc(months, func(a, b cohort) int { // the worst first
		return cmp.Or(cmp.Compare(b.reported*a.delivered, a.reported*b.delivered), cmp.Compare(b.month, a.month))
	})
	wholes := slices.Collect(maps.Values(sums))
	for _, whole := range wholes {
		mk := whole.make
		if m.unknown != "" || whole.delivered <= 0 {
			if why := m.busyWeek(weeks["reported/"+mk]); why != "" {
				out[mk] = alert{make: mk, why: why, units: weeks["reported/"+mk][0], news: true}
			}
			continue
		}
		if why := standsOut(whole, wholes, "delivered units", "of the other batches"); why != "" {
			out[mk] = alert{make: mk, why: why, units: whole.reported, news: whole.news > 0}
		}
	}
	for _, c := range months {
		if a, known := out[c.make]; m.unknown != "" || known && (a.news || c.news == 0) {
			continue
		}
		if why := standsOut(c, months, "units delivered in "+c.month, "month of the other batches"); why != "" {
			out[c.make] = alert{make: c.make, why: why, units: max(c.reported, out[c.make].units), news: c.news > 0}
		}
	}
	for mk, a := range out {
		if week := newsWords(weeks["reported/"+mk][0], weeks["confirmed/"+mk][0]); a.news && week != "" && sums[mk].delivered > 0 {
			a.why += "; " + week
			out[mk] = a
		}
	}
	return out
}

// busyWeek says why a make's own week is unusual, "" when it is not.
func (m *maker) busyWeek(row counts) string {
	w := m.p.values(row)
	usual := median(w[1:])
	if usual == nil || row[0] < alertUnits || float64(row[0]) < alertFactor*max(*usual, 1) {
		return ""
	}
	return fmt.Sprintf("%d units reported this week, %s in the median week", row[0], value(usual, ""))
}

func newsWords(reported, confirmed int64) string {
	switch {
	case reported > 0 && confirmed > 0:
		return fmt.Sprintf("%d reported and %d confirmed this week", reported, confirmed)
	case reported > 0:
		return fmt.Sprintf("%d reported this week", reported)
	case confirmed > 0:
		return fmt.Sprintf("%d confirmed this week", confirmed)
	}
	return ""
}

// rate gives the reported units in percent of those delivered.
func (c cohort) rate() float64 { return 100 * float64(c.reported) / float64(c.delivered) }

// standsOut says why a cohort needs a look, "" when it does not. Its like are the product's
// other batches, else its own other months, else other products; those of which reports
// still come would make the median too small, and count only where there is nothing else.
// The cohort itself may be young: its rate can only grow.
func standsOut(c cohort, list []cohort, units, whose string) string {
	if c.reported < alertUnits || c.delivered <= 0 {
		return ""
	}
	product := func(x cohort) string { p, _, _ := strings.Cut(x.make, "/"); return p }
	settled, siblings := func(x cohort) bool { return x.settled }, func(x cohort) bool { return x.make != c.make && product(x) == product(c) }
	months := func(x cohort) bool { return x.make == c.make && x.month != c.month }
	strangers := func(x cohort) bool { return product(x) != product(c) }
	for _, like := range []struct {
		are   func(cohort) bool
		ready func(cohort) bool
		name  string
	}{
		{siblings, settled, whose + " of this product"}, {months, settled, "month of this batch"}, {strangers, settled, whose + " of all products"},
		{func(x cohort) bool { return x.make != c.make }, func(cohort) bool { return true }, whose + " of all products"},
	} {
		var rates []float64
		for _, x := range list {
			if x.delivered > 0 && like.are(x) && like.ready(x) {
				rates = append(rates, x.rate())
			}
		}
		if len(rates) < 2 {
			continue
		}
		usual := middle(rates)
		if c.rate() < alertFactor*usual {
			return ""
		}
		return fmt.Sprintf("%d of %d %s reported (%s), %s in the median %s", c.reported, c.delivered, units, value(number(c.rate()), "%"), value(&usual, "%"), like.name)
	}
	return ""
}

// alertWords writes the alerts as sentences: those with news, the worst with why; and those
// without.
func alertWords(alerts map[string]alert) (look, known []string) {
	var rest, old []string
	for _, a := range worst(alerts) {
		switch name := makeWords(a.make); {
		case !a.news:
			old = append(old, name)
		case len(look) < alertNotes:
			look = append(look, "Look at "+name+": "+a.why+".")
		default:
			rest = append(rest, name)
		}
	}
	if len(rest) > 0 {
		look = append(look, "Look also at "+some(rest)+".")
	}
	if len(old) > 0 {
		known = append(known, "As far from the usual as before, with nothing new this week: "+some(old)+".")
	}
	return look, known
}

// worst orders the alerts: those with news before those without, each by its units.
func worst(alerts map[string]alert) []alert {
	return slices.SortedFunc(maps.Values(alerts), func(a, b alert) int {
		return cmp.Or(boolInt(!a.news)-boolInt(!b.news), cmp.Compare(b.units, a.units), cmp.Compare(a.make, b.make))
	})
}

// some names the first of a list, and how many more there are.
func some(list []string) string {
	s := strings.Join(list[:min(len(list), shown)], "; ")
	if more := len(list) - shown; more > 0 {
		s += fmt.Sprintf("; and %d more", more)
	}
	return s
}
