package flow

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// measured is the store with the counts of the weekly figures added to every change. They
// are drawn from the transitions themselves and not from the code that leads to them, so
// that no way through the program can forget one (domain.md section 6).
type measured struct {
	Store
	zone   *time.Location
	days   desk.Workdays
	maxAge time.Duration // see Shop.MaxAge
	now    func() time.Time
}

// Record records a change with its counts.
func (m *measured) Record(ctx context.Context, c desk.Change) error {
	if err := m.measure(ctx, &c, newBatch()); err != nil {
		return err
	}
	return m.Store.Record(ctx, c)
}

// FinishSend records the end of a sending with its counts.
func (m *measured) FinishSend(ctx context.Context, c desk.Change) error {
	if err := m.measure(ctx, &c, newBatch()); err != nil {
		return err
	}
	return m.Store.FinishSend(ctx, c)
}

// RecordOutcomes records many changes with their counts.
func (m *measured) RecordOutcomes(ctx context.Context, changes []desk.Change) ([]error, error) {
	earlier := newBatch()
	out := slices.Clone(changes)
	for i := range out {
		if err := m.measure(ctx, &out[i], earlier); err != nil {
			return nil, err
		}
	}
	return m.Store.RecordOutcomes(ctx, out)
}

// batch holds records and drafts as the changes before the one at hand leave them.
type batch struct {
	rmas   map[string]desk.RMA
	drafts map[string]desk.Draft
}

func newBatch() batch {
	return batch{rmas: map[string]desk.RMA{}, drafts: map[string]desk.Draft{}}
}

// measuring gathers the counts of one change.
type measuring struct {
	*measured
	change *desk.Change
	today  desk.Date
	counts map[string][]desk.Count // by case, "" for none
}

// measure adds the counts of a change to its entries.
func (m *measured) measure(ctx context.Context, c *desk.Change, earlier batch) error {
	if len(c.Mails)+len(c.Cases)+len(c.Drafts)+len(c.RMAs) == 0 {
		return nil
	}
	x := &measuring{measured: m, change: c, today: m.day(m.now()), counts: map[string][]desk.Count{}}
	if err := x.mails(ctx); err != nil {
		return err
	}
	if err := x.cases(ctx); err != nil {
		return err
	}
	if err := x.drafts(ctx, earlier.drafts); err != nil {
		return err
	}
	if err := x.records(ctx, earlier.rmas); err != nil {
		return err
	}
	x.attach()
	return nil
}

// attach puts the counts of each case on the last entry about it.
func (x *measuring) attach() {
	if len(x.counts) == 0 {
		return
	}
	x.change.Audit = slices.Clone(x.change.Audit)
	for id, counts := range x.counts {
		at := -1
		for i, a := range x.change.Audit {
			if a.Case == id {
				at = i
			}
		}
		if at < 0 {
			x.change.Audit = append(x.change.Audit, desk.Audit{At: x.now(), Actor: desk.System(), Case: id, What: "counted"})
			at = len(x.change.Audit) - 1
		}
		a := &x.change.Audit[at]
		a.Counts = append(slices.Clone(a.Counts), counts...)
	}
}

func (m *measured) day(t time.Time) desk.Date { return desk.Date(t.In(m.zone).Format(time.DateOnly)) }

func (x *measuring) add(caseID string, day desk.Date, n int64, figure string, dims ...string) {
	x.counts[caseID] = append(x.counts[caseID], desk.NewCount(day, n, figure, dims...))
}

// caseOf gives a case of the change, nil when the change does not touch it.
func (x *measuring) caseOf(id string) *desk.Case {
	for i := range x.change.Cases {
		if x.change.Cases[i].ID == id {
			return &x.change.Cases[i]
		}
	}
	return nil
}

// mails counts received mails by class, on the day on which they were received, however
// late they are handled. History is not counted: nobody works on it.
func (x *measuring) mails(ctx context.Context) error {
	for i := range x.change.Mails {
		m := &x.change.Mails[i]
		if m.Ours || m.Rescan && m.State == desk.MailSuppressed {
			continue
		}
		day := x.today
		if !m.ReceivedAt.IsZero() {
			day = x.day(m.ReceivedAt)
		}
		if slices.ContainsFunc(x.change.Audit, func(a desk.Audit) bool { return a.What == "replayed" && a.Data["mail"] == m.ID }) {
			old, err := x.Mail(ctx, m.ID)
			if err != nil {
				return err
			}
			if old.State == desk.MailSuppressed { // listed as a machine's before, and a person knew better
				x.add(m.Case, day, -1, desk.CountMail, string(desk.ClassNonCustomer))
			}
		}
		switch m.State {
		case desk.MailDecided:
			if c := x.caseOf(m.Case); c != nil {
				x.add(c.ID, day, 1, desk.CountMail, string(c.Class))
			}
		case desk.MailSuppressed:
			x.add(m.Case, day, 1, desk.CountMail, string(desk.ClassNonCustomer))
		}
	}
	return nil
}
