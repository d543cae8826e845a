package explain_test

import (
	"testing"
	"time"

	"returndesk/explain"
)

// TestDue: days are those of the zone of now, also where the clock changes that night.
func TestDue(t *testing.T) {
	t.Parallel()
	berlin, err := time.LoadLocation("Europe/Berlin")
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, time.March, 28, 15, 0, 0, 0, berlin) // a Saturday; summer time begins on Sunday
	at := func(day, hour, minute int) time.Time {
		return time.Date(2026, time.March, day, hour, minute, 0, 0, berlin)
	}
	for name, c := range map[string]struct {
		at   time.Time
		want string
	}{
		"none":                        {time.Time{}, "–"},
		"days ago":                    {at(26, 15, 0), "48h0m0s late"},
		"an hour ago":                 {at(28, 14, 0), "1h0m0s late"},
		"less than an hour ago":       {at(28, 14, 1), "now"},
		"at once":                     {now, "now"},
		"today":                       {at(28, 17, 0), "today 17:00"},
		"at the end of today":         {at(28, 23, 59), "today"},
		"in the night":                {at(29, 0, 0), "tomorrow 00:00"},
		"at the end of the short day": {at(29, 23, 59), "tomorrow"},
		"over the change":             {at(30, 1, 0), "Mon 30 Mar"},
		"within the week":             {at(28, 15, 0).AddDate(0, 0, 6), "Fri 3 Apr"},
		"in a week":                   {at(28, 15, 0).AddDate(0, 0, 7), "4 Apr"},
		"of another zone":             {at(28, 17, 0).UTC(), "today 17:00"},
	} {
		if got := explain.Due(now, c.at, time.Duration.String); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}
