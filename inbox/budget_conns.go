package inbox

import (
	"context"
	"slices"
	"sync"
)

// connections gives how many connections an account would like to keep: one for each
// folder that is followed, and one for single tasks.
func (a Account) connections() int {
	n := len(a.Inboxes) + 1
	if !a.IgnoreSent {
		n++
	}
	return n
}

// keeps reports whether a folder may keep its connection while it waits for news. Where
// there are too few for all, the first inbox keeps one (unless there is only one at all)
// and the others come for a visit, at every poll interval.
func (a Account) keeps(kind FolderKind, first bool) bool {
	b := a.Budget
	switch {
	case b == nil || b.o.Connections <= 0 || b.o.Connections >= a.connections():
		return true
	case b.o.Connections == 1:
		return false
	}
	return kind == FolderInbox && first
}

// keepsTasks reports whether the connection for single tasks stays open between them.
func (a Account) keepsTasks() bool {
	b := a.Budget
	return b == nil || b.o.Connections <= 0 || b.o.Connections >= a.connections()
}

// connect waits for a free connection. release gives it back; it may be called again.
// urgent goes before others: the live inbox, and what is about to be sent.
func (b *Budget) connect(ctx context.Context, urgent bool) (release func(), err error) {
	if b == nil || b.o.Connections <= 0 {
		return func() {}, nil
	}
	release = sync.OnceFunc(b.disconnect)
	b.mu.Lock()
	if b.open < b.o.Connections {
		b.open++
		b.mu.Unlock()
		return release, nil
	}
	turn, line := make(chan empty, 1), 1
	if urgent {
		line = 0
	}
	b.waiting[line] = append(b.waiting[line], turn)
	b.mu.Unlock()
	select {
	case <-turn:
		return release, nil
	case <-ctx.Done():
	}
	b.mu.Lock()
	at := slices.Index(b.waiting[line], turn)
	if at >= 0 {
		b.waiting[line] = slices.Delete(b.waiting[line], at, at+1)
	}
	b.mu.Unlock()
	if at < 0 { // it was our turn in the same moment: pass it on
		release()
	}
	return nil, ctx.Err()
}

// disconnect gives a connection to whoever waits longest, urgent ones first.
func (b *Budget) disconnect() {
	b.mu.Lock()
	defer b.mu.Unlock()
	for line := range b.waiting {
		if len(b.waiting[line]) > 0 {
			turn := b.waiting[line][0]
			b.waiting[line] = b.waiting[line][1:]
			turn <- empty{}
			return
		}
	}
	b.open--
}
