package flow

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/message"
	"returndesk/replies"
)

// Acknowledge is the configuration of the confirmation of receipt, the one mail that
// leaves without a person (inbox.md, "Machine mail"; RFC 3834). The zero value is off.
type Acknowledge struct {
	Enabled   bool
	PerSender time.Duration // one per sender in this time; 0 = 7 days
	PerDay    int           // at most so many in 24 hours, over all mailboxes; 0 = 200
	PerHour   int           // so many in an hour switch it off until a person says so; 0 = 60
}

func (a Acknowledge) withDefaults() Acknowledge {
	if a.PerSender <= 0 {
		a.PerSender = 7 * 24 * time.Hour
	}
	if a.PerDay <= 0 {
		a.PerDay = 200
	}
	if a.PerHour <= 0 {
		a.PerHour = 60
	}
	return a
}

const (
	ackTemplate  = "ack_received"
	ackPerThread = 24 * time.Hour // domain.md section 4: once per thread per day
	// ackFresh is how old a mail may be: after a long outage "we have your mail" is no news.
	ackFresh = 24 * time.Hour
)

// acknowledge adds the confirmation of receipt to the change of a new mail, where it is
// switched on and nothing speaks against it. That it was said becomes durable with the
// outcome, in one transaction; sending it is claimed and finished like any other mail.
func (b *outcome) acknowledge(ctx context.Context, c *desk.Case, decisions []desk.Decision) error {
	e := b.e
	if !e.shop.Acknowledge.Enabled || e.mailer == nil || !b.s.received || b.s.history || b.s.p.forced {
		return nil
	}
	if why := e.mayNotAcknowledge(b.s.p, decisions[0], b.now); why != "" {
		return nil
	}
	off, err := e.acksOff(ctx, b.v)
	if err != nil || !off.IsZero() {
		return err
	}
	keys := e.ackKeys(c.ID, b.s.p)
	for i, key := range keys {
		limit := e.shop.Acknowledge.PerSender
		if i == 0 {
			limit = ackPerThread
		}
		last, err := b.v.spokenAt(ctx, key)
		if err != nil {
			return err
		}
		if !last.IsZero() && b.now.Sub(last) < limit {
			return nil
		}
	}
	slot, room, err := e.ackRoom(ctx, b.v, b.now)
	if err != nil {
		return err
	}
	if !room {
		b.breaker()
		return nil
	}
	if slot == "" { // the day's share is used up
		return nil
	}
	return b.addAck(ctx, c, decisions, append(keys, slot))
}

// mayNotAcknowledge says why a machine must not confirm the receipt of a mail; "" when it
// may. In doubt it must not: an acknowledgement that is missing harms nobody.
func (e *Engine) mayNotAcknowledge(p prepared, d desk.Decision, now time.Time) string {
	to := p.msg.ReturnPath
	switch {
	case p.mail.Folder != "inbox", p.mail.Rescan, p.mail.Answered:
		return "not a new mail in an inbox"
	case now.Sub(received(p)) > ackFresh:
		return "an old mail"
	case p.msg.Machine.Suppressed(), p.msg.Machine.NoAutoReply:
		return "machine mail, or mail that asks for no automatic reply"
	case to == "":
		return "no return path"
	case robotAddress(to), robotAddress(p.msg.Sender.Address):
		return "an address behind which nobody reads"
	case p.msg.Sender.Verified == message.Failed:
		return "a forged sender"
	case d.Outcome == desk.OutcomeNoReply:
		return "nothing to reply to"
	case slices.Contains(d.Flags, desk.FlagSafety):
		return "danger: the words of an acknowledgement would play it down"
	case slices.Contains(d.Flags, desk.FlagSuspiciousContent):
		return "suspicious content"
	}
	for _, a := range e.shop.Accounts {
		own := append([]string{a.Address.Address}, slices.Concat(a.Options.OwnAddresses, a.Options.Aliases, a.Options.ContactForms)...)
		for _, o := range append(own, e.shop.AlertsTo...) {
			if strings.EqualFold(o, to) || strings.EqualFold(o, p.msg.Sender.Address) {
				return "an address of ours"
			}
		}
	}
	return ""
}

// robotAddress reports whether a mail to an address would reach a program: lists and
// their requests, bounce addresses, and addresses that say so (RFC 3834 section 2).
func robotAddress(a string) bool {
	local, _, _ := strings.Cut(strings.ToLower(a), "@")
	for _, p := range []string{"owner-", "bounce", "mailer-daemon", "postmaster", "noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "listserv", "majordomo", "prvs=bounce"} {
		if strings.HasPrefix(local, p) {
			return true
		}
	}
	for _, s := range []string{"-request", "-owner", "-bounces", "-bounce", "+bounces", "-noreply"} {
		if strings.HasSuffix(local, s) {
			return true
		}
	}
	return false
}

// ackKeys names the memories behind "once": the thread first, then the senders. Addresses
// are kept as keyed hashes, so that nothing of a person stays behind them.
func (e *Engine) ackKeys(caseID string, p prepared) []string {
	keys := []string{"ack/thread/" + caseID}
	for _, a := range []string{p.msg.ReturnPath, p.msg.Sender.Address} {
		mac := hmac.New(sha256.New, e.secret)
		mac.Write([]byte("ack\x00" + lower(a)))
		if key := "ack/sender/" + hex.EncodeToString(mac.Sum(nil)[:16]); !slices.Contains(keys, key) {
			keys = append(keys, key)
		}
	}
	return keys
}

// addAck renders the acknowledgement, already allowed to leave, and adds it to the change
// together with the memory that it was sent.
func (b *outcome) addAck(ctx context.Context, c *desk.Case, decisions []desk.Decision, keys []string) error {
	e := b.e
	in, err := e.composeInput(ctx, b.v, *c, b.s.p, decisions)
	if err != nil {
		return err
	}
	in.Action, in.Automatic = &desk.Action{Template: ackTemplate, Role: desk.RoleAgent}, "auto-replied"
	in.Original.ReturnPath = b.s.p.msg.ReturnPath
	if !strings.EqualFold(in.Original.ReturnPath, in.Original.From.Address) {
		in.CaseRef = "" // the case is the writer's, and this is another address
	}
	drafts, err := replies.Compose(in)
	if err != nil || len(drafts) != 1 {
		b.audit(c.ID, "not_acknowledged", desk.MessageOf(err))
		return nil
	}
	d := drafts[0]
	d.ID, d.Case, d.Decision, d.Role = draftID(*c), c.ID, len(c.Decisions)-1, desk.RoleAgent
	cc := e.checkContext(*c, decisions[0], d)
	cc.Recipients = append(cc.Recipients, lower(in.Original.ReturnPath))
	if d.Problems = replies.CheckDraft(d, cc); len(d.Problems) > 0 { // a person would have to look
		b.audit(c.ID, "not_acknowledged", d.Problems[0].Text)
		return nil
	}
	if d.Frozen, err = replies.Message(d, b.now.In(e.shop.Zone)); err != nil {
		b.audit(c.ID, "not_acknowledged", desk.MessageOf(err))
		return nil
	}
	d.State, d.CreatedAt, d.UpdatedAt, d.SendAfter, d.SeenHash = desk.DraftApproved, b.now, b.now, b.now, d.ContentHash()
	c.Drafts = append(slices.Clone(c.Drafts), d.ID)
	b.change.Drafts = append(b.change.Drafts, desk.DraftChange{Draft: d})
	b.change.Index[d.MessageID], b.change.Index[replies.ThreadID(d.MessageID)] = c.ID, c.ID
	for _, key := range keys {
		b.change.Spoken = append(b.change.Spoken, desk.Spoken{Key: key, At: b.now})
	}
	b.audit(c.ID, "acknowledged", "the receipt is confirmed by itself", "draft", d.ID, "template", d.Template)
	return nil
}
