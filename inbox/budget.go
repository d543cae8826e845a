package inbox

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"returndesk/desk"
)

// Budget is what one mailbox may take of its provider: connections at a time, and bytes in
// 24 hours (inbox.md, "Providers"). Everything that reads the mailbox shares one. A nil
// Budget has no limits. Bytes are those of the wire, in the direction to us.
type Budget struct {
	o BudgetOptions

	mu      sync.Mutex
	open    int             // connections
	waiting [2][]chan empty // who waits for one: the live inbox first, then the others
	hours   map[int64]int64 // bytes by hour since 1970
	unsaved int64
}

type empty = struct{}

// BudgetOptions make a Budget. Zero limits are none.
type BudgetOptions struct {
	Connections int
	Bytes       int64 // in 24 hours
	Now         func() time.Time
	Log         *slog.Logger
	// Used is what Save kept last; nil for a new mailbox. Save makes the bytes taken
	// durable, so that a restart doesn't begin a new day.
	Used []byte
	Save func(ctx context.Context, used []byte) error
}

// liveShare is how much of a day's bytes mail that is not work may take, in tenths: the
// rest is kept for the live inbox.
const liveShare = 8

// window is how many whole hours before the running one count. With the running hour it
// is never less than a day.
const budgetWindow = 24

// NewBudget makes a Budget. Used that cannot be read counts as nothing.
func NewBudget(o BudgetOptions) *Budget {
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	b := &Budget{o: o, hours: map[int64]int64{}}
	if json.Unmarshal(o.Used, &b.hours) != nil || b.hours == nil {
		b.hours = map[int64]int64{}
	}
	return b
}

// budgetError says that a day's bytes are used up.
type budgetError struct {
	until time.Time
	live  bool // even those kept for the live inbox
}

func (e *budgetError) Error() string { return "the day's bytes are used up" }

func hourOf(t time.Time) int64 { return t.Unix() / 3600 }

// add counts bytes that came.
func (b *Budget) add(n int) {
	if b == nil || b.o.Bytes <= 0 || n <= 0 {
		return
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	b.hours[hourOf(b.o.Now())] += int64(n)
	b.unsaved += int64(n)
}

// used gives the bytes of the last day, and forgets older ones. A clock that went back
// leaves hours in the future; they count, and cannot hold for longer than a day.
func (b *Budget) used() int64 {
	now, sum, ahead := hourOf(b.o.Now()), int64(0), int64(0)
	for h, n := range b.hours {
		switch {
		case h < now-budgetWindow:
			delete(b.hours, h)
		case h > now+budgetWindow:
			delete(b.hours, h)
			ahead += n
		default:
			sum += n
		}
	}
	if ahead > 0 { // not in the loop: what is added there may be met again
		b.hours[now] += ahead
	}
	return sum + ahead
}

func (b *Budget) limit(live bool) int64 {
	if live {
		return b.o.Bytes
	}
	return b.o.Bytes / 10 * liveShare
}

// left gives how many bytes may be taken now, for the live inbox or for other mail, and
// when more may be, if that is none. unlimited has no end.
func (b *Budget) left(ctx context.Context, live bool) (int64, time.Time, error) {
	if b == nil || b.o.Bytes <= 0 {
		return unlimited, time.Time{}, nil
	}
	if err := b.persist(ctx, false); err != nil {
		return 0, time.Time{}, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	used, limit := b.used(), b.limit(live)
	if used < limit {
		return limit - used, time.Time{}, nil
	}
	now := hourOf(b.o.Now())
	for h := now - budgetWindow; h <= now+budgetWindow; h++ {
		if used -= b.hours[h]; used < limit {
			return 0, time.Unix((h+budgetWindow+1)*3600, 0), nil
		}
	}
	return 0, time.Unix((now+budgetWindow+1)*3600, 0), nil
}

const unlimited = int64(1) << 62

// persist keeps what was taken, when that is worth a commit or at the end of a connection.
func (b *Budget) persist(ctx context.Context, now bool) error {
	if b == nil || b.o.Save == nil {
		return nil
	}
	b.mu.Lock()
	worth := b.unsaved >= max(b.o.Bytes/100, 1<<20) || now && b.unsaved > 0
	if !worth {
		b.mu.Unlock()
		return nil
	}
	b.used() // forgets
	data, err := json.Marshal(b.hours)
	taken := b.unsaved
	b.unsaved = 0
	b.mu.Unlock()
	if err == nil {
		err = b.o.Save(ctx, data)
	}
	if err != nil {
		b.mu.Lock()
		b.unsaved += taken
		b.mu.Unlock()
		return desk.Wrap(desk.CodeOf(err), err, "the bytes taken from the mailbox could not be kept").AsTemporary()
	}
	return nil
}

// spent makes the error of a folder that has to wait.
func (a Account) spent(folder string, live bool, until, now time.Time) error {
	what := "older mail and Sent wait"
	if live {
		what = "all mail waits on the server"
	}
	wait := max(until.Sub(now), time.Second)
	return a.passing(&waitError{wait, &budgetError{until: until, live: live}},
		"folder %s: the day's budget of %s is used up; %s until %s", folder, megabytes(a.Budget.limit(live)), what, until.UTC().Format("15:04 MST")).
		WithMend("raise imap.daily_bytes if the provider allows more")
}

// budgetOf finds the budget's word in an error.
func budgetOf(err error) (*budgetError, bool) {
	var e *budgetError
	ok := errors.As(err, &e)
	return e, ok
}

func megabytes(n int64) string {
	if n < 1e6 {
		return fmt.Sprintf("%d bytes", n)
	}
	return fmt.Sprintf("%d MB", n/1e6)
}
