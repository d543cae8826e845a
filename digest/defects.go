package digest

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

const (
	// cohortWeeks is how far back the months of delivery reach.
	cohortWeeks = 26
	// settleDays is how long after a month ends reports and inspections still come in: the
	// window of 7 days, three weeks for the way back, a week on the bench.
	settleDays = 35
	// alertUnits and alertFactor: domain.md section 6, "alert at n>=3 and double the median".
	alertUnits  = 3
	alertFactor = 2
	// batchRows is how many cohorts the mail shows; the attached table has all.
	batchRows = 10
)

// cohort is what is known of the units of one make that were delivered in one month.
type cohort struct {
	make      string // SKU/firmware/batch
	month     string // "2026-11", "" or "-" when nobody knows the day of delivery
	delivered int64
	reported  int64
	confirmed int64
}

// firstCohort gives the month of the earliest deliveries that are looked at.
func (m *maker) firstCohort() desk.Date {
	return desk.Date(m.p.week.Add(-cohortWeeks).monday(time.UTC).Format("2006-01"))
}

// defects is block 3: units reported and confirmed over units delivered of the same batch,
// by month of delivery.
func (m *maker) defects() (Block, error) {
	b := Block{Key: "defects", Title: "Defects by product, firmware and batch"}
	_, to := m.p.days(0)
	starts, weeks, cohorts := m.p.starts(), group{}, map[string]*cohort{}
	at := func(mk, month string) *cohort {
		key := mk + "/" + month
		if cohorts[key] == nil {
			cohorts[key] = &cohort{make: mk, month: month}
		}
		return cohorts[key]
	}
	first := m.firstCohort()
	err := m.sums.Tallies(m.ctx, desk.CountDefect, min(first+"-01", starts[span-1]), to, func(c desk.Count) error {
		parts := strings.Split(c.Of, "/")
		if len(parts) != 6 {
			return nil
		}
		mk, month, what := strings.Join(parts[1:4], "/"), parts[4], parts[5]
		if i, ok := m.p.index(starts, c.Day); ok {
			for _, key := range []string{what, what + "/" + mk} {
				row := weeks[key]
				row[i] += c.N
				weeks[key] = row
			}
		}
		if month != "-" && month < string(first) {
			return nil
		}
		switch what {
		case "reported":
			at(mk, month).reported += c.N
		case "confirmed":
			at(mk, month).confirmed += c.N
		}
		return nil
	})
	if err != nil {
		return b, err
	}
	for _, u := range m.delivered.Units {
		if month := string(u.Day[:7]); month >= string(first) {
			mk := strings.TrimPrefix(desk.NewCount("", 0, "x", u.SKU, u.Firmware, u.Batch).Of, "x/")
			at(mk, month).delivered += int64(u.Units)
		}
	}
	for _, what := range []string{"reported", "confirmed"} {
		row := weeks[what]
		b.Figures = append(b.Figures, m.p.values(row).figure("defects/"+what, "Units "+what, "", row[0]))
	}
	alerts := m.alerts(cohorts, weeks)
	for _, key := range weeks.keys() {
		mk, ok := strings.CutPrefix(key, "reported/")
		if !ok {
			continue
		}
		f := m.p.values(weeks[key]).figure("defects/reported/"+mk, makeWords(mk)+": units reported", "", weeks[key][0])
		f.Red, f.Minor = alerts[mk] != "", alerts[mk] == ""
		b.Figures = append(b.Figures, f)
	}
	for _, mk := range slices.Sorted(maps.Keys(alerts)) {
		b.Notes = append(b.Notes, "Look at "+makeWords(mk)+": "+alerts[mk]+".")
	}
	if t, incomplete := m.cohortTable(cohorts, alerts); len(t.Rows) > 0 {
		b.Tables = append(b.Tables, t)
		if incomplete {
			b.Notes = append(b.Notes, "* Delivered lately: more reports and inspections may follow.")
		}
	}
	if m.unknown != "" {
		b.Notes = append(b.Notes, "Rates are unknown: "+m.unknown+".")
	}
	return b, nil
}

// alerts says which makes need a look, and why: three units or more, at twice the median
// rate of the other batches; or, where nobody knows what was delivered, at twice the make's
// own median week.
func (m *maker) alerts(cohorts map[string]*cohort, weeks group) map[string]string {
	type sum struct{ reported, delivered int64 }
	makes := map[string]sum{}
	for _, c := range cohorts {
		if c.month == "-" {
			continue
		}
		s := makes[c.make]
		makes[c.make] = sum{s.reported + c.reported, s.delivered + c.delivered}
	}
	rate := func(s sum) float64 { return 100 * float64(s.reported) / float64(s.delivered) }
	out := map[string]string{}
	for mk, s := range makes {
		if s.reported < alertUnits {
			continue
		}
		if s.delivered <= 0 || m.unknown != "" {
			row := weeks["reported/"+mk]
			w := m.p.values(row)
			if usual := median(w[1:]); usual != nil && row[0] >= alertUnits && float64(row[0]) >= alertFactor*max(*usual, 1) {
				out[mk] = fmt.Sprintf("%d units reported this week, %s in the median week", row[0], value(usual, ""))
			}
			continue
		}
		product, _, _ := strings.Cut(mk, "/")
		var same, all []float64
		for other, o := range makes {
			if other == mk || o.delivered <= 0 {
				continue
			}
			all = append(all, rate(o))
			if p, _, _ := strings.Cut(other, "/"); p == product {
				same = append(same, rate(o))
			}
		}
		others, whose := same, "of this product"
		if len(others) < 2 {
			others, whose = all, "of all products"
		}
		if len(others) < 2 {
			continue
		}
		if usual := middle(others); rate(s) >= alertFactor*usual {
			out[mk] = fmt.Sprintf("%d of %d delivered units reported (%s), %s in the median of the other batches %s",
				s.reported, s.delivered, value(number(rate(s)), "%"), value(&usual, "%"), whose)
		}
	}
	return out
}

// cohortTable lists the months of delivery, those of alarming batches first.
func (m *maker) cohortTable(cohorts map[string]*cohort, alerts map[string]string) (Table, bool) {
	t := Table{Title: "By month of delivery", Head: []string{"Batch", "Delivered in", "Units", "Reported", "Confirmed", "Rate"}}
	list := slices.Collect(maps.Values(cohorts))
	list = slices.DeleteFunc(list, func(c *cohort) bool { return c.reported == 0 && c.confirmed == 0 })
	slices.SortFunc(list, func(a, b *cohort) int {
		return cmp.Or(boolInt(alerts[a.make] == "")-boolInt(alerts[b.make] == ""), cmp.Compare(b.reported, a.reported),
			cmp.Compare(b.month, a.month), cmp.Compare(a.make, b.make))
	})
	incomplete := false
	end := m.p.week.Ends(time.UTC)
	for i, c := range list {
		month, units, rate := c.month, "unknown", "unknown"
		if first, err := time.Parse("2006-01", c.month); err != nil {
			month = "unknown"
		} else if first.AddDate(0, 1, settleDays).After(end) {
			month += "*"
			incomplete = incomplete || i < batchRows
		}
		if m.unknown == "" && c.delivered > 0 {
			units = fmt.Sprint(c.delivered)
			rate = value(number(100*float64(c.reported)/float64(c.delivered)), "%")
		}
		t.Rows = append(t.Rows, []string{makeWords(c.make), month, units, fmt.Sprint(c.reported), fmt.Sprint(c.confirmed), rate})
		t.Red = append(t.Red, alerts[c.make] != "")
	}
	t.More = max(0, len(t.Rows)-batchRows)
	return t, incomplete
}

// makeWords says product, firmware and batch: "BT-1, fw 1.2, batch B7".
func makeWords(mk string) string {
	parts := strings.SplitN(mk, "/", 3)
	for len(parts) < 3 {
		parts = append(parts, "-")
	}
	out := parts[0]
	if out == "-" {
		out = "unknown product"
	}
	if parts[1] != "-" {
		out += ", fw " + parts[1]
	}
	if parts[2] != "-" {
		out += ", batch " + parts[2]
	}
	return out
}
