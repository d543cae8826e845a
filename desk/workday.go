package desk

import "time"

// Workdays says on which days a shop works, in which zone its days begin and end, and how
// many of them it waits for what. The zero value works Monday to Friday, in the zone of each
// instant itself, and waits as long as DefaultDeadlines says.
type Workdays struct {
	Zone *time.Location
	On   [7]bool // by time.Weekday; none set means Monday to Friday
	// Holidays are the days on which the shop does not work: a calendar date, or month and
	// day ("12-25") for every year.
	Holidays map[Date]bool
	// Opens and Closes are the shop's hours in minutes after midnight; both 0 means 9:00 to
	// 17:00. Only Between reads them.
	Opens, Closes int
	// Deadlines are the times that the shop may choose.
	Deadlines Deadlines
}

// Works reports whether the shop works on a day of the week, holidays aside.
func (w Workdays) Works(d time.Weekday) bool {
	if w.On == [7]bool{} {
		return d != time.Saturday && d != time.Sunday
	}
	return w.On[d]
}

// Open reports whether the shop works on the day of an instant.
func (w Workdays) Open(t time.Time) bool {
	t = w.local(t)
	day := Date(t.Format(time.DateOnly))
	return w.Works(t.Weekday()) && !w.Holidays[day] && !w.Holidays[day[5:]]
}

// maxClosed bounds the search for a working day: a calendar that has none for longer
// is a mistake, and must not hold up what waits.
const maxClosed = 60

// Add gives the same time of day n working days later; with n = 0, t itself.
func (w Workdays) Add(t time.Time, n int) time.Time {
	t = w.local(t)
	for closed := 0; n > 0 && closed < maxClosed; {
		t = daysLater(t, 1)
		if w.Open(t) {
			n, closed = n-1, 0
		} else {
			closed++
		}
	}
	return t
}

// Next gives t itself on a working day, else the same time of the next one: a deadline of
// the customer's is never shortened by a weekend or a holiday (domain.md section 2).
func (w Workdays) Next(t time.Time) time.Time {
	day := w.local(t)
	for range maxClosed {
		if w.Open(day) {
			return day
		}
		day = daysLater(day, 1)
	}
	return w.local(t)
}

// Days gives the same time of day n days later, moved on to a working day.
func (w Workdays) Days(t time.Time, n int) time.Time {
	return w.Next(daysLater(w.local(t), n))
}

// EndOf gives the last second of t's day.
func (w Workdays) EndOf(t time.Time) time.Time {
	t = w.local(t)
	return DayBegins(t.Year(), t.Month(), t.Day()+1, t.Location()).Add(-time.Second)
}

// Date gives t's calendar date.
func (w Workdays) Date(t time.Time) Date { return Date(w.local(t).Format(time.DateOnly)) }

func (w Workdays) local(t time.Time) time.Time {
	if w.Zone == nil {
		return t
	}
	return t.In(w.Zone)
}

// zone gives the zone in which t's day begins.
func (w Workdays) zone(t time.Time) *time.Location { return w.local(t).Location() }

// endOfDate gives the last second of a calendar date.
func (w Workdays) endOfDate(d Date) (time.Time, bool) {
	zone := w.Zone
	if zone == nil {
		zone = time.UTC
	}
	end, ok := d.Ends(zone)
	if !ok {
		return time.Time{}, false
	}
	return end.Add(-time.Second), true
}

// ReopenUntil gives until when an answer opens again what closed at a time because none came
// (domain.md section 2): the customer was told a number of days, and the last of them counts until it ends.
func (w Workdays) ReopenUntil(closed time.Time) time.Time {
	return w.EndOf(daysLater(w.local(closed), w.Deadlines.WithDefaults().Reopen))
}

// RMADeadline gives when a state's deadline of domain.md section 3 ends, counted from
// the moment the state began; the zero time where the state has none. What the customer
// has to keep counts days of the calendar and ends on a working day; what we have to keep
// counts working days. Waiting for evidence has no end of its own: the record takes it from
// the case's clock, which runs from the sending of our question.
func (w Workdays) RMADeadline(s RMAState, since time.Time) time.Time {
	since = w.local(since)
	d := w.Deadlines.WithDefaults()
	switch s {
	case RMATroubleshooting:
		return w.Days(since, d.Close)
	case RMANoFaultFound, RMAManagerHold:
		return w.Days(since, d.NoFaultChoice)
	case RMAAuthorized:
		return w.Days(since, d.Return)
	case RMAInTransit:
		return daysLater(since, d.InTransit)
	case RMAUnderReview:
		return w.Add(since, d.Review)
	case RMAFaultConfirmed:
		return w.Add(since, d.Remedy)
	case RMAReceived:
		return w.Add(since, d.Inspection)
	case RMAReturnToBuyer:
		return w.Add(since, d.SendBack)
	}
	return time.Time{}
}
