package bolt

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

func alertTime(a desk.Alert) time.Time {
	if a.NextTry.IsZero() {
		return a.CreatedAt
	}
	return a.NextTry
}

// addAlert keeps an alert unless one of its key was ever kept: it goes out once.
func (t *wtx) addAlert(a desk.Alert) error {
	if t.b(bAlerts).Get([]byte(a.Key)) != nil {
		return nil
	}
	return t.putAlert(a)
}

func (t *wtx) putAlert(a desk.Alert) error {
	v, err := packJSON(a)
	if err != nil {
		return err
	}
	if a.SentAt.IsZero() {
		if err := t.put(bAlertNext, append(timeKey(alertTime(a)), a.Key...), nil); err != nil {
			return err
		}
	}
	return t.put(bAlerts, []byte(a.Key), v)
}

// PutAlert keeps an alert that belongs to no change. One whose key is known is skipped.
func (s *Store) PutAlert(ctx context.Context, a desk.Alert) error {
	if err := checkKey("the key of an alert", a.Key); err != nil {
		return err
	}
	return s.update(ctx, func(t *wtx) error { return t.addAlert(a) })
}

// PendingAlerts lists the alerts that have not gone out and whose next try is not later
// than now, at most limit (0 = 100), those that wait longest first.
func (s *Store) PendingAlerts(ctx context.Context, now time.Time, limit int) ([]desk.Alert, error) {
	if limit <= 0 {
		limit = 100
	}
	var out []desk.Alert
	err := s.view(ctx, func(t *rtx) error {
		c := t.b(bAlertNext).Cursor()
		for k, _ := c.First(); k != nil && len(out) < limit; k, _ = c.Next() {
			var a desk.Alert
			if err := unpackJSON(t.b(bAlerts).Get(k[8:]), &a); err != nil {
				return unreadable(err, "alert", string(k[8:]))
			}
			if alertTime(a).After(now) {
				return nil
			}
			out = append(out, a)
		}
		return nil
	})
	return out, err
}

// FinishAlert records a try: everybody has it, or somebody has it not and it is tried again.
// CodeNotFound when there is no such alert, CodeConflict when everybody had it before.
func (s *Store) FinishAlert(ctx context.Context, key string, try desk.AlertTry) error {
	if err := checkKey("the key of an alert", key); err != nil {
		return err
	}
	return s.update(ctx, func(t *wtx) error {
		v := slices.Clone(t.b(bAlerts).Get([]byte(key)))
		if v == nil {
			return notFound("alert", key)
		}
		var a desk.Alert
		if err := unpackJSON(v, &a); err != nil {
			return unreadable(err, "alert", key)
		}
		if !a.SentAt.IsZero() {
			return desk.Errf(desk.CodeConflict, "the alert %s has gone out already", clip(key))
		}
		if err := t.b(bAlertNext).Delete(append(timeKey(alertTime(a)), key...)); err != nil {
			return err
		}
		return t.putAlert(a.After(try))
	})
}
