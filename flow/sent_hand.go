package flow

import (
	"bytes"
	"context"
	"fmt"
	"net/mail"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/message"
	"returndesk/replies"
)

// resembles is the share of a draft's words that a mail must still have to be that draft,
// where neither of our ids survived and the draft still lies in Drafts as far as we know.
const resembles = 0.5

// viaMailProgram marks in the history what was done in a mail program.
const viaMailProgram = "mail program"

// Person is somebody who answers mail: by the name or the address that mail programs put
// into From and Sender, the history names who sent a draft.
type Person struct {
	Name string
	Mail string // "" = known by name alone
}

// draftInSent finds the draft that a mail in Sent is: by Message-ID, then by our token in
// References, then as the answer to the same mail to the same readers (inbox.md, "Drafts
// in the mailbox").
func (e *Engine) draftInSent(ctx context.Context, drafts []desk.Draft, p prepared) (desk.Draft, bool, error) {
	for _, d := range slices.Backward(drafts) {
		if d.MessageID != "" && d.MessageID == p.msg.MessageID {
			return d, true, nil
		}
	}
	refs := refsOf(p.msg)
	for _, d := range slices.Backward(drafts) {
		// What was sent carries its token into every later answer of the thread.
		if unsent(d) && slices.Contains(refs, replies.ThreadID(d.MessageID)) {
			return d, true, nil
		}
	}
	for _, d := range slices.Backward(drafts) {
		if !unsent(d) || !sameReaders(d, p.msg) || d.InReplyTo != "" && !slices.Contains(p.msg.InReplyTo, d.InReplyTo) {
			continue
		}
		cp, err := e.store.Copy(ctx, d.ID)
		if desk.CodeOf(err) == desk.CodeNotFound {
			continue // it never lay in Drafts, so it cannot have been sent from there
		}
		if err != nil {
			return d, false, err
		}
		if cp.State == desk.CopyHeld || cp.State == desk.CopyFiling {
			continue
		}
		if cp.State == desk.CopyGone || cp.State == desk.CopyLost || replies.Compare(e.asFiled(d, p), p.msg).Kept >= resembles {
			return d, true, nil
		}
	}
	return desk.Draft{}, false, nil
}

// unsent reports whether a person may have sent the draft: it is none of ours on its way.
func unsent(d desk.Draft) bool {
	switch d.State {
	case desk.DraftProposed, desk.DraftApproved, desk.DraftVoid, desk.DraftRejected, desk.DraftFailed:
		return !d.Automatic() && d.MessageID != ""
	}
	return false
}

// sameReaders reports whether every reader of the draft gets the mail.
func sameReaders(d desk.Draft, m *message.Message) bool {
	for _, want := range d.To {
		if !slices.ContainsFunc(append(slices.Clone(m.To), m.Cc...), func(a message.Mailbox) bool { return strings.EqualFold(a.Address, want.Address) }) {
			return false
		}
	}
	return len(d.To) > 0
}

// asFiled reads the draft as a mail, as it was put into Drafts.
func (e *Engine) asFiled(d desk.Draft, p prepared) *message.Message {
	if raw, err := replies.Message(d, p.mail.InternalDate); err == nil {
		if m, err := message.Parse(raw, p.mail.InternalDate, message.Options{}); err == nil {
			return m
		}
	}
	m := &message.Message{Subject: d.Subject, Text: d.Text, HTML: d.HTML}
	for _, a := range d.To {
		m.To = append(m.To, message.Mailbox{Name: a.Name, Address: a.Address})
	}
	return m
}

// sentByHand records that a person sent a draft from the mail program: the case moves on as
// if it had been approved here. What stood in our outbox is cancelled by the same change,
// and what the person changed is kept and checked after the fact.
func (e *Engine) sentByHand(ctx context.Context, v *view, change desk.Change, c desk.Case, drafts []desk.Draft, d desk.Draft, p prepared) (desk.Change, error) {
	from, by := d.State, e.senderInSent(ctx, p)
	diff := replies.Compare(e.asFiled(d, p), p.msg)
	hand := &desk.SentByHand{
		Mail: p.mail.ID, MessageID: p.msg.MessageID, Edited: diff.Edited, Diff: diff.Diff,
		Subject: p.msg.Subject, Text: clipText(p.msg.Text), To: addressesOf(p.msg.To), Cc: addressesOf(p.msg.Cc),
	}
	hand.Findings = e.afterTheFact(c, d, hand)
	if diff.Edited {
		hand.Left = takenOut(c, d, p.msg.NewText)
	}
	if err := d.LeftByHand(received(p)); err != nil {
		return change, err
	}
	d.UpdatedAt, d.Hand, d.SentCopy, d.Edited = e.now(), hand, "done", d.Edited || diff.Edited
	if d.ApprovedBy == nil {
		d.ApprovedBy, d.ApprovedAt = &by, d.SentAt
	}
	next(&c, e.now())
	c.Mails = appendNew(c.Mails, p.mail.ID)
	change.Cases = []desk.Case{c}
	change.Drafts = append(change.Drafts, desk.DraftChange{Draft: d, From: from})
	change.Index = map[string]string{}
	if p.msg.MessageID != "" {
		change.Index[p.msg.MessageID] = c.ID
	}
	about := []string{"draft", d.ID, "via", viaMailProgram}
	if from == desk.DraftVoid || from == desk.DraftRejected || from == desk.DraftFailed {
		change.Audit = append(change.Audit, e.note(by, c.ID, "sent_all_the_same", "the draft was "+string(from)+": "+d.Why, about...))
		change.Drafts = append(change.Drafts, e.replaced(c, drafts, d)...)
	}
	change.Audit = append(change.Audit, e.note(by, c.ID, "approved", "sent from the mail program", append(about, "seen", d.ContentHash())...))
	if diff.Edited {
		change.Audit = append(change.Audit, e.note(by, c.ID, "edited", fmt.Sprintf("changed in the mail program: %d words more, %d less", diff.Added, diff.Removed),
			append(about, "mail", p.mail.ID, "diff", firstWords(diff.Diff, 400))...))
	}
	change.Audit = append(change.Audit, e.note(by, c.ID, "sent", "found in Sent", append(about, "message_id", p.msg.MessageID, "mail", p.mail.ID)...))
	e.tellFindings(&change, c, d)
	if err := e.afterSending(ctx, v, &change, d); err != nil || len(hand.Left) == 0 {
		return change, err
	}
	return change, e.leftOut(ctx, v, &change, c, d, p)
}

// replaced voids the drafts that took the place of one that was sent all the same. One that answers a newer mail of the customer's
// did not.
func (e *Engine) replaced(c desk.Case, drafts []desk.Draft, sent desk.Draft) []desk.DraftChange {
	mail := func(d desk.Draft) time.Time {
		if d.Decision < len(c.Decisions) {
			return c.Decisions[d.Decision].Facts.Detail.ReceivedAt
		}
		return time.Time{}
	}
	var out []desk.DraftChange
	for _, o := range drafts {
		same := mail(o).Equal(mail(sent)) && slices.EqualFunc(o.To, sent.To, func(a, b desk.Address) bool { return strings.EqualFold(a.Address, b.Address) })
		if o.ID != sent.ID && same && (o.State == desk.DraftProposed || o.State == desk.DraftApproved) {
			out = append(out, e.void(o, "an earlier draft was sent from the mail program"))
		}
	}
	return out
}

// afterTheFact checks what a person sent without asking us. It can stop nothing any more.
func (e *Engine) afterTheFact(c desk.Case, d desk.Draft, hand *desk.SentByHand) []desk.Problem {
	var out []desk.Problem
	if need := maxRole(d.Role, c.HandedTo); d.State != desk.DraftApproved && d.Released == nil && (need.AtLeast(desk.RoleSenior) || d.NeedsSecond()) {
		out = append(out, desk.Problem{Code: "unreleased", Text: "it was sent although nobody had released it", Block: true})
	}
	if !hand.Edited || d.Decision >= len(c.Decisions) {
		return out
	}
	was := d
	d.Subject, d.Text, d.HTML, d.To, d.Cc, d.Edited = hand.Subject, hand.Text, "", hand.To, hand.Cc, true
	before := replies.CheckDraft(was, e.checkContext(c, c.Decisions[d.Decision], was))
	for _, f := range replies.CheckDraft(d, e.checkContext(c, c.Decisions[d.Decision], d)) {
		if !slices.Contains(before, f) { // what the person brought in
			out = append(out, f)
		}
	}
	return out
}

// tellFindings puts what the checks found into the history, and tells people of it.
func (e *Engine) tellFindings(change *desk.Change, c desk.Case, d desk.Draft) {
	if len(d.Hand.Findings) == 0 {
		return
	}
	var lines []string
	for _, f := range d.Hand.Findings {
		lines = append(lines, f.Text)
	}
	change.Audit = append(change.Audit, e.note(desk.System(), c.ID, "findings", strings.Join(lines, "; "), "draft", d.ID))
	e.tell(change, "findings/"+d.ID, "findings", c, "A mail left that our checks would have stopped or warned of: case "+c.ID,
		fmt.Sprintf("Draft %s was changed in the mail program and sent. Our checks find:\n\n- %s", d.ID, strings.Join(lines, "\n- ")))
}

// senderInSent names who sent a mail, where From or Sender tell of a person whom the
// configuration names. The name is for the history: it gives no right.
func (e *Engine) senderInSent(ctx context.Context, p prepared) desk.Actor {
	boxes := []message.Mailbox{p.msg.From}
	if raw, err := e.store.Raw(ctx, p.mail.ID); err == nil {
		if m, err := mail.ReadMessage(bytes.NewReader(raw)); err == nil {
			if a, err := mail.ParseAddress(m.Header.Get("Sender")); err == nil {
				boxes = append(boxes, message.Mailbox{Name: a.Name, Address: a.Address})
			}
		}
	}
	for _, who := range e.shop.People {
		for _, box := range boxes {
			if who.Mail != "" && strings.EqualFold(who.Mail, box.Address) || who.Name != "" && strings.EqualFold(who.Name, strings.TrimSpace(box.Name)) {
				return desk.Actor{Name: who.Name, Role: desk.RoleAgent}
			}
		}
	}
	return desk.MailProgram()
}

// maxHandText bounds the kept words of a mail that a person sent; the mail itself is kept whole.
const maxHandText = 64 << 10

func clipText(s string) string {
	if len(s) > maxHandText {
		return strings.ToValidUTF8(s[:maxHandText], "") + "\n(the rest is left out)"
	}
	return s
}

func addressesOf(list []message.Mailbox) []desk.Address {
	var out []desk.Address
	for _, a := range list {
		out = append(out, desk.Address{Name: a.Name, Address: a.Address})
	}
	return out
}
