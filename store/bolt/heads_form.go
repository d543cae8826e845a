package bolt

import "returndesk/desk"

// headForm is the version of the heads and of the queue's order; a file with another one
// makes both anew.
const headForm = 3

// reindexHeads adds to each head what a program did not keep that knew no signatures, and
// puts the waiting cases in the order of now.
func (t *wtx) reindexHeads() error {
	if err := t.tx.DeleteBucket([]byte(bWaiting)); err != nil {
		return err
	}
	if _, err := t.tx.CreateBucket([]byte(bWaiting)); err != nil {
		return err
	}
	delete(t.open, bWaiting)
	var all []uint64
	if err := t.b(bHeads).ForEach(func(k, _ []byte) error {
		all = append(all, fromU64(k))
		return nil
	}); err != nil {
		return err
	}
	for _, n := range all {
		if err := t.reindexHead(n); err != nil {
			return err
		}
	}
	return t.put(bMeta, []byte("heads"), u64(headForm))
}

func (t *wtx) reindexHead(n uint64) error {
	h, _, err := t.head(n)
	if err != nil {
		return err
	}
	c, err := t.caseAt(n, false)
	if err != nil {
		return err
	}
	h.handedTo = c.HandedTo
	for i, d := range h.drafts {
		if d.state != desk.DraftProposed {
			continue
		}
		draft, ok, err := t.draftAt(draftKey(n, d.number))
		if err != nil {
			return err
		}
		if ok {
			h.drafts[i].sign = draft.Signature("")
		}
	}
	if h.waiting {
		if err := t.put(bWaiting, append(h.queueKey(), u64(n)...), nil); err != nil {
			return err
		}
	}
	return t.put(bHeads, u64(n), h.encode())
}
