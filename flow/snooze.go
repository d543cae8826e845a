package flow

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

const (
	dueSnooze  = "snooze"
	longestNap = 60 * 24 * time.Hour // a case that nobody has to look at for longer is closed
	napsAtOnce = 100
)

func snoozeDue(caseID string) string { return dueSnooze + "/" + caseID }

// Snooze puts a case off until a time, or takes it back into the queue when the time is
// zero. It comes back by itself, and at once when the customer writes again. What cannot
// wait (safety, production that may still be stopped, lawyers) cannot be put off.
func (e *Engine) Snooze(ctx context.Context, by desk.Actor, id string, until time.Time, because string) (desk.Case, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "putting a case off"); err != nil {
		return desk.Case{}, err
	}
	c, err := e.store.Case(ctx, caseOf(id))
	if err != nil {
		return c, err
	}
	now := e.now()
	if until.IsZero() {
		if c.State != desk.CaseSnoozed {
			return c, desk.Errf(desk.CodeIllegal, "case %s is not put off, so it cannot come back", c.ID).WithMend("to put it off, say until when (--until 3d on the command line)")
		}
		return e.wakeCase(ctx, by, c, because)
	}
	switch {
	case c.State != desk.CaseOpen && c.State != desk.CaseSnoozed:
		return c, desk.Errf(desk.CodeIllegal, "case %s is %s and waits for nobody here", c.ID, c.State).WithMend("only a case that waits for us can be put off; see `returndesk show %s`", c.ID)
	case slices.ContainsFunc(c.Flags, desk.Flag.Urgent):
		return c, desk.Errf(desk.CodeForbidden, "case %s is urgent and cannot be put off", c.ID).WithMend("hand it to a senior, or answer it")
	case !until.After(now), until.Sub(now) > longestNap:
		return c, desk.Errf(desk.CodeInvalid, "%s is not within the next %d days", until.In(e.shop.Zone).Format("2006-01-02 15:04"), int(longestNap.Hours()/24)).
			WithMend("give a time in the future")
	}
	next(&c, now)
	c.State, c.SnoozedUntil = desk.CaseSnoozed, until
	err = e.store.Record(ctx, desk.Change{
		Cases: []desk.Case{c},
		Dues:  []desk.Due{{ID: snoozeDue(c.ID), Kind: dueSnooze, At: until, Case: c.ID}},
		Audit: []desk.Audit{e.note(by, c.ID, "snoozed", because, "until", until.In(e.shop.Zone).Format(time.RFC3339))},
	})
	return c, err
}

// wakeCase takes a case back into the queue.
func (e *Engine) wakeCase(ctx context.Context, by desk.Actor, c desk.Case, because string) (desk.Case, error) {
	next(&c, e.now())
	c.State, c.SnoozedUntil = desk.CaseOpen, time.Time{}
	return c, e.store.Record(ctx, desk.Change{
		Cases: []desk.Case{c}, Done: []string{snoozeDue(c.ID)},
		Audit: []desk.Audit{e.note(by, c.ID, "woken", because)},
	})
}

// WakeDue takes the cases back whose time has come, and gives how many.
func (e *Engine) WakeDue(ctx context.Context) (int, error) {
	woken := 0
	for ctx.Err() == nil {
		dues, err := e.store.DuesBefore(ctx, dueSnooze, e.now(), napsAtOnce)
		if err != nil || len(dues) == 0 {
			return woken, err
		}
		for _, d := range dues {
			if err := e.wakeOne(ctx, d); err != nil {
				return woken, err
			}
			woken++
		}
	}
	return woken, ctx.Err()
}

// wakeOne ends one due time. A case that is no longer put off has moved on by itself.
func (e *Engine) wakeOne(ctx context.Context, d desk.Due) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	c, err := e.store.Case(ctx, d.Case)
	if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
		return err
	}
	if err != nil || c.State != desk.CaseSnoozed {
		return e.store.Record(ctx, desk.Change{Done: []string{d.ID}})
	}
	if c.SnoozedUntil.After(e.now()) { // put off once more since we looked, under the same name
		d.At = c.SnoozedUntil
		return e.store.Record(ctx, desk.Change{Dues: []desk.Due{d}})
	}
	_, err = e.wakeCase(ctx, desk.System(), c, "its time has come")
	return err
}

// caseOf gives the id of a case from its own or that of one of its drafts, in any case.
func caseOf(id string) string {
	id = strings.ToUpper(strings.TrimSpace(id))
	if strings.Count(id, "-") > 1 {
		id = id[:strings.LastIndexByte(id, '-')]
	}
	return id
}
