package sim

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"math"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/digest"
)

// checkDigest counts the figures of the present week from the mails, drafts and records
// themselves and compares them with what the digest says.
func (w *world) checkDigest(ctx context.Context) error {
	week := digest.WeekOf(w.now.Add(-time.Hour), w.zone)
	d, err := w.press.Digest(ctx, week.String())
	if err != nil {
		return err
	}
	if d.State != digest.StatePreview { // closed already; later corrections are its own matter
		return nil
	}
	want, err := w.brute(ctx, week)
	if err != nil {
		return err
	}
	for _, key := range sortedKeys(want) {
		w.looked("digest equals a count")
		got := 0.0
		if f := d.Figure(key); f != nil && f.This != nil {
			got = *f.This
		}
		if math.Abs(got-want[key]) > 1e-6 {
			return violated("the digest of %s says %s = %g, and a count says %g", week, key, got, want[key])
		}
	}
	return nil
}

// checkPress: each week's digest leaves on the Monday after it, at eight by the clock of the
// shop, once, and its figures stay as they were sent.
func (w *world) checkPress(ctx context.Context) error {
	day := w.now.Add(-time.Minute).In(w.zone)
	for back := range 4 {
		week := digest.WeekOf(day, w.zone).Add(-back - 1)
		if week.Ends(w.zone).Before(w.start) || week.Ends(w.zone).Equal(w.start) {
			break
		}
		d, err := w.press.Digest(ctx, week.String())
		if err != nil {
			return err
		}
		w.looked("a digest each week")
		if d.State != digest.StateSent && d.State != digest.StateUncertain && d.State != digest.StateFailed {
			return violated("the digest of %s is %s on %s", week, d.State, day.Format("Monday 2006-01-02"))
		}
		table, err := digest.CSV(d)
		if err != nil {
			return err
		}
		sum := sha256.Sum256(table)
		if was, now := w.seen.digests[week.String()], hex.EncodeToString(sum[:]); was == "" {
			w.seen.digests[week.String()] = now
		} else if was != now {
			return violated("the figures of %s changed after its digest had left", week)
		}
	}
	return nil
}

// digestLeft looks at a digest when the server takes it.
func (w *world) digestLeft(id string) error {
	name, ok := strings.CutPrefix(id, "digest.")
	if !ok { // an alert
		return nil
	}
	name, _, _ = strings.Cut(name, ".")
	week, err := digest.ParseWeek(strings.ToUpper(name))
	if err != nil {
		return err
	}
	w.looked("the digest leaves on Monday at eight")
	due, local := week.Due(w.zone, 0).Add(8*time.Hour), w.now.In(w.zone)
	late := !w.outage.woke.IsZero() && w.now.Sub(w.outage.woke) < 3*time.Hour && !w.now.Before(due) // it was off at eight
	if (local.Weekday() != time.Monday || local.Hour() < 8 || local.Hour() > 10 || w.date(w.now) != w.date(due)) && !late {
		return violated("the digest of %s left on %s", week, local.Format("Monday 2006-01-02 15:04"))
	}
	if n := w.post.times[id]; n > 1 {
		return violated("the digest of %s left %d times", week, n)
	}
	return nil
}

// brute counts without any of the program's sums.
func (w *world) brute(ctx context.Context, week digest.Week) (map[string]float64, error) {
	in := func(at time.Time) bool { return !at.Before(week.Starts(w.zone)) && at.Before(week.Ends(w.zone)) }
	out := map[string]float64{"inbound/all": 0, "returns/opened": 0, "returns/closed": 0}
	for _, state := range []desk.MailState{desk.MailDecided, desk.MailSuppressed} {
		if err := w.eachMail(ctx, state, func(m desk.Mail) {
			if !m.Ours && in(m.ReceivedAt) {
				out["inbound/all"]++
			}
		}); err != nil {
			return nil, err
		}
	}
	verdicts := map[string]float64{}
	var all float64
	list, err := w.engine.RMAs(ctx, desk.RMAFilter{Limit: math.MaxInt32})
	if err != nil {
		return nil, err
	}
	for _, r := range list {
		if r.CloseReason == "decided anew" {
			continue
		}
		if in(r.OpenedAt) && r.SplitFrom == "" { // parts were opened with what they come from
			out["returns/opened"]++
		}
		for _, h := range r.History {
			before := r.SplitFrom != "" && h.At.Before(r.OpenedAt) // the whole's steps, not the part's
			if h.From != h.To && !h.To.Open() && in(h.At) && !before {
				out["returns/closed"]++
			}
		}
	}
	err = w.eachDraft(ctx, func(d desk.Draft) {
		verdict, at := "", d.ApprovedAt
		switch {
		case d.Automatic():
		case d.State == desk.DraftRejected:
			verdict, at = "rejected", d.UpdatedAt
		case d.ApprovedBy != nil && d.Edited:
			verdict = "edited"
		case d.ApprovedBy != nil:
			verdict = "approved"
		}
		if verdict != "" && in(at) {
			verdicts[verdict]++
			all++
		}
	})
	for verdict, n := range verdicts {
		out["drafts/"+verdict] = 100 * n / all
	}
	return out, err
}

func (w *world) eachMail(ctx context.Context, state desk.MailState, fn func(desk.Mail)) error {
	for after := ""; ; {
		list, err := w.store.MailsIn(ctx, state, 1000, after)
		if err != nil || len(list) == 0 {
			return err
		}
		for _, m := range list {
			fn(m)
		}
		after = list[len(list)-1].ID
	}
}

func (w *world) eachDraft(ctx context.Context, fn func(desk.Draft)) error {
	var ids []string
	if err := w.store.EachCase(ctx, func(c desk.Case) error { ids = append(ids, c.ID); return nil }); err != nil {
		return err
	}
	for _, id := range ids {
		drafts, err := w.store.DraftsOfCase(ctx, id)
		if err != nil {
			return err
		}
		for _, d := range drafts {
			fn(d)
		}
	}
	return nil
}
