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
	// benchDays is about how long a unit lies here before its inspection.
	benchDays = 7
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
	news      int64 // of the reported and the confirmed, those of the week of the digest
	settled   bool  // hardly anything more will come
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
			cohorts[key] = &cohort{make: mk, month: month, settled: m.settled(month)}
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
		i, ok := m.p.index(starts, c.Day)
		if ok {
			for _, key := range []string{what, what + "/" + mk} {
				row := weeks[key]
				row[i] += c.N
				weeks[key] = row
			}
		}
		if month != "-" && month < string(first) {
			return nil
		}
		x := at(mk, month)
		switch what {
		case "reported":
			x.reported += c.N
		case "confirmed":
			x.confirmed += c.N
		}
		if ok && i == 0 {
			x.news += c.N
		}
		return nil
	})
	if err != nil {
		return b, err
	}
	since := m.reportable()
	for _, u := range m.delivered.Units {
		if month := string(u.Day[:7]); month >= string(first) && u.Day >= since {
			mk := strings.TrimPrefix(desk.NewCount("", 0, "x", u.SKU, u.Firmware, u.Batch).Of, "x/")
			at(mk, month).delivered += int64(u.Units)
		}
	}
	for _, what := range []string{"reported", "confirmed"} {
		row := weeks[what]
		b.Figures = append(b.Figures, m.p.values(row).figure("defects/"+what, "Units "+what, "", row[0]))
	}
	alerts := m.alerts(cohorts, weeks)
	shown := worst(alerts)
	shown = shown[:min(len(shown), alertNotes)]
	for _, key := range weeks.keys() {
		what, mk, ok := strings.Cut(key, "/")
		if !ok {
			continue
		}
		f := m.p.values(weeks[key]).figure("defects/"+key, makeWords(mk)+": units "+what, "", weeks[key][0])
		f.Red = alerts[mk].news && weeks[key][0] > 0
		f.Minor = !f.Red || !slices.ContainsFunc(shown, func(a alert) bool { return a.make == mk })
		b.Figures = append(b.Figures, f)
	}
	b.Leads, b.Notes = alertWords(alerts)
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

// cohortTable lists the months of delivery, those of alarming batches first.
func (m *maker) cohortTable(cohorts map[string]*cohort, alerts map[string]alert) (Table, bool) {
	t := Table{Title: "By month of delivery", Head: []string{"Batch", "Delivered in", "Units", "Reported", "Confirmed", "Reported rate", "Confirmed rate"}, Behind: []int{0, 0, 0, 5, 6}}
	list := slices.Collect(maps.Values(cohorts))
	list = slices.DeleteFunc(list, func(c *cohort) bool { return c.reported == 0 && c.confirmed == 0 })
	slices.SortFunc(list, func(a, b *cohort) int {
		return cmp.Or(boolInt(!alerts[a.make].news)-boolInt(!alerts[b.make].news), cmp.Compare(b.reported, a.reported),
			cmp.Compare(b.month, a.month), cmp.Compare(a.make, b.make))
	})
	incomplete := false
	for i, c := range list {
		month, units, reported, confirmed := c.month, "unknown", "", ""
		if c.month == "-" || c.month == "" {
			month = "unknown"
		} else if !c.settled {
			month += "*"
			incomplete = incomplete || i < batchRows
		}
		if m.unknown == "" && c.delivered > 0 {
			units = fmt.Sprint(c.delivered)
			reported, confirmed = value(number(c.rate()), "%"), value(number(100*float64(c.confirmed)/float64(c.delivered)), "%")
		}
		t.Rows = append(t.Rows, []string{makeWords(c.make), month, units, fmt.Sprint(c.reported), fmt.Sprint(c.confirmed), reported, confirmed})
		t.Red = append(t.Red, alerts[c.make].news && c.news > 0)
	}
	t.More = max(0, len(t.Rows)-batchRows)
	return t, incomplete
}

// reportable gives the first day of which deliveries can be held against what was reported:
// units that came before could be reported (policy section 2: in seven days) only while
// nobody counted, and would make every rate too small.
func (m *maker) reportable() desk.Date {
	first, err := time.Parse(time.DateOnly, string(m.first))
	if err != nil {
		return ""
	}
	return desk.Date(first.AddDate(0, 0, -desk.ReportDays).Format(time.DateOnly))
}

// settled reports whether what was delivered in a month has come back by the end of the week,
// as far as it will: after the days to report it, those of the way back and those on the bench.
// A month that nobody knows never settles.
func (m *maker) settled(month string) bool {
	first, err := time.Parse("2006-01", month)
	days := desk.ReportDays + m.shop.Workdays.Deadlines.Return + benchDays
	return err == nil && !first.AddDate(0, 1, days).After(m.p.week.Ends(time.UTC))
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
