package desk

import (
	"testing"
	"time"
)

func TestBetween(t *testing.T) {
	zone, err := time.LoadLocation("America/New_York")
	if err != nil {
		t.Fatal(err)
	}
	w := Workdays{Zone: zone, Holidays: map[Date]bool{"2026-11-26": true}}
	at := func(s string) time.Time {
		v, err := time.ParseInLocation("2006-01-02 15:04", s, zone)
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
	for _, c := range []struct {
		from, to string
		want     time.Duration
	}{
		{"2026-11-23 10:00", "2026-11-23 10:20", 20 * time.Minute},
		{"2026-11-23 10:00", "2026-11-23 09:00", 0},
		{"2026-11-23 03:00", "2026-11-23 09:30", 30 * time.Minute},
		{"2026-11-23 16:30", "2026-11-24 09:30", time.Hour},           // over night
		{"2026-11-20 16:30", "2026-11-23 09:30", time.Hour},           // over the weekend
		{"2026-11-21 10:00", "2026-11-22 20:00", 0},                   // within it
		{"2026-11-25 16:00", "2026-11-27 10:00", 2 * time.Hour},       // over a holiday
		{"2026-10-30 09:00", "2026-11-02 17:00", 16 * time.Hour},      // the clocks go back on a Sunday
		{"2026-11-16 09:00", "2026-11-23 09:00", 5 * 8 * time.Hour},   // a week
		{"2026-01-01 00:00", "2026-12-31 23:59", 260 * 8 * time.Hour}, // a year, a Thursday off
	} {
		if got := w.Between(at(c.from), at(c.to).UTC()); got != c.want {
			t.Errorf("%s to %s: %v, want %v", c.from, c.to, got, c.want)
		}
	}
	late := Workdays{Zone: zone, On: [7]bool{time.Saturday: true, time.Sunday: true}, Opens: 1, Closes: 24 * 60}
	if got := late.Between(at("2026-11-01 00:00"), at("2026-11-02 00:00")); got != 25*time.Hour-time.Minute { // 25 hours long
		t.Errorf("the day of 25 hours has %v", got)
	}
	if got := (Workdays{}).DayLength(); got != 8*time.Hour {
		t.Errorf("a day has %v", got)
	}
}
