package digest

import (
	"fmt"
	"regexp"
	"strconv"
	"time"

	"returndesk/desk"
)

// Week is an ISO 8601 week: Monday 00:00 to the next Monday 00:00 in shop time, half-open.
// It is made of calendar dates, so a week with a change of clocks has 167 or 169 hours.
type Week struct{ Year, N int }

// WeekOf gives the week of an instant in a zone.
func WeekOf(t time.Time, zone *time.Location) Week {
	y, n := t.In(zone).ISOWeek()
	return Week{y, n}
}

var weekPattern = regexp.MustCompile(`^(\d{4})-W(\d{2})$`)

// ParseWeek reads "2026-W47".
func ParseWeek(s string) (Week, error) {
	m := weekPattern.FindStringSubmatch(s)
	if m == nil {
		return Week{}, badWeek(s)
	}
	y, _ := strconv.Atoi(m[1]) // digits by the pattern
	n, _ := strconv.Atoi(m[2])
	w := Week{y, n}
	if n < 1 || y < 1 || WeekOf(w.monday(time.UTC), time.UTC) != w {
		return Week{}, badWeek(s)
	}
	return w, nil
}

func badWeek(s string) error {
	return desk.Errf(desk.CodeInvalid, "%q is no week", s).WithMend("write year and number of the ISO week, such as 2026-W47")
}

// String gives "2026-W47".
func (w Week) String() string { return fmt.Sprintf("%04d-W%02d", w.Year, w.N) }

// monday gives the beginning of the week. The 4th of January is always in week 1.
func (w Week) monday(zone *time.Location) time.Time {
	jan4 := time.Date(w.Year, 1, 4, 0, 0, 0, 0, zone)
	back := (int(jan4.Weekday()) + 6) % 7
	return time.Date(w.Year, 1, 4-back+7*(w.N-1), 0, 0, 0, 0, zone)
}

// Starts and Ends give the instants between which the week lies.
func (w Week) Starts(zone *time.Location) time.Time { return w.monday(zone) }

// Ends gives the beginning of the next week.
func (w Week) Ends(zone *time.Location) time.Time { return w.Add(1).monday(zone) }

// Days gives the first day of the week and the first day after it.
func (w Week) Days() (from, to desk.Date) {
	return desk.Date(w.monday(time.UTC).Format(time.DateOnly)), desk.Date(w.Add(1).monday(time.UTC).Format(time.DateOnly))
}

// Add gives the week n weeks later.
func (w Week) Add(n int) Week { return WeekOf(w.monday(time.UTC).AddDate(0, 0, 7*n), time.UTC) }

// Due gives when the digest of the week is sent: on the Monday after it, minutes after
// midnight by the clock of the shop.
func (w Week) Due(zone *time.Location, minutes int) time.Time {
	m := w.Add(1).monday(zone)
	return time.Date(m.Year(), m.Month(), m.Day(), 0, minutes, 0, 0, zone)
}
