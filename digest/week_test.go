package digest_test

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/digest"
)

func TestWeek(t *testing.T) {
	t.Parallel()
	zone := newYork(t)
	for _, c := range []struct {
		at, week, from, to, due string
		hours                   float64
	}{
		{"2026-11-18T12:00:00-05:00", "2026-W47", "2026-11-16", "2026-11-23", "2026-11-23T08:00:00-05:00", 168},
		{"2026-11-16T00:00:00-05:00", "2026-W47", "2026-11-16", "2026-11-23", "2026-11-23T08:00:00-05:00", 168},
		{"2026-11-15T23:59:59-05:00", "2026-W46", "2026-11-09", "2026-11-16", "2026-11-16T08:00:00-05:00", 168},
		{"2026-11-16T04:59:59Z", "2026-W46", "2026-11-09", "2026-11-16", "2026-11-16T08:00:00-05:00", 168},
		{"2026-03-05T12:00:00-05:00", "2026-W10", "2026-03-02", "2026-03-09", "2026-03-09T08:00:00-04:00", 167}, // clocks go forward on the 8th
		{"2026-10-30T12:00:00-04:00", "2026-W44", "2026-10-26", "2026-11-02", "2026-11-02T08:00:00-05:00", 169}, // and back on the 1st
		{"2027-01-02T12:00:00-05:00", "2026-W53", "2026-12-28", "2027-01-04", "2027-01-04T08:00:00-05:00", 168},
		{"2024-12-30T12:00:00-05:00", "2025-W01", "2024-12-30", "2025-01-06", "2025-01-06T08:00:00-05:00", 168},
		{"2028-02-29T12:00:00-05:00", "2028-W09", "2028-02-28", "2028-03-06", "2028-03-06T08:00:00-05:00", 168},
	} {
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		w := digest.WeekOf(at, zone)
		from, to := w.Days()
		if w.String() != c.week || string(from) != c.from || string(to) != c.to {
			t.Errorf("%s lies in %s, %s to %s", c.at, w, from, to)
		}
		if got := w.Due(zone, 8*60).Format(time.RFC3339); got != c.due {
			t.Errorf("%s is due %s, want %s", w, got, c.due)
		}
		if got := w.Ends(zone).Sub(w.Starts(zone)).Hours(); got != c.hours {
			t.Errorf("%s has %v hours, want %v", w, got, c.hours)
		}
		if again, err := digest.ParseWeek(w.String()); err != nil || again != w || w.Add(3).Add(-3) != w {
			t.Errorf("%s is read as %s, %v", w, again, err)
		}
	}
	for _, bad := range []string{"", "2026-47", "2026-W00", "2026-W54", "2025-W53", "2026-w47", "0000-W01", "2026-W471"} {
		if _, err := digest.ParseWeek(bad); desk.CodeOf(err) != desk.CodeInvalid {
			t.Errorf("%q is a week: %v", bad, err)
		}
	}
}
