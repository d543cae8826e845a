package bolt

import (
	"context"
	"time"

	"returndesk/desk"
)

// writeAudit appends entries. Those of one case that come together share a record; the
// store sets their Seq, ascending over all cases.
func (t *wtx) writeAudit(entries []desk.Audit) error {
	for len(entries) > 0 {
		n := 1
		for n < len(entries) && entries[n].Case == entries[0].Case {
			n++
		}
		group := append([]desk.Audit{}, entries[:n]...)
		t.tally(group)
		entries = entries[n:]
		b := t.b(bAudit)
		first := b.Sequence() + 1
		for i := range group {
			group[i].Seq = first + uint64(i)
		}
		if err := b.SetSequence(first + uint64(n) - 1); err != nil {
			return err
		}
		v, err := packJSON(group)
		if err != nil {
			return err
		}
		if err := t.put(bAudit, u64(first), v); err != nil {
			return err
		}
		if c, err := caseNumber(group[0].Case); err == nil {
			if err := t.put(bAuditCase, append(u64(c), u64(first)...), nil); err != nil {
				return err
			}
		}
	}
	return nil
}

func decodeAudit(v []byte) ([]desk.Audit, error) {
	var group []desk.Audit
	if err := unpackJSON(v, &group); err != nil {
		return nil, unreadable(err, "history", "")
	}
	return group, nil
}

// Audit gives the history of a case, oldest first.
func (s *Store) Audit(ctx context.Context, id string) ([]desk.Audit, error) {
	n, err := caseNumber(id)
	if err != nil {
		return nil, err
	}
	var out []desk.Audit
	err = s.view(ctx, func(t *rtx) error {
		c := t.b(bAuditCase).Cursor()
		for k, _ := c.Seek(u64(n)); len(k) == 16 && fromU64(k) == n; k, _ = c.Next() {
			group, err := decodeAudit(t.b(bAudit).Get(k[8:]))
			if err != nil {
				return err
			}
			out = append(out, group...)
		}
		return nil
	})
	return out, err
}

// pageSize is how many records an iteration reads in one transaction. A callback runs
// between transactions, so a slow one neither holds up growth of the file nor keeps old
// pages from being reused.
const pageSize = 200

// AuditSince calls fn for each entry of all histories from a time on, in the order of
// writing, until fn gives an error, which it returns.
func (s *Store) AuditSince(ctx context.Context, since time.Time, fn func(desk.Audit) error) error {
	for next := uint64(1); ; {
		var page []desk.Audit
		more := false
		err := s.view(ctx, func(t *rtx) error {
			c := t.b(bAudit).Cursor()
			k, v := c.Seek(u64(next))
			for n := 0; k != nil; k, v = c.Next() {
				if n++; n > pageSize {
					more = true
					return nil
				}
				group, err := decodeAudit(v)
				if err != nil {
					return err
				}
				next = fromU64(k) + 1
				page = append(page, group...)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, a := range page {
			if a.At.Before(since) {
				continue
			}
			if err := fn(a); err != nil {
				return err
			}
		}
		if !more {
			return nil
		}
	}
}
