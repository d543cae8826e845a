package flow

import (
	"context"
	"encoding/json"
	"log/slog"

	"returndesk/desk"
)

// recorder makes the changes of a drain durable, one batch after the other. While one is on
// its way to the disk the next mails are handled, by what it will have changed; see underway. One goroutine uses it.
type recorder struct {
	e    *Engine
	last *underway // the batch that was handed to the store, nil for none
	done int       // mails whose changes are durable
	err  error     // why the store took a batch not; nothing is recorded after it

	refused bool               // the store refused a change
	by      map[string]refusal // which, by mail
	patient bool               // each batch is waited for, and what is refused holds nothing up
}

// ends reports whether nothing is recorded any more, since older mails have to be handled first.
func (r *recorder) ends() bool { return r.refused && !r.patient }

// record hands what a view has gathered to the store, as soon as the batch before it is
// durable, and gives the view of the mails that follow. What was made behind a change that the
// store refused meanwhile is dropped: it may rest on it, and its mails are younger. They are still
// pending and handled anew, after that one's.
func (r *recorder) record(ctx context.Context, v *view) (*view, error) {
	if r.finish(); r.err != nil {
		return v, r.err
	}
	if r.ends() || len(v.changes) == 0 {
		return v, nil
	}
	b := &underway{view: newView(r.e.store), over: make(chan struct{})}
	for i := range v.changes {
		r.e.schedule(&v.changes[i])
		b.view.add(v.mails[i], v.changes[i])
	}
	r.last = b
	go func() {
		defer close(b.over)
		b.refusals, b.err = r.e.store.RecordOutcomes(ctx, b.view.changes)
	}()
	next := newView(r.e.store)
	if next.behind = b; r.patient {
		r.finish()
	}
	return next, r.err
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
	for i, id := range b.view.mails {
		if err := b.refusal(i); err != nil {
			r.refused = true
			r.by[id] = refusal{r.by[id].times + 1, err}
			r.e.log.LogAttrs(context.Background(), slog.LevelWarn, "outcome not recorded, handled again",
				slog.String("mail", id), slog.String("code", string(desk.CodeOf(err))))
			continue
		}
		r.done++
	}
	r.e.poke()
	return r.done
}

// underway is a batch of changes that the store was given and that may not be durable yet. The
// store reads its records beside us, so that whoever needs one takes a copy, see lean.
type underway struct {
	view     *view         // that gathered it; nothing is added any more
	over     chan struct{} // closed when the store has answered
	refusals []error
	err      error
}

// refusal gives why the store refused the change of one mail, nil when it did not. It holds once
// the batch is over.
func (b *underway) refusal(i int) error {
	if i < len(b.refusals) {
		return b.refusals[i]
	}
	return nil
}

// before gives the view of the batch on its way, nil when everything before this view's mails is
// stored.
func (v *view) before() *view {
	if v.behind == nil {
		return nil
	}
	select {
	case <-v.behind.over:
		return nil
	default:
		return v.behind.view
	}
}

// caughtUp waits until everything that was handled before this view's mails is stored, or gives
// the error for which it is not. Who reads past the view waits for it.
func (v *view) caughtUp() error {
	if v.behind == nil {
		return nil
	}
	<-v.behind.over
	return v.behind.err
}

// lean gives a copy of a record of the batch on its way, as the store will give it back.
func lean[T any](record T) (out T, err error) {
	raw, err := json.Marshal(record)
	if err == nil {
		err = json.Unmarshal(raw, &out)
	}
	if err != nil {
		return out, desk.Wrap(desk.CodeInternal, err, "copy a record that is about to be stored")
	}
	return out, nil
}
