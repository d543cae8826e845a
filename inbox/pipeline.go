package inbox

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// A batch goes to the Sink at whichever bound it meets first. One batch is
// being stored while the next is being fetched, so at most two are in memory.
const (
	batchMails = 50
	batchBytes = 8 << 20
)

// delivery is one hand-over to the Sink.
type delivery struct {
	mails []Raw
	next  Cursor
}

// pipeline stores batches in a goroutine of its own, in order, one at a time.
type pipeline struct {
	store func(context.Context, delivery) error
	ctx   context.Context
	stop  context.CancelCauseFunc
	queue chan delivery // unbuffered: the fetcher waits while one is stored
	done  sync.WaitGroup
	open  sync.WaitGroup // deliveries that were handed over and not stored yet

	mails []Raw // the batch being built, touched by the fetcher alone
	bytes int
}

var errStore = errors.New("the mails could not be stored")

// newPipeline starts the storing goroutine; finish must be called.
func newPipeline(ctx context.Context, store func(context.Context, delivery) error) *pipeline {
	p := &pipeline{store: store, queue: make(chan delivery)}
	p.ctx, p.stop = context.WithCancelCause(ctx)
	p.done.Add(1)
	go p.work()
	return p
}

func (p *pipeline) work() {
	defer p.done.Done()
	for d := range p.queue {
		if p.ctx.Err() == nil { // otherwise the fetcher learns it at its next hand-over
			if err := p.store(p.ctx, d); err != nil {
				p.stop(err)
			}
		}
		p.open.Done()
	}
}

// add takes a mail into the batch, and says whether the batch is full.
func (p *pipeline) add(mail Raw) (full bool) {
	p.mails = append(p.mails, mail)
	p.bytes += len(mail.Bytes)
	return len(p.mails) >= batchMails || p.bytes >= batchBytes
}

// flush hands the batch over, oldest mail first, with the cursor that holds once
// it is stored.
func (p *pipeline) flush(next Cursor) error {
	slices.SortFunc(p.mails, func(a, b Raw) int { return int(int64(a.UID) - int64(b.UID)) })
	p.open.Add(1)
	select {
	case p.queue <- delivery{mails: p.mails, next: next}:
		p.mails, p.bytes = nil, 0
		return nil
	case <-p.ctx.Done():
		p.open.Done()
		return context.Cause(p.ctx)
	}
}

// stored waits until everything handed over so far is stored, or gives why it is not.
func (p *pipeline) stored() error {
	p.open.Wait()
	return context.Cause(p.ctx)
}

// finish waits until everything handed over is stored, and returns the first
// failure of storing.
func (p *pipeline) finish() error {
	close(p.queue)
	p.done.Wait()
	err := context.Cause(p.ctx)
	p.stop(nil)
	return err
}
