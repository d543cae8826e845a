package flow

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/evidence"
)

// handleCustomer decides a customer's mail: thread, orders, evidence, facts, decision,
// draft (steps 4 to 11 of the way of a mail).
func (e *Engine) handleCustomer(ctx context.Context, v *view, p prepared) (desk.Change, error) {
	lookup, err := e.orders.Lookup(ctx, p.reading.Numbers, lower(p.msg.Sender.Address))
	if err != nil {
		return desk.Change{}, err
	}
	c, found, replied, err := e.thread(ctx, v, p, lookup)
	if err != nil {
		return desk.Change{}, err
	}
	var buyers *desk.Case // whose thread it is, where somebody else than the buyer writes in it
	if found {
		if buyers, c, err = e.bystander(ctx, v, c, p); err != nil {
			return desk.Change{}, err
		}
		if buyers != nil && c.ID == "" {
			return e.remarked(ctx, v, *buyers, p)
		}
		replied = replied && buyers == nil
	}
	if !found {
		old := c
		if c, err = e.newCase(ctx, p); err != nil {
			return desk.Change{}, err
		}
		c.Follows, c.Order = old.ID, old.Order // as if the mail named it; whose order it is, the gates ask
	}
	var left *desk.Case // the case whose thread the mail stands in, where it is about another order
	if found && replied {
		if left, c, lookup, err = e.ownMatter(ctx, v, c, &p); err != nil {
			return desk.Change{}, err
		}
	}
	c.Reclass = nil // an agent's reading is of the mail that he saw
	reading := e.sameOrder(ctx, c, lower(p.msg.Sender.Address), withNumbers(c, lower(p.msg.Sender.Address), p.reading))
	if !slices.Equal(reading.Numbers, p.reading.Numbers) || (len(p.reading.Numbers) == 0 && c.Order != "") {
		if lookup, err = e.lookup(ctx, c, reading, p); err != nil {
			return desk.Change{}, err
		}
	}
	before := c
	if err := e.takeIn(ctx, v, &c, p, reading, replied); err != nil {
		return desk.Change{}, err
	}
	history, err := e.isHistory(ctx, v, p)
	if err != nil {
		return desk.Change{}, err
	}
	if p.mail.Folder == importFolder { // no draft lies there that waits for a verdict, and none will
		if err := e.judgeOld(ctx, &c, &p); err != nil {
			return desk.Change{}, err
		}
	}
	change, err := e.settle(ctx, v, settling{
		c: c, p: p, reading: reading, lookup: lookup, by: desk.System(), history: history, received: true,
	})
	if err == nil && !found && c.Follows != "" && len(change.Cases) > 0 {
		change.Audit = append([]desk.Audit{
			e.note(desk.System(), c.Follows, "continued", "a reply came too late to open it again, and is a new matter", "case", c.ID),
			e.note(desk.System(), c.ID, "follows", "the mail answers a case that ended too long ago to be opened again", "case", c.Follows),
		}, change.Audit...)
	}
	if err == nil && buyers == nil && !history {
		err = e.redraw(ctx, v, before, left, &change)
	}
	if err == nil && left != nil {
		e.leave(&change, *left)
	}
	if err == nil && buyers != nil {
		e.stoodBeside(&change, *buyers)
	}
	return change, err
}

// lookup finds the orders of a mail; a reply that names none is about its case's order.
func (e *Engine) lookup(ctx context.Context, c desk.Case, r desk.Reading, p prepared) (desk.Lookup, error) {
	numbers := r.Numbers
	if len(numbers) == 0 && c.Order != "" {
		numbers = []desk.NumberFound{{Written: c.Order, Key: c.Order, Where: "case", Strong: true}}
	}
	return e.orders.Lookup(ctx, numbers, lower(p.msg.Sender.Address))
}

// takeIn adds the mail's own content to the case: the mail, its evidence, the report
// date, the delivery date that the customer states.
func (e *Engine) takeIn(ctx context.Context, v *view, c *desk.Case, p prepared, r desk.Reading, replied bool) error {
	if !slices.Contains(c.Mails, p.mail.ID) {
		c.Mails = append(c.Mails, p.mail.ID)
	}
	at := received(p)
	if at.After(c.LastMailAt) {
		c.LastMailAt = at
	}
	for _, ev := range p.evidence {
		if slices.ContainsFunc(c.Evidence, func(x desk.Evidence) bool { return x.SHA256 == ev.SHA256 && x.Mail == ev.Mail }) {
			continue
		}
		if err := e.markReuse(ctx, v, c, &ev); err != nil {
			return err
		}
		c.Evidence = append(c.Evidence, ev)
	}
	if r.DeliveredOn != "" && c.StatedDate == "" {
		c.StatedDate = r.DeliveredOn
	}
	if isClaim(r) {
		holdReport(c, at)
	}
	if replied {
		if about, ok := e.confirms(ctx, v, *c, p); ok {
			c.Confirm(p.mail.ID, about)
		}
	}
	return nil
}

// holdReport keeps the date of the first message about the problem; later ones never move
// it forward (domain.md section 0). A mail that was not understood when it came, or that
// brought pictures, was such a message too, once the case turns out to be a claim: a
// reader's failure must not cost the customer his window.
func holdReport(c *desk.Case, at time.Time) {
	for _, d := range c.Decisions {
		vague := d.Reading.Class == desk.ClassOther || d.Reading.Class == desk.ClassRMAFollowup || isClaim(d.Reading)
		if first := d.Facts.Detail.ReceivedAt; !first.IsZero() && first.Before(at) && (vague || d.Facts.Get(desk.FactBrings) == "evidence") {
			at = first
		}
	}
	if c.ReportedAt.IsZero() || at.Before(c.ReportedAt) {
		c.ReportedAt = at
	}
}

// claimedAt gives when the mails of a case came that claimed something.
func claimedAt(c desk.Case) []time.Time {
	var out []time.Time
	for _, d := range c.Decisions {
		if !d.ByClock() && (isClaim(d.Reading) || d.Class.IsClaim()) {
			out = append(out, d.Facts.Detail.ReceivedAt)
		}
	}
	return out
}

// markReuse notes that a picture was seen before in another case (domain.md section 1,
// flag evidence_reused). Signature art is in every mail and proves nothing.
func (e *Engine) markReuse(ctx context.Context, v *view, c *desk.Case, ev *desk.Evidence) error {
	if ev.Verdict == desk.VerdictArt || ev.Kind != desk.MediaPhoto && ev.Kind != desk.MediaVideo {
		return nil
	}
	for _, own := range c.Evidence { // sent again: what it was the first time it still is
		if own.SHA256 == ev.SHA256 && own.Mail != ev.Mail {
			ev.ReusedOf = own.ReusedOf
			return nil
		}
	}
	if first, ok := v.shown[ev.SHA256]; ok && CaseBefore(first, c.ID) {
		ev.ReusedOf = first
		return nil
	}
	if err := v.caughtUp(); err != nil {
		return err
	}
	seen, err := e.store.PicturesLike(ctx, ev.SHA256, ev.PHash, evidence.SameDistance)
	if err != nil {
		return err
	}
	for _, pic := range seen {
		// Who showed it first did not use it again; nor did who sends it twice about one order.
		// Nor did one mail about two orders, whose cases both show it.
		if pic.Mail != ev.Mail && pic.Case != c.ID && CaseBefore(pic.Case, c.ID) && (pic.Order == "" || pic.Order != c.Order) {
			ev.ReusedOf = pic.Case
			return nil
		}
	}
	return nil
}

func isClaim(r desk.Reading) bool {
	return r.Class.IsClaim() || slices.ContainsFunc(r.Also, desk.Class.IsClaim)
}

// withNumbers keeps the order numbers gathered so far when an answer names none. What somebody
// else wrote about further orders is no business of his: to him the case is about its own.
func withNumbers(c desk.Case, from string, r desk.Reading) desk.Reading {
	if last := c.Last(); last != nil && len(r.Numbers) == 0 && (c.Order == "" || last.Facts.Detail.Sender == from) {
		r.Numbers = last.Reading.Numbers
	}
	return r
}

// isHistory reports whether a mail is from before the first start, or was answered by
// hand already: it is threaded and counted for report dates but never drafted (inbox.md,
// "The first start"). Mail found by a rescan is no history: it may be new, and a draft is
// no automatic answer.
func (e *Engine) isHistory(ctx context.Context, v *view, p prepared) (bool, error) {
	a := e.account(p.mail.Location.Account)
	switch {
	case p.forced:
		return false, nil
	case p.mail.Folder == importFolder, p.mail.Answered:
		return true, nil
	case !a.StartFrom.IsZero() && p.mail.InternalDate.Before(a.StartFrom.Truncate(time.Second)): // INTERNALDATE has whole seconds (RFC 3501 section 9, date-time)
		return true, nil
	case p.msg.MessageID == "":
		return false, nil
	}
	at, err := v.spokenAt(ctx, answeredKey(p.msg.MessageID))
	return !at.IsZero(), err
}

// reportedAt is the earliest report of the same problem, in any thread (domain.md
// section 0): the case's own, an earlier case's about the same order by the same
// customer, or an RMA's.
func (e *Engine) reportedAt(ctx context.Context, v *view, c desk.Case, order string, lookup desk.Lookup) (time.Time, error) {
	first := c.ReportedAt
	if c.Order != order && settled(c, lookup) { // the case's report is of its own order
		first = time.Time{}
	}
	others, err := v.casesOfOrder(ctx, order)
	if err != nil {
		return first, err
	}
	for _, o := range others {
		if o.State == desk.CaseClosed { // that problem was dealt with; this is another
			continue
		}
		if o.Customer == c.Customer && !o.ReportedAt.IsZero() && (first.IsZero() || o.ReportedAt.Before(first)) {
			first = o.ReportedAt
		}
	}
	return first, nil
}

// hasLink reports whether the new text links to something outside that may be evidence.
func hasLink(p prepared) bool {
	return slices.ContainsFunc(p.msg.Links, func(l string) bool { return strings.HasPrefix(l, "http") })
}
