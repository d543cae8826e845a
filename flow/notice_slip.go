package flow

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/facts"
	"returndesk/message"
)

// slipOf says which promised date of an order is near or past without a hand-over. A date
// that a notice announced and that the buyer has not answered slips like the first one did
// (policy section 6: again at every slip). An order that has a notice about the date in
// question, that is being cancelled, or whose buyer waits for a later date has none.
func (e *Engine) slipOf(o desk.Order) (slip, bool) {
	now := e.now()
	if shipped(&o, now) || o.DelayChoice == desk.DelayChoiceCancel {
		return slip{}, false
	}
	date, notice := facts.PromiseOf(&o, e.shop.Zone, now)
	announced := desk.Date("")
	for _, n := range o.DelayNotices {
		if !n.Bounced && n.NewDate > date {
			announced = max(announced, n.NewDate)
		}
	}
	switch {
	case announced != "":
		if slices.ContainsFunc(o.DelayNotices, func(n desk.DelayNotice) bool { return n.OldDate == announced }) {
			return slip{}, false
		}
		date = announced
	case notice == "unanswered", notice == "cancel", notice == "wait" && o.RevisedShipBy == "": // who waits without a date is left in peace
		return slip{}, false
	case slices.ContainsFunc(o.DelayNotices, func(n desk.DelayNotice) bool { return n.OldDate == date }): // it bounced
		return slip{}, false
	}
	end, ok := date.Ends(e.shop.Zone)
	if !ok {
		return slip{}, false
	}
	near := end.AddDate(0, 0, -1-e.shop.DelayNotices.DaysBefore)
	if now.Before(near) || now.After(end.AddDate(0, 0, noticeReach)) {
		return slip{}, false
	}
	s := slip{old: date, passed: !now.Before(end)}
	if o.RevisedShipBy > date {
		s.now = o.RevisedShipBy
	}
	return s, true
}

// fromOrder adds to the values of a notice that a person draws up what its order says and he
// does not: why it is late, and the new date.
func (e *Engine) fromOrder(l desk.Lookup, f desk.FactDetail, set map[string]string) map[string]string {
	i := slices.IndexFunc(l.Matches, func(o desk.Order) bool { return o.Number == f.OrderNumber })
	if i < 0 {
		return set
	}
	o, out := l.Matches[i], maps.Clone(set)
	if out == nil {
		out = map[string]string{}
	}
	if o.DelayReason != "" {
		out["delay_reason"] = string(o.DelayReason)
	}
	if out["new_date"] == "" && o.RevisedShipBy > f.ShipBy && o.RevisedShipBy >= e.shop.Workdays.Date(e.now()) {
		out["new_date"] = string(o.RevisedShipBy)
	}
	return out
}

// noAddress tells people of a late order whose buyer cannot be written to.
func (e *Engine) noAddress(ctx context.Context, o desk.Order, s slip) error {
	if !e.heard() {
		return nil
	}
	return e.store.PutAlert(ctx, desk.Alert{
		Key: "notice_address/" + o.Number + "/" + string(s.old), Kind: "notice_address", CreatedAt: e.now(), Subject: "Late, and no address: order " + o.Number,
		Text: fmt.Sprintf("Order %s was promised by %s and is not handed over. Its data have no e-mail address, so no notice can be drawn up.\n", o.Number, s.old),
	})
}

// takeBackNotices voids the notices in the queue whose order was handed over, cancelled or
// given another date meanwhile.
func (e *Engine) takeBackNotices(ctx context.Context) error {
	cases, _, err := e.store.Cases(ctx, desk.CaseFilter{States: []desk.CaseState{desk.CaseOpen}, Outcome: desk.OutcomeDelayOptions, Waiting: true, Limit: noticeLimit})
	if err != nil {
		return err
	}
	for _, c := range cases {
		if !c.Proactive || len(c.Mails) > 0 {
			continue
		}
		if err := e.takeBackNotice(ctx, c.ID); err != nil && desk.CodeOf(err) != desk.CodeConflict {
			return err
		}
	}
	return nil
}

func (e *Engine) takeBackNotice(ctx context.Context, id string) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	c, err := e.store.Case(ctx, id)
	if err != nil {
		return err
	}
	drafts, err := e.store.DraftsOfCase(ctx, id)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if d.Template == noticeTemplate && d.State == desk.DraftProposed {
			if _, err := e.recheckNotice(ctx, desk.System(), c, d); desk.CodeOf(err) != desk.CodeStale {
				return err
			}
			return nil
		}
	}
	return nil
}

// recheckNotice looks whether the slip of which a notice tells is still one. When it is
// not, the draft is void, and CodeStale says so; nobody has to hear of a parcel that left.
func (e *Engine) recheckNotice(ctx context.Context, by desk.Actor, c desk.Case, d desk.Draft) (desk.Draft, error) {
	why, o, err := e.noticeDrift(ctx, c, d)
	if err != nil || why == "" {
		return d, err
	}
	next(&c, e.now())
	undecided := c.OpenNotice() != nil && (c.Clock == nil || c.Clock.Choice.IsZero()) && (o == nil || !shipped(o, e.now()))
	switch {
	case e.owesAnswer(c) || undecided: // the buyer wrote, or did not choose: that stays somebody's work
		c.State, c.Deadline = desk.CaseOpen, e.shop.Workdays.EndOf(e.shop.Workdays.Add(e.now(), 1))
	case len(c.Notices) > 0:
		c.State = desk.CaseWaiting
	default:
		c.State = desk.CaseClosed
	}
	change := desk.Change{Cases: []desk.Case{c}, Drafts: []desk.DraftChange{e.void(d, why)}, Audit: []desk.Audit{e.note(by, c.ID, "voided", why, "draft", d.ID)}}
	if err := e.record(ctx, change); err != nil {
		return d, err
	}
	return d, desk.Errf(desk.CodeStale, "draft %s is void: %s", d.ID, why)
}

// voidUnasked ends a draft that does not fit any more in a case that no mail began. Nothing is
// drawn up in its place, since it would answer a question that nobody asked: the case stays with
// people, and a notice that is due comes by itself.
func (e *Engine) voidUnasked(ctx context.Context, s settling, d desk.Draft) (desk.Draft, error) {
	c := s.c
	next(&c, e.now())
	c.State, c.Deadline = desk.CaseOpen, e.shop.Workdays.EndOf(e.shop.Workdays.Add(e.now(), 1))
	err := e.record(ctx, desk.Change{Cases: []desk.Case{c}, Drafts: []desk.DraftChange{e.void(d, s.why)},
		Audit: []desk.Audit{e.note(s.by, c.ID, "voided", s.why, "draft", d.ID)}})
	if err != nil {
		return d, err
	}
	return d, desk.Errf(desk.CodeStale, "draft %s is void: %s", d.ID, s.why).WithMend("nobody wrote in case %s: choose its next step", c.ID)
}

// noticeDrift says why a notice tells of nothing any more, "" while it does, and gives the
// order as it is now.
func (e *Engine) noticeDrift(ctx context.Context, c desk.Case, d desk.Draft) (why string, o *desk.Order, _ error) {
	o, err := e.orderOf(ctx, c.Order)
	if err != nil {
		return "", nil, err
	}
	if o == nil {
		if l, err := e.orders.Lookup(ctx, nil, ""); err != nil || l.Problem != "" {
			return "", nil, err // data that cannot be read prove nothing
		}
		return "the order is not in the data any more", nil, nil
	}
	known, _, err := e.knowing(ctx, newView(e.store), *o, "")
	if err != nil {
		return "", nil, err
	}
	about := desk.Date(d.Set["old_date"])
	if about == "" && d.Decision < len(c.Decisions) {
		about = c.Decisions[d.Decision].Facts.Detail.ShipBy
	}
	switch now, late := e.slipOf(known); {
	case !late:
		return "the order is not late any more", o, nil
	case now.old != about:
		return "another date is at stake now", o, nil
	}
	return "", o, nil
}

// owesAnswer reports whether a customer's mail of the case has no answer yet. The decision
// behind a notice answers nobody.
func (e *Engine) owesAnswer(c desk.Case) bool {
	return slices.ContainsFunc(c.Decisions[min(c.Answered, len(c.Decisions)):], func(d desk.Decision) bool { return !d.ByClock() })
}

// shipped reports whether an order left or will not leave any more: then nobody can choose
// between waiting and cancelling.
func shipped(o *desk.Order, now time.Time) bool {
	switch o.Stage {
	case desk.StageShipped, desk.StageDelivered, desk.StageCancelled, desk.StageRefunded:
		return true
	}
	return o.ShippedAt != nil && !o.ShippedAt.After(now) || o.DeliveredAt != nil
}

// noMail stands for the customer's mail in a case that we began: it is from the order's
// own address, says nothing and proves nothing.
func (e *Engine) noMail(c desk.Case) prepared {
	return prepared{
		mail: desk.Mail{Accepted: desk.Accepted{Location: desk.Location{Account: c.Account}, InternalDate: c.OpenedAt, AcceptedAt: c.OpenedAt}},
		msg: &message.Message{Subject: c.Subject, SubjectClean: c.Subject,
			Sender: message.Sender{Address: c.Customer, Name: c.Name, Verified: message.Unverified}},
	}
}
