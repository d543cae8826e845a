package flow

import (
	"context"
	"sync"
	"time"

	"returndesk/desk"
)

// feed is a store that tells whoever listens that something was recorded, so that open
// pages can look again. It tells of nothing but the fact.
type feed struct {
	Store
	mu        sync.Mutex
	listeners map[chan struct{}]bool
}

// tell wakes every listener; it never blocks.
func (f *feed) tell() {
	f.mu.Lock()
	defer f.mu.Unlock()
	for l := range f.listeners {
		select {
		case l <- struct{}{}:
		default:
		}
	}
}

// Changes gives a channel that is signalled after something was recorded, until ctx ends.
// Signals that nobody has taken yet are one.
func (e *Engine) Changes(ctx context.Context) <-chan struct{} {
	l := make(chan struct{}, 1)
	f := e.feed
	f.mu.Lock()
	f.listeners[l] = true
	f.mu.Unlock()
	context.AfterFunc(ctx, func() {
		f.mu.Lock()
		defer f.mu.Unlock()
		delete(f.listeners, l)
	})
	return l
}

// RecordOutcomes records and tells.
func (f *feed) RecordOutcomes(ctx context.Context, changes []desk.Change) ([]error, error) {
	refusals, err := f.Store.RecordOutcomes(ctx, changes)
	if err == nil {
		f.tell()
	}
	return refusals, err
}

// Record records and tells.
func (f *feed) Record(ctx context.Context, change desk.Change) error {
	err := f.Store.Record(ctx, change)
	if err == nil {
		f.tell()
	}
	return err
}

// ClaimSend claims and tells when there was something to claim.
func (f *feed) ClaimSend(ctx context.Context, now time.Time, except ...string) (*desk.Draft, error) {
	d, err := f.Store.ClaimSend(ctx, now, except...)
	if d != nil {
		f.tell()
	}
	return d, err
}

// FinishSend finishes and tells.
func (f *feed) FinishSend(ctx context.Context, change desk.Change) error {
	err := f.Store.FinishSend(ctx, change)
	if err == nil {
		f.tell()
	}
	return err
}
