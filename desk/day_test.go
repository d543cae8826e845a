package desk

import (
	"testing"
	"time"
)

// TestDaysWithoutMidnight: in Santiago and Havana the clocks are put forward at midnight, so that one day of the
// year begins at one, and back at midnight, so that another has its last hour twice.
func TestDaysWithoutMidnight(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ zone, date, begins, ends string }{
		{"America/Santiago", "2026-09-06", "2026-09-06T01:00:00-03:00", "2026-09-07T00:00:00-03:00"},
		{"America/Santiago", "2026-09-05", "2026-09-05T00:00:00-04:00", "2026-09-06T01:00:00-03:00"},
		{"America/Santiago", "2026-04-04", "2026-04-04T00:00:00-03:00", "2026-04-05T00:00:00-04:00"},
		{"America/Havana", "2026-03-08", "2026-03-08T01:00:00-04:00", "2026-03-09T00:00:00-04:00"},
		{"Africa/Cairo", "2026-04-24", "2026-04-24T01:00:00+03:00", "2026-04-25T00:00:00+03:00"},
		{"America/New_York", "2026-03-08", "2026-03-08T00:00:00-05:00", "2026-03-09T00:00:00-04:00"},
		{"Pacific/Auckland", "2026-12-31", "2026-12-31T00:00:00+13:00", "2027-01-01T00:00:00+13:00"},
	} {
		zone, err := time.LoadLocation(c.zone)
		if err != nil {
			t.Fatal(err)
		}
		begins, ok := Date(c.date).Begins(zone)
		ends, ok2 := Date(c.date).Ends(zone)
		if got := begins.Format(time.RFC3339); !ok || got != c.begins {
			t.Errorf("%s in %s begins at %s, want %s", c.date, c.zone, got, c.begins)
		}
		if got := ends.Format(time.RFC3339); !ok2 || got != c.ends {
			t.Errorf("%s in %s ends at %s, want %s", c.date, c.zone, got, c.ends)
		}
		w := Workdays{Zone: zone}
		if end, ok := w.endOfDate(Date(c.date)); !ok || !end.Equal(ends.Add(-time.Second)) || w.Date(end) != Date(c.date) || !w.EndOf(begins).Equal(end) {
			t.Errorf("the last second of %s in %s is %s", c.date, c.zone, end)
		}
	}
	if _, ok := Date("2026-02-30").Begins(time.UTC); ok {
		t.Error("a date that is none begins")
	}
}

// TestDeadlinesWithoutMidnight: what ends on such a day is not a day too early, and the hours that a shop works
// are counted over it.
func TestDeadlinesWithoutMidnight(t *testing.T) {
	t.Parallel()
	zone, err := time.LoadLocation("America/Santiago")
	if err != nil {
		t.Fatal(err)
	}
	w := Workdays{Zone: zone, On: [7]bool{true, true, true, true, true, true, true}}
	night := func(month time.Month, day, hour int) time.Time {
		return time.Date(2026, month, day, hour, 30, 0, 0, zone)
	}
	for name, c := range map[string]struct{ got, want time.Time }{
		"an answer":       {w.ReopenUntil(night(7, 8, 0)), time.Date(2026, 9, 6, 23, 59, 59, 0, zone)},
		"a return":        {w.RMADeadline(RMAAuthorized, night(8, 16, 0)), time.Date(2026, 9, 6, 1, 0, 0, 0, zone)},
		"one working day": {w.Add(night(9, 5, 0), 1), time.Date(2026, 9, 6, 1, 0, 0, 0, zone)},
		"by day":          {w.Days(night(9, 1, 12), 5), night(9, 6, 12)},
	} {
		if !c.got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
	if got := w.Between(night(9, 5, 12), night(9, 7, 12)); got != 16*time.Hour {
		t.Errorf("over the night of the change %s of business time passed, not 16 hours", got)
	}
}
