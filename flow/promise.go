package flow

import (
	"context"
	"slices"

	"returndesk/desk"
)

// stillChecks keeps a case with people over a reply about something else, where an earlier mail said that
// we look into a request and nobody has said since what came of it. What can be done about that request
// can be done again.
func (e *Engine) stillChecks(ctx context.Context, v *view, c *desk.Case, d desk.Draft) error {
	if d.Moves != nil || c.State != desk.CaseWaiting || d.Decision >= len(c.Decisions) {
		return nil
	}
	drafts, err := v.draftsOf(ctx, *c)
	if err != nil {
		return err
	}
	drafts = slices.DeleteFunc(drafts, func(p desk.Draft) bool {
		return p.ID == d.ID || p.State != desk.DraftSent || byTime(p.Template) || !answers(p.Template)
	})
	slices.SortStableFunc(drafts, func(a, b desk.Draft) int { return a.SentAt.Compare(b.SentAt) })
	var promise *desk.Draft
	for i := range drafts {
		p := &drafts[i]
		switch {
		case p.Moves == nil && promised(c, *p) != "":
			promise = p
		case promise != nil && (p.Moves != nil || about(c, *p, promised(c, *promise))):
			promise = nil
		}
	}
	if promise == nil || c.TypedAt.After(promise.SentAt) || about(c, d, promised(c, *promise)) {
		return nil
	}
	later := c.Decisions[min(promise.Decision+1, len(c.Decisions)):]
	if slices.ContainsFunc(later, tookBack) {
		return nil
	}
	c.State = desk.CaseOpen
	if end := e.shop.Workdays.EndOf(e.shop.Workdays.Add(d.SentAt, 1)); c.Deadline.Before(end) {
		c.Deadline = end
	}
	switch c.Outcome { // which ask nothing and end nothing
	case desk.OutcomeOnScheduleInfo, desk.OutcomeTrackingInfo, desk.OutcomeDenyCosts, desk.OutcomeRouteHuman:
		c.Outcome = c.Decisions[promise.Decision].Outcome
	}
	return nil
}

// promised gives the class of the request that a reply says that we look into, "" for none.
func promised(c *desk.Case, d desk.Draft) desk.Class {
	if d.Decision >= len(c.Decisions) {
		return ""
	}
	dec := &c.Decisions[d.Decision]
	for _, i := range append([]desk.Intent{{Class: dec.Class, Template: d.Template}}, dec.More...) {
		switch i.Template {
		case "cancel_check", "change_check", "delay_cancel_ack", "trace_opened":
			return i.Class
		}
	}
	return ""
}

// about reports whether a reply is about a class of request, among others.
func about(c *desk.Case, d desk.Draft, class desk.Class) bool {
	if d.Decision >= len(c.Decisions) {
		return false
	}
	dec := c.Decisions[d.Decision]
	return dec.Class == class || slices.Contains(intentsOf(dec), class)
}
