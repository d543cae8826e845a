package digest

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// openRecords is what one reading of the unfinished return records gives.
type openRecords struct {
	states       map[desk.RMAState]*standing
	open         int
	overdue      int
	overdueCases []string
	claimsDue    int
	claimCases   []string
	unanswered   int // filed claims of which nothing was heard in time
	silentCases  []string
	oldest       int              // days
	exposure     map[string]int64 // thousandths by currency: what the open records' goods cost
	recoverable  map[string]int64 // the same for damage that a carrier may pay
	exposed      map[string]int64 // how many records that is
	claimed      map[string]int64
	claims       int // claims that are open or filed
	noPrice      int // open records of which nobody knows the price
}

// standing is the records of one state.
type standing struct {
	open, overdue int
	days          []float64 // since they came to the state
}

// claimSoon is how long before a carrier's deadline the manager is told.
const claimSoon = 7

func readOpen(ctx context.Context, s Sums, now time.Time) (openRecords, error) {
	o := openRecords{states: map[desk.RMAState]*standing{}, exposure: map[string]int64{}, recoverable: map[string]int64{},
		exposed: map[string]int64{}, claimed: map[string]int64{}}
	type late struct {
		id  string
		due time.Time
	}
	var overdue []late
	today := desk.Date(now.Format(time.DateOnly))
	soon := desk.Date(now.AddDate(0, 0, claimSoon).Format(time.DateOnly))
	err := s.UnfinishedRMAs(ctx, func(r desk.RMA) error {
		price, priced := desk.Thousandths(r.UnitPrice)
		worth, currency := price*int64(max(r.Qty, 1)), cmp.Or(strings.ToUpper(r.OrderCurrency), "-")
		if c := r.Claim; c != nil && (c.State == desk.ClaimOpen || c.State == desk.ClaimFiled) {
			o.claims++
			if priced {
				o.recoverable[currency] += worth
				o.claimed[currency]++
			}
			if c.State == desk.ClaimOpen && c.Due <= soon { // "" is unknown: better too early
				if o.claimsDue++; len(o.claimCases) < shown {
					o.claimCases = append(o.claimCases, r.Case)
				}
			}
			if c.Unanswered(today) {
				if o.unanswered++; len(o.silentCases) < shown {
					o.silentCases = append(o.silentCases, r.Case)
				}
			}
		}
		if !r.State.Open() {
			return nil
		}
		o.open++
		if priced {
			o.exposure[currency] += worth
			o.exposed[currency]++
		} else {
			o.noPrice++
		}
		st := o.states[r.State]
		if st == nil {
			st = &standing{}
			o.states[r.State] = st
		}
		days := max(0, now.Sub(r.Since()).Hours()/24)
		st.open, st.days = st.open+1, append(st.days, days)
		o.oldest = max(o.oldest, int(now.Sub(r.OpenedAt).Hours()/24))
		if r.Overdue(now) {
			st.overdue++
			overdue = append(overdue, late{r.Case, r.Due})
		}
		return nil
	})
	if err != nil {
		return o, err
	}
	slices.SortStableFunc(overdue, func(a, b late) int { return a.due.Compare(b.due) })
	o.overdue = len(overdue)
	for _, l := range overdue[:min(len(overdue), shown)] {
		o.overdueCases = append(o.overdueCases, l.id)
	}
	return o, nil
}
