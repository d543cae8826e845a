package bolt

import (
	"context"

	"returndesk/desk"
)

// EachDraftIn calls fn for each draft in a state, approved ones in the order in which they
// may leave, others oldest first, until fn gives an error, which it returns. Only one draft
// is in memory at a time. It reads one consistent state; fn must not call the store.
func (s *Store) EachDraftIn(ctx context.Context, state desk.DraftState, fn func(desk.Draft) error) error {
	var stop error
	err := s.view(ctx, func(t *rtx) error {
		return t.eachDraftIn(state, func(_ []byte, d desk.Draft) bool {
			if stop = ctx.Err(); stop == nil {
				stop = fn(d)
			}
			return stop == nil
		})
	})
	if stop != nil {
		return stop
	}
	return err
}
