package bolt

import (
	"context"

	"returndesk/desk"
)

// writeCopies puts and ends the records of drafts' copies.
func (t *wtx) writeCopies(c desk.Change) error {
	for i := range c.Copies {
		v, err := packJSON(&c.Copies[i])
		if err != nil {
			return err
		}
		if err := t.put(bCopies, []byte(c.Copies[i].Draft), v); err != nil {
			return err
		}
	}
	for _, id := range c.CopiesOver {
		if id == "" {
			continue
		}
		if err := t.b(bCopies).Delete([]byte(id)); err != nil {
			return err
		}
	}
	return nil
}

// Copy gives the record of a draft's copy, CodeNotFound when there is none.
func (s *Store) Copy(ctx context.Context, draft string) (desk.DraftCopy, error) {
	var c desk.DraftCopy
	if _, _, err := draftNumber(draft); err != nil {
		return c, err
	}
	err := s.view(ctx, func(t *rtx) error {
		v := t.b(bCopies).Get([]byte(draft))
		if v == nil {
			return notFound("a copy of draft", draft)
		}
		return readCopy(v, draft, &c)
	})
	return c, err
}

// Copies lists every record of a copy. Erasing a person leaves them: they name no person,
// and by them the copy in the mailbox is still found and removed.
func (s *Store) Copies(ctx context.Context) ([]desk.DraftCopy, error) {
	var out []desk.DraftCopy
	err := s.view(ctx, func(t *rtx) error {
		return t.b(bCopies).ForEach(func(k, v []byte) error {
			var c desk.DraftCopy
			if err := readCopy(v, string(k), &c); err != nil {
				return err
			}
			out = append(out, c)
			return nil
		})
	})
	return out, err
}

func readCopy(v []byte, draft string, c *desk.DraftCopy) error {
	if err := unpackJSON(v, c); err != nil {
		return unreadable(err, "copy of draft", draft)
	}
	return nil
}
