package inbox

import (
	"context"
	"log/slog"
	"sync"
	"time"

	"github.com/cenkalti/backoff/v5"

	"returndesk/desk"
)

// Options make a Watcher. Account and Sink are needed, the rest is optional.
type Options struct {
	Account  Account
	Sink     Sink
	Log      *slog.Logger
	OnHealth func(Health) // called at changes, by several goroutines; must be quick
	Now      func() time.Time
}

// Watcher follows the folders of one account: its inboxes, and Sent, so that
// replies which people write are noticed. Each folder has its own connection.
type Watcher struct {
	account  Account
	sink     Sink
	log      *slog.Logger
	onHealth func(Health)
	now      func() time.Time
	sleep    func(ctx context.Context, d time.Duration) error

	folders []FolderKind // by index, with names
	names   []string     // "" for a special folder that is looked up
	pokes   []chan struct{}

	mu     sync.Mutex
	health []Health
}

// NewWatcher checks the account and makes a Watcher that does nothing yet.
func NewWatcher(o Options) (*Watcher, error) {
	if err := o.Account.Check(); err != nil {
		return nil, err
	}
	if o.Sink == nil {
		return nil, invalid("mailbox %s has nowhere to put its mails", o.Account.label())
	}
	w := &Watcher{account: o.Account.withDefaults(), sink: o.Sink, log: o.Log, onHealth: o.OnHealth, now: o.Now, sleep: sleep}
	if w.log == nil {
		w.log = slog.New(slog.DiscardHandler)
	}
	if w.onHealth == nil {
		w.onHealth = func(Health) {}
	}
	if w.now == nil {
		w.now = time.Now
	}
	// Sent stands first: what people answered is known before the questions are
	// read, so that an answered thread is seen as history.
	if !w.account.IgnoreSent {
		w.add(FolderSent, w.account.Sent)
	}
	for _, name := range w.account.Inboxes {
		w.add(FolderInbox, name)
	}
	return w, nil
}

func (w *Watcher) add(kind FolderKind, name string) {
	shown := name
	if shown == "" {
		shown = string(kind)
	}
	w.folders = append(w.folders, kind)
	w.names = append(w.names, name)
	w.pokes = append(w.pokes, make(chan struct{}, 1))
	w.health = append(w.health, Health{Account: w.account.Name, Mailbox: shown, Folder: kind, State: StateConnecting, Since: w.now()})
}

// Poke makes every folder look for mail now, for instance before a reply is
// sent. It doesn't wait.
func (w *Watcher) Poke() {
	for _, poke := range w.pokes {
		select {
		case poke <- struct{}{}:
		default:
		}
	}
}

// Run follows all folders until ctx ends, through every failure. It returns
// ctx's error, and nothing else.
func (w *Watcher) Run(ctx context.Context) error {
	var all sync.WaitGroup
	for i := range w.folders {
		first := make(chan struct{})
		all.Add(1)
		go func() {
			defer all.Done()
			w.follow(ctx, i, sync.OnceFunc(func() { close(first) }))
		}()
		if w.folders[i] == FolderSent {
			select {
			case <-first:
			case <-ctx.Done():
			}
		}
	}
	all.Wait()
	return ctx.Err()
}

// Once reads every folder to its end on one connection, and returns the first
// failure after trying all. It doesn't retry.
func (w *Watcher) Once(ctx context.Context) error {
	s, err := login(ctx, w.account)
	if err != nil {
		for i := range w.folders {
			w.reportFailed(i, err, 0)
		}
		return err
	}
	defer s.leave(ctx)
	var failed error
	for i := range w.folders {
		f := w.folder(i)
		err := w.read(ctx, s, f)
		if err == nil {
			w.reportOK(i, f.name)
			continue
		}
		w.reportFailed(i, err, 0)
		if failed == nil {
			failed = err
		}
		if s.dead() {
			return failed
		}
	}
	return failed
}

func (w *Watcher) folder(i int) *folder {
	return &folder{account: w.account, name: w.names[i], kind: w.folders[i], sink: w.sink, log: w.log}
}

// read opens a folder and takes in what is new.
func (w *Watcher) read(ctx context.Context, s *session, f *folder) error {
	if f.name == "" {
		special, err := s.special(ctx)
		if err != nil {
			return err
		}
		if f.name, err = special.need(f.kind, w.account); err != nil {
			return err
		}
	}
	if err := f.open(ctx, s); err != nil {
		return err
	}
	return f.drain(ctx, s)
}

// follow keeps one folder connected. tried is called after the first attempt.
func (w *Watcher) follow(ctx context.Context, i int, tried func()) {
	f := w.folder(i)
	pause := w.pauses()
	for ctx.Err() == nil {
		err := w.stay(ctx, i, f, func() {
			pause.Reset()
			tried()
		})
		tried()
		if ctx.Err() != nil {
			return
		}
		if w.names[i] == "" && desk.CodeOf(err) == desk.CodeNotFound {
			f.name = "" // a special folder may have another name now
		}
		wait := w.pauseAfter(err, pause)
		w.log.Warn("mailbox not reachable", "account", w.account.Name, "mailbox", f.name, "err", err, "retry_in", wait)
		w.reportFailed(i, err, wait)
		if w.sleep(ctx, wait) != nil {
			return
		}
	}
}

// stay holds one connection: reads, then waits for news, until something fails.
func (w *Watcher) stay(ctx context.Context, i int, f *folder, good func()) error {
	s, err := login(ctx, w.account)
	if err != nil {
		return err
	}
	defer s.leave(context.WithoutCancel(ctx))
	if err := w.read(ctx, s, f); err != nil {
		return err
	}
	brief := true
	for {
		good()
		w.reportOK(i, f.name)
		if err := s.await(ctx, w.pokes[i], brief); err != nil {
			return err
		}
		before := f.cursor.LastUID
		if err := f.drain(ctx, s); err != nil {
			return err
		}
		brief = f.cursor.LastUID != before
	}
}

func (w *Watcher) pauses() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = w.account.RetryMin, w.account.RetryMax
	b.Multiplier = 2
	b.Reset()
	return b
}

// pauseAfter is how long to wait: what the server asked for, but never less
// than our own growing pause; the longest one after failures that don't pass.
func (w *Watcher) pauseAfter(err error, pause *backoff.ExponentialBackOff) time.Duration {
	next := pause.NextBackOff()
	if !desk.IsTemporary(err) {
		next = w.account.RetryMax
	}
	return max(next, waitOf(err))
}

func sleep(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
