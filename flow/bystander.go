package flow

import (
	"context"
	"slices"

	"returndesk/desk"
)

// A bystander is who writes in the thread of a buyer's case without being the buyer: a
// copied spouse, or anybody who knows a Message-ID. His own address may be proved; what the
// buyer asked for himself, its draft, flags and deadline stay as they are.

// kindBystander marks a bystander's mail in the record of a mail.
const kindBystander = "bystander"

// bystander says whose thread a mail of somebody else stands in. buyers is nil where the
// writer is the case's own, the order's own, or nobody proved to be the buyer before: then c
// is the found case. Otherwise c is the case that the mail has of its own, linked with the
// buyer's; it is empty where the mail is a remark and asks nothing of its own.
func (e *Engine) bystander(ctx context.Context, v *view, found desk.Case, p prepared) (buyers *desk.Case, c desk.Case, err error) {
	sender := lower(p.msg.Sender.Address)
	// Whose request the buyer confirmed has a case of his own, and is no buyer for that.
	if sender == found.Customer && !found.Confirmed || !buyerWrote(found) {
		return nil, found, nil
	}
	o, err := e.orderOf(ctx, found.Order)
	if err != nil {
		return nil, found, err
	}
	if o != nil && o.Owner(sender) || sender == lower(found.Last().Facts.Detail.OrderEmail) {
		return nil, found, nil
	}
	if sender == found.Customer {
		if remark(found, p) {
			return &found, desk.Case{}, nil
		}
		return nil, found, nil
	}
	for _, id := range found.Linked { // he has written before
		l, err := v.getCase(ctx, id)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err != nil {
			return nil, found, err
		}
		if l.Customer == sender {
			return &found, l, nil
		}
	}
	if remark(found, p) {
		return &found, desk.Case{}, nil
	}
	if c, err = e.newCase(ctx, p); err != nil {
		return nil, found, err
	}
	c.Order, c.Linked = found.Order, []string{found.ID} // as if the mail named it; whose order it is, the gates ask
	found.Linked = appendNew(found.Linked, c.ID)
	return &found, c, nil
}

// buyerWrote reports whether a case was decided as the wish of the order's own address, and
// nothing disproved that. A notice of ours that nobody answered yet is no wish of anybody.
func buyerWrote(c desk.Case) bool {
	return c.Order != "" && slices.ContainsFunc(c.Decisions, func(d desk.Decision) bool {
		return d.Facts.Get(desk.FactSender) == "owner" && d.Facts.Get(desk.FactAuth) != "fail" &&
			d.Facts.Detail.OrderNumber == c.Order && d.Rule != "delay_notice_due"
	})
}

// remark reports whether a bystander's mail asks nothing that the case is not about anyway.
// It is one only where an agent has the case before him: nobody would read it elsewhere.
func remark(c desk.Case, p prepared) bool {
	r := p.reading
	if c.State != desk.CaseOpen || p.forced || ownQuestionOf(r) {
		return false
	}
	if slices.ContainsFunc(p.evidence, func(ev desk.Evidence) bool { return ev.Verdict != desk.VerdictArt }) {
		return false
	}
	if slices.ContainsFunc(r.Numbers, func(n desk.NumberFound) bool {
		return n.Where != "quoted" && n.Strong && desk.FoldNumber(n.Key) != desk.FoldNumber(c.Order)
	}) {
		return false
	}
	for _, class := range append([]desk.Class{r.Class}, r.Also...) {
		if !isRequest(class) || !class.Valid() {
			continue
		}
		asked := slices.ContainsFunc(c.Decisions, func(d desk.Decision) bool {
			return d.Class == class || slices.Contains(intentsOf(d), class)
		})
		if !asked {
			return false
		}
	}
	return true
}

// ownQuestionOf reports whether a reading has something that somebody has to answer or to act
// on, whatever its class.
func ownQuestionOf(r desk.Reading) bool {
	return slices.ContainsFunc([]desk.Signal{
		desk.SignalSafetyHazard, desk.SignalLegalThreat, desk.SignalCitesStatute, desk.SignalAddressChange,
		desk.SignalPresale, desk.SignalBilling, desk.SignalPrivacy,
	}, r.Has)
}

// remarked takes a bystander's mail into the buyer's case, to be read there. It decides nothing.
func (e *Engine) remarked(ctx context.Context, v *view, c desk.Case, p prepared) (desk.Change, error) {
	m := p.mail
	m.State, m.Case, m.Kind = desk.MailJoined, c.ID, kindBystander
	describe(&m, p)
	next(&c, e.now())
	c.Mails = appendNew(c.Mails, m.ID)
	change := desk.Change{
		Mails: []desk.Mail{m}, Cases: []desk.Case{c}, Index: map[string]string{},
		Words: map[string][]string{c.ID: wordsOf(p.msg.Subject, p.msg.NewText, m.From, m.FromName)},
		Audit: []desk.Audit{e.note(desk.System(), c.ID, "bystander", "somebody else than the buyer wrote in this thread; what the buyer asked for stays as it was", "mail", m.ID)},
	}
	if id := p.msg.MessageID; id != "" {
		_, known, err := v.caseOfRefs(ctx, []string{id})
		if err != nil {
			return desk.Change{}, err
		}
		if !known {
			change.Index[id] = c.ID
		}
	}
	return change, nil
}

// stoodBeside adds to the change of a bystander's own case what the buyer's case keeps of it.
func (e *Engine) stoodBeside(change *desk.Change, buyers desk.Case) {
	if len(change.Cases) == 0 || slices.ContainsFunc(change.Cases, func(c desk.Case) bool { return c.ID == buyers.ID }) {
		return
	}
	own := change.Cases[0].ID
	next(&buyers, e.now())
	buyers.Linked = appendNew(buyers.Linked, own)
	change.Cases = append(change.Cases, buyers)
	change.Audit = append(change.Audit, e.note(desk.System(), buyers.ID, "bystander",
		"somebody else than the buyer wrote in this thread and has case "+own+"; what the buyer asked for stays as it was", "case", own))
}

// remarks gives what bystanders wrote in a case's thread, the oldest first.
func (e *Engine) remarks(ctx context.Context, c desk.Case) ([]MailView, error) {
	var out []MailView
	for _, id := range c.Mails {
		m, err := e.store.Mail(ctx, id)
		if err != nil {
			return nil, err
		}
		if m.Kind != kindBystander {
			continue
		}
		if p := e.prepare(ctx, m); p.err == nil {
			out = append(out, viewOf(p))
		}
	}
	return out, nil
}

// ofCustomer reports whether a mail of a case is one that it was decided by: neither ours nor
// a machine's, and no remark of somebody else.
func ofCustomer(m desk.Mail) bool {
	return !m.Ours && m.State != desk.MailSuppressed && m.Kind != kindBystander
}
