package digest

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"log/slog"
	"strings"
	"sync"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// Store is what a press needs of a store.
type Store interface {
	Sums
	Setting(ctx context.Context, key string) ([]byte, error)
	Record(ctx context.Context, change desk.Change) error
	DuesBefore(ctx context.Context, kind string, t time.Time, limit int) ([]desk.Due, error)
}

// Mailer hands frozen bytes over, once. A shop without SMTP has one that puts the mail into
// its own mailbox.
type Mailer interface {
	Send(ctx context.Context, from string, to []string, raw []byte) (replies.Result, error)
}

// Options make a Press. Deliveries, Mailer and Log may be nil.
type Options struct {
	Store      Store
	Deliveries Deliveries
	Mailer     Mailer
	Shop       Shop
	From       desk.Address
	To         []string
	Console    string // where browsers elsewhere reach the console; "" = not known
	Minutes    int    // after midnight of the Monday, by the clock of the shop
	Now        func() time.Time
	Secret     []byte // makes Message-IDs that nobody can guess
	Log        *slog.Logger
}

// Press closes each week once and sends its digest at most once, across restarts and
// changes of clocks. Closing and claiming are one transition; a process that dies between
// that and the server's answer leaves the digest "uncertain", and a person decides.
type Press struct {
	o       Options
	mu      sync.Mutex // one week at a time
	planned bool       // the next week's due time is stored and right
}

// The kinds of due times.
const (
	dueWeek = "digest"       // a week is over; Data is the week
	dueSend = "digest_retry" // the mail of a closed week is tried again
)

const (
	// backWeeks is how many missed weeks are closed after a long sleep. Only the last of
	// them is sent: old figures are no news.
	backWeeks = 8
	// A mail that the server did not take for now is tried again after firstRetry, then
	// after twice as long each time, at most maxAttempts times.
	firstRetry  = 5 * time.Minute
	lastRetry   = 4 * time.Hour
	maxAttempts = 12
)

// NewPress makes a press, or says what is missing.
func NewPress(o Options) (*Press, error) {
	if o.Store == nil || o.Now == nil || o.Shop.Zone == nil {
		return nil, desk.Errf(desk.CodeInvalid, "the digest needs a store, a clock and the shop's time zone")
	}
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	return &Press{o: o}, nil
}

func settingKey(w Week) string { return "digest/" + w.String() }

// frozen gives the digest that was closed for a week, nil when there is none.
func (p *Press) frozen(ctx context.Context, w Week) (*Digest, error) {
	raw, err := p.o.Store.Setting(ctx, settingKey(w))
	if err != nil || raw == nil {
		return nil, err
	}
	var d Digest
	if err := json.Unmarshal(raw, &d); err != nil {
		return nil, desk.Wrap(desk.CodeInternal, err, "the digest of %s cannot be read", w).WithMend("restore the latest backup, and report it")
	}
	return &d, nil
}

// Digest gives the digest of a week: as it was frozen, else as it stands now. The zero week
// is the last one that is over.
func (p *Press) Digest(ctx context.Context, week string) (*Digest, error) {
	w, err := p.week(week)
	if err != nil {
		return nil, err
	}
	if d, err := p.frozen(ctx, w); err != nil || d != nil {
		return d, err
	}
	return p.make(ctx, w)
}

// week reads a week's name; "" is the last one that is over.
func (p *Press) week(s string) (Week, error) {
	now := WeekOf(p.o.Now(), p.o.Shop.Zone)
	if strings.TrimSpace(s) == "" {
		return now.Add(-1), nil
	}
	w, err := ParseWeek(strings.TrimSpace(s))
	if err == nil && w.Starts(p.o.Shop.Zone).After(p.o.Now()) {
		return w, desk.Errf(desk.CodeInvalid, "week %s has not begun", w).WithMend("the current week is %s", now)
	}
	return w, err
}

func (p *Press) make(ctx context.Context, w Week) (*Digest, error) {
	return Make(ctx, p.o.Store, p.o.Deliveries, p.o.Shop, w, p.o.Now(), func(w Week) (*Digest, error) { return p.frozen(ctx, w) })
}

// Weeks lists the weeks that were closed, the newest first, at most n (0 = 52).
func (p *Press) Weeks(ctx context.Context, n int) ([]string, error) {
	if n <= 0 {
		n = 52
	}
	var out []string
	now := WeekOf(p.o.Now(), p.o.Shop.Zone)
	for i, missing := 1, 0; len(out) < n && missing < 2*backWeeks; i++ {
		raw, err := p.o.Store.Setting(ctx, settingKey(now.Add(-i)))
		if err != nil {
			return nil, err
		}
		if missing++; raw != nil {
			out, missing = append(out, now.Add(-i).String()), 0
		}
	}
	return out, nil
}

// save records a digest in a state, with what else becomes true.
func (p *Press) save(ctx context.Context, d *Digest, to State, by desk.Actor, what, why string, change desk.Change) error {
	d.State, d.StateAt = to, p.o.Now()
	raw, err := json.Marshal(d)
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "the digest of %s cannot be kept", d.Week)
	}
	change.Settings = map[string][]byte{"digest/" + d.Week: raw}
	change.Audit = append(change.Audit, desk.Audit{At: d.StateAt, Actor: by, What: what, Why: why, Data: map[string]string{"week": d.Week}})
	p.o.Log.LogAttrs(ctx, slog.LevelInfo, what, slog.String("week", d.Week), slog.String("state", string(to)))
	return p.o.Store.Record(ctx, change)
}

// freeze computes a week and gives it everything that its mail needs.
func (p *Press) freeze(ctx context.Context, w Week) (*Digest, error) {
	d, err := p.make(ctx, w)
	if err != nil {
		return nil, err
	}
	mac := hmac.New(sha256.New, p.o.Secret)
	mac.Write([]byte("digest\x00" + d.Week))
	_, domain, ok := strings.Cut(p.o.From.Address, "@")
	if !ok {
		domain = "localhost"
	}
	d.MessageID = "digest." + strings.ToLower(d.Week) + "." + hex.EncodeToString(mac.Sum(nil)[:12]) + "@" + domain
	d.Recipients = p.o.To
	return d, nil
}

// mailed reports whether digests leave as mail at all.
func (p *Press) mailed() bool { return p.o.Mailer != nil && len(p.o.To) > 0 }
