package desk

import "time"

// DayBegins gives the first instant of a calendar day in a zone; the day may lie beyond its month, as for
// time.Date. Where the clocks are put forward at midnight, as in Santiago and Havana, there is no midnight on one
// day of the year, and time.Date gives an hour of the day before.
func DayBegins(year int, month time.Month, day int, zone *time.Location) time.Time {
	t := time.Date(year, month, day, 0, 0, 0, 0, zone)
	if t.Day() != time.Date(year, month, day, 0, 0, 0, 0, time.UTC).Day() {
		if _, next := t.ZoneBounds(); !next.IsZero() {
			return next
		}
	}
	return t
}

// Begins gives the first instant of a calendar date in a zone; false where it is no date.
func (d Date) Begins(zone *time.Location) (time.Time, bool) { return d.dayAfter(0, zone) }

// Ends gives the first instant after a calendar date in a zone; false where it is no date.
func (d Date) Ends(zone *time.Location) (time.Time, bool) { return d.dayAfter(1, zone) }

func (d Date) dayAfter(days int, zone *time.Location) (time.Time, bool) {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return time.Time{}, false
	}
	return DayBegins(t.Year(), t.Month(), t.Day()+days, zone), true
}

// daysLater gives the same time of day so many calendar days later, or the first instant of that day where
// the clocks leave its time out.
func daysLater(t time.Time, days int) time.Time {
	later, first := t.AddDate(0, 0, days), DayBegins(t.Year(), t.Month(), t.Day()+days, t.Location())
	if later.Before(first) {
		return first
	}
	return later
}
