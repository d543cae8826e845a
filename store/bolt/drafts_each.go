package bolt

import (
	"bytes"
	"context"

	"returndesk/desk"
)

// EachDraftOf calls fn for each draft of a template in a state, approved ones in the order
// in which they may leave, others oldest first, until fn gives an error, which it returns.
// Other drafts are passed over unread. It reads one consistent state; fn must not call the
// store.
func (s *Store) EachDraftOf(ctx context.Context, state desk.DraftState, template string, fn func(desk.Draft) error) error {
	var stop error
	err := s.view(ctx, func(t *rtx) error {
		prefix := []byte{draftStateByte(state)}
		c := t.b(bDraftState).Cursor()
		for k, v := c.Seek(prefix); bytes.HasPrefix(k, prefix) && len(k) == 21; k, v = c.Next() {
			if len(v) > 0 && string(v) != template {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			d, ok, err := t.draftAt(k[9:])
			if err != nil {
				return err
			}
			if !ok || d.Template != template {
				continue
			}
			if stop = fn(d); stop != nil {
				return nil
			}
		}
		return nil
	})
	if stop != nil {
		return stop
	}
	return err
}
