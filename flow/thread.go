package flow

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/message"
)

// joinWithin is how long a customer's new mail about the same order joins an open case that
// nothing moved, although it answers none of its mails.
const joinWithin = 60 * 24 * time.Hour

// caseRefPattern finds a signed case reference, "C-1042-7K3Q9", anywhere in a text.
var caseRefPattern = regexp.MustCompile(`\b(C-\d{1,12})-([0-9A-Z]{5})\b`)

// caseRef signs a case id for the footer of our mails, so that a reply that lost its
// headers still finds its case. The signature only keeps guesses out of threads; it
// opens nothing: facts go to the order's own address alone.
func caseRef(secret []byte, caseID string) string {
	mac := hmac.New(sha256.New, secret)
	mac.Write([]byte("case\x00" + caseID))
	return caseID + "-" + base32.HexEncoding.EncodeToString(mac.Sum(nil))[:5]
}

// caseRefIn gives the first case whose signed reference stands in a text.
func caseRefIn(secret []byte, texts ...string) (string, bool) {
	for _, t := range texts {
		for _, m := range caseRefPattern.FindAllStringSubmatch(t, 8) {
			if hmac.Equal([]byte(caseRef(secret, m[1])), []byte(m[0])) {
				return m[1], true
			}
		}
	}
	return "", false
}

// thread finds the case that a customer's mail belongs to: by the ids it answers, by a
// signed reference of its own sender, else by an open case of the same address about
// the same order, or about an order still unknown. replied is true when the mail
// answers a mail of ours or of its own thread. Not found, c is the case that the mail
// answers although that ended too long ago, or the empty one.
func (e *Engine) thread(ctx context.Context, v *view, p prepared, lookup desk.Lookup) (c desk.Case, found, replied bool, err error) {
	sender := lower(p.msg.Sender.Address)
	id, ok, err := v.caseOfRefs(ctx, refsOf(p.msg))
	if err != nil {
		return c, false, false, err
	}
	if ok && !e.forged(p) {
		c, err = v.getCase(ctx, id)
		if err == nil && e.tooLate(c, p) {
			return c, false, false, nil
		}
		return c, err == nil, true, err
	}
	if p.msg.Sender.Verified == message.Failed { // in a customer's name, but not from him
		return desk.Case{}, false, false, nil
	}
	if id, ok := caseRefIn(e.secret, p.msg.Subject, p.msg.Text); ok {
		c, err = v.getCase(ctx, id)
		if err == nil && c.Customer == sender {
			late := e.tooLate(c, p)
			return c, !late, !late, nil
		}
		if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
			return c, false, false, err
		}
	}
	cases, err := v.casesOfCustomer(ctx, sender)
	if err != nil {
		return c, false, false, err
	}
	c, found = e.joined(cases, p, lookup)
	return c, found, false, nil
}

// forged reports whether a mail whose sender is disproved knows none of our own ids. Such a
// mail joins no case: it could void a draft that stops production. One that answers a mail
// of ours was at least written by whoever reads the customer's mailbox (forwarding breaks
// the proof of honest mail, too).
func (e *Engine) forged(p prepared) bool {
	own := e.account(p.mail.Location.Account).Options.IsOwnMessageID
	return p.msg.Sender.Verified == message.Failed &&
		(own == nil || !slices.ContainsFunc(refsOf(p.msg), own))
}

// joined gives the open case of the same customer that a mail which answers nothing belongs
// to: the newest about the order that the mail names first, else about one that it names
// too, else one that still asks which order it is. Mails about no order never join: two
// questions are two matters.
func (e *Engine) joined(cases []desk.Case, p prepared, lookup desk.Lookup) (desk.Case, bool) {
	numbers := orderNumbers(lookup)
	for _, n := range numbers {
		if c, ok := e.openAbout(cases, n, p); ok {
			return c, true
		}
	}
	if len(numbers) == 0 {
		return desk.Case{}, false
	}
	for _, old := range slices.Backward(cases) {
		if old.Order == "" && old.Outcome == desk.OutcomeAskOrder && e.stillJoins(old, p) {
			return old, true
		}
	}
	return desk.Case{}, false
}

// openAbout gives the newest of a customer's cases about an order that a mail still joins.
func (e *Engine) openAbout(cases []desk.Case, order string, p prepared) (desk.Case, bool) {
	for _, old := range slices.Backward(cases) {
		if old.Order == order && e.stillJoins(old, p) {
			return old, true
		}
	}
	return desk.Case{}, false
}

// stillJoins reports whether a mail that answers nothing may belong to a case: it is open,
// or was closed by silence and an answer opens it again.
func (e *Engine) stillJoins(old desk.Case, p prepared) bool {
	silent := old.State == desk.CaseClosed && old.ClosedFor == desk.CloseSilence && !e.tooLate(old, p)
	if old.State != desk.CaseOpen && old.State != desk.CaseWaiting && !silent {
		return false
	}
	return silent || received(p).Sub(old.UpdatedAt) <= joinWithin
}

// tooLate reports whether a case was closed because no answer came, so long ago that a mail
// is a new matter with a report date of its own (domain.md section 2). What the mail about
// the end said counts, whatever is configured by now.
func (e *Engine) tooLate(c desk.Case, p prepared) bool {
	if c.State != desk.CaseClosed || c.ClosedFor != desk.CloseSilence {
		return false
	}
	until := c.Reopens
	if until.IsZero() { // closed before it was noted
		until = e.shop.Workdays.ReopenUntil(c.ClosedAt)
	}
	return received(p).After(until)
}

// orderNumbers gives the numbers of the orders that a mail is about.
func orderNumbers(l desk.Lookup) []string {
	var out []string
	for _, o := range l.Matches {
		out = append(out, o.Number)
	}
	if len(out) == 0 && len(l.Own) == 1 {
		out = append(out, l.Own[0].Number)
	}
	return out
}

// next prepares a case for a transition: one version up, touched now.
func next(c *desk.Case, now time.Time) {
	c.Version++
	c.UpdatedAt = now
}

// newCase gives an empty case with a number of its own.
func (e *Engine) newCase(ctx context.Context, p prepared) (desk.Case, error) {
	n, err := e.caseNumber(ctx)
	if err != nil {
		return desk.Case{}, err
	}
	now := e.now()
	return desk.Case{
		ID: fmt.Sprintf("C-%d", n), State: desk.CaseOpen, Account: p.mail.Location.Account,
		Customer: lower(p.msg.Sender.Address), Name: p.msg.Sender.Name,
		Subject: strings.TrimSpace(p.msg.Subject), OpenedAt: now, UpdatedAt: now,
	}, nil
}
