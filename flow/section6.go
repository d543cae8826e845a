package flow

import (
	"context"
	"slices"
	"time"

	"returndesk/desk"
)

// withOurs completes a lookup with what our own cases know of its orders: delay notices
// that we sent, what the buyer answered, and what was paid back. The shop's data may know nothing of it.
// What the mail at hand itself chose is left out: the same mail must be decided alike
// before and after its choice was recorded.
func (e *Engine) withOurs(ctx context.Context, v *view, l desk.Lookup, mail string) (desk.Lookup, error) {
	for _, list := range []*[]desk.Order{&l.Matches, &l.Own} {
		copied := false
		for i := range *list {
			o, changed, err := e.knowing(ctx, v, (*list)[i], mail)
			if err != nil {
				return l, err
			}
			if !changed {
				continue
			}
			if !copied { // lookups are shared, and never written to
				*list, copied = slices.Clone(*list), true
			}
			(*list)[i] = o
		}
	}
	return l, nil
}

// knowing adds to one order what our cases know of it.
func (e *Engine) knowing(ctx context.Context, v *view, o desk.Order, mail string) (desk.Order, bool, error) {
	cases, err := v.casesOfOrder(ctx, o.Number)
	if err != nil {
		return o, false, err
	}
	paid, err := e.withOurRefunds(ctx, v, &o)
	if err != nil {
		return o, false, err
	}
	var notices []desk.DelayNotice
	var choice desk.BuyerChoice
	for _, c := range cases {
		notices = append(notices, c.Notices...)
		for _, x := range c.Choices {
			if x.Mail != mail && x.At.After(choice.At) || x.Mail == "" && x.At.After(choice.At) {
				choice = x
			}
		}
	}
	if len(notices) == 0 && choice.Choice == "" {
		return o, paid, nil
	}
	known := slices.Clone(o.DelayNotices)
	if len(known) == 0 && o.DelayNoticeSentAt != nil {
		known = append(known, desk.DelayNotice{SentAt: *o.DelayNoticeSentAt})
	}
	o.DelayNotices = append(known, notices...)
	slices.SortStableFunc(o.DelayNotices, func(a, b desk.DelayNotice) int { return a.SentAt.Compare(b.SentAt) })
	if choice.Choice != "" && (o.DelayChoiceAt == nil || choice.At.After(*o.DelayChoiceAt)) {
		at := choice.At
		o.DelayChoice, o.DelayChoiceAt = choice.Choice, &at
		if choice.Choice == desk.DelayChoiceWait && choice.Until != "" {
			o.RevisedShipBy = choice.Until // what the buyer agreed to, whatever slipped since
		}
	}
	return o, true, nil
}

// chose records what a customer's mail answered to the choice of policy section 6, where
// the table took it for the buyer's answer. Decided again, a mail's answer is what it is
// read as then.
func (b *outcome) chose(ctx context.Context, c *desk.Case, d desk.Decision) error {
	f, id := d.Facts, b.s.p.mail.ID
	if id == "" || b.s.history {
		return nil
	}
	before := c.Choices
	c.Choices = slices.DeleteFunc(slices.Clone(before), func(x desk.BuyerChoice) bool { return x.Mail == id })
	if f.Get(desk.FactSender) != "owner" || f.Get(desk.FactAuth) == "fail" {
		return nil
	}
	notice, err := b.openNotice(ctx, *c)
	if err != nil || notice == nil {
		return err
	}
	choice := desk.DelayChoiceNone
	for _, i := range append([]desk.Intent{d.Intent}, d.More...) {
		switch {
		case i.Template == "delay_wait_confirmed":
			choice = desk.DelayChoiceWait
		case i.Outcome == desk.OutcomeLateCancelReview && i.Template == "delay_cancel_ack" && choice == "":
			choice = desk.DelayChoiceCancel
		}
	}
	if choice == "" {
		return nil
	}
	x := desk.BuyerChoice{Choice: choice, At: received(b.s.p), Mail: id}
	if choice == desk.DelayChoiceWait {
		x.Until = b.until(f.Detail.OrderNumber, *notice)
	}
	if c.Choices = append(c.Choices, x); !slices.Contains(before, x) {
		b.audit(c.ID, "buyer_chose", string(x.Choice), "until", string(x.Until))
	}
	return nil
}

// openNotice gives the order's latest delay notice that has no answer yet, whichever case
// it was sent in, or the one that the shop's data tell of.
func (b *outcome) openNotice(ctx context.Context, c desk.Case) (*desk.DelayNotice, error) {
	if n := c.OpenNotice(); n != nil {
		return n, nil
	}
	cases, err := b.v.casesOfOrder(ctx, c.Order)
	if err != nil {
		return nil, err
	}
	for _, o := range slices.Backward(cases) {
		if n := o.OpenNotice(); n != nil {
			return n, nil
		}
	}
	for _, list := range [][]desk.Order{b.s.lookup.Matches, b.s.lookup.Own} {
		for _, o := range list {
			if o.Number == c.Order && o.DelayChoice == "" && len(o.DelayNotices) > 0 {
				return &o.DelayNotices[len(o.DelayNotices)-1], nil
			}
		}
	}
	return nil, nil
}

// until gives the date for which a buyer waits: the notice's, else the one that the shop's
// data have by now.
func (b *outcome) until(number string, n desk.DelayNotice) desk.Date {
	if n.NewDate != "" {
		return n.NewDate
	}
	for _, list := range [][]desk.Order{b.s.lookup.Matches, b.s.lookup.Own} {
		for _, o := range list {
			if o.Number == number {
				return o.RevisedShipBy
			}
		}
	}
	return ""
}

// noticed notes that the choice of policy section 6 was put to the buyer.
func (e *Engine) noticed(c *desk.Case, d desk.Draft) {
	n := desk.DelayNotice{SentAt: d.SentAt, OldDate: desk.Date(d.Set["old_date"]), NewDate: desk.Date(d.Set["new_date"]), Draft: d.ID}
	if n.OldDate == "" && d.Decision < len(c.Decisions) {
		n.OldDate = c.Decisions[d.Decision].Facts.Detail.ShipBy
	}
	c.Notices = append(slices.Clone(c.Notices), n)
	c.Offered(d.SentAt, e.shop.Workdays)
}

// confirmedChoice notes the choice that a person's mail confirms to the buyer, where no
// mail of the buyer's was understood as it.
func confirmedChoice(c *desk.Case, d desk.Draft) {
	choice := desk.DelayChoiceWait
	if d.Template == "delay_cancel_ack" {
		choice = desk.DelayChoiceCancel
	}
	if k := len(c.Choices); d.Moves == nil || k > 0 && c.Choices[k-1].Choice == choice && c.OpenNotice() == nil {
		return
	}
	x := desk.BuyerChoice{Choice: choice, At: d.SentAt, Until: desk.Date(d.Set["new_date"])}
	if n := c.OpenNotice(); n != nil && x.Until == "" {
		x.Until = n.NewDate
	}
	if choice == desk.DelayChoiceCancel {
		x.Until = ""
	}
	c.Choices = append(slices.Clone(c.Choices), x)
}

// bouncedNotice takes a delay notice that came back for undelivered (domain.md section 1,
// "Gates"), and reports whether the mail was one.
func bouncedNotice(c *desk.Case, drafts []desk.Draft, messageID string) bool {
	found := false
	for _, d := range drafts {
		if d.MessageID != messageID || messageID == "" {
			continue
		}
		c.Notices = slices.Clone(c.Notices)
		for i := range c.Notices {
			if c.Notices[i].Draft == d.ID {
				c.Notices[i].Bounced, found = true, true
			}
		}
	}
	return found
}

// returnEnds gives the end of the last day on which an authorised return may be sent, by
// the clock that is kindest to the buyer, nil without one.
func (e *Engine) returnEnds(r desk.RMA) *time.Time {
	if r.Deadline == "" {
		return nil
	}
	var last *time.Time
	for _, zone := range []*time.Location{e.shop.Zone, e.zone(r.Zone)} {
		if zone == nil {
			continue
		}
		end, ok := r.Deadline.Ends(zone)
		if !ok {
			return nil
		}
		end = end.Add(-time.Second)
		if last == nil || end.After(*last) {
			last = &end
		}
	}
	return last
}
