package flow

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// outcome gathers everything that one decision makes true together.
type outcome struct {
	e      *Engine
	v      *view
	s      settling
	now    time.Time
	change desk.Change
	// automatic is the header of a mail that may leave without a person, "" for a draft.
	automatic string
}

// record builds the change: the mail's state, the case of the primary order and a linked
// case per further order, voided and new drafts, RMAs, audit, alerts, search words.
func (b *outcome) record(ctx context.Context, decisions []desk.Decision) error {
	if len(decisions) == 0 {
		return desk.Errf(desk.CodeInternal, "the policy gave no decision for mail %s", b.s.p.mail.ID)
	}
	b.change.Index, b.change.Words = map[string]string{}, map[string][]string{}
	c := b.s.c
	decisions, err := b.stillHere(ctx, c, decisions)
	if err != nil {
		return err
	}
	if err := b.voidOpen(ctx, c); err != nil {
		return err
	}
	linked, err := b.linkedCases(ctx, c, decisions[1:])
	if err != nil {
		return err
	}
	main := decisions[0]
	main.Linked = answeredTogether(decisions)
	main.Before = b.s.before()
	if main.Outcome == desk.OutcomeNoReply && len(c.Decisions) == 0 {
		return b.suppress(main)
	}
	for _, l := range linked {
		c.Linked = appendNew(c.Linked, l.ID)
	}
	next(&c, b.now)
	if err := b.apply(ctx, &c, main); err != nil {
		return err
	}
	b.mail(c.ID, c.Order)
	if err := b.index(ctx, c); err != nil {
		return err
	}
	again, err := b.stepsAgain(ctx, &c, decisions)
	if err != nil {
		return err
	}
	switch {
	case again: // the mails of those steps answer
	case b.thanked(main):
		b.goOn(&c)
	default:
		if err := b.draft(ctx, &c, decisions, linked); err != nil {
			return err
		}
	}
	if err := b.acknowledge(ctx, &c, decisions); err != nil {
		return err
	}
	b.alerts(c, main)
	b.awaitOrders(c, decisions)
	b.awaitSecond(c, main)
	b.change.Cases = append([]desk.Case{c}, linked...)
	return nil
}

// voidOpen ends the open drafts of the case: a newer mail or newer facts came.
func (b *outcome) voidOpen(ctx context.Context, c desk.Case) error {
	drafts, err := b.v.draftsOf(ctx, c)
	if err != nil {
		return err
	}
	why := b.s.why
	if why == "" {
		why = wroteMeanwhile
	}
	for _, d := range drafts {
		if d.Template == ackTemplate && d.Automatic() { // true whatever is decided
			continue
		}
		if d.State == desk.DraftProposed || d.State == desk.DraftApproved {
			b.change.Drafts = append(b.change.Drafts, b.e.void(d, why))
			b.audit(c.ID, "voided", why, "draft", d.ID)
		}
	}
	return nil
}

// suppress ends the way of a mail that the table says needs no reply and that has no
// case: it is listed with its reason.
func (b *outcome) suppress(d desk.Decision) error {
	ch := b.e.park(b.s.p, desk.MailSuppressed, firstFlag(d.Flags, "non_customer"), d.Why)
	b.change.Mails, b.change.Audit = ch.Mails, append(b.change.Audit, ch.Audit...)
	return nil
}

func firstFlag(flags []desk.Flag, fallback string) string {
	if len(flags) > 0 {
		return string(flags[0])
	}
	return fallback
}

// apply puts a decision into a case.
func (b *outcome) apply(ctx context.Context, c *desk.Case, d desk.Decision) error {
	d.DecidedAt = b.now
	d.Next, d.Own, d.More = nil, withoutNext(d.Own), withoutAllNext(d.More) // the table has them; cases stay small
	c.Decisions = append(c.Decisions, d)
	c.Class, c.Outcome, c.Rule, c.Flags = d.Class, d.Outcome, d.Rule, d.Flags
	flagReturned(c)
	c.Doubt = d.Doubt()
	if n := d.Facts.Detail.OrderNumber; n != "" && (!b.s.received || !settled(*c, b.s.lookup)) {
		c.Order = n
	}
	if b.s.received && !b.s.history {
		if c.State == desk.CaseClosed {
			b.audit(c.ID, "reopened", "the customer wrote again")
		}
		c.Heard() // a message of theirs waits for us
	}
	c.State, c.SnoozedUntil = desk.CaseOpen, time.Time{}
	if b.s.history {
		c.State = desk.CaseArchived
	}
	c.Deadline = deadline(d, received(b.s.p), b.e.shop.Workdays)
	if b.s.received {
		b.audit(c.ID, "mail_received", b.s.p.msg.SubjectClean, "mail", b.s.p.mail.ID)
	}
	b.audit(c.ID, "decided", d.Why, "rule", d.Rule, "outcome", string(d.Outcome), "class", string(d.Class), "table", d.Table)
	if b.s.history {
		return nil
	}
	if err := b.chose(ctx, c, d); err != nil {
		return err
	}
	if err := b.reviseRMA(ctx, c, d); err != nil {
		return err
	}
	if d.RMA.Open {
		if err := b.openRMA(ctx, c, d); err != nil {
			return err
		}
	}
	if err := b.advanceRMA(ctx, c, d); err != nil {
		return err
	}
	if err := b.holdHazard(ctx, c, d); err != nil {
		return err
	}
	if b.s.received {
		if err := b.pauseRMAs(ctx, *c); err != nil {
			return err
		}
	}
	if slices.ContainsFunc(c.Evidence, func(ev desk.Evidence) bool { return ev.Pending }) {
		c.JudgePending = true
		b.change.Dues = append(b.change.Dues, desk.Due{ID: judgeDue(c.ID), Kind: dueJudge, At: b.now, Case: c.ID})
	}
	return nil
}

func withoutNext(i *desk.Intent) *desk.Intent {
	if i == nil {
		return nil
	}
	out := *i
	out.Next = nil
	return &out
}

func withoutAllNext(list []desk.Intent) []desk.Intent {
	out := slices.Clone(list)
	for i := range out {
		out[i].Next = nil
	}
	return out
}

// mail makes the received mail part of the case.
func (b *outcome) mail(caseID, order string) {
	if !b.s.received {
		return
	}
	m := b.s.p.mail
	m.State, m.Case = desk.MailDecided, caseID
	if b.s.history {
		m.State = desk.MailHistory
	}
	describe(&m, b.s.p)
	b.change.Mails = append(b.change.Mails, m)
	for _, ev := range b.s.p.evidence {
		if ev.Verdict != desk.VerdictArt && (ev.Kind == desk.MediaPhoto || ev.Kind == desk.MediaVideo) {
			b.change.Pictures = append(b.change.Pictures, desk.Picture{SHA256: ev.SHA256, PHash: ev.PHash, Case: caseID,
				Mail: m.ID, Order: order, Name: ev.Name, At: b.now})
		}
	}
}

// index makes the case findable by the mail's ids and by words. A Message-ID is only a
// hint (inbox.md, "Where we are in a mailbox"): another mail with the same one is another
// mail, takes nothing from the first, and is told of.
func (b *outcome) index(ctx context.Context, c desk.Case) error {
	p := b.s.p
	if !b.s.received {
		return nil
	}
	b.change.Words[c.ID] = wordsOf(p.msg.Subject, p.msg.NewText, c.Customer, c.Name, c.Order)
	id := p.msg.MessageID
	if id == "" {
		return nil
	}
	first, known, err := b.v.caseOfRefs(ctx, []string{id})
	if err != nil {
		return err
	}
	if known {
		b.audit(c.ID, "same_message_id", "an earlier mail with other words, in case "+first+", has this mail's Message-ID too", "mail", p.mail.ID, "message_id", id)
		return nil
	}
	b.change.Index[id] = c.ID
	return nil
}

func (b *outcome) audit(caseID, what, why string, pairs ...string) {
	b.change.Audit = append(b.change.Audit, b.e.note(b.s.by, caseID, what, why, pairs...))
}

func appendNew(list []string, s string) []string {
	if slices.Contains(list, s) {
		return list
	}
	return append(slices.Clone(list), s)
}

// firstWords gives at most n runes of a text's first lines, on one line.
func firstWords(text string, n int) string {
	flat := strings.Join(strings.Fields(text), " ")
	if r := []rune(flat); len(r) > n {
		return strings.TrimSpace(string(r[:n])) + "…"
	}
	return flat
}

// draftID numbers the drafts of a case.
func draftID(c desk.Case) string { return fmt.Sprintf("%s-%d", c.ID, len(c.Drafts)+1) }
