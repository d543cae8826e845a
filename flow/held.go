package flow

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// capDay is the time in which approval.thread_cap counts a thread's replies.
const capDay = 24 * time.Hour

// capped gives until when a thread has had its day's share of our replies, the zero time when
// it may have one more: a net under two programs that answer each other with their headers
// stripped.
func (e *Engine) capped(ctx context.Context, d desk.Draft) (time.Time, error) {
	drafts, err := e.store.DraftsOfCase(ctx, d.Case)
	if err != nil {
		return time.Time{}, err
	}
	var sent []time.Time
	for _, o := range drafts {
		if o.State == desk.DraftSent && !o.Automatic() && e.now().Sub(o.SentAt) < capDay {
			sent = append(sent, o.SentAt)
		}
	}
	if len(sent) < e.shop.ThreadCap {
		return time.Time{}, nil
	}
	slices.SortFunc(sent, time.Time.Compare)
	return sent[len(sent)-e.shop.ThreadCap].Add(capDay), nil // then only cap-1 are left
}

// hold lets an approved mail wait until its thread may have one more reply. It leaves by itself
// then. A mail that nobody approved is not worth the wait: it says what the next one says again.
func (e *Engine) hold(ctx context.Context, d desk.Draft, until time.Time) error {
	most := "one reply"
	if e.shop.ThreadCap > 1 {
		most = fmt.Sprintf("%d replies", e.shop.ThreadCap)
	}
	words := "returndesk itself holds it back: approval.thread_cap allows " + most + " in one thread within 24 hours"
	if d.Automatic() {
		return e.finish(ctx, d, desk.DraftFailed, words, "failed")
	}
	if d.Held.IsZero() {
		d.Held = e.now()
	}
	d.Attempts-- // no server was asked
	d.SendAfter = until
	return e.finish(ctx, d, desk.DraftApproved, fmt.Sprintf("%s. It leaves by itself on %s. To send it sooner, raise the key, restart, take the approval back and approve it again",
		words, until.In(e.shop.Zone).Format("Mon 2 Jan 15:04 MST")), "send_delayed")
}

// heldBack looks at a mail that our own cap held back, before it leaves. What it rests on may
// have changed in the hours since its approval; then somebody approves it again, or the mail
// that fits now. It reports whether the mail went back into the queue.
func (e *Engine) heldBack(ctx context.Context, d *desk.Draft) (bool, error) {
	if d.Held.IsZero() {
		return false, nil
	}
	d.EndHold()
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return false, err
	}
	changed, err := e.drifted(ctx, c, *d)
	if err != nil || len(changed) == 0 {
		return false, err
	}
	return true, e.offerAgain(ctx, c, *d, "it waited for the cap of replies in a thread, and meanwhile the facts changed: "+strings.Join(changed, ", "))
}

// offerAgain takes a mail that is about to leave back into the queue.
func (e *Engine) offerAgain(ctx context.Context, c desk.Case, d desk.Draft, why string) error {
	for _, to := range []desk.DraftState{desk.DraftApproved, desk.DraftProposed} {
		if err := d.Move(to, e.now()); err != nil {
			return err
		}
	}
	d.Frozen, d.SeenHash, d.ApprovedBy, d.Solo = nil, "", nil, ""
	next(&c, e.now())
	c.State, c.Deadline = desk.CaseOpen, e.shop.Workdays.EndOf(e.shop.Workdays.Add(e.now(), 1))
	return e.finishSend(ctx, desk.Change{
		Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftSending}},
		Audit: []desk.Audit{e.note(desk.System(), c.ID, "sending_held", why, "draft", d.ID)},
	})
}
