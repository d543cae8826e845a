package flow

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// moveRMA opens or advances the case's record as the action says, and keeps in it what
// the person set.
func (b *outcome) moveRMA(ctx context.Context, c *desk.Case, last desk.Decision, a desk.Action, r Resolution) error {
	if a.OpenRMA && !b.hasOpen(ctx, c.RMAs) {
		open := last
		open.RMA = desk.RMAAction{Open: true, State: desk.RMAUnderReview}
		if err := b.openRMA(ctx, c, open); err != nil {
			return err
		}
	}
	if a.RMAState == "" || len(c.RMAs) == 0 {
		return nil
	}
	number := c.RMAs[len(c.RMAs)-1]
	record, ok := b.v.rmas[number]
	if !ok {
		var err error
		if record, err = b.e.store.RMA(ctx, number); err != nil {
			return err
		}
	}
	keep(&record, r.Set)
	if record.State != a.RMAState {
		why := strings.TrimSpace(a.Name + " " + r.Because)
		if via, ok := passing(record.State, a.RMAState); ok {
			if err := record.Advance(via, b.s.by, b.now, why); err != nil {
				return err
			}
		}
		if err := record.Advance(a.RMAState, b.s.by, b.now, why); err != nil {
			return err
		}
		record.Due = b.e.shop.Workdays.RMADeadline(record.State, b.now)
		if record.State == desk.RMAFaultConfirmed || record.State == desk.RMANoFaultFound {
			record.Inspection = string(record.State) // stays true when the record moves on
		}
		b.audit(c.ID, "rma_advanced", r.Because, "rma", record.Number, "state", string(record.State))
	}
	b.putRMA(record)
	return nil
}

// keep writes what a person set for the customer's eyes into the record, so that later
// mails say the same (domain.md section 3, "Fields").
func keep(r *desk.RMA, set map[string]string) {
	for name, field := range map[string]*string{
		"condition": &r.Condition, "address": &r.ReturnAddress, "tracking": &r.Tracking, "resolution": &r.Resolution,
	} {
		*field = cmp.Or(strings.TrimSpace(set[name]), *field)
	}
	if _, err := time.Parse(time.DateOnly, strings.TrimSpace(set["expires"])); err == nil {
		r.Deadline = desk.Date(strings.TrimSpace(set["expires"]))
	}
}

// hasOpen reports whether one of the records still has something to happen. A closed one
// stays closed: a new record follows it.
func (b *outcome) hasOpen(ctx context.Context, numbers []string) bool {
	return slices.ContainsFunc(numbers, func(n string) bool {
		r, ok := b.v.rmas[n]
		if !ok {
			var err error
			if r, err = b.e.store.RMA(ctx, n); err != nil {
				return false // the shop's own record, not ours to open or close
			}
		}
		return r.State.Open()
	})
}

// passing gives the working state between two others, of which no customer is told and
// which no one has to enter by hand: an inspection's result ends the inspecting, and a
// remedy that is on its way ends the resolving (domain.md section 3).
func passing(from, to desk.RMAState) (desk.RMAState, bool) {
	if slices.Contains(from.Next(), to) {
		return "", false
	}
	for _, via := range []desk.RMAState{desk.RMAInspecting, desk.RMAResolving} {
		if slices.Contains(from.Next(), via) && slices.Contains(via.Next(), to) {
			return via, true
		}
	}
	return "", false
}
