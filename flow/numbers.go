package flow

import (
	"context"
)

// backlog is from how many waiting mails on their case numbers are taken together, while the
// first of them are handled already.
const backlog = 50

// caseNumbers hands out case numbers that were taken durably in advance. Those that are left at
// the end of the process are lost, so no more are taken than there is work.
type caseNumbers struct {
	taken   []numberBlock // oldest first
	pending int           // mails that wait in the batch at hand
	coming  chan takenNumbers
}

// numberBlock is a row of numbers; end is the first that is not in it.
type numberBlock struct{ next, end uint64 }

// takenNumbers is the store's answer to the wish for a block.
type takenNumbers struct {
	numberBlock
	err error
}

// left gives how many numbers are at hand.
func (n *caseNumbers) left() int {
	sum := 0
	for _, b := range n.taken {
		sum += int(b.end - b.next)
	}
	return sum
}

// block gives how many numbers to take at once when none is left: a commit each only for single
// mails, and many only while a backlog is worked off.
func (n *caseNumbers) block() int {
	if n.pending >= backlog {
		return min(n.pending, 100)
	}
	return min(max(n.pending, 1), 10)
}

// reserve has the numbers that a backlog will need taken while its first mails are handled, so
// that none of them waits for the disk.
func (e *Engine) reserve(ctx context.Context, mails int) {
	n := &e.numbers
	lacking := mails - n.left()
	if mails < backlog || lacking <= 0 || n.coming != nil {
		return
	}
	coming := make(chan takenNumbers, 1)
	n.coming = coming
	go func() {
		first, err := e.store.TakeCaseNumbers(ctx, lacking)
		coming <- takenNumbers{numberBlock{first, first + uint64(lacking)}, err}
	}()
}

// arrived waits for the numbers that were asked for, if any were.
func (n *caseNumbers) arrived() error {
	if n.coming == nil {
		return nil
	}
	t := <-n.coming
	n.coming = nil
	if t.err == nil {
		n.taken = append(n.taken, t.numberBlock)
	}
	return t.err
}

// caseNumber gives the number of a new case.
func (e *Engine) caseNumber(ctx context.Context) (uint64, error) {
	n := &e.numbers
	for len(n.taken) > 0 && n.taken[0].next >= n.taken[0].end {
		n.taken = n.taken[1:]
	}
	if len(n.taken) == 0 {
		if err := n.arrived(); err != nil {
			return 0, err
		}
	}
	if len(n.taken) == 0 {
		many := n.block()
		first, err := e.store.TakeCaseNumbers(ctx, many)
		if err != nil {
			return 0, err
		}
		n.taken = append(n.taken, numberBlock{first, first + uint64(many)})
	}
	b := &n.taken[0]
	b.next++
	return b.next - 1, nil
}
