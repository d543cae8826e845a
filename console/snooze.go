package console

import (
	"net/http"
	"time"

	"returndesk/desk"
)

// morning is when a case comes back on the day for which it was put off, in shop time.
const morning = 8

// snoozes are the times that are offered.
func (s *Server) snoozes() []choice {
	now := s.Now().In(s.Zone)
	at := func(days int) time.Time {
		return time.Date(now.Year(), now.Month(), now.Day()+days, morning, 0, 0, 0, s.Zone)
	}
	monday := (8 - int(now.Weekday())) % 7
	if monday == 0 {
		monday = 7
	}
	list := []struct {
		label string
		at    time.Time
	}{
		{"in 3 hours", now.Add(3 * time.Hour).Truncate(time.Minute)}, {"tomorrow morning", at(1)},
		{"in 3 days", at(3)}, {"on Monday", at(monday)}, {"in two weeks", at(14)},
	}
	out := make([]choice, 0, len(list))
	for _, x := range list {
		out = append(out, choice{x.at.Format(time.RFC3339), x.label + " (" + x.at.Format("Mon 2 Jan 15:04") + ")"})
	}
	return out
}

// snooze puts a case off, or takes it back when no time is given.
func (s *Server) snooze(w http.ResponseWriter, r *http.Request, v viewer) error {
	id := r.PathValue("id")
	var until time.Time
	if text := r.PostFormValue("until"); text != "" {
		var err error
		if until, err = time.Parse(time.RFC3339, text); err != nil {
			return desk.Wrap(desk.CodeInvalid, err, "%q is no time", clip(text)).WithMend("choose one of the list")
		}
	}
	next, err := s.following(r.Context(), v, backFilter(r), id)
	if err != nil {
		return err
	}
	if _, err := s.Desk.Snooze(r.Context(), v.Actor(), id, until, r.PostFormValue("because")); err != nil {
		return s.again(w, r, v, id, err, typed{})
	}
	if until.IsZero() || next == "" {
		done := "snoozed"
		if until.IsZero() {
			done = "woken"
		}
		return redirect(w, r, backTo(r, id, "done", done))
	}
	return redirect(w, r, withDone(next, "done", "snoozed", "case", id))
}
