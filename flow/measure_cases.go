package flow

import (
	"context"
	"slices"
	"strconv"
	"time"

	"returndesk/desk"
)

// cases counts what becomes of cases: late claims, corrected readings, closes, and replies
// that people wrote by hand.
func (x *measuring) cases(ctx context.Context) error {
	for i := range x.change.Cases {
		c := &x.change.Cases[i]
		if c.State == desk.CaseArchived || len(c.Decisions) == 0 {
			continue
		}
		decided, received := x.said(c.ID, "decided"), x.said(c.ID, "mail_received")
		switch {
		case decided && received:
			if days, late := daysLate(c, len(c.Decisions)-1); late && !wasLate(c, len(c.Decisions)-2) {
				x.add(c.ID, x.day(c.Last().Facts.Detail.ReceivedAt), 1, desk.CountLate, strconv.Itoa(days))
			}
		case decided:
			if err := x.again(ctx, c); err != nil {
				return err
			}
		}
		if c.State == desk.CaseClosed {
			if err := x.closed(ctx, c); err != nil {
				return err
			}
		}
		for _, a := range x.change.Audit {
			switch {
			case a.Case != c.ID:
			case a.What == auditReclassified:
				x.add(c.ID, x.today, 1, desk.CountReclass, a.Data["from"], string(c.Class))
			case a.What == auditUnclassed: // the reader was right
				for _, k := range x.change.Corrections {
					x.add(c.ID, x.day(k.At), -1, desk.CountReclass, a.Data["to"], a.Data["from"])
				}
			case a.What == "answered_by_hand":
				if err := x.firstReply(ctx, c, ""); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

// said reports whether the change has an entry about a case.
func (x *measuring) said(caseID, what string) bool {
	return slices.ContainsFunc(x.change.Audit, func(a desk.Audit) bool { return a.Case == caseID && a.What == what })
}

// daysLate gives how many days after the window a claim was reported (policy section 2:
// seven days), and whether the decision says so.
func daysLate(c *desk.Case, i int) (int, bool) {
	if i < 0 || c.Decisions[i].Outcome != desk.OutcomeOutOfWindowReview {
		return 0, false
	}
	d := c.Decisions[i].Facts.Detail
	if d.Day == nil || *d.Day <= desk.ReportDays {
		return 0, false
	}
	return *d.Day - desk.ReportDays, true
}

func wasLate(c *desk.Case, i int) bool {
	_, late := daysLate(c, i)
	return late
}

// again corrects the counts of a mail that was decided anew: they stand on the day on which
// it was received, so an earlier week's figures change and the digest says so.
func (x *measuring) again(ctx context.Context, c *desk.Case) error {
	old, err := x.Store.Case(ctx, c.ID)
	if desk.CodeOf(err) == desk.CodeNotFound || err == nil && len(old.Decisions) == 0 {
		return nil
	}
	if err != nil {
		return err
	}
	day := x.day(old.Last().Facts.Detail.ReceivedAt)
	if old.Class != c.Class {
		x.add(c.ID, day, -1, desk.CountMail, string(old.Class))
		x.add(c.ID, day, 1, desk.CountMail, string(c.Class))
	}
	before, was := daysLate(&old, len(old.Decisions)-1)
	after, is := daysLate(c, len(c.Decisions)-1)
	if was && (!is || before != after) {
		x.add(c.ID, day, -1, desk.CountLate, strconv.Itoa(before))
	}
	if is && (!was || before != after) && !slices.ContainsFunc(old.Decisions[:len(old.Decisions)-1], func(d desk.Decision) bool { return d.Outcome == desk.OutcomeOutOfWindowReview }) {
		x.add(c.ID, day, 1, desk.CountLate, strconv.Itoa(after))
	}
	return nil
}

// closed counts how long a case took, when it closes.
func (x *measuring) closed(ctx context.Context, c *desk.Case) error {
	old, err := x.Store.Case(ctx, c.ID)
	if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
		return err
	}
	if err == nil && old.State == desk.CaseClosed {
		return nil
	}
	if at := c.Decisions[0].Facts.Detail.ReceivedAt; !at.IsZero() {
		x.add(c.ID, x.today, 1, desk.CountSolved, x.minutes(at))
	}
	return nil
}

// firstReply counts how long a customer waited for the first mail from a person. draft is
// the one that just left, "" for one that was written by hand.
func (x *measuring) firstReply(ctx context.Context, c *desk.Case, draft string) error {
	if len(c.Decisions) == 0 {
		return nil
	}
	at := c.Decisions[0].Facts.Detail.ReceivedAt
	if at.IsZero() {
		return nil
	}
	old, err := x.Store.Case(ctx, c.ID)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return nil
	}
	if err != nil || old.Answered > 0 {
		return err
	}
	drafts, err := x.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return err
	}
	for _, d := range drafts {
		if d.ID != draft && d.State == desk.DraftSent && !d.Automatic() {
			return nil
		}
	}
	x.add(c.ID, x.today, 1, desk.CountReply, x.minutes(at))
	return nil
}

// minutes gives the business time since an instant, in whole minutes.
func (x *measuring) minutes(since time.Time) string {
	return strconv.FormatInt(int64(x.days.Between(since, x.now())/time.Minute), 10)
}

// overrides counts approvals against a warning of the checks or on old order data, and
// those by one person alone.
func (x *measuring) overrides(c *desk.Case, d *desk.Draft) {
	if len(d.Problems) > 0 {
		x.add(c.ID, x.today, 1, desk.CountOverride, "warning")
	}
	if d.Denial && d.Decision < len(c.Decisions) && !fresh(c.Decisions[d.Decision], x.now(), x.maxAge) {
		x.add(c.ID, x.today, 1, desk.CountOverride, "old_order_data")
	}
	if d.Solo != "" {
		x.add(c.ID, x.today, 1, desk.CountSolo, d.Template)
	}
}
