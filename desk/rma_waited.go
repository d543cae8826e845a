package desk

import "time"

// Waited gives the buyer of an authorised return the days back for which a message of his waited for our answer: his clock
// stands still meanwhile (domain.md section 2), so that the number has as long to live as it had when he wrote. A message
// that came after its day moves nothing. It reports whether the day moved.
func (r *RMA) Waited(wrote, answered time.Time, days Workdays) bool {
	since := laterOf(wrote, r.Since())
	if r.State != RMAAuthorized || r.NoShipping || r.Due.IsZero() || wrote.IsZero() || since.After(r.Due) {
		return false
	}
	n := daysApart(days.local(since), days.local(answered))
	if n <= 0 {
		return false
	}
	r.Until(days.Date(days.Days(r.Due, n)), days)
	r.UpdatedAt = answered
	r.remindAgain(answered, days)
	return true
}

// daysApart counts the midnights between two times of one zone.
func daysApart(from, to time.Time) int {
	day := func(t time.Time) time.Time { return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC) }
	return int(day(to).Sub(day(from)) / (24 * time.Hour))
}
