package inbox

import (
	"context"
	"errors"
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
	s, err := login(ctx, w.account, true)
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
		if spent, ok := budgetOf(err); ok {
			w.reportPaused(i, err, spent.until)
		} else {
			w.reportFailed(i, err, 0)
		}
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
		if errors.Is(err, errVisited) {
			w.between(ctx, i)
			continue
		}
		if w.names[i] == "" && desk.CodeOf(err) == desk.CodeNotFound {
			f.name = "" // a special folder may have another name now
		}
		wait := w.pauseAfter(err, pause)
		if spent, ok := budgetOf(err); ok {
			w.reportPaused(i, err, spent.until)
			if w.sleep(ctx, wait) != nil {
				return
			}
			continue
		}
		w.log.Warn("mailbox not reachable", "account", w.account.Name, "mailbox", f.name, "err", err, "retry_in", wait)
		w.reportFailed(i, err, wait)
		if w.sleep(ctx, wait) != nil {
			return
		}
	}
}

// stay holds one connection: reads, then waits for news, until something fails.
func (w *Watcher) stay(ctx context.Context, i int, f *folder, good func()) error {
	s, err := login(ctx, w.account, w.folders[i] == FolderInbox)
	if err != nil {
		return err
	}
	defer s.leave(context.WithoutCancel(ctx))
	waits := false
	if err := w.read(ctx, s, f); err != nil {
		if waits = w.historyWaits(i, err); !waits {
			return err
		}
	}
	brief := true
	for {
		good()
		if !waits {
			w.reportOK(i, f.name)
		}
		if !w.account.keeps(w.folders[i], w.names[i] == w.account.Inboxes[0]) {
			return errVisited
		}
		if err := s.await(ctx, w.pokes[i], brief); err != nil {
			return err
		}
		before, ahead := f.cursor.LastUID, f.aheadOf
		waits = false
		if err := f.drain(ctx, s); err != nil {
			if waits = w.historyWaits(i, err); !waits {
				return err
			}
		}
		brief = f.cursor.LastUID != before || f.aheadOf != ahead
	}
}

// errVisited ends a connection that is not kept: the folder is looked at again later.
var errVisited = errors.New("the folder was read; its connection is needed elsewhere")

// historyWaits reports whether an error only says that the day's bytes are used up for
// history: live mail goes on over the same connection.
func (w *Watcher) historyWaits(i int, err error) bool {
	spent, ok := budgetOf(err)
	if !ok || spent.live || w.folders[i] != FolderInbox {
		return false
	}
	w.reportPaused(i, err, spent.until)
	return true
}

// between waits until a folder without a connection of its own is looked at again.
func (w *Watcher) between(ctx context.Context, i int) {
	timer := time.NewTimer(w.account.PollInterval)
	defer timer.Stop()
	select {
	case <-timer.C:
	case <-w.pokes[i]:
	case <-ctx.Done():
	}
}

func (w *Watcher) pauses() *backoff.ExponentialBackOff {
	b := backoff.NewExponentialBackOff()
	b.InitialInterval, b.MaxInterval = w.account.RetryMin, w.account.RetryMax
	b.Multiplier = 2
	b.Reset()
	return b
}

// storePause is the longest pause after mails that could not be stored. Trying costs the server
// one mail then (see tried), and whoever has made room on a full disk looks whether it goes on.
const storePause = time.Minute

// pauseAfter is how long to wait: what the server asked for, but never less
// than our own growing pause; the longest one after failures that don't pass.
func (w *Watcher) pauseAfter(err error, pause *backoff.ExponentialBackOff) time.Duration {
	next := pause.NextBackOff()
	if !desk.IsTemporary(err) {
		next = w.account.RetryMax
	}
	if errors.Is(err, errStore) {
		next = min(next, storePause)
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
