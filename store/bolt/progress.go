package bolt

import (
	"sync"
	"sync/atomic"
)

// progress is a number that grows and that can be waited for. Waiting for the disk takes a
// processor from nobody.
type progress struct {
	reached atomic.Int64
	mu      sync.Mutex
	more    *sync.Cond
}

func newProgress() *progress {
	p := &progress{}
	p.more = sync.NewCond(&p.mu)
	return p
}

// set moves the number on.
func (p *progress) set(n int64) {
	p.mu.Lock()
	p.reached.Store(n)
	p.mu.Unlock()
	p.more.Broadcast()
}

// await waits until the number is at least n.
func (p *progress) await(n int64) {
	if p.reached.Load() >= n {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for p.reached.Load() < n {
		p.more.Wait()
	}
}
