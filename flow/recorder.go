package flow

import (
	"context"
	"log/slog"

	"returndesk/desk"
)

// recorder makes the changes of a drain durable, one batch after the other. While one is on
// its way to the disk the next mails are handled; what they need of it is waited for, see
// underway. One goroutine uses it.
type recorder struct {
	e    *Engine
	last *underway // the batch that was handed to the store, nil for none
	done int       // mails whose changes are durable
	err  error     // why the store took a batch not; nothing is recorded after it
}

// record hands what a view has gathered to the store, as soon as the batch before it is
// durable, and gives the view of the mails that follow.
func (r *recorder) record(ctx context.Context, v *view) (*view, error) {
	if r.finish(); r.err != nil {
		return v, r.err
	}
	if len(v.changes) == 0 {
		return v, nil
	}
	for i := range v.changes {
		r.e.schedule(&v.changes[i])
	}
	b := &underway{changes: v.changes, mails: v.mails, over: make(chan struct{})}
	b.touches()
	r.last = b
	go func() {
		defer close(b.over)
		b.refusals, b.err = r.e.store.RecordOutcomes(ctx, b.changes)
	}()
	next := newView(r.e.store)
	next.behind = b
	return next, nil
}

// finish waits for the batch on its way and gives how many mails are recorded so far.
// Changes that lost against somebody else's are dropped: their mails are still pending and
// handled anew.
func (r *recorder) finish() int {
	b := r.last
	if b == nil {
		return r.done
	}
	r.last = nil
	if <-b.over; b.err != nil {
		r.err = b.err
		return r.done
	}
	for i, id := range b.mails {
		if i < len(b.refusals) && b.refusals[i] != nil {
			r.e.log.LogAttrs(context.Background(), slog.LevelWarn, "outcome not recorded, handled again",
				slog.String("mail", id), slog.String("code", string(desk.CodeOf(b.refusals[i]))))
			continue
		}
		r.done++
	}
	r.e.poke()
	return r.done
}

// underway is a batch of changes that the store was given and that may not be durable yet.
// Its records are the store's alone from then on. Whoever asks for something that the batch
// may have changed waits until it is over, and then reads what is stored.
type underway struct {
	changes  []desk.Change
	mails    []string // the mail behind each change
	about    map[touch]bool
	over     chan struct{} // closed when the store has answered
	refusals []error
	err      error
}

// touch is one key by which a changed record can be found.
type touch struct {
	kind touchKind
	key  string // folded as the store does
}

type touchKind byte

const (
	touchCase touchKind = iota
	touchOrder
	touchCustomer
	touchRef
	touchDraft
	touchRMA
	touchSpoken
)

func touchOf(kind touchKind, key string) touch { return touch{kind, lower(key)} }

// touches notes every key of the batch.
func (b *underway) touches() {
	b.about = make(map[touch]bool, 10*len(b.changes))
	put := func(kind touchKind, key string) { b.about[touchOf(kind, key)] = true }
	for i := range b.changes {
		c := &b.changes[i]
		for k := range c.Cases {
			put(touchCase, c.Cases[k].ID)
			put(touchOrder, c.Cases[k].Order)
			put(touchCustomer, c.Cases[k].Customer)
		}
		for k := range c.Drafts {
			put(touchDraft, c.Drafts[k].Draft.ID)
		}
		for k := range c.RMAs {
			put(touchRMA, c.RMAs[k].Number)
			put(touchOrder, c.RMAs[k].Order)
		}
		for id := range c.Index {
			put(touchRef, id)
		}
		for _, s := range c.Spoken {
			put(touchSpoken, s.Key)
		}
	}
}

// await waits until the batch before this view is over, where it is about one of the keys.
func (v *view) await(kind touchKind, keys ...string) error {
	if v.behind == nil {
		return nil
	}
	select {
	case <-v.behind.over:
		return v.caughtUp()
	default:
	}
	for _, k := range keys {
		if v.behind.about[touchOf(kind, k)] {
			return v.caughtUp()
		}
	}
	return nil
}

// caughtUp waits until everything that was handled before this view's mails is stored, or
// gives the error for which it is not.
func (v *view) caughtUp() error {
	if v.behind == nil {
		return nil
	}
	if <-v.behind.over; v.behind.err != nil {
		return v.behind.err
	}
	v.behind = nil
	return nil
}
