package flow

import (
	"slices"

	"returndesk/desk"
	"returndesk/facts"
)

// thankedBefore reports whether the customer was thanked already for saying that the matter is
// settled, in answer to the case's latest mail.
func thankedBefore(c desk.Case, drafts []desk.Draft) bool {
	return slices.ContainsFunc(drafts, func(d desk.Draft) bool {
		return d.Template == settledTemplate && d.State == desk.DraftSent && d.Decision == len(c.Decisions)-1
	})
}

// thanked reports whether a mail only thanks for a reply which said that we look into its
// request, and would be answered with the same words once more.
func (b *outcome) thanked(d desk.Decision) bool {
	if !b.s.received || b.s.history || len(d.Before.Open) > 0 || len(d.More) > 0 || len(d.Facts.Detail.SettledItems) > 0 || !facts.GoesOn(d.Before.Asked) || d.Outcome != d.Before.Asked {
		return false
	}
	switch d.Template {
	case "cancel_check", "change_check", "delay_cancel_ack":
		return facts.Thanks(b.s.p.msg.NewText, b.s.p.msg.Sender.Name)
	}
	return false
}

// goOn leaves a case as it was before a mail that only thanks: what we wrote stands, we are
// still at work, and until when has not changed.
func (b *outcome) goOn(c *desk.Case) {
	was := b.s.c
	c.State, c.Deadline, c.SnoozedUntil, c.Answered = was.State, was.Deadline, was.SnoozedUntil, len(c.Decisions)
	b.audit(c.ID, "not_drafted", "the mail only thanks, and what we wrote stands")
}
