package flow

import (
	"context"
	"slices"

	"returndesk/desk"
	"returndesk/facts"
	"returndesk/message"
)

// What changes an order needs a proof of its own (domain.md section 1, reading 11): a mail is proved
// by the server's verdict about it, or by being an answer of the order's own address to a mail of
// ours, which proves as well what that one was about.

// senderOf says how far the writer's address can be believed.
func senderOf(c desk.Case, p prepared) facts.Sender {
	s := facts.Sender{Address: lower(p.msg.Sender.Address), Name: p.msg.Sender.Name, Auth: facts.AuthNone}
	switch {
	case p.msg.Sender.Verified == message.Failed && (c.Vouched == "" || c.Vouched != p.mail.ID):
		s.Auth = facts.AuthFail
	case p.msg.Sender.Verified == message.Verified:
		s.Auth = facts.AuthPass
	case c.ConfirmedBy(p.mail.ID):
		s.Auth = facts.AuthReply
	}
	return s
}

// confirms reports whether the mail is a reply from the order's own address to a mail
// that we sent there (domain.md section 1, reading 11), and how many of the case's decisions
// had been made when that was written. A mail that left by itself proves
// nothing: a forged order would be confirmed by the buyer's own question what it is.
func (e *Engine) confirms(ctx context.Context, v *view, c desk.Case, p prepared) (about int, ok bool) {
	refs, sender := refsOf(p.msg), lower(p.msg.Sender.Address)
	drafts, err := v.draftsOf(ctx, c)
	if err != nil {
		return 0, false // a store that fails shows so at the next step
	}
	for _, d := range drafts {
		if d.State != desk.DraftSent || d.Automatic() || !slices.Contains(refs, d.MessageID) && (d.Hand == nil || !slices.Contains(refs, d.Hand.MessageID)) {
			continue
		}
		if slices.ContainsFunc(wentTo(d), func(a desk.Address) bool { return lower(a.Address) == sender }) {
			if facts.Disowns(p.msg.NewText) { // whichever mail told him of it
				return 0, false
			}
			about, ok = max(about, d.Decision+1), true
		}
	}
	if !ok || !e.ownsAll(ctx, c, p.reading, sender) { // the orders are asked for where there is something to prove
		return 0, false
	}
	return about, true
}

// wentTo gives to whom a sent mail went: where a person sent it from the mail program, to whom he did,
// whatever its draft said.
func wentTo(d desk.Draft) []desk.Address {
	if d.Hand != nil {
		return d.Hand.To
	}
	return d.To
}

// ownsAll reports whether every order that a case or else its new mail is about has this address
// for its own: whoever else answers a question of ours proves nothing but that he can read it.
func (e *Engine) ownsAll(ctx context.Context, c desk.Case, r desk.Reading, address string) bool {
	if c.Order != "" {
		r.Numbers = []desk.NumberFound{{Written: c.Order, Key: c.Order, Where: "case", Strong: true}}
	}
	l, err := e.orders.Lookup(ctx, r.Numbers, address)
	if err != nil {
		return false
	}
	if len(l.Matches) == 0 {
		last := c.Last()
		return last != nil && last.Facts.Detail.OrderEmail != "" && lower(last.Facts.Detail.OrderEmail) == address || c.Order == "" && len(l.Own) == 1
	}
	return !slices.ContainsFunc(l.Matches, func(o desk.Order) bool { return !o.Owner(address) })
}

// mayVerify keeps approvals that change an order to requests of verified buyers (domain.md section 1,
// reading 11).
func mayVerify(c desk.Case, d desk.Draft) error {
	if d.Moves == nil {
		return nil
	}
	address := d.Template == "change_approved" && (slices.Contains(c.Flags, desk.FlagAddressChange) || moves(c)) // whichever step it is called
	if !d.Moves.Verified && !address || requestProved(c, d.Template) {
		return nil
	}
	return desk.Errf(desk.CodeForbidden, "%s needs a sender that is proved: the mail that asks for it has no DMARC pass and the buyer did not answer a mail of ours about it", d.Template).
		WithMend("send verify_buyer to the order's address and wait for the answer")
}

// requestProved reports whether the request that a mail of ours grants is proved to be the buyer's: the
// latest mail that makes it. To ask once more for the same cancellation asks for nothing new; another
// address is another wish, which a change of the product that is asked for later does not prove.
func requestProved(c desk.Case, template string) bool {
	asks := asksToCancel
	if template == "change_approved" {
		asks = asksToMove
		if !slices.ContainsFunc(c.Decisions, func(d desk.Decision) bool { return asks(d.Reading) }) {
			asks = asksToChange
		}
	}
	for i, d := range slices.Backward(c.Decisions) {
		if d.ByClock() {
			continue
		}
		if proved := i < c.ConfirmedTo || authProves(d); asks(d.Reading) && (proved || template == "change_approved") {
			return proved
		}
		if tookBack(d) {
			break
		}
	}
	if !slices.ContainsFunc(c.Decisions, func(d desk.Decision) bool { return asks(d.Reading) }) { // a person reads it otherwise
		last := c.Last()
		return last != nil && (len(c.Decisions) <= c.ConfirmedTo || authProves(*last))
	}
	return false
}

// moves reports whether a change that a case is about still is one of the address: the latest mail need not say so.
func moves(c desk.Case) bool {
	for _, d := range slices.Backward(c.Decisions) {
		if d.Reading.Has(desk.SignalAddressChange) {
			return true
		}
		if tookBack(d) {
			break
		}
	}
	return false
}

// authProves reports whether a decision's mail was proved by itself.
func authProves(d desk.Decision) bool {
	auth := d.Facts.Get(desk.FactAuth)
	return auth == string(facts.AuthPass) || auth == string(facts.AuthReply)
}

func asksToCancel(r desk.Reading) bool {
	return r.Class == desk.ClassCancellation || slices.Contains(r.Also, desk.ClassCancellation) || r.Has(desk.SignalChoiceCancel)
}

func asksToChange(r desk.Reading) bool {
	return r.Class == desk.ClassOrderChange || slices.Contains(r.Also, desk.ClassOrderChange) || r.Has(desk.SignalAddressChange)
}

// asksToMove reports whether a mail asks for another address, as far as it does not ask for another product alone.
func asksToMove(r desk.Reading) bool {
	return r.Has(desk.SignalAddressChange) || asksToChange(r) && !r.Has(desk.SignalProductChange)
}
