package sim

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"hash"
	"math"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
)

// sum counts what the store holds, and makes the hash of it.
func (w *world) sum(ctx context.Context) error {
	r := &w.report
	r.To = w.now
	r.Mails, r.Cases, r.Outcomes = map[desk.MailState]int{}, map[desk.CaseState]int{}, map[desk.Outcome]int{}
	r.Drafts, r.RMAs, r.Sent, r.Refunds = map[desk.DraftState]int{}, map[desk.RMAState]int{}, map[string]int{}, 0
	r.Solo = 0
	for _, state := range []desk.MailState{desk.MailDecided, desk.MailJoined, desk.MailSuppressed} {
		if err := w.eachMail(ctx, state, func(desk.Mail) { r.Mails[state]++ }); err != nil {
			return err
		}
	}
	h := sha256.New()
	var failed error
	if err := w.store.EachCase(ctx, func(c desk.Case) error {
		r.Cases[c.State]++
		r.Outcomes[c.Outcome]++
		return mix(h, c)
	}); err != nil {
		return err
	}
	if err := w.eachDraft(ctx, func(d desk.Draft) {
		r.Drafts[d.State]++
		if d.State == desk.DraftSent {
			r.Sent[d.Template]++
		}
		d.Frozen, d.Parts = nil, nil // boundaries are drawn anew for each mail
		if err := mix(h, d); err != nil {
			failed = err
		}
	}); err != nil || failed != nil {
		return firstOf(err, failed)
	}
	list, err := w.engine.RMAs(ctx, desk.RMAFilter{Limit: math.MaxInt32})
	if err != nil {
		return err
	}
	slices.SortFunc(list, func(a, b desk.RMA) int { return strings.Compare(a.Number, b.Number) })
	for _, x := range list {
		r.RMAs[x.State]++
		r.Refunds += len(x.Refunds)
		for _, p := range x.Refunds {
			if p.Solo {
				r.Solo++
			}
		}
		if err := mix(h, x); err != nil {
			return err
		}
	}
	if err := w.store.AuditSince(ctx, time.Time{}, func(a desk.Audit) error { return mix(h, a) }); err != nil {
		return err
	}
	weeks, err := w.press.Weeks(ctx, maxWeeks)
	r.Digests, r.Hash = len(weeks), hex.EncodeToString(h.Sum(nil))
	return err
}

func firstOf(a, b error) error {
	if a != nil {
		return a
	}
	return b
}

// mix adds a value to a hash.
func mix(h hash.Hash, v any) error {
	b, err := json.Marshal(v)
	if err != nil {
		return desk.Wrap(desk.CodeInternal, err, "a record cannot be written as JSON")
	}
	h.Write(b)
	return nil
}
