package sim

import (
	"context"
	"errors"
	"log/slog"
	"time"

	"returndesk/desk"
)

// Options say what is simulated.
type Options struct {
	Weeks int       // how many weeks, at least 1
	Seed  uint64    // decides everything
	Start time.Time // its day in shop time is the first; zero: Monday, 7 September 2026
	End   time.Time // nothing happens from then on; zero: when the weeks are over
	Dir   string    // an empty folder for the store
	// PerDay is how many orders come in on an average day; 0 = 6.
	PerDay float64
	// FirstOrder is the number of the first order; 0 = 50001.
	FirstOrder int
	Solo       bool               // a shop of one
	Deadlines  desk.Deadlines     // that the shop chose; what is 0 has its default
	Outages    bool               // the machine fails now and then, or the people, for hours or days
	Mailbox    bool               // people also approve from the Drafts folder of their mail program
	Log        *slog.Logger       // of the engine; nil: nothing is logged
	Progress   func(Report) error // after each week, if not nil
}

// maxWeeks keeps a mistyped number from filling the disk.
const maxWeeks = 520

// tickEvery is how often the program looks and people work.
const tickEvery = 30 * time.Minute

// Run lets a shop live. It gives what became of it, and its orders as the shop's data have
// them at the end. CodeIllegal: an invariant is broken; the message says seed, day and what.
func Run(ctx context.Context, opt Options) (Report, []desk.Order, error) {
	if opt.Weeks < 1 || opt.Weeks > maxWeeks {
		return Report{}, nil, desk.Errf(desk.CodeInvalid, "%d weeks cannot be simulated", opt.Weeks).WithMend("give 1 to %d weeks", maxWeeks)
	}
	if opt.Start.IsZero() {
		opt.Start = time.Date(2026, 9, 7, 12, 0, 0, 0, time.UTC)
	}
	if opt.PerDay == 0 {
		opt.PerDay = 6
	}
	if opt.FirstOrder == 0 {
		opt.FirstOrder = 50001
	}
	w, err := newWorld(ctx, opt)
	if err != nil {
		return Report{}, nil, err
	}
	err = w.run(ctx)
	list := w.export()
	return w.report, list, errors.Join(err, w.store.Close())
}

// run goes through the days.
func (w *world) run(ctx context.Context) error {
	if err := w.warmUp(ctx); err != nil {
		return w.broken(err)
	}
	w.report.Seed, w.report.From, w.report.Checks = w.opt.Seed, w.start, map[string]int{}
	for day := w.start; day.Before(w.end); {
		next := time.Date(day.Year(), day.Month(), day.Day()+1, 0, 0, 0, 0, w.zone) // 23 or 25 hours where clocks change
		w.plans(ctx, day)
		for at := day.Add(tickEvery); !at.After(next) && !at.After(w.end); at = at.Add(tickEvery) {
			if err := w.tick(ctx, at); err != nil {
				return w.broken(err)
			}
		}
		w.report.Days++
		if err := w.check(ctx); err != nil {
			return w.broken(err)
		}
		if w.report.Days%7 == 0 || !next.Before(w.end) {
			if err := w.week(ctx); err != nil {
				return w.broken(err)
			}
		}
		day = next
	}
	return nil
}

// warmUpDays is how long orders came in before the mailbox is looked at.
const warmUpDays = 24

// warmUp gives the shop orders in every stage: what happened before the first day. Nobody
// wrote yet.
func (w *world) warmUp(ctx context.Context) error {
	for d := warmUpDays; d > 0; d-- {
		for range int(w.opt.PerDay + w.rnd.Float64()) {
			w.agenda.plan(w.start.AddDate(0, 0, -d).Add(time.Duration(w.rnd.IntN(86400))*time.Second), func() error { return w.place(ctx) })
		}
	}
	for {
		e, ok := w.agenda.next(w.start.Add(-time.Second))
		if !ok {
			w.now = w.start
			return nil
		}
		w.now = e.at
		if err := e.do(); err != nil {
			return err
		}
	}
}

// week ends a week: everything is looked at once more, and somebody hears of it.
func (w *world) week(ctx context.Context) error {
	if !w.down() {
		if err := w.checkAll(ctx); err != nil {
			return err
		}
	}
	if err := w.checkDigest(ctx); err != nil {
		return err
	}
	if err := w.sum(ctx); err != nil {
		return err
	}
	if w.opt.Progress != nil {
		return w.opt.Progress(w.report)
	}
	return nil
}

// tick is half an hour: what happens outside, then what the program does about it, then
// what people do, then what leaves.
func (w *world) tick(ctx context.Context, at time.Time) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	for {
		e, ok := w.agenda.next(at)
		if !ok {
			break
		}
		if e.at.After(w.now) {
			w.now = e.at
		}
		if err := e.do(); err != nil {
			return err
		}
	}
	if at.After(w.now) {
		w.now = at
	}
	if w.off() {
		return nil
	}
	if err := w.wakeUp(ctx); err != nil {
		return err
	}
	local := w.now.In(w.zone)
	if local.Hour()%3 == 0 && local.Minute() < 30 {
		if _, err := w.engine.WatchPromises(ctx); err != nil {
			return err
		}
	}
	for _, look := range []func(context.Context) (int, error){w.engine.WakeDue, w.engine.PassTime, w.engine.JudgeDue} {
		if _, err := look(ctx); err != nil {
			return err
		}
	}
	working := !w.away() && w.days.Open(w.now) && local.Hour() >= 9 && local.Hour() < 17
	if working {
		if err := w.work(ctx); err != nil {
			return err
		}
	}
	if err := w.tendDrafts(ctx, working); err != nil {
		return err
	}
	w.now = w.now.Add(30 * time.Second)
	if _, err := w.engine.SendDue(ctx); err != nil {
		return err
	}
	if err := w.carry(ctx); err != nil {
		return err
	}
	if _, err := w.engine.SendAlerts(ctx); err != nil {
		return err
	}
	_, err := w.press.Tick(ctx)
	return err
}

// tendDrafts lets the program look into the Drafts folder, and somebody work in it.
func (w *world) tendDrafts(ctx context.Context, working bool) error {
	if !w.opt.Mailbox {
		return nil
	}
	if err := w.engine.TendDrafts(ctx); err != nil || !working {
		return err
	}
	if err := w.atMailProgram(ctx); err != nil {
		return err
	}
	return w.engine.TendDrafts(ctx)
}

// broken names seed and day with an error.
func (w *world) broken(err error) error {
	if errors.Is(err, context.Canceled) {
		return err
	}
	code := desk.CodeOf(err)
	return desk.Wrap(code, err, "the simulation with seed %d ended on day %d, %s", w.opt.Seed, w.report.Days+1, w.now.In(w.zone).Format("Monday 2006-01-02 15:04")).
		WithMend("run it again with --seed %d to see the same", w.opt.Seed)
}
