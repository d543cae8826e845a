package bolt

import (
	"context"
	"encoding/binary"

	"go.etcd.io/bbolt"

	"returndesk/desk"
)

// maxGroup bounds how many calls share a commit, and with it what a crash can undo.
const maxGroup = 32

// operation is one call that waits for its commit. apply must leave no write behind
// when it refuses (it validates first) and must give the same result when it is run
// again.
type operation struct {
	ctx   context.Context
	apply func(*wtx) error
	done  chan error
}

// wtx is a write transaction with what has to be written at its end.
type wtx struct {
	rtx
	words   []byte // a segment of the word index
	counts  map[string]int64
	tallies map[string]int64
	after   []func() // once readers see the commit, in the committer
	written int64    // bytes put so far, roughly
}

func (t *wtx) put(bucket string, key, value []byte) error {
	t.written += int64(len(key) + len(value))
	return t.b(bucket).Put(key, value)
}

// update hands fn to the committer and waits until it is durable or refused.
func (s *Store) update(ctx context.Context, fn func(*wtx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	op := &operation{ctx: ctx, apply: fn, done: make(chan error, 1)}
	closed := desk.Errf(desk.CodeUnavailable, "the store in %s is closed", s.dir)
	select {
	case <-s.quit:
		return closed
	default:
	}
	select {
	case s.ops <- op:
	case <-s.quit:
		return closed
	case <-ctx.Done():
		return ctx.Err()
	}
	// From here on the answer is waited for: giving up would leave the caller not
	// knowing whether it happened.
	select {
	case err := <-op.done:
		return s.fail(err, "writing")
	case <-s.ended:
	}
	select {
	case err := <-op.done:
		return s.fail(err, "writing")
	default:
		return closed
	}
}

// commitLoop is the only goroutine that writes to the file.
func (s *Store) commitLoop() {
	defer close(s.ended)
	for {
		select {
		case op := <-s.ops:
			s.commitGroup(s.gather(op))
		case <-s.quit:
			return
		}
	}
}

// gather takes what else is waiting.
func (s *Store) gather(first *operation) []*operation {
	group := []*operation{first}
	for len(group) < maxGroup {
		select {
		case op := <-s.ops:
			group = append(group, op)
		default:
			return group
		}
	}
	return group
}

// commitGroup commits the group at once. When the disk or bbolt refuses, the calls are
// tried one by one, so that one of them cannot spoil the others.
func (s *Store) commitGroup(group []*operation) {
	results := make([]error, len(group))
	err := s.commit(group, results)
	if err != nil && len(group) > 1 {
		for i, op := range group {
			one := results[i : i+1]
			if err := s.commit(group[i:i+1], one); err != nil {
				one[0] = err
			}
			op.done <- one[0]
		}
		return
	}
	for i, op := range group {
		if err != nil {
			results[i] = err
		}
		op.done <- results[i]
	}
}

// refused tells whether the transaction is still clean after an error: the operation
// refused before it wrote anything.
func refused(err error) bool {
	switch desk.CodeOf(err) {
	case desk.CodeInternal, "":
		return false
	}
	return true
}

// commit runs the operations in one transaction. Refusals go to results; any other
// error undoes the whole transaction.
func (s *Store) commit(group []*operation, results []error) error {
	t := &wtx{}
	id := 0
	err := s.db.Update(func(tx *bbolt.Tx) error {
		id = tx.ID()
		*t = s.writer(tx)
		for i, op := range group {
			err := op.ctx.Err()
			if err == nil {
				err = op.apply(t)
				if err != nil && !refused(err) {
					return err
				}
			}
			results[i] = err
		}
		if err := t.flushCounts(); err != nil {
			return err
		}
		if err := t.flushTallies(); err != nil {
			return err
		}
		if err := t.flushWords(); err != nil {
			return err
		}
		return t.flushLinks()
	})
	if err != nil && !s.holds(id) {
		return err
	}
	for _, f := range t.after {
		f()
	}
	s.published.set(int64(id))
	s.touched(t.written)
	return err
}

// holds reports whether the file has a transaction whose commit failed: a disk that took the last
// page and could not make it durable. Readers see it and later ones build on it, so that its links
// belong into memory; to its callers it failed.
func (s *Store) holds(id int) bool {
	there := false
	err := s.db.View(func(tx *bbolt.Tx) error {
		there = id > 0 && tx.ID() >= id
		return nil
	})
	return err == nil && there
}

// writer makes the write transaction over tx.
func (s *Store) writer(tx *bbolt.Tx) wtx {
	return wtx{counts: map[string]int64{}, tallies: map[string]int64{}, rtx: rtx{store: s, tx: tx, mem: s.mem.Load(),
		open: map[string]*bbolt.Bucket{}, added: map[linkKey][]uint64{}, gone: map[linkKey][]uint64{}}}
}

// count changes one of the figures that Counts reports.
func (t *wtx) count(kind, state string, by int64) {
	if state != "" {
		t.counts[kind+"/"+state] += by
	}
}

func (t *wtx) flushCounts() error {
	for name, by := range t.counts {
		if by == 0 {
			continue
		}
		key := []byte("count/" + name)
		n := int64(getNumber(t.b(bMeta), key)) + by
		if err := t.put(bMeta, key, binary.BigEndian.AppendUint64(nil, uint64(n))); err != nil {
			return err
		}
	}
	return nil
}
