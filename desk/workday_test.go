package desk

import (
	"testing"
	"time"
)

func TestWorkdays(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	sunToThu := Workdays{On: [7]bool{true, true, true, true, true, false, false}}
	// Friday 20 March 2026, 23:30 UTC, is Saturday already in Berlin.
	late := time.Date(2026, 3, 20, 23, 30, 0, 0, time.UTC)
	for name, c := range map[string]struct {
		got, want time.Time
	}{
		"over a weekend":            {Workdays{}.Add(late, 1), late.AddDate(0, 0, 3)},
		"five are a week":           {Workdays{}.Add(late, 5), late.AddDate(0, 0, 7)},
		"none":                      {Workdays{}.Add(late, 0), late},
		"Sunday is worked":          {sunToThu.Add(late, 1), late.AddDate(0, 0, 2)},
		"in the shop's zone":        {Workdays{Zone: berlin}.Add(late, 1), time.Date(2026, 3, 23, 0, 30, 0, 0, berlin)},
		"the clock changes":         {Workdays{Zone: berlin}.Add(time.Date(2026, 3, 27, 12, 0, 0, 0, berlin), 1), time.Date(2026, 3, 30, 12, 0, 0, 0, berlin)},
		"end of the shop's day":     {Workdays{Zone: berlin}.EndOf(late), time.Date(2026, 3, 21, 23, 59, 59, 0, berlin)},
		"review":                    {sunToThu.RMADeadline(RMAUnderReview, late), late.AddDate(0, 0, 2)},
		"days of the calendar":      {Workdays{}.RMADeadline(RMANoFaultFound, late), late.AddDate(0, 0, 14)},
		"never on a day off":        {sunToThu.RMADeadline(RMANoFaultFound, late), late.AddDate(0, 0, 16)},
		"over a holiday":            {Workdays{Holidays: map[Date]bool{"2026-03-23": true}}.Add(late, 1), late.AddDate(0, 0, 4)},
		"every year":                {Workdays{Holidays: map[Date]bool{"03-23": true}}.Add(late, 1), late.AddDate(0, 0, 4)},
		"moved by a holiday":        {Workdays{Holidays: map[Date]bool{"2026-04-03": true}}.Days(late, 14), late.AddDate(0, 0, 17)},
		"over a change of clocks":   {Workdays{Zone: berlin}.Days(time.Date(2026, 3, 20, 12, 0, 0, 0, berlin), 14), time.Date(2026, 4, 3, 12, 0, 0, 0, berlin)},
		"an hour that is not":       {Workdays{Zone: berlin, On: [7]bool{true, true, true, true, true, true, true}}.Days(time.Date(2026, 3, 15, 2, 30, 0, 0, berlin), 14), time.Date(2026, 3, 29, 3, 30, 0, 0, berlin)},
		"over a leap day":           {Workdays{}.Days(time.Date(2028, 2, 21, 9, 0, 0, 0, time.UTC), 9), time.Date(2028, 3, 1, 9, 0, 0, 0, time.UTC)},
		"always closed":             {Workdays{Holidays: everyDay(late, 200)}.Next(late), late},
		"the whole of the last day": {Workdays{Zone: berlin}.ReopenUntil(late), time.Date(2026, 5, 20, 23, 59, 59, 0, berlin)},
		"no deadline":               {sunToThu.RMADeadline(RMAResolving, late), time.Time{}},
	} {
		if !c.got.Equal(c.want) {
			t.Errorf("%s: %s, want %s", name, c.got, c.want)
		}
	}
}

// everyDay makes n days from a day on holidays.
func everyDay(from time.Time, n int) map[Date]bool {
	out := map[Date]bool{}
	for i := range n {
		out[Date(from.AddDate(0, 0, i).Format(time.DateOnly))] = true
	}
	return out
}
