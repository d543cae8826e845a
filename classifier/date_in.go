package classifier

import (
	"time"

	"returndesk/desk"
)

// DateIn reads the first date that stands in a few words ("last Tuesday", "le 14 mars")
// and resolves it against the calendar date of received, in its zone. A date that lies
// ahead or more than 400 days back is none. Unlike a whole mail's text, the words are taken
// to speak of an arrival.
func (p *Phrases) DateIn(words string, received time.Time) (desk.Date, bool) {
	if received.IsZero() || len(words) > maxText {
		return "", false
	}
	s := &scanner{}
	s.scan(words)
	y, m, d := received.Date()
	day := time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	for k := range s.toks {
		t, ok := p.cal.at(s.toks, k, day, "recu")
		if ok && !t.After(day) && day.Sub(t) < 400*24*time.Hour {
			return desk.Date(t.Format(time.DateOnly)), true
		}
	}
	return "", false
}
