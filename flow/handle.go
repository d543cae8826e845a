package flow

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"returndesk/desk"
	"returndesk/message"
	"returndesk/replies"
)

// handle turns one mail into the change that it makes: steps 2 to 11 of the way of a
// mail (design.md). It writes nothing.
func (e *Engine) handle(ctx context.Context, v *view, p prepared) (desk.Change, error) {
	switch {
	case p.mail.TooBig:
		return e.park(p, desk.MailTooBig, "", "larger than the limit for one mail; it lies in the mailbox untouched"), nil
	case p.err != nil && p.unread:
		return desk.Change{}, p.err
	case p.err != nil:
		return e.park(p, desk.MailQuarantined, "", desk.MessageOf(p.err)), nil
	case p.mail.Folder == "sent":
		if err := v.caughtUp(); err != nil {
			return desk.Change{}, err
		}
		return e.handleSent(ctx, v, p)
	case p.msg.Machine.Kind == message.KindOwn || e.ours(p):
		return e.handleOwn(ctx, v, p)
	case e.answersInternal(p):
		return e.park(p, desk.MailSuppressed, string(message.KindOwn), "an answer to an internal mail of ours"), nil
	case p.msg.Machine.Kind == message.KindDelay:
		return e.handleDelay(ctx, v, p)
	case p.msg.Machine.Kind == message.KindBounce:
		return e.handleBounce(ctx, v, p)
	case p.msg.Machine.Suppressed():
		return e.handleMachine(ctx, v, p)
	case p.suspicious != "":
		return e.park(p, desk.MailSuppressed, "suspicious_content", p.suspicious), nil
	}
	return e.handleCustomer(ctx, v, p)
}

// ours reports whether the mail was written from the support address itself, by whoever.
func (e *Engine) ours(p prepared) bool {
	from := lower(p.msg.Sender.Address)
	return from != "" && from == lower(e.account(p.mail.Location.Account).Address.Address)
}

// answersInternal reports whether a mail answers an alert or a digest: a colleague wrote it,
// since no customer ever saw that id.
func (e *Engine) answersInternal(p prepared) bool {
	for _, id := range refsOf(p.msg) {
		if name, ok := replies.DraftOf(id); ok && !strings.HasPrefix(name, "C-") && replies.IsOwnMessageID(id, e.secret) {
			return true
		}
	}
	return false
}

// park ends a mail's way without a case: quarantine, suppression, too big. Each is
// listed, and one action makes it a case all the same.
func (e *Engine) park(p prepared, state desk.MailState, kind, why string) desk.Change {
	m := p.mail
	m.State, m.Kind, m.Reason = state, kind, why
	describe(&m, p)
	return desk.Change{
		Mails: []desk.Mail{m},
		Audit: []desk.Audit{e.note(desk.System(), "", string(state), why, "mail", m.ID, "kind", kind)},
	}
}

// handleMachine lists a mail that a machine wrote. An automatic reply to a mail of ours is
// listed with its case too, but it is never a customer's choice and moves nothing.
func (e *Engine) handleMachine(ctx context.Context, v *view, p prepared) (desk.Change, error) {
	change := e.park(p, desk.MailSuppressed, string(p.msg.Machine.Kind), p.msg.Machine.Detail)
	id, ok, err := v.caseOfRefs(ctx, refsOf(p.msg))
	if err != nil || !ok {
		return change, err
	}
	change.Mails[0].Case, change.Audit[0].Case = id, id
	return change, nil
}

// answeredKey remembers that somebody answered a mail by hand, also one that we have not
// seen yet: at the first start Sent is read before the inbox.
func answeredKey(messageID string) string { return "answered/" + messageID }

// handleOwn takes in a mail of our own that came back to an inbox (a copy to ourselves,
// a loop): it joins its case and leads to nothing.
func (e *Engine) handleOwn(ctx context.Context, v *view, p prepared) (desk.Change, error) {
	m := p.mail
	m.State, m.Ours, m.Kind, m.Reason = desk.MailJoined, true, string(message.KindOwn), "our own mail"
	describe(&m, p)
	id, ok, err := v.caseOfRefs(ctx, append([]string{p.msg.MessageID}, refsOf(p.msg)...))
	if err != nil {
		return desk.Change{}, err
	}
	if ok {
		m.Case = id
	}
	return desk.Change{
		Mails: []desk.Mail{m},
		Audit: []desk.Audit{e.note(desk.System(), m.Case, "own_mail", "our own mail came back", "mail", m.ID)},
	}, nil
}

// handleSent takes in what stands in the Sent folder. A mail of ours that we sent
// ourselves settles its draft; a person's reply voids the open draft of its thread and
// joins the case (inbox.md, "Drafts in the mailbox").
func (e *Engine) handleSent(ctx context.Context, v *view, p prepared) (desk.Change, error) {
	m := p.mail
	m.State, m.Ours = desk.MailJoined, true
	describe(&m, p)
	change := desk.Change{Mails: []desk.Mail{m}}
	ids := append([]string{p.msg.MessageID}, refsOf(p.msg)...)
	if p.msg.Machine.Automatic {
		return e.handleOwnSent(ctx, v, change, ids)
	}
	for _, answered := range p.msg.InReplyTo {
		change.Spoken = append(change.Spoken, desk.Spoken{Key: answeredKey(answered), At: received(p)})
	}
	id, ok, err := v.caseOfRefs(ctx, ids)
	if err == nil && !ok { // a program that drops every id still keeps the words
		id, ok = caseRefIn(e.secret, p.msg.Text)
	}
	if err != nil || !ok {
		change.Mails[0].State = desk.MailHistory
		return change, err
	}
	c, err := v.getCase(ctx, id)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		change.Mails[0].State = desk.MailHistory
		return change, nil
	}
	if err != nil {
		return desk.Change{}, err
	}
	change.Mails[0].Case = id
	drafts, err := v.draftsOf(ctx, c)
	if err != nil {
		return desk.Change{}, err
	}
	d, found, err := e.draftInSent(ctx, drafts, p)
	switch {
	case err != nil:
		return desk.Change{}, err
	case found && (!unsent(d) || ourBytes(d, m.ID)):
		return e.settleBySent(ctx, v, change, c, d)
	case found:
		return e.sentByHand(ctx, v, change, c, drafts, d, p)
	}
	if slices.Contains(c.Mails, m.ID) {
		return change, nil
	}
	if !e.answersCustomer(c, p) {
		next(&c, e.now())
		c.Mails = append(c.Mails, m.ID)
		change.Cases = []desk.Case{c}
		return change, nil
	}
	return change, e.typed(ctx, v, &change, c, drafts, p)
}

// handleOwnSent takes in what a machine of ours sent, an acknowledgement for one: it joins
// its case, but nobody answered anything by it.
func (e *Engine) handleOwnSent(ctx context.Context, v *view, change desk.Change, ids []string) (desk.Change, error) {
	id, ok, err := v.caseOfRefs(ctx, ids)
	if err != nil || !ok {
		change.Mails[0].State = desk.MailHistory
		return change, err
	}
	change.Mails[0].Case = id
	return change, nil
}

// answersCustomer reports whether a mail in Sent went to the case's customer: a note to
// a colleague in the same thread is no answer.
func (e *Engine) answersCustomer(c desk.Case, p prepared) bool {
	for _, list := range [][]message.Mailbox{p.msg.To, p.msg.Cc} {
		for _, a := range list {
			if lower(a.Address) == c.Customer {
				return true
			}
		}
	}
	return false
}

// ourBytes reports whether a mail in Sent is exactly what we were about to send, or to send
// once more: a server took it although it had said otherwise.
func ourBytes(d desk.Draft, mail string) bool {
	sum := sha256.Sum256(d.Frozen)
	return d.State == desk.DraftApproved && len(d.Frozen) > 0 && hex.EncodeToString(sum[:]) == mail
}

// settleBySent uses the copy in Sent as proof that a draft of ours left: an uncertain
// or interrupted sending is settled by it.
func (e *Engine) settleBySent(ctx context.Context, v *view, change desk.Change, c desk.Case, d desk.Draft) (desk.Change, error) {
	from := d.State
	if from != desk.DraftUncertain && from != desk.DraftApproved {
		return change, nil
	}
	d.State, d.SentAt, d.UpdatedAt = desk.DraftSent, e.now(), e.now()
	d.SentCopy = "done"
	next(&c, e.now())
	change.Drafts = []desk.DraftChange{{Draft: d, From: from}}
	change.Cases = []desk.Case{c}
	change.Audit = append(change.Audit, e.note(desk.System(), c.ID, "sent", "its copy stands in Sent", "draft", d.ID))
	err := e.afterSending(ctx, v, &change, d)
	return change, err
}

// void makes the change that ends an open draft.
func (e *Engine) void(d desk.Draft, why string) desk.DraftChange {
	from := d.State
	d.State, d.Why, d.UpdatedAt, d.Frozen = desk.DraftVoid, why, e.now(), nil
	d.EndHold()
	return desk.DraftChange{Draft: d, From: from}
}
