package flow

import (
	"context"
	"slices"

	"returndesk/desk"
	"returndesk/replies"
	"returndesk/templates"
)

// draft renders the reply of the decisions and puts it into the change; what has to be asked of
// the buyers of further orders stands in the linked case of each, so that their answers come
// there. A reply that cannot be rendered loses nothing: the case stands open with the reason,
// and alerts go out.
func (b *outcome) draft(ctx context.Context, c *desk.Case, decisions []desk.Decision, linked []desk.Case) error {
	if b.s.history {
		return nil
	}
	in, err := b.e.composeInput(ctx, b.v, *c, b.s.p, decisions)
	if err != nil {
		return err
	}
	for i, r := range in.RMAs { // the day that counts once this answer has left
		in.RMAs[i] = b.e.answeredAt(*c, r, b.now)
	}
	drafts, err := replies.Compose(in)
	if err != nil {
		b.audit(c.ID, "draft_failed", desk.MessageOf(err))
		return nil
	}
	for _, d := range drafts {
		if err := b.propose(ctx, c, d, decisions[0]); err != nil {
			return err
		}
	}
	for i := range linked {
		if err := b.draftBeside(ctx, &linked[i], decisions[i+1]); err != nil {
			return err
		}
	}
	return nil
}

// draftBeside renders what a further order's decision calls for beside the one reply.
func (b *outcome) draftBeside(ctx context.Context, c *desk.Case, d desk.Decision) error {
	in, err := b.e.composeInput(ctx, b.v, *c, b.s.p, []desk.Decision{d})
	if err != nil {
		return err
	}
	drafts, err := replies.Beside(in)
	if err != nil {
		b.audit(c.ID, "draft_failed", desk.MessageOf(err))
		return nil
	}
	for _, x := range drafts {
		if err := b.propose(ctx, c, x, d); err != nil {
			return err
		}
	}
	return nil
}

// propose numbers a rendered draft, checks its words and adds it to the change.
func (b *outcome) propose(ctx context.Context, c *desk.Case, d desk.Draft, decision desk.Decision) error {
	if d.Template == verifyBuyer {
		asked, err := b.buyerAsked(ctx, *c, decision.Facts.Detail.OrderNumber)
		if err != nil {
			return err
		}
		if asked {
			b.audit(c.ID, "not_drafted", "the order's address was asked less than seven days ago", "template", d.Template)
			return nil
		}
		if d.Moves == nil && decision.Template != verifyBuyer { // beside the reply; who asks there knowingly, may
			dead, err := deadAddress(ctx, b.v, decision.Facts.Detail.OrderNumber, decision.Facts.Detail.OrderEmail)
			if err != nil {
				return err
			}
			if dead != "" {
				b.audit(c.ID, "not_drafted", "the order's address is not asked: mails to it come back (case "+dead+")", "template", d.Template)
				return nil
			}
		}
	}
	d.ID, d.Case, d.Decision = draftID(*c), c.ID, len(c.Decisions)-1
	d.State, d.CreatedAt, d.UpdatedAt = desk.DraftProposed, b.now, b.now
	if d.Role == "" {
		d.Role = decision.Role
	}
	d.Denial = d.Denial || templates.Denial(d.Template) || d.Moves == nil && decision.Denial
	var err error
	v := b.v
	if len(b.change.Drafts) > 0 { // the case names them already
		v = b.v.with(b.change)
	}
	if d.Problems, err = b.e.problems(ctx, v, *c, decision, d); err != nil {
		return err
	}
	c.Drafts = append(slices.Clone(c.Drafts), d.ID)
	b.change.Drafts = append(b.change.Drafts, desk.DraftChange{Draft: d})
	b.change.Index[d.MessageID], b.change.Index[replies.ThreadID(d.MessageID)] = c.ID, c.ID
	b.audit(c.ID, "drafted", d.Template, "draft", d.ID, "template", d.Template, "language", d.Language)
	return nil
}

// composeInput gathers what rendering needs.
func (e *Engine) composeInput(ctx context.Context, v *view, c desk.Case, p prepared, decisions []desk.Decision) (replies.Input, error) {
	brand := e.shop.Brand
	if a := e.account(c.Account).Address; a.Address != "" {
		brand.From = a
		if brand.From.Name == "" {
			brand.From.Name = e.shop.Brand.From.Name
		}
	}
	if l := e.account(c.Account).Language; l != "" {
		brand.Language = l
	}
	in := replies.Input{
		Decisions: decisions, Case: c, Brand: brand, Words: e.words,
		PolicySentence: e.sentence, CaseRef: caseRef(e.secret, c.ID), Now: e.now().In(e.shop.Zone),
		Seed: draftID(c), Secret: e.secret, Deadlines: e.shop.Workdays.Deadlines,
		Original: replies.Original{
			MessageID: p.msg.MessageID, References: p.msg.References, Subject: p.msg.Subject,
			From: desk.Address{Name: p.msg.Sender.Name, Address: p.msg.Sender.Address},
		},
	}
	if f := decisions[0].Facts.Detail; c.Confirmed && f.Sender != "" && f.Sender != lower(p.msg.Sender.Address) {
		// Decided as the buyer's own wish (asBuyer): to him, in nobody else's thread and words.
		in.Original = replies.Original{From: desk.Address{Name: f.SenderName, Address: f.Sender}}
	}
	if q, err := ourQuestion(ctx, v, c, decisions[0]); err != nil {
		return in, err
	} else if q != nil {
		in.Original = replies.Original{MessageID: q.MessageID, References: q.Refs, Subject: q.Subject, From: q.To[0]}
	}
	rmas, err := v.rmasOf(ctx, c.Order)
	if err != nil {
		return in, err
	}
	for _, r := range rmas {
		if slices.Contains(c.RMAs, r.Number) || r.State.Open() {
			in.RMAs = append(in.RMAs, r)
		}
	}
	return in, nil
}

// sentence quotes the shop's policy text in a language ("" = the table's own): a sentence
// by its number ("1.3"), or the one that sums a section up ("1"); "" when there is none.
func (e *Engine) sentence(lang, section string) string {
	text := e.table.TextIn(lang)
	if s, ok := text.Sentence(section); ok {
		return s
	}
	if s := text.Section(section); s != nil {
		return s.Sentence()
	}
	return ""
}

// checkContext says whom and what a draft of this case may name. A reader who is not the
// order's own address may not even read what would give the order away.
func (e *Engine) checkContext(c desk.Case, d desk.Decision, draft desk.Draft) replies.CheckContext {
	f := d.Facts.Detail
	cc := replies.CheckContext{Recipients: []string{c.Customer}, Numbers: e.shop.Number.Number}
	for _, a := range []string{f.OrderEmail, f.Sender} {
		if a != "" {
			cc.Recipients = append(cc.Recipients, lower(a))
		}
	}
	cc.OrderNumbers = append(cc.OrderNumbers, c.Order, f.OrderNumber, f.NumberWritten)
	cc.OrderNumbers = append(cc.OrderNumbers, f.OwnOrders...)
	cc.OrderNumbers = append(cc.OrderNumbers, d.Linked...)
	for _, a := range draft.To {
		if f.OrderEmail != "" && lower(a.Address) != lower(f.OrderEmail) && d.Facts.Get(desk.FactSender) != "owner" {
			cc.Secrets = append(cc.Secrets, f.Tracking, f.BuyerName)
		}
	}
	return cc
}
