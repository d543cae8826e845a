package flow

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// Reminders says how mails leave that only time called for.
type Reminders struct {
	// Auto: reminders leave without a person. All others are always drafts.
	Auto bool
}

const (
	// autoGap is the least distance between two mails that leave by themselves: a
	// program that slept must not send a burst.
	autoGap  = 20 * time.Second
	autoSlot = "timed/slot"
)

// byTime reports whether a template is one that time alone calls for, of which a customer
// gets one a day.
func byTime(template string) bool {
	switch template {
	case "reminder_1", "reminder_last", mailSilence, templateExpiring, templateExpired:
		return true
	}
	return false
}

// The mails about a return number that runs out.
const (
	templateExpiring = "rma_expiring"
	templateExpired  = "rma_expired"
)

// anyMatter stands for every matter that time draws mails up about.
const anyMatter = "*"

// matterOf tells what a mail of time's is about: a record by its number, or "" for what the
// case itself asks of the customer.
func matterOf(d desk.Draft) string {
	if d.Template == "reminder_last" || d.Template == mailSilence { // a record that ends with it has no time of its own
		return ""
	}
	return d.RMA
}

// timedKey names the memory of the last such mail to an address, without the address.
func (e *Engine) timedKey(address string) string {
	mac := hmac.New(sha256.New, e.secret)
	mac.Write([]byte("timed\x00" + lower(address)))
	return "timed/" + hex.EncodeToString(mac.Sum(nil)[:16])
}

// timedRoom gives from when on an address may get another mail of this kind: a day after the
// last was drawn up, and a day after the last left or will, if it was approved late.
func (e *Engine) timedRoom(ctx context.Context, address string) (time.Time, error) {
	var room time.Time
	for _, key := range []string{e.timedKey(address), "sent/" + e.timedKey(address)} {
		last, err := e.store.SpokenAt(ctx, key)
		if err != nil {
			return time.Time{}, err
		}
		if !last.IsZero() && !e.ahead(last) {
			room = laterTime(room, last.Add(oneDay))
		}
	}
	return room, nil
}

// ahead reports whether a remembered time lies so far ahead that the clock was wrong when
// it was written. It must not hold mails up until then.
func (e *Engine) ahead(t time.Time) bool { return t.After(e.now().Add(3 * oneDay)) }

// byTimeAlone reports whether the draft was drawn up by time and nobody has touched it.
func byTimeAlone(d desk.Draft) bool {
	return byTime(d.Template) && d.Moves != nil && d.DrawnBy != nil && d.DrawnBy.Role == desk.RoleSystem && !d.Edited
}

// busy reports whether something stands in the way of a mail that time calls for: a
// message of the customer's that nobody answered or that ends the matter, a mail of ours that
// never reached him, a draft that is a person's work, or one of time's about another matter.
func (e *Engine) busy(ctx context.Context, c desk.Case, matter string) (bool, error) {
	bounced, last := slices.Contains(c.Flags, desk.FlagBounceOfOurs), c.Last()
	settled := last != nil && last.Facts.Get(desk.FactSettled) == "yes" // a person has yet to end what is left
	if c.State == desk.CaseSnoozed || c.State == desk.CaseOpen && (bounced || settled || len(c.Decisions) > c.Answered) {
		return true, nil
	}
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return false, err
	}
	return slices.ContainsFunc(drafts, func(d desk.Draft) bool {
		switch d.State {
		case desk.DraftApproved, desk.DraftSending, desk.DraftUncertain, desk.DraftFailed:
			return true
		case desk.DraftProposed:
			return !byTimeAlone(d) || matter != anyMatter && matterOf(d) != matter
		}
		return false
	}), nil
}

// drawTimed draws up a mail that time calls for: a draft like any other, unless it may
// leave by itself. An older one of the same kind that nobody looked at makes room.
func (e *Engine) drawTimed(ctx context.Context, c desk.Case, a desk.Action, set map[string]string, number string) (desk.Change, error) {
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return desk.Change{}, err
	}
	s, err := e.again(ctx, c)
	if err != nil {
		return desk.Change{}, err
	}
	s.by, s.why = desk.System(), a.Name
	b := &outcome{e: e, v: newView(e.store), s: s, now: e.now()}
	b.change.Index = map[string]string{}
	for _, d := range drafts {
		if d.State == desk.DraftProposed {
			b.change.Drafts = append(b.change.Drafts, e.void(d, "replaced by "+a.Template))
		}
	}
	if e.shop.Reminders.Auto && e.mailer != nil && desk.Unattended(a.Template) {
		b.automatic = "auto-generated" // RFC 3834 section 5
	}
	next(&c, b.now)
	state, deadline := c.State, c.Deadline
	c.State, c.Deadline = desk.CaseOpen, e.shop.Workdays.EndOf(e.shop.Workdays.Add(b.now, 1))
	r := Resolution{Case: c.ID, Action: a.Name, Set: set, RMA: number}
	if set["close_date"] != "" {
		r.Counted = []string{"close_date"}
	}
	d, err := b.drawAction(ctx, &c, *c.Last(), a, r, &b.s.by)
	if err != nil {
		return desk.Change{}, err
	}
	if b.automatic != "" {
		spoken, err := e.release(ctx, d, b.now)
		if err != nil {
			return desk.Change{}, err
		}
		if d.State == desk.DraftApproved {
			c.State, c.Deadline = state, deadline // nobody has to do anything
			b.change.Spoken = append(b.change.Spoken, spoken...)
			b.audit(c.ID, "reminded", "by itself", "draft", d.ID, "template", d.Template)
		}
	}
	b.change.Spoken = append(b.change.Spoken, desk.Spoken{Key: e.timedKey(c.Customer), At: laterTime(b.now, d.SendAfter)})
	b.change.Cases = []desk.Case{c}
	return b.change, nil
}

// release lets a mail leave by itself in its turn. One whose words the checks doubt waits
// for a person instead. It gives the memory of its sending.
func (e *Engine) release(ctx context.Context, d *desk.Draft, now time.Time) ([]desk.Spoken, error) {
	if len(d.Problems) > 0 {
		d.AutoSubmitted = ""
		return nil, nil
	}
	last, err := e.store.SpokenAt(ctx, autoSlot)
	if err != nil {
		return nil, err
	}
	raw, err := replies.Message(*d, now.In(e.shop.Zone))
	if err != nil {
		return nil, err
	}
	d.State, d.Frozen, d.SeenHash, d.SendAfter = desk.DraftApproved, raw, d.ContentHash(), now
	if turn := last.Add(autoGap); turn.After(now) && turn.Before(now.Add(oneDay)) {
		d.SendAfter = turn
	}
	slot := desk.Spoken{Key: autoSlot, At: d.SendAfter}
	spoken, err := e.spread(ctx, d)
	return append(spoken, slot), err
}

func laterTime(a, b time.Time) time.Time {
	if b.After(a) {
		return b
	}
	return a
}

// spread puts the sending of a mail that time called for a day after the last one to the
// same customer, whenever it is approved, and gives the memory of it.
func (e *Engine) spread(ctx context.Context, d *desk.Draft) ([]desk.Spoken, error) {
	if !byTime(d.Template) || len(d.To) == 0 {
		return nil, nil
	}
	key := "sent/" + e.timedKey(d.To[0].Address)
	last, err := e.store.SpokenAt(ctx, key)
	if err != nil {
		return nil, err
	}
	if free := last.Add(oneDay); !last.IsZero() && !e.ahead(last) && free.After(d.SendAfter) {
		d.SendAfter = free
	}
	return []desk.Spoken{{Key: key, At: d.SendAfter}}, nil
}
