package flow

import (
	"cmp"
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// unheardMost bounds how many alerts that wait are looked at.
const unheardMost = 500

// Unheard lists the readers of internal mails whom some that were tried have not reached, by
// address. It is empty while all is well.
func (e *Engine) Unheard(ctx context.Context) ([]desk.Unheard, error) {
	list, err := e.store.PendingAlerts(ctx, e.now().AddDate(1, 0, 0), unheardMost)
	if err != nil {
		return nil, err
	}
	by := map[string]*desk.Unheard{}
	newest := map[string]time.Time{}
	for _, a := range list {
		if a.Attempts == 0 {
			continue
		}
		for _, r := range a.Missing(e.readersOf(a.Kind)) {
			u := by[r]
			if u == nil {
				u = &desk.Unheard{Reader: r, Since: a.CreatedAt}
				by[r] = u
			}
			u.Alerts++
			if a.CreatedAt.Before(u.Since) {
				u.Since = a.CreatedAt
			}
			if !a.NextTry.Before(newest[r]) {
				newest[r], u.Why = a.NextTry, cmp.Or(a.Refused[r], a.LastError)
			}
		}
	}
	out := make([]desk.Unheard, 0, len(by))
	for _, u := range by {
		out = append(out, *u)
	}
	slices.SortFunc(out, func(a, b desk.Unheard) int { return cmp.Compare(a.Reader, b.Reader) })
	return out, nil
}
