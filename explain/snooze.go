package explain

import (
	"time"

	"returndesk/desk"
)

// Snoozed says what somebody should know who puts a case off until a time, in the zone of
// days: that it is due before, and that nobody works when it comes back. Nothing where it is
// an ordinary day before the case is due.
func Snoozed(c desk.Case, until time.Time, days desk.Workdays) []string {
	var out []string
	until = until.In(days.Zone)
	if due := c.Deadline; !due.IsZero() && until.After(due) {
		out = append(out, "It is due before that, "+due.In(days.Zone).Format("Mon 2 Jan 15:04")+": it comes back overdue.")
	}
	if !days.Open(until) {
		out = append(out, "That "+until.Weekday().String()+" is no working day: nobody may see it before "+
			days.Add(until, 1).Format("Mon 2 Jan")+".")
	}
	return out
}
