package facts

import (
	"testing"
	"time"

	"pgregory.net/rapid"

	"returndesk/desk"
)

func at(t testing.TB, s string) time.Time {
	t.Helper()
	x, err := time.Parse(time.RFC3339, s)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func zone(t testing.TB, name string) *time.Location {
	t.Helper()
	if name == "" {
		return nil
	}
	z, err := time.LoadLocation(name)
	if err != nil {
		t.Fatal(err)
	}
	return z
}

// TestDayNumber: N of "day N" (domain.md section 0).
func TestDayNumber(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, delivered, reported, zone string
		day                             int
		window                          string
	}{
		{"delivery day is day 0", "2026-03-20T09:00:00-04:00", "2026-03-20T23:59:59-04:00", "America/New_York", 0, "in"},
		{"seventh day until its last second", "2026-03-20T09:00:00-04:00", "2026-03-27T23:59:59-04:00", "America/New_York", 7, "last_day"},
		{"eighth day", "2026-03-20T09:00:00-04:00", "2026-03-28T00:00:00-04:00", "America/New_York", 8, "near_miss"},
		{"tenth day", "2026-03-20T09:00:00-04:00", "2026-03-30T23:59:59-04:00", "America/New_York", 10, "near_miss"},
		{"eleventh day", "2026-03-20T09:00:00-04:00", "2026-03-31T00:00:00-04:00", "America/New_York", 11, "out"},
		{"west coast, over a week of hours", "2026-03-10T09:15:00-07:00", "2026-03-17T23:40:00-07:00", "America/Los_Angeles", 7, "last_day"},
		{"spring change in Berlin", "2026-03-24T10:00:00+01:00", "2026-03-31T23:30:00+02:00", "Europe/Berlin", 7, "last_day"},
		{"autumn change in Berlin", "2026-10-20T23:30:00+02:00", "2026-10-27T23:30:00+01:00", "Europe/Berlin", 7, "last_day"},
		{"late evening delivery counts by its own date", "2026-03-20T23:30:00-04:00", "2026-03-28T00:30:00-04:00", "America/New_York", 8, "near_miss"},
		{"evening there is another date in UTC", "2026-03-21T02:30:00Z", "2026-03-28T03:00:00Z", "America/New_York", 7, "last_day"},
		{"leap day", "2028-02-25T10:00:00-05:00", "2028-03-03T22:00:00-05:00", "America/New_York", 7, "last_day"},
		{"no leap day", "2026-02-25T10:00:00-05:00", "2026-03-04T22:00:00-05:00", "America/New_York", 7, "last_day"},
		{"zone unknown counts completed days", "2026-03-20T22:00:00-04:00", "2026-03-28T21:59:59-04:00", "", 7, "last_day"},
		{"zone unknown, eight completed", "2026-03-20T22:00:00-04:00", "2026-03-28T22:00:00-04:00", "", 8, "near_miss"},
		{"reported before it came", "2026-03-20T22:00:00-04:00", "2026-03-19T22:00:00-04:00", "America/New_York", -1, "in"},
		{"Kiritimati is a day ahead", "2026-03-20T11:00:00Z", "2026-03-27T09:59:00Z", "Pacific/Kiritimati", 6, "in"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			n := daysBetween(at(t, c.delivered), at(t, c.reported), zone(t, c.zone))
			if n != c.day || windowOf(n, 3) != c.window {
				t.Errorf("day %d (%s), want %d (%s)", n, windowOf(n, 3), c.day, c.window)
			}
		})
	}
}

// TestUnknownZoneIsGenerous: no zone counts fewer days than an unknown one.
func TestUnknownZoneIsGenerous(t *testing.T) {
	t.Parallel()
	rapid.Check(t, func(t *rapid.T) {
		start := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "delivered"), 0)
		later := start.Add(time.Duration(rapid.Int64Range(0, 40*86400).Draw(t, "seconds")) * time.Second)
		offset := rapid.IntRange(-12*4, 14*4).Draw(t, "quarters") * 900
		z := time.FixedZone("z", offset)
		if unknown, known := daysBetween(start, later, nil), daysBetween(start, later, z); unknown > known {
			t.Fatalf("an unknown zone counts %d days and %s counts %d", unknown, z, known)
		}
	})
}

// TestDaysAreMonotone: a later report never has a smaller number.
func TestDaysAreMonotone(t *testing.T) {
	t.Parallel()
	names := []string{"", "UTC", "America/New_York", "Europe/Berlin", "Australia/Lord_Howe", "Asia/Kathmandu", "Africa/Casablanca"}
	rapid.Check(t, func(t *rapid.T) {
		name := rapid.SampledFrom(names).Draw(t, "zone")
		var z *time.Location
		if name != "" {
			var err error
			if z, err = time.LoadLocation(name); err != nil {
				t.Fatal(err)
			}
		}
		d := time.Unix(rapid.Int64Range(1_700_000_000, 1_900_000_000).Draw(t, "delivered"), 0)
		a := d.Add(time.Duration(rapid.Int64Range(-86400, 40*86400).Draw(t, "a")) * time.Second)
		b := a.Add(time.Duration(rapid.Int64Range(0, 10*86400).Draw(t, "b")) * time.Second)
		if daysBetween(d, b, z) < daysBetween(d, a, z) {
			t.Fatalf("a later report counts fewer days in %q", name)
		}
	})
}

// TestStatedDate: a date that somebody names has no time and may have no zone.
func TestStatedDate(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		stated   desk.Date
		reported string
		zone     string
		n        int
		ok       bool
	}{
		{"2026-03-20", "2026-03-27T23:00:00-04:00", "America/New_York", 7, true},
		{"2026-03-20", "2026-03-28T05:00:00Z", "", 7, true}, // still the 27th somewhere
		{"2026-03-20", "2026-03-28T13:00:00Z", "", 8, true},
		{"", "2026-03-28T13:00:00Z", "", 0, false},
		{"2026-02-30", "2026-03-28T13:00:00Z", "UTC", 0, false},
	} {
		n, ok := daysSince(c.stated, at(t, c.reported), zone(t, c.zone))
		if n != c.n || ok != c.ok {
			t.Errorf("%s to %s in %q: %d %v, want %d %v", c.stated, c.reported, c.zone, n, ok, c.n, c.ok)
		}
	}
}

// TestPromise: the promised day ends in shop time, a revised date counts only after the
// buyer chose to wait.
func TestPromise(t *testing.T) {
	t.Parallel()
	ny := zone(t, "America/New_York")
	for _, c := range []struct {
		name  string
		order desk.Order
		at    string
		want  string
	}{
		{"last second", desk.Order{ShipBy: "2026-03-08"}, "2026-03-08T23:59:59-04:00", "open"},
		{"day over, on the day of the clock change", desk.Order{ShipBy: "2026-03-08"}, "2026-03-09T00:00:00-04:00", "passed"},
		{"no date", desk.Order{}, "2026-03-09T00:00:00-04:00", "unknown"},
		{"a date that is none", desk.Order{ShipBy: "soon"}, "2026-03-09T00:00:00-04:00", "unknown"},
		{"revised, not chosen", desk.Order{ShipBy: "2026-03-01", RevisedShipBy: "2026-04-01"}, "2026-03-09T00:00:00-04:00", "passed"},
		{"revised and chosen", desk.Order{ShipBy: "2026-03-01", RevisedShipBy: "2026-04-01", DelayChoice: "wait"}, "2026-03-09T00:00:00-04:00", "waiting"},
		{"revised date over", desk.Order{ShipBy: "2026-03-01", RevisedShipBy: "2026-04-01", DelayChoice: "wait"}, "2026-04-02T00:00:00-04:00", "passed"},
		{"waits without a date", desk.Order{ShipBy: "2026-03-20", DelayChoice: "wait"}, "2026-03-09T00:00:00-04:00", "indefinite"},
		{"waits without a date, first date over", desk.Order{ShipBy: "2026-03-01", DelayChoice: "wait"}, "2026-03-09T00:00:00-04:00", "passed"},
	} {
		if got := promiseAt(&c.order, ny, at(t, c.at)); got != c.want {
			t.Errorf("%s: %s, want %s", c.name, got, c.want)
		}
	}
}

// TestPromiseWithoutMidnight: a promised day on which the clocks are put forward at midnight is not over before it began.
func TestPromiseWithoutMidnight(t *testing.T) {
	t.Parallel()
	santiago := zone(t, "America/Santiago")
	o := &desk.Order{ShipBy: "2026-09-06"}
	for when, want := range map[string]string{"2026-09-05T23:59:59-04:00": "open", "2026-09-06T01:00:00-03:00": "open", "2026-09-06T23:59:59-03:00": "open", "2026-09-07T00:00:00-03:00": "passed"} {
		if got := promiseAt(o, santiago, at(t, when)); got != want {
			t.Errorf("at %s the promise is %s, want %s", when, got, want)
		}
	}
}
