package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"golang.org/x/sync/errgroup"

	"returndesk/control"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/inbox"
)

// How often the loops look without being woken. Waking is the rule, looking is truth.
const (
	drainEvery   = 20 * time.Second
	sendEvery    = 5 * time.Second
	alertEvery   = 5 * time.Second
	tendEvery    = 10 * time.Second // what people changed in Drafts
	wakeEvery    = 15 * time.Second // cases that were put off
	timeEvery    = time.Minute
	unreachable  = 30 * time.Second // a mailbox that stays away longer is told of
	storeFullKey = "storage_full"
)

// service is the running program: watchers that accept, an engine that decides, and
// loops that judge, send and alert.
type service struct {
	log      *slog.Logger
	now      func() time.Time
	engine   *flow.Engine
	house    *house
	watchers []*inbox.Watcher
	fresh    chan struct{} // new mail became durable

	started atomic.Bool
	since   time.Time

	disk fullDisk
	pace pace

	mu     sync.Mutex
	health map[string]inbox.Health // by folderKey
	away   map[string]time.Time    // by account: since when one of its folders cannot be read
	blind  bool                    // cases decided without order data may be decidable now
}

// freshSignal pokes the drain loop; it never blocks.
func (s *service) freshSignal() {
	select {
	case s.fresh <- struct{}{}:
	default:
	}
}

// begin notes that the service runs.
func (s *service) begin() {
	s.since = s.now()
	s.ordersChanged() // the file may have come while nothing ran
	s.started.Store(true)
}

// mailboxes gives the state of every followed folder, as its watcher knows it: that a folder
// was read again is no change that onHealth hears of.
func (s *service) mailboxes() []control.MailboxStatus {
	out := make([]control.MailboxStatus, 0, 2*len(s.watchers))
	for _, w := range s.watchers {
		for _, h := range w.Health() {
			out = append(out, control.MailboxStatus{Account: h.Account, Mailbox: h.Mailbox, State: string(h.State), Since: h.Since, Read: h.Read, Problem: h.Problem, Retry: h.Retry})
		}
	}
	slices.SortFunc(out, func(a, b control.MailboxStatus) int {
		return strings.Compare(a.Account+"/"+a.Mailbox, b.Account+"/"+b.Mailbox)
	})
	return out
}

// run works until ctx ends. It returns when every loop has ended.
func (s *service) run(ctx context.Context) error {
	g, ctx := errgroup.WithContext(ctx)
	if err := s.engine.Recover(ctx); err != nil {
		return quiet(err)
	}
	if err := s.house.press.Recover(ctx); err != nil {
		return quiet(err)
	}
	for _, w := range s.watchers {
		g.Go(func() error { return quiet(w.Run(ctx)) })
	}
	g.Go(func() error { return s.loop(ctx, "drain", s.fresh, drainEvery, s.drain) })
	g.Go(func() error { return s.loop(ctx, "judge", s.engine.Wake(), drainEvery, s.judge) })
	g.Go(func() error { return s.loop(ctx, "second opinion", s.engine.Wake(), drainEvery, s.second) })
	g.Go(func() error { return s.loop(ctx, "send", s.engine.Wake(), sendEvery, s.send) })
	g.Go(func() error { return s.loop(ctx, "drafts", s.engine.Wake(), tendEvery, s.engine.TendDrafts) })
	g.Go(func() error { return s.loop(ctx, "alert", s.engine.Wake(), alertEvery, s.alert) })
	g.Go(func() error { return s.loop(ctx, "wake", nil, wakeEvery, s.wake) })
	g.Go(func() error { return s.loop(ctx, "time", nil, timeEvery, s.passTime) })
	g.Go(func() error { return s.loop(ctx, "digest", nil, digestEvery, s.digest) })
	g.Go(func() error { return s.loop(ctx, "orders", nil, s.house.cfg.Orders.CheckEvery, s.refreshOrders) })
	return quiet(g.Wait())
}

// quiet takes the end of ctx for what it is: the wish to stop.
func quiet(err error) error {
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// loop calls work when woken and every so often. A failure is logged once and tried
// again; the pause doubles up to a minute while it lasts.
func (s *service) loop(ctx context.Context, name string, wake <-chan struct{}, every time.Duration, work func(context.Context) error) error {
	pause := every
	last := ""
	for {
		err := s.pace.does(ctx, name, work)
		if ctx.Err() != nil {
			return ctx.Err()
		}
		pause = every
		if err != nil {
			if text := desk.MessageOf(err); text != last {
				s.log.LogAttrs(ctx, slog.LevelWarn, name+" failed, tried again", slog.String("code", string(desk.CodeOf(err))), slog.String("error", text))
				last = text
			}
			s.storeFull(ctx, desk.CodeOf(err) == desk.CodeStorageFull)
			pause = min(2*every, time.Minute)
		} else {
			last = ""
		}
		timer := time.NewTimer(pause)
		select {
		case <-ctx.Done():
			timer.Stop()
			return ctx.Err()
		case <-wake:
			timer.Stop()
		case <-timer.C:
		}
	}
}

func (s *service) drain(ctx context.Context) error {
	for {
		n, err := s.engine.Drain(ctx)
		if err != nil || n == 0 {
			return err
		}
		s.storeFull(ctx, false)
	}
}

func (s *service) judge(ctx context.Context) error {
	_, err := s.engine.JudgeDue(ctx)
	return err
}

// second asks a second engine about mails that were not understood for sure, and for hints
// about pictures.
func (s *service) second(ctx context.Context) error {
	if _, err := s.engine.SecondDue(ctx); err != nil {
		return err
	}
	_, err := s.engine.SightDue(ctx)
	return err
}

func (s *service) wake(ctx context.Context) error {
	_, err := s.engine.WakeDue(ctx)
	return err
}

// unread reports whether mail of an account may lie in an inbox that was not read to its end since the start, or
// that cannot be read now.
func (s *service) unread(account string) bool {
	for _, w := range s.watchers {
		for _, h := range w.Health() {
			if h.Account == account && h.Folder == inbox.FolderInbox && h.State != inbox.StateOK {
				return true
			}
		}
	}
	return false
}

// passTime does what time has set off since the last look: reminders, deadlines, notices. What came until then is
// handled first: who has answered is not reminded.
func (s *service) passTime(ctx context.Context) error {
	if err := s.drain(ctx); err != nil {
		return err
	}
	if _, err := s.engine.PassTime(ctx); err != nil {
		return err
	}
	_, err := s.engine.WatchPromises(ctx)
	return err
}

func (s *service) send(ctx context.Context) error {
	_, err := s.engine.SendDue(ctx)
	return errors.Join(err, s.engine.FileCopies(ctx)) // a mailbox that cannot be reached holds up its own mail alone
}

func (s *service) alert(ctx context.Context) error {
	for _, o := range s.outages() {
		key := fmt.Sprintf("mailbox_unreachable/%s/%d", o.account, o.since.Unix())
		err := s.engine.StateAlert(ctx, key, "mailbox_unreachable",
			fmt.Sprintf("Mailbox %s cannot be read", o.account),
			fmt.Sprintf("The mailbox %s cannot be read since %s.\n\n%s\n\n%sNew mail waits there; nothing is lost. Run: returndesk doctor\n",
				o.account, o.since.Format(time.RFC1123Z), strings.Join(o.problems, "\n"), o.nextTry()))
		if err != nil {
			return err
		}
	}
	_, err := s.engine.SendAlerts(ctx)
	return err
}

// tend brings the Drafts folders into step and tells of it at once: nobody comes back later
// to end a burst.
func (s *service) tend(ctx context.Context) error {
	if err := s.engine.TendDrafts(ctx); err != nil {
		return err
	}
	return s.engine.TellDrafts(ctx)
}

// onHealth remembers a folder's state; the watcher calls it and must not wait.
func (s *service) onHealth(h inbox.Health) {
	s.mu.Lock()
	s.health[folderKey(h)] = h
	s.mu.Unlock()
	if h.State == inbox.StateUnreachable {
		s.log.Warn("mailbox unreachable", slog.String("account", h.Account), slog.String("folder", h.Mailbox),
			slog.String("code", string(h.Code)), slog.String("problem", h.Problem), slog.Time("retry", h.Retry))
		if h.Code == desk.CodeStorageFull {
			s.storeFull(context.Background(), true)
		}
		return
	}
	if h.State == inbox.StatePaused {
		s.log.Warn("mailbox paused", slog.String("account", h.Account), slog.String("folder", h.Mailbox),
			slog.String("problem", h.Problem), slog.Time("until", h.Retry))
		return
	}
	s.log.Info("mailbox "+string(h.State), slog.String("account", h.Account), slog.String("folder", h.Mailbox))
}

// storeFull tells of a full disk once, and again only after it was over.
func (s *service) storeFull(ctx context.Context, full bool) {
	err := s.disk.seen(full, func() error {
		return s.engine.StateAlert(ctx, fmt.Sprintf("%s/%d", storeFullKey, s.now().Unix()), storeFullKey, "The disk is full",
			"returndesk cannot write to its data folder any more: the disk is full.\n\nNew mail waits in the mailbox; nothing is lost. Make room, the service goes on by itself.\n")
	})
	if err != nil {
		s.log.Error("the full disk could not be told of", slog.String("error", desk.MessageOf(err)))
	}
}

// refreshOrders loads a changed order file and decides anew what waited for it.
func (s *service) refreshOrders(ctx context.Context) error {
	changed, problems, err := s.house.source.Refresh(ctx, time.Now())
	if changed {
		s.log.Info("order data loaded", slog.Int("orders", s.house.source.Status().Orders), slog.Int("problems", len(problems)))
		tellProblems(s.log, problems)
		s.ordersChanged()
		if err := s.house.rememberCount(ctx); err != nil {
			return err
		}
	}
	return errors.Join(err, s.decideBlind(ctx))
}

// ordersChanged notes that order data arrived; the orders loop does the rest.
func (s *service) ordersChanged() {
	s.mu.Lock()
	s.blind = true
	s.mu.Unlock()
}

// decideBlind decides the cases anew that were decided without order data, once the data
// changed. The data's own due times are stored, so that a restart forgets none.
func (s *service) decideBlind(ctx context.Context) error {
	s.mu.Lock()
	due := s.blind
	s.blind = false
	s.mu.Unlock()
	if !due {
		return nil
	}
	n, waiting, err := s.engine.OrdersLoaded(ctx)
	if err != nil || waiting > 0 {
		s.ordersChanged()
	}
	if n > 0 {
		s.log.Info("decided anew with the order data", slog.Int("cases", n))
	}
	return err
}

// once drains everything that lies in the mailboxes, decides, judges, sends what is
// approved, and ends.
func (s *service) once(ctx context.Context) error {
	if err := s.engine.Recover(ctx); err != nil {
		return err
	}
	if err := s.house.press.Recover(ctx); err != nil {
		return err
	}
	fetching, stop := context.WithCancel(ctx)
	defer stop()
	g, gctx := errgroup.WithContext(fetching)
	for _, w := range s.watchers {
		g.Go(func() error { return w.Once(gctx) })
	}
	done := make(chan error, 1)
	go func() { done <- g.Wait() }()
	for {
		select {
		case <-s.fresh:
			if err := s.drain(ctx); err != nil {
				stop()
				<-done
				return err
			}
		case fetchErr := <-done:
			return errors.Join(s.rest(ctx), fetchErr)
		}
	}
}

// rest does what follows once everything was fetched. The later steps are taken also where one fails, as for a mailbox that cannot
// be reached: nobody comes back soon.
func (s *service) rest(ctx context.Context) error {
	var failed error
	for _, step := range []func(context.Context) error{s.drain, s.decideBlind, s.judge, s.second, s.wake, s.passTime, s.tend, s.digest, s.alert, s.send, s.alert} {
		if err := step(ctx); err != nil {
			failed = errors.Join(failed, err)
		}
		if ctx.Err() != nil {
			break
		}
	}
	return failed
}
