package desk

import "time"

// Workdays says on which days of the week a shop works and in which zone its days begin
// and end. The zero value works Monday to Friday, in the zone of each instant itself.
type Workdays struct {
	Zone *time.Location
	On   [7]bool // by time.Weekday; none set means Monday to Friday
}

// Works reports whether the shop works on a day of the week.
func (w Workdays) Works(d time.Weekday) bool {
	if w.On == [7]bool{} {
		return d != time.Saturday && d != time.Sunday
	}
	return w.On[d]
}

// Add gives the same time of day n working days later; with n = 0, t itself.
func (w Workdays) Add(t time.Time, n int) time.Time {
	t = w.local(t)
	for n > 0 {
		t = t.AddDate(0, 0, 1)
		if w.Works(t.Weekday()) {
			n--
		}
	}
	return t
}

// EndOf gives the last second of t's day.
func (w Workdays) EndOf(t time.Time) time.Time {
	t = w.local(t)
	return time.Date(t.Year(), t.Month(), t.Day(), 23, 59, 59, 0, t.Location())
}

func (w Workdays) local(t time.Time) time.Time {
	if w.Zone == nil {
		return t
	}
	return t.In(w.Zone)
}

// RMADeadline gives when a state's deadline of domain.md section 3 ends, counted from
// the moment the state began; the zero time where the state has none.
func (w Workdays) RMADeadline(s RMAState, since time.Time) time.Time {
	since = w.local(since)
	switch s {
	case RMAAwaitingEvidence, RMATroubleshooting, RMANoFaultFound, RMAManagerHold:
		return since.AddDate(0, 0, 14)
	case RMAAuthorized:
		return since.AddDate(0, 0, 21)
	case RMAInTransit:
		return since.AddDate(0, 0, 10)
	case RMAUnderReview:
		return w.Add(since, 1)
	case RMAFaultConfirmed:
		return w.Add(since, 2)
	case RMAReceived, RMAReturnToBuyer:
		return w.Add(since, 5)
	}
	return time.Time{}
}
