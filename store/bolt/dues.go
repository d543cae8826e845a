package bolt

import (
	"context"
	"time"

	"returndesk/desk"
)

// putDue keeps a due time; one of the same id is replaced.
func (t *wtx) putDue(d desk.Due) error {
	if err := t.endDue(d.ID); err != nil {
		return err
	}
	v, err := packJSON(d)
	if err != nil {
		return err
	}
	if err := t.put(bDueAt, append(timeKey(d.At), d.ID...), nil); err != nil {
		return err
	}
	return t.put(bDues, []byte(d.ID), v)
}

// endDue forgets a due time. One that is not there is over already.
func (t *wtx) endDue(id string) error {
	v := t.b(bDues).Get([]byte(id))
	if v == nil {
		return nil
	}
	var d desk.Due
	if err := unpackJSON(v, &d); err != nil {
		return unreadable(err, "due time", id)
	}
	if err := t.b(bDueAt).Delete(append(timeKey(d.At), id...)); err != nil {
		return err
	}
	return t.b(bDues).Delete([]byte(id))
}

// DuesBefore lists what of a kind ("" = any) has to happen at or before t, earliest first,
// at most limit (0 = 100). A due time stays until a change says that it is done.
func (s *Store) DuesBefore(ctx context.Context, kind string, t time.Time, limit int) ([]desk.Due, error) {
	if limit <= 0 {
		limit = 100
	}
	var out []desk.Due
	err := s.view(ctx, func(tx *rtx) error {
		c := tx.b(bDueAt).Cursor()
		for k, _ := c.First(); k != nil && len(out) < limit; k, _ = c.Next() {
			var d desk.Due
			if err := unpackJSON(tx.b(bDues).Get(k[8:]), &d); err != nil {
				return unreadable(err, "due time", string(k[8:]))
			}
			if d.At.After(t) {
				return nil
			}
			if kind == "" || d.Kind == kind {
				out = append(out, d)
			}
		}
		return nil
	})
	return out, err
}

// SpokenAt tells when something limited to "at most once in a while" was last said; the
// zero time when it never was.
func (s *Store) SpokenAt(ctx context.Context, key string) (time.Time, error) {
	var at time.Time
	if err := checkKey("the key of a memory", key); err != nil {
		return at, err
	}
	err := s.view(ctx, func(t *rtx) error {
		if v := t.b(bSpoken).Get([]byte(key)); len(v) == 8 {
			at = time.Unix(0, int64(fromU64(v))).UTC()
		}
		return nil
	})
	return at, err
}
