package desk

import "time"

// hours gives the shop's hours in minutes after midnight.
func (w Workdays) hours() (opens, closes int) {
	if w.Opens == 0 && w.Closes == 0 {
		return 9 * 60, 17 * 60
	}
	return w.Opens, max(w.Opens, w.Closes)
}

// DayLength is how long the shop works on one day.
func (w Workdays) DayLength() time.Duration {
	opens, closes := w.hours()
	return time.Duration(closes-opens) * time.Minute
}

// maxBetween bounds the count of days; nobody waits longer than this for an answer.
const maxBetween = 3660

// Between gives how much business time passed from a to b: the hours of working days, on
// the clock of the shop. It is 0 when b is not after a.
func (w Workdays) Between(a, b time.Time) time.Duration {
	a, b = w.local(a), w.local(b)
	opens, closes := w.hours()
	var sum time.Duration
	day := DayBegins(a.Year(), a.Month(), a.Day(), a.Location())
	for range maxBetween {
		if day.After(b) {
			break
		}
		at := func(minutes int) time.Time {
			return time.Date(day.Year(), day.Month(), day.Day(), 0, minutes, 0, 0, day.Location())
		}
		if w.Open(at(12 * 60)) {
			from, to := at(opens), at(closes)
			if from.Before(a) {
				from = a
			}
			if to.After(b) {
				to = b
			}
			if d := to.Sub(from); d > 0 {
				sum += d
			}
		}
		day = DayBegins(day.Year(), day.Month(), day.Day()+1, day.Location())
	}
	return sum
}
