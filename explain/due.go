package explain

import (
	"time"

	"returndesk/desk"
)

// Due tells when something must have happened, in the zone of now: "today 17:00",
// "tomorrow", "2h late"; age writes how late. What is late by less than an hour is simply
// due now. A zero time has no deadline: "–".
func Due(now, at time.Time, age func(time.Duration) string) string {
	if at.IsZero() {
		return "–"
	}
	at = at.In(now.Location())
	if desk.Late(at, now) {
		return age(now.Sub(at)) + " late"
	} else if !at.After(now) {
		return "now"
	}
	clock := ""
	if h, m, _ := at.Clock(); h != 23 || m != 59 { // the end of a day needs no clock
		clock = at.Format(" 15:04")
	}
	switch days := daysBetween(now, at); {
	case days == 0:
		return "today" + clock
	case days == 1:
		return "tomorrow" + clock
	case days < 7:
		return at.Format("Mon 2 Jan")
	}
	return at.Format("2 Jan")
}

// daysBetween counts calendar days between two instants of one zone.
func daysBetween(a, b time.Time) int {
	day := func(t time.Time) time.Time {
		return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	}
	return int(day(b).Sub(day(a)).Hours() / 24)
}
