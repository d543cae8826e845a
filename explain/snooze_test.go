package explain_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/explain"
)

// TestSnoozed: who puts a case off beyond its time, or to a day on which nobody works, hears it.
func TestSnoozed(t *testing.T) {
	t.Parallel()
	days := desk.Workdays{Zone: time.FixedZone("shop", -5*3600), Holidays: map[desk.Date]bool{"12-25": true}}
	at := func(day, hour int) time.Time { return time.Date(2026, 12, day, hour, 0, 0, 0, days.Zone) }
	c := desk.Case{ID: "C-1001", Deadline: at(18, 17)}
	overdue := "It is due before that, Fri 18 Dec 17:00: it comes back overdue."
	for name, g := range map[string]struct {
		c     desk.Case
		until time.Time
		want  []string
	}{
		"before":              {c, at(17, 8), nil},
		"at the hour itself":  {c, at(18, 17), nil},
		"after":               {c, at(21, 8), []string{overdue}},
		"no deadline":         {desk.Case{}, at(21, 8), nil},
		"Sunday":              {desk.Case{}, at(20, 8), []string{"That Sunday is no working day: nobody may see it before Mon 21 Dec."}},
		"holiday, late":       {c, at(25, 8), []string{overdue, "That Friday is no working day: nobody may see it before Mon 28 Dec."}},
		"UTC is the next day": {desk.Case{}, time.Date(2026, 12, 19, 3, 0, 0, 0, time.UTC), nil},
	} {
		if got := explain.Snoozed(g.c, g.until, days); !slices.Equal(got, g.want) {
			t.Errorf("%s: %q", name, got)
		}
	}
}
