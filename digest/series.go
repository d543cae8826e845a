package digest

import (
	"cmp"
	"context"
	"errors"
	"maps"
	"slices"
	"strconv"
	"strings"

	"returndesk/desk"
)

// span is how many weeks the digest looks at: the week, last week, and the eight weeks
// before the week, which begin with last week.
const span = 9

// minWeeks is how many weeks a median needs to mean anything.
const minWeeks = 3

// weekly is one value a week; index 0 is the week of the digest, i is i weeks earlier. A
// nil value is not known.
type weekly [span]*float64

// counts is one sum a week.
type counts [span]int64

func (c counts) plus(d counts) counts {
	for i := range c {
		c[i] += d[i]
	}
	return c
}

// period is the weeks of a digest, with how many of them there were anything at all to
// count: weeks before the program came to the shop are not weeks of nothing.
type period struct {
	week  Week
	known int
}

func (p period) days(i int) (from, to desk.Date) { return p.week.Add(-i).Days() }

// index gives which week of the period a day lies in.
func (p period) index(starts [span + 1]desk.Date, day desk.Date) (int, bool) {
	for i := range span {
		if day >= starts[i] {
			return i, i > 0 || day < starts[span]
		}
	}
	return 0, false
}

// starts gives the first day of each week, and in the last place the day after the period.
func (p period) starts() [span + 1]desk.Date {
	var out [span + 1]desk.Date
	for i := range span {
		out[i], _ = p.days(i)
	}
	_, out[span] = p.days(0)
	return out
}

// values makes the counts a row of known values.
func (p period) values(c counts) weekly {
	var w weekly
	for i := range p.known {
		v := float64(c[i])
		w[i] = &v
	}
	return w
}

// ratio gives a/b in percent for the weeks in which b is not 0.
func (p period) ratio(a, b counts) weekly {
	var w weekly
	for i := range p.known {
		if b[i] > 0 {
			v := 100 * float64(a[i]) / float64(b[i])
			w[i] = &v
		}
	}
	return w
}

// figure compares the weeks of a row.
func (w weekly) figure(key, label, unit string, n int64) Figure {
	return Figure{Key: key, Label: label, Unit: unit, This: w[0], Last: w[1], Median: median(w[1:]), N: n}
}

// median gives the median of the known values, nil when they are too few.
func median(values []*float64) *float64 {
	var known []float64
	for _, v := range values {
		if v != nil {
			known = append(known, *v)
		}
	}
	if len(known) < minWeeks {
		return nil
	}
	v := middle(known)
	return &v
}

// middle gives the median of at least one value.
func middle(values []float64) float64 {
	slices.Sort(values)
	n := len(values)
	if n%2 == 1 {
		return values[n/2]
	}
	return (values[n/2-1] + values[n/2]) / 2
}

// group is the weekly sums of one figure by its dimensions, "" for none.
type group map[string]counts

// load reads the sums of a figure over the period.
func load(ctx context.Context, s Sums, p period, figure string) (group, error) {
	starts, out := p.starts(), group{}
	err := s.Tallies(ctx, figure, starts[span-1], starts[span], func(c desk.Count) error {
		i, ok := p.index(starts, c.Day)
		if !ok {
			return nil
		}
		_, dims, _ := strings.Cut(c.Of, "/")
		row := out[dims]
		row[i] += c.N
		out[dims] = row
		return nil
	})
	return out, err
}

// total adds up all rows.
func (g group) total() counts {
	var sum counts
	for _, c := range g {
		sum = sum.plus(c)
	}
	return sum
}

// where adds up the rows whose i-th dimension is value.
func (g group) where(i int, value string) counts {
	var sum counts
	for dims, c := range g {
		if dim(dims, i) == value {
			sum = sum.plus(c)
		}
	}
	return sum
}

// by adds the rows up by their first n dimensions.
func (g group) by(n int) group {
	out := group{}
	for dims, c := range g {
		parts := strings.SplitN(dims, "/", n+1)
		key := strings.Join(parts[:min(n, len(parts))], "/")
		out[key] = out[key].plus(c)
	}
	return out
}

// keys gives the rows, those with most this week first, then over all weeks, then by name.
func (g group) keys() []string {
	sum := func(c counts) int64 {
		var n int64
		for _, x := range c {
			n += x
		}
		return n
	}
	return slices.SortedFunc(maps.Keys(g), func(a, b string) int {
		return cmp.Or(cmp.Compare(g[b][0], g[a][0]), cmp.Compare(sum(g[b]), sum(g[a])), cmp.Compare(a, b))
	})
}

func dim(dims string, i int) string {
	parts := strings.Split(dims, "/")
	if i >= len(parts) {
		return ""
	}
	return parts[i]
}

// spread is how often each whole number came up in each week: minutes, or days.
type spread [span]map[int64]int64

func spreadOf(g group) spread {
	var s spread
	for dims, c := range g {
		v, err := strconv.ParseInt(dims, 10, 64)
		if err != nil {
			continue
		}
		for i, n := range c {
			if n == 0 {
				continue
			}
			if s[i] == nil {
				s[i] = map[int64]int64{}
			}
			s[i][v] += n
		}
	}
	return s
}

// total gives how many values there are a week.
func (s spread) total() counts {
	var c counts
	for i := range s {
		for _, n := range s[i] {
			c[i] += n
		}
	}
	return c
}

// above gives how many values are larger than limit.
func (s spread) above(limit int64) counts {
	var c counts
	for i := range s {
		for v, n := range s[i] {
			if v > limit {
				c[i] += n
			}
		}
	}
	return c
}

// percentile gives the value that at least q percent of a week's values do not exceed
// (nearest rank), divided by unit.
func (s spread) percentile(q int64, unit float64) weekly {
	var w weekly
	totals := s.total()
	for i := range s {
		if totals[i] <= 0 {
			continue
		}
		rank, seen := (q*totals[i]+99)/100, int64(0)
		for _, v := range slices.Sorted(maps.Keys(s[i])) {
			if seen += s[i][v]; seen >= max(rank, 1) {
				x := float64(v) / unit
				w[i] = &x
				break
			}
		}
	}
	return w
}

// errFirst ends a reading after its first record.
var errFirst = errors.New("the first is enough")

// firstCounted gives the earliest day on which anything was counted, "" when nothing was.
func firstCounted(ctx context.Context, s Sums) (desk.Date, error) {
	first := desk.Date("")
	for _, figure := range desk.Counted() {
		err := s.Tallies(ctx, figure, "", "", func(c desk.Count) error {
			if first == "" || c.Day < first {
				first = c.Day
			}
			return errFirst
		})
		if err != nil && !errors.Is(err, errFirst) {
			return "", err
		}
	}
	return first, nil
}

// knownWeeks gives how many weeks of the period, from its end, end after the first day on which
// anything was counted: none in a week before that day, and 1 where nothing ever was.
func knownWeeks(first desk.Date, w Week) int {
	if first == "" {
		return 1
	}
	for i := range span {
		if _, to := w.Add(-i).Days(); to <= first {
			return i
		}
	}
	return span
}
