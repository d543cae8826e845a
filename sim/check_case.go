package sim

import (
	"cmp"
	"context"
	"maps"
	"slices"
	"time"

	"returndesk/desk"
)

func sortedKeys[K cmp.Ordered, V any](m map[K]V) []K { return slices.Sorted(maps.Keys(m)) }

// checkCase looks at one case with its drafts and records.
func (w *world) checkCase(ctx context.Context, c *desk.Case) error {
	drafts, err := w.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return err
	}
	var records []desk.RMA
	for _, n := range c.RMAs {
		r, err := w.store.RMA(ctx, n)
		if err != nil {
			return violated("case %s names the record %s, which cannot be read: %v", c.ID, n, err)
		}
		records = append(records, r)
	}
	if err := w.checkStuck(ctx, c, drafts, records); err != nil {
		return err
	}
	if err := w.checkDates(c); err != nil {
		return err
	}
	if err := w.checkPieces(ctx, records); err != nil {
		return err
	}
	if err := w.checkChoices(c, drafts); err != nil {
		return err
	}
	if err := w.checkAsked(c, drafts); err != nil {
		return err
	}
	if err := w.checkReminded(c, drafts); err != nil {
		return err
	}
	for i := range records {
		if err := w.checkRecord(&records[i], drafts); err != nil {
			return err
		}
	}
	for i := range drafts {
		if err := w.checkDraft(&drafts[i]); err != nil {
			return err
		}
	}
	return nil
}

// checkStuck: a case that is not closed has a draft, an action for people with a deadline,
// or a time at which something happens by itself.
func (w *world) checkStuck(ctx context.Context, c *desk.Case, drafts []desk.Draft, records []desk.RMA) error {
	w.looked("no case is stuck")
	waits := slices.ContainsFunc(drafts, func(d desk.Draft) bool { return d.State.Open() })
	timed := c.Clock != nil && !(c.Clock.Remind.IsZero() && c.Clock.Last.IsZero() && c.Clock.Close.IsZero() && c.Clock.Choice.IsZero() && c.Clock.Refund.IsZero())
	for _, r := range records {
		timed = timed || r.Unfinished() && (!r.Due.IsZero() || r.Claim != nil || r.State == desk.RMAResolving)
		if err := w.checkForgotten(ctx, c, &r, waits); err != nil {
			return err
		}
	}
	switch c.State {
	case desk.CaseOpen:
		actions := w.engine.NextActions(*c, drafts, records)
		if !waits && !slices.ContainsFunc(actions, func(a desk.Action) bool { return a.Name != "close" }) && c.Deadline.IsZero() {
			return violated("case %s (%s) is open without a draft, an action or a deadline", c.ID, c.Outcome)
		}
	case desk.CaseSnoozed:
		if c.SnoozedUntil.IsZero() || w.now.Sub(c.SnoozedUntil) > 2*time.Hour {
			return violated("case %s sleeps until %s", c.ID, c.SnoozedUntil)
		}
	case desk.CaseWaiting:
		// What was answered and asks nothing rests here until the customer writes again.
		if !waits && !timed && c.Answered < len(c.Decisions) && !slices.ContainsFunc(drafts, func(d desk.Draft) bool { return d.State == desk.DraftSent }) {
			return violated("case %s (%s, rule %s) waits for the customer, who was never answered, and no time ends that", c.ID, c.Outcome, c.Rule)
		}
		if !waits && !timed && owed(c) {
			return violated("case %s (%s, rule %s) waits for the customer, whom we still owe an answer", c.ID, c.Outcome, c.Rule)
		}
		if o := w.byNumber[c.Order]; c.OpenNotice() != nil && !waits && !timed && (o == nil || o.ShippedAt == nil && o.Stage != desk.StageCancelled) {
			return violated("case %s (%s) waits for a choice between waiting and cancelling, and no time ends that", c.ID, c.Outcome)
		}
		if c.Asking() && !timed {
			return violated("case %s (%s) waits for an answer, and no time ends that", c.ID, c.Outcome)
		}
	}
	return nil
}

// owed reports whether somebody wrote and got no answer. The decision behind a notice of
// ours answers nobody.
func owed(c *desk.Case) bool {
	return slices.ContainsFunc(c.Decisions[min(c.Answered, len(c.Decisions)):], func(d desk.Decision) bool { return !d.ByClock() })
}

// checkDates: the first report stays the first report, and no deadline of a customer's is
// shorter than domain.md section 2 says.
func (w *world) checkDates(c *desk.Case) error {
	w.looked("the report date never moves")
	if err := w.stays(c.ID, c.ReportedAt); err != nil {
		return err
	}
	k := c.Clock
	if k == nil || k.AskedAt.IsZero() {
		return nil
	}
	w.looked("no deadline is shortened")
	terms := w.days.Deadlines.WithDefaults()
	for _, x := range []struct {
		what string
		at   time.Time
		days int
	}{{"the first reminder", k.Remind, terms.FirstReminder}, {"the last reminder", k.Last, terms.LastReminder}, {"the close", k.Close, terms.Close}} {
		if !x.at.IsZero() && w.date(x.at) < w.date(k.AskedAt.In(w.zone).AddDate(0, 0, x.days)) {
			return violated("case %s: %s is planned for %s, though we asked on %s", c.ID, x.what, w.date(x.at), w.date(k.AskedAt))
		}
	}
	return nil
}

// stays compares a report date with the first that was seen. A person who reads a case anew may
// find an earlier report in it, never a later one.
func (w *world) stays(id string, at time.Time) error {
	if at.IsZero() {
		return nil
	}
	if first, ok := w.seen.reported[id]; !ok || w.seen.reread[id] && at.Before(first) {
		w.seen.reported[id] = at
	} else if !first.Equal(at) {
		return violated("%s was reported at %s, and now it says %s", id, first.In(w.zone).Format(time.DateTime), at.In(w.zone).Format(time.DateTime))
	}
	return nil
}

// checkPieces: a record that was split holds with its parts as many pieces as the order's line. A case to which
// a later mail led may know one of them only.
func (w *world) checkPieces(ctx context.Context, records []desk.RMA) error {
	for _, r := range records {
		o := w.byNumber[r.Order]
		if r.SplitFrom != "" || o == nil {
			continue
		}
		all, err := w.store.RMAsOfOrder(ctx, r.Order)
		if err != nil {
			return err
		}
		w.looked("pieces add up")
		if sum, want := piecesOf(all, r.Number), max(o.Lines[0].Qty, 1); sum != want {
			return violated("%s and its parts hold %d pieces, the order %d", r.Number, sum, want)
		}
	}
	return nil
}

// piecesOf gives the pieces of a record, of what was split off it, and off that.
func piecesOf(all []desk.RMA, number string) int {
	sum := 0
	for _, r := range all {
		switch number {
		case r.Number:
			sum += r.Qty
		case r.SplitFrom:
			sum += piecesOf(all, r.Number)
		}
	}
	return sum
}

// checkRecord: history complete and legal, one payer, money by two people.
func (w *world) checkRecord(r *desk.RMA, drafts []desk.Draft) error {
	w.looked("records are legal")
	if err := r.Check(w.days); err != nil {
		return violated("%s", desk.MessageOf(err))
	}
	w.looked("records are of a claim")
	if !r.Class.IsClaim() && !r.Unannounced {
		return violated("%s is of %s, which no record is of", r.Number, r.Class)
	}
	if r.Claim != nil && r.Claim.Told && r.State.Open() && r.SplitFrom == "" { // of the whole parcel, before the part
		w.looked("people hear of a carrier claim")
		if !w.seen.history["carrier_claim_due/"+r.Number] {
			return violated("%s: the claim against %s is due on %s, and nobody was told", r.Number, r.Claim.Carrier, r.Claim.Due)
		}
	}
	if c := r.Claim; c.Unanswered(w.days.Date(w.now.Add(-48 * time.Hour))) {
		w.looked("people hear of a silent carrier")
		putOff := !c.Missed && r.Timers.Claim.After(w.now) // with its case, by a person
		if !putOff && (!c.Missed || r.SplitFrom == "" && !w.seen.history["carrier_answer_due/"+r.Number]) {
			return violated("%s: the carrier should have answered by %s, and nobody was told", r.Number, c.Answer)
		}
	}
	for _, p := range r.Refunds {
		w.looked("money by two people")
		if p.Approver == p.DrawnBy && !p.Solo {
			return violated("%s: %s paid %s back alone", r.Number, p.Approver, p.Amount)
		}
	}
	for _, d := range slices.Backward(drafts) { // the whole time, and the mail names the day that the record counts to
		if d.State != desk.DraftSent || d.RMA != r.Number || d.Template != desk.RMAStepAuthorize || r.State != desk.RMAAuthorized || d.SentAt.Before(r.Since()) {
			continue
		}
		w.looked("the whole time to send it back")
		// Later than the mail named only for a question of the buyer's that waited for its answer.
		named := d.Set["expires"] == string(r.Deadline) || d.Set["expires"] < string(r.Deadline) && w.seen.history["rma_day_moved/"+r.Number]
		if due := w.date(r.Due); r.Deadline < w.date(d.SentAt.In(w.zone).AddDate(0, 0, w.days.Deadlines.WithDefaults().Return)) || !named || due != r.Deadline {
			return violated("%s: the authorisation left on %s and names %s, and the parcel has to travel by %s, %s", r.Number, w.date(d.SentAt), d.Set["expires"], r.Deadline, due)
		}
		break
	}
	return w.stays(r.Number, r.ReportedAt)
}

// checkDraft: nothing leaves twice, nothing without an approval but what may.
func (w *world) checkDraft(d *desk.Draft) error {
	w.looked("no mail leaves twice")
	if n := w.post.times[d.MessageID]; n > 1 {
		return violated("draft %s (%s) left %d times", d.ID, d.Template, n)
	}
	w.looked("nothing leaves unapproved")
	if w.post.times[d.MessageID] > 0 && d.ApprovedBy == nil && d.Hand == nil && !unattended(d) {
		return violated("draft %s (%s) left, and nobody approved it", d.ID, d.Template)
	}
	w.looked("what is approved leaves")
	if d.State == desk.DraftSending || d.State == desk.DraftApproved && w.now.Sub(later(d.ApprovedAt, d.SendAfter)) > 3*time.Hour {
		return violated("draft %s (%s) was to leave at %s and is still %s", d.ID, d.Template, later(d.ApprovedAt, d.SendAfter).In(w.zone).Format(time.DateTime), d.State)
	}
	if d.State == desk.DraftSent && d.ApprovedBy != nil && d.Hand == nil {
		w.looked("the history is complete")
		if !w.seen.history["approved/"+d.ID] {
			return violated("draft %s (%s) left, and its history does not say who approved it", d.ID, d.Template)
		}
	}
	if d.State == desk.DraftSent && w.post.times[d.MessageID] == 0 {
		return violated("draft %s (%s) counts as sent, and the server never took it", d.ID, d.Template)
	}
	return nil
}
