package llm

import (
	"context"
	"encoding/json"
	"math"
	"sync"
	"time"

	"returndesk/desk"
)

// Book is where the meter keeps its days: the settings of the store.
type Book interface {
	Setting(ctx context.Context, key string) ([]byte, error)
	SetSetting(ctx context.Context, key string, value []byte) error
}

// Limits are what a day may cost. Prices are in the owner's currency for a million tokens;
// the budget is in the same currency. Zero prices are those of a server of one's own.
type Limits struct {
	PriceIn, PriceOut float64
	Budget            float64 // a day; 0 lets nothing out that costs money
	Requests          int     // a day; 0 = no limit
	Zone              *time.Location
}

// Day is what one calendar day of the shop has cost. Money is in millionths of the owner's
// currency.
type Day struct {
	Date      desk.Date    `json:"date"`
	Requests  int          `json:"requests"` // that left, retries included
	Answers   int          `json:"answers"`  // that counted
	TokensIn  int          `json:"tokens_in"`
	TokensOut int          `json:"tokens_out"`
	Cost      int64        `json:"cost_micro"`
	Held      int64        `json:"held_micro"` // of requests under way, or that a crash cut off: counted as spent
	Failed    map[Kind]int `json:"failed,omitempty"`
}

// Spent is what counts against the budget, in millionths.
func (d Day) Spent() int64 { return d.Cost + d.Held }

// Usage is what one exchange took.
type Usage struct {
	TokensIn, TokensOut int
	Micro               int64 // money
}

// dayKey is the setting of one day.
func dayKey(d desk.Date) string { return "llm/day/" + string(d) }

// meter books what is asked. One process owns the book; a mutex keeps its entries apart.
type meter struct {
	mu     sync.Mutex
	book   Book
	limits Limits
	now    func() time.Time
}

func (m *meter) today() desk.Date {
	return desk.Date(m.now().In(m.limits.Zone).Format(time.DateOnly))
}

func (m *meter) read(ctx context.Context, date desk.Date) (Day, error) {
	d := Day{Date: date, Failed: map[Kind]int{}}
	b, err := m.book.Setting(ctx, dayKey(date))
	if err != nil || len(b) == 0 {
		return d, err
	}
	if err := json.Unmarshal(b, &d); err != nil {
		return d, desk.Wrap(desk.CodeInternal, err, "what the language model cost on %s cannot be read", date)
	}
	if d.Failed == nil {
		d.Failed = map[Kind]int{}
	}
	return d, nil
}

// change reads, changes and writes one day. It does not end with the caller's context: what
// was spent is booked also while the program stops.
func (m *meter) change(ctx context.Context, date desk.Date, f func(*Day) error) error {
	ctx = context.WithoutCancel(ctx)
	m.mu.Lock()
	defer m.mu.Unlock()
	d, err := m.read(ctx, date)
	if err != nil {
		return err
	}
	if err := f(&d); err != nil {
		return err
	}
	b, err := json.Marshal(d)
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "write down what the language model cost")
	}
	return m.book.SetSetting(ctx, dayKey(date), b)
}

// cost is the price of tokens in millionths, rounded up: a price for a million tokens is
// one of a token in millionths.
func (m *meter) cost(in, out int) int64 {
	return int64(math.Ceil(float64(in)*m.limits.PriceIn + float64(out)*m.limits.PriceOut))
}

// hold is money set aside for one request.
type hold struct {
	date  desk.Date
	micro int64
}

// reserve sets aside what a request may cost at most, before it leaves. It refuses what
// would go beyond the day's budget.
func (m *meter) reserve(ctx context.Context, in, out int) (hold, error) {
	h := hold{date: m.today(), micro: m.cost(in, out)}
	err := m.change(ctx, h.date, func(d *Day) error {
		if err := m.fits(*d, h.micro); err != nil {
			return err
		}
		d.Requests++
		d.Held += h.micro
		return nil
	})
	return h, err
}

// fits refuses one more request that may cost so much at most, where it would go beyond the
// day's budget or number of requests.
func (m *meter) fits(d Day, micro int64) error {
	budget := int64(m.limits.Budget * 1e6)
	if micro > 0 && d.Spent()+micro > budget || m.limits.Requests > 0 && d.Requests >= m.limits.Requests {
		return fail(Budget, desk.CodeUnavailable, "the language model's budget for %s is spent", d.Date).
			mend("raise classifier.llm.daily_budget or daily_requests, or wait until tomorrow")
	}
	return nil
}

// settle books what a request really took. lost says that nobody knows: then all that was
// set aside counts.
func (m *meter) settle(ctx context.Context, h hold, u Usage, lost bool) (Usage, error) {
	u.Micro = m.cost(u.TokensIn, u.TokensOut)
	if lost {
		u.Micro = h.micro
	}
	return u, m.change(ctx, h.date, func(d *Day) error {
		d.Held = max(d.Held-h.micro, 0)
		d.TokensIn, d.TokensOut, d.Cost = d.TokensIn+u.TokensIn, d.TokensOut+u.TokensOut, d.Cost+u.Micro
		return nil
	})
}

// count books how a question ended.
func (m *meter) count(ctx context.Context, k Kind) error {
	return m.change(ctx, m.today(), func(d *Day) error {
		if k == "" {
			d.Answers++
		} else {
			d.Failed[k]++
		}
		return nil
	})
}
