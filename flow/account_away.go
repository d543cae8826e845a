package flow

import (
	"context"
	"errors"
	"maps"
	"slices"
	"time"

	"returndesk/desk"
)

// accountsAway are the mailboxes that cannot be looked into now, each with the reason; nil is none.
// What such a mailbox sends and files waits, and that of the others does not.
type accountsAway map[string]error

// errAway says that a mailbox cannot be reached, which was noted already.
var errAway = errors.New("the mailbox cannot be reached")

// err gives why something waits, in the order of the mailboxes' names; nil where nothing does.
func (a accountsAway) err(waiting []string) error {
	if len(waiting) == 0 {
		return nil
	}
	var out error
	for _, name := range slices.Sorted(maps.Keys(a)) {
		out = errors.Join(out, a[name])
	}
	return out
}

// waitingFor gives the ids of the approved drafts that would leave now and wait for their mailbox.
func (e *Engine) waitingFor(ctx context.Context, away accountsAway, now time.Time) ([]string, error) {
	if len(away) == 0 {
		return nil, nil
	}
	list, err := e.store.DraftsIn(ctx, desk.DraftApproved, tendLimit)
	if err != nil {
		return nil, err
	}
	var out []string
	for _, d := range list {
		if d.SendAfter.After(now) { // ordered by time
			break
		}
		c, err := e.store.Case(ctx, d.Case)
		if desk.CodeOf(err) == desk.CodeNotFound {
			continue
		}
		if err != nil {
			return nil, err
		}
		if away[c.Account] != nil {
			out = append(out, d.ID)
		}
	}
	return out, nil
}
