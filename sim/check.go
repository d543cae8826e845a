package sim

import (
	"context"
	"time"

	"returndesk/desk"
)

// memory is what the checks remember from day to day.
type memory struct {
	from     time.Time              // the history was looked at until then
	reported map[string]time.Time   // report dates by case or return number
	reread   map[string]bool        // cases that a person read otherwise: an earlier mail may turn out to be the report
	reminded map[string][]time.Time // mails that time called for, by address
	history  map[string]bool        // "approved/" and a draft's id, and the like: what the history tells
	digests  map[string]string      // the figures of digests that left, by week
}

func newMemory() memory {
	return memory{reported: map[string]time.Time{}, reread: map[string]bool{}, reminded: map[string][]time.Time{}, history: map[string]bool{}, digests: map[string]string{}}
}

// leapDay is what the report says of a 29 February that was lived through.
const leapDay = "29 February"

// violated makes the error of a broken invariant.
func violated(format string, args ...any) error {
	return desk.Errf(desk.CodeIllegal, format, args...)
}

// looked counts that an invariant was looked at.
func (w *world) looked(what string) { w.report.Checks[what]++ }

// check looks at everything that the day touched, and at every case that is not closed.
func (w *world) check(ctx context.Context) error {
	if day := w.now.Add(-time.Minute).In(w.zone); day.Month() == time.February && day.Day() == 29 {
		w.looked(leapDay)
	}
	if w.down() { // the next day looks at what is done then
		return nil
	}
	touched := map[string]bool{}
	since := w.seen.from
	w.seen.from = w.now
	if err := w.store.AuditSince(ctx, since, func(a desk.Audit) error {
		if a.Case != "" {
			touched[a.Case] = true
		}
		w.seen.history[a.What+"/"+a.Data["draft"]+a.Data["rma"]] = true
		return nil
	}); err != nil {
		return err
	}
	for _, id := range sortedKeys(touched) {
		c, err := w.store.Case(ctx, id)
		if err != nil {
			return err
		}
		if err := w.checkCase(ctx, &c); err != nil {
			return err
		}
	}
	if err := w.checkMails(ctx); err != nil {
		return err
	}
	if err := w.checkPromises(ctx); err != nil {
		return err
	}
	if err := w.checkPress(ctx); err != nil {
		return err
	}
	return w.checkDues(ctx)
}

// checkAll looks at every case, once a week.
func (w *world) checkAll(ctx context.Context) error {
	var list []desk.Case
	if err := w.store.EachCase(ctx, func(c desk.Case) error { list = append(list, c); return nil }); err != nil {
		return err
	}
	for i := range list {
		if err := w.checkCase(ctx, &list[i]); err != nil {
			return err
		}
	}
	return nil
}

// checkMails: every mail that was accepted is in one state and, if it was decided or
// joined, in one case that knows it.
func (w *world) checkMails(ctx context.Context) error {
	for _, id := range sortedKeys(w.accepted) {
		m, err := w.store.Mail(ctx, id)
		if err != nil {
			return err
		}
		w.looked("mail in one state and case")
		if put := m.State == desk.MailSuppressed; put != w.accepted[id].machine && w.accepted[id].folder == "inbox" {
			return violated("mail %s (%s) of %s: a machine's: %v, and it is %s (%s)", id, m.Subject, m.From, w.accepted[id].machine, m.State, m.Reason)
		}
		switch m.State {
		case desk.MailDecided, desk.MailJoined:
			c, err := w.store.Case(ctx, m.Case)
			if err != nil {
				return violated("mail %s is %s and its case %q cannot be read: %v", id, m.State, m.Case, err)
			}
			n := 0
			for _, x := range c.Mails {
				if x == id {
					n++
				}
			}
			if n != 1 && m.State == desk.MailDecided {
				return violated("mail %s is in case %s %d times", id, c.ID, n)
			}
		case desk.MailSuppressed, desk.MailHistory:
		default:
			return violated("mail %s is still %s (%s)", id, m.State, m.Reason)
		}
		delete(w.accepted, id)
	}
	return nil
}

// kinds are the due times that passing time sets off.
func kinds() []string {
	return []string{"remind", "remind_last", "close_silence", "choice", "refund", "rma_deadline", "rma_remind", "rma_manager", "carrier_claim", "judge"}
}

// checkDues: nothing that is due is left lying.
func (w *world) checkDues(ctx context.Context) error {
	if len(w.failed) > 0 {
		return violated("%s", w.failed[0])
	}
	for _, kind := range kinds() {
		w.looked("due times are handled")
		list, err := w.store.DuesBefore(ctx, kind, w.now.Add(-3*time.Hour), 1)
		if err != nil {
			return err
		}
		if len(list) > 0 {
			return violated("%s was due at %s and nothing happened", list[0].ID, list[0].At.In(w.zone).Format(time.DateTime))
		}
	}
	return nil
}
