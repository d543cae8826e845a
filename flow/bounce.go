package flow

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"time"

	"returndesk/desk"
	"returndesk/message"
)

// handleBounce matches a delivery report to the mail of ours that it returns: the case
// shows it and opens again, since the customer has not read what we wrote. A report
// about somebody else's mail is only listed.
func (e *Engine) handleBounce(ctx context.Context, v *view, p prepared) (desk.Change, error) {
	change := e.park(p, desk.MailSuppressed, string(p.msg.Machine.Kind), p.msg.Machine.Detail)
	original := p.msg.Machine.OriginalMessageID
	id, ok, err := v.caseOfRefs(ctx, reportedIDs(p))
	if err != nil || !ok {
		return change, err
	}
	c, err := v.getCase(ctx, id)
	if err != nil {
		return change, err
	}
	m := &change.Mails[0]
	m.Case, m.Kind = id, string(desk.FlagBounceOfOurs)
	next(&c, e.now())
	c.Mails = append(c.Mails, m.ID)
	drafts, err := v.draftsOf(ctx, c)
	if err != nil {
		return change, err
	}
	if bouncedNotice(&c, drafts, original) {
		if !slices.Contains(c.Flags, desk.FlagDelayNoticeOverdue) {
			c.Flags = append(slices.Clone(c.Flags), desk.FlagDelayNoticeOverdue)
		}
		change.Audit = append(change.Audit, e.note(desk.System(), id, "notice_undelivered", "a bounced delay notice counts as undelivered"))
		e.tell(&change, "notice_bounced/"+id+"/"+original, "notice_bounced", c, fmt.Sprintf("A delay notice bounced: case %s, order %s", id, c.Order),
			fmt.Sprintf("The delay notice for order %s could not be delivered, so the buyer has not been told. Find another way to reach them.", c.Order))
	}
	c.Heard() // nobody read what we asked
	rmas, err := recordsOf(ctx, v, c)
	if err != nil {
		return change, err
	}
	change.RMAs = append(change.RMAs, paused(rmas, e.now())...)
	cameBack(&c, drafts, original)
	if c.State != desk.CaseArchived {
		if days := e.shop.Workdays; c.State != desk.CaseOpen {
			c.Deadline = days.EndOf(days.Add(e.now(), 1))
		}
		c.State, c.SnoozedUntil = desk.CaseOpen, time.Time{}
	}
	change.Cases = []desk.Case{c}
	change.Audit[0].Case = id
	change.Audit = append(change.Audit, e.note(desk.System(), id, "bounced", reportWords(p.msg.Machine), "message_id", original))
	return change, nil
}

// handleDelay takes in a report that a mail of ours is late: its server goes on trying, and
// either gives up with a report of its own or says nothing more. It stands in the history of
// the case and moves nothing.
func (e *Engine) handleDelay(ctx context.Context, v *view, p prepared) (desk.Change, error) {
	change := e.park(p, desk.MailSuppressed, string(p.msg.Machine.Kind), p.msg.Machine.Detail)
	id, ok, err := v.caseOfRefs(ctx, reportedIDs(p))
	if err != nil || !ok {
		return change, err
	}
	change.Mails[0].Case, change.Audit[0].Case = id, id
	change.Audit = append(change.Audit, e.note(desk.System(), id, "delivery_delayed", reportWords(p.msg.Machine), "message_id", p.msg.Machine.OriginalMessageID))
	return change, nil
}

// reportedIDs gives the ids of the mails that a delivery report may be about.
func reportedIDs(p prepared) []string {
	ids := refsOf(p.msg)
	if original := p.msg.Machine.OriginalMessageID; original != "" {
		ids = append([]string{original}, ids...)
	}
	return ids
}

// reportWords says what a delivery report says: our sentence, and the other server's own
// words in quotes. Anybody can write such a report, so they are shown and never followed.
func reportWords(m message.Machine) string {
	words := m.Detail
	if m.Report == nil {
		return words
	}
	if m.Report.Status != "" {
		words += " Status " + strconv.Quote(firstRunes(m.Report.Status, 20)) + "."
	}
	if m.Report.Diagnostic != "" {
		words += " The other server: " + strconv.Quote(firstRunes(m.Report.Diagnostic, 300)) + "."
	}
	return words
}

func firstRunes(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
