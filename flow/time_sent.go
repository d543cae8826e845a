package flow

import (
	"context"
	"fmt"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/facts"
)

// saidSent keeps a return number alive whose buyer has told us the number of his parcel: he is not reminded to
// send it, nor told that it has run out. When its day is over, people look where the parcel is, each week.
func (e *Engine) saidSent(ctx context.Context, c desk.Case, r *desk.RMA, timer *time.Time, p facts.Parcel, over bool) error {
	*timer = time.Time{}
	change := desk.Change{}
	switch again := e.shop.Workdays.Days(e.now(), desk.AgainDays); {
	case over && !(c.State == desk.CaseOpen && r.Timers.Told): // else people have it, and know
		*timer, r.Timers.Told = again, true
		parcel := strings.TrimSpace(p.Carrier + " " + p.Tracking)
		note := e.wake(&c, "rma_said_sent", fmt.Sprintf("the buyer says that the return %s is on its way: %s", r.Number, parcel), "rma", r.Number, "state", string(r.State))
		c.Deadline, change.Audit = e.now(), []desk.Audit{note}
	case over:
		*timer = again
		next(&c, e.now())
	default:
		next(&c, e.now())
	}
	change.Cases, change.RMAs = []desk.Case{c}, []desk.RMA{*r}
	return e.record(ctx, change)
}
