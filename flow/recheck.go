package flow

import (
	"context"
	"slices"
	"strings"

	"returndesk/desk"
)

// recheck gathers the facts again. It gives an error with CodeStale, and the new draft,
// when they lead to another reply than the one at hand, or when the draft says of its case's
// records what is not true any more.
func (e *Engine) recheck(ctx context.Context, by desk.Actor, c desk.Case, d desk.Draft) (desk.Draft, error) {
	if c.Proactive && d.Template == noticeTemplate {
		return e.recheckNotice(ctx, by, c, d)
	}
	s, err := e.again(ctx, c)
	if err != nil {
		return d, err
	}
	if c.JudgePending {
		if err := e.judgeNow(ctx, &s.c); err != nil {
			return d, err
		}
		s.c.JudgePending = false
	}
	v := newView(e.store)
	decisions, err := e.decide(ctx, v, s)
	if err != nil {
		return d, err
	}
	changed := drift(c, d, decisions[0])
	if day, err := e.dayNamed(ctx, c, d); err != nil {
		return d, err
	} else if day != "" {
		changed = append(changed, day)
	}
	if len(changed) == 0 {
		// The same facts, but seen in the data of now: a refusal may rest on them.
		c.Last().Facts.Detail.AsOf = decisions[0].Facts.Detail.AsOf
		return e.recheckSilence(ctx, by, c, d)
	}
	s.by, s.why = by, "facts changed: "+strings.Join(changed, ", ")
	if s.p.mail.ID == "" {
		return e.voidUnasked(ctx, s, d)
	}
	change, err := e.settle(ctx, v, s)
	if err != nil {
		return d, err
	}
	if err := e.record(ctx, change); err != nil {
		return d, err
	}
	e.poke()
	stale := desk.Errf(desk.CodeStale, "draft %s is void: the facts changed since it was written (%s)", d.ID, strings.Join(changed, ", "))
	for _, dc := range change.Drafts {
		if dc.Draft.State == desk.DraftProposed {
			return dc.Draft, stale.WithMend("look at the new draft %s", dc.Draft.ID)
		}
	}
	return d, stale.WithMend("look at case %s again", c.ID)
}

// drift names what makes a case's draft say something else than the decision of now would.
func drift(c desk.Case, d desk.Draft, now desk.Decision) []string {
	if d.Moves != nil { // what a person resolved is his decision and not the table's; the order's facts still count
		changed := changedOrder(*c.Last(), now)
		if d.RMA != "" && d.Template != desk.TemplateRefund && c.Last().Facts.Detail.PaidBack != now.Facts.Detail.PaidBack {
			changed = append(changed, "refund") // nobody sends his return for money that he has; who pays tells of it afterwards
		}
		return changed
	}
	return changedFacts(*c.Last(), now)
}

// again prepares the settling of a case from its latest customer mail.
func (e *Engine) again(ctx context.Context, c desk.Case) (settling, error) {
	last := c.Last()
	if last == nil {
		return settling{}, desk.Errf(desk.CodeIllegal, "case %s was never decided", c.ID)
	}
	p, err := e.latestMail(ctx, c)
	if err != nil {
		return settling{}, err
	}
	reading := last.Reading
	if c.Reclass != nil {
		reading = *c.Reclass
	}
	lookup, err := e.lookup(ctx, c, reading, p)
	return settling{c: c, p: p, reading: reading, lookup: lookup, by: desk.System()}, err
}

// latestMail reads the customer's latest mail of a case anew.
func (e *Engine) latestMail(ctx context.Context, c desk.Case) (prepared, error) {
	for _, id := range slices.Backward(c.Mails) {
		m, err := e.store.Mail(ctx, id)
		if err != nil {
			return prepared{}, err
		}
		if !ofCustomer(m) {
			continue
		}
		p := e.prepare(ctx, m)
		return p, p.err
	}
	if c.Proactive {
		return e.noMail(c), nil
	}
	return prepared{}, desk.Errf(desk.CodeNotFound, "case %s has no mail of the customer", c.ID)
}

// changedFacts names what makes two decisions lead to different replies: the outcome,
// its sets, and the facts that a template may have put into words.
func changedFacts(a, b desk.Decision) []string {
	var out []string
	add := func(name string, same bool) {
		if !same {
			out = append(out, name)
		}
	}
	add("rule", a.Rule == b.Rule)
	add("outcome", a.Outcome == b.Outcome)
	add("template", a.Template == b.Template)
	add("asks", sameSet(a.Asks, b.Asks))
	add("flags", sameSet(a.Flags, b.Flags))
	fa, fb := a.Facts.Detail, b.Facts.Detail
	add("RMA", fa.RMA == fb.RMA && fa.RMAState == fb.RMAState || a.RMA.Open)
	add("refund", fa.PaidBack == fb.PaidBack)
	return append(out, changedOrder(a, b)...)
}

// changedOrder names what became of the order between two decisions.
func changedOrder(a, b desk.Decision) []string {
	var out []string
	add := func(name string, same bool) {
		if !same {
			out = append(out, name)
		}
	}
	fa, fb := a.Facts.Detail, b.Facts.Detail
	add("stage", a.Facts.Get(desk.FactStage) == b.Facts.Get(desk.FactStage))
	add("order number", fa.OrderNumber == fb.OrderNumber)
	add("production start", fa.StartedOn == fb.StartedOn)
	add("ship-by date", fa.ShipBy == fb.ShipBy)
	add("shipping date", fa.ShippedOn == fb.ShippedOn)
	add("tracking", fa.Carrier == fb.Carrier && fa.Tracking == fb.Tracking)
	add("delivery date", fa.DeliveredOn == fb.DeliveredOn)
	add("order address", strings.EqualFold(fa.OrderEmail, fb.OrderEmail))
	return out
}

func sameSet[T ~string](a, b []T) bool {
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(slices.Compact(x), slices.Compact(y))
}
