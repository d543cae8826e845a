package flow

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// promise is what we told a customer that we look into, and have not said since what came of.
type promise struct {
	class   desk.Class
	outcome desk.Outcome // of that request: its actions say what came of it
	sent    time.Time
	step    bool // a person said it by a step, who knows what he does next
}

// stillChecks keeps a case with people over a mail about something else, where an earlier mail said that
// we look into a request and nobody has said since what came of it. What can be done about that request
// can be done again. It reports whether it did: such a mail ends nothing.
func (e *Engine) stillChecks(ctx context.Context, v *view, c *desk.Case, d desk.Draft) (bool, error) {
	if c.State != desk.CaseWaiting || d.Decision >= len(c.Decisions) || d.Moves != nil && d.RMA == "" || byTime(d.Template) {
		return false, nil
	}
	drafts, err := v.draftsOf(ctx, *c)
	if err != nil {
		return false, err
	}
	rmas, err := recordsOf(ctx, v, *c)
	if err != nil {
		return false, err
	}
	p := standing(*c, append(slices.DeleteFunc(drafts, func(p desk.Draft) bool { return p.ID == d.ID }), d), rmas)
	if p == nil || p.sent.Equal(d.SentAt) {
		return false, nil
	}
	c.State = desk.CaseOpen
	if end := e.shop.Workdays.EndOf(e.shop.Workdays.Add(d.SentAt, 1)); c.Deadline.Before(end) {
		c.Deadline = end
	}
	switch c.Outcome { // which ask nothing and end nothing
	case desk.OutcomeOnScheduleInfo, desk.OutcomeTrackingInfo, desk.OutcomeDenyCosts, desk.OutcomeRouteHuman:
		c.Outcome = p.outcome
	}
	return true, nil
}

// standing gives what we told the customer of a case that we look into, as far as none of the mails that
// left since says what came of it, nobody typed an answer himself, and he did not take it back.
func standing(c desk.Case, drafts []desk.Draft, rmas []desk.RMA) *promise {
	sent := slices.DeleteFunc(slices.Clone(drafts), func(d desk.Draft) bool {
		return d.State != desk.DraftSent || byTime(d.Template) || !answers(d.Template)
	})
	slices.SortStableFunc(sent, func(a, b desk.Draft) int { return a.SentAt.Compare(b.SentAt) })
	var given *promise
	about := 0
	for _, d := range sent {
		if p := promised(&c, d); p != nil {
			given, about = p, d.Decision
		} else if given != nil && says(&c, d, *given, rmas) {
			given = nil
		}
	}
	if given == nil || c.TypedAt.After(given.sent) || slices.ContainsFunc(c.Decisions[about+1:], tookBack) {
		return nil
	}
	return given
}

// promised gives the request that a mail says that we look into, nil for none.
func promised(c *desk.Case, d desk.Draft) *promise {
	if d.Decision >= len(c.Decisions) {
		return nil
	}
	dec := &c.Decisions[d.Decision]
	list := []desk.Intent{{Class: dec.Class, Template: d.Template, Outcome: dec.Outcome}}
	if d.Moves == nil {
		list = append(list, dec.More...)
	} else if d.Moves.Outcome != "" {
		list[0].Outcome = d.Moves.Outcome
	}
	for _, i := range list {
		switch i.Template {
		case "cancel_check", "change_check", "delay_cancel_ack", "trace_opened":
			return &promise{i.Class, i.Outcome, d.SentAt, d.Moves != nil}
		}
	}
	if c.ChecksChange(d) {
		return &promise{desk.ClassOrderChange, desk.OutcomeChangeCheck, d.SentAt, false}
	}
	return nil
}

// says reports whether a mail says what came of a request: a reply to a later mail about the same, or what
// a person did since, unless it is a step of a record that was open before: that is another matter.
func says(c *desk.Case, d desk.Draft, p promise, rmas []desk.RMA) bool {
	if d.Moves != nil {
		return p.step || !slices.ContainsFunc(rmas, func(r desk.RMA) bool {
			return r.Number == d.RMA && len(r.History) > 0 && !r.History[0].At.After(p.sent)
		})
	}
	if d.Decision >= len(c.Decisions) {
		return false
	}
	dec := c.Decisions[d.Decision]
	return dec.Class == p.class || slices.Contains(intentsOf(dec), p.class)
}
