package flow

import (
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// Approval is what an agent says with an approval.
type Approval struct {
	Draft   string `json:"draft"`
	Seen    string `json:"seen,omitempty"`    // ContentHash of what the agent saw; "" = not compared
	Because string `json:"because,omitempty"` // overrides a warning or, by a senior, stale data
	Release bool   `json:"release,omitempty"` // only let it into the mailbox, for somebody to send it there
}

// Approve fixes a draft's bytes and puts it in line for sending (step 12). The facts are
// gathered again first: when they changed, the draft becomes void, a new one is drawn
// up, and CodeStale says so. A denial needs order data that is younger than the mail and
// not too old (domain.md section 0); a senior may override that with a reason. Where people
// send from their mail program, an approval by the same rules lets the draft go there.
func (e *Engine) Approve(ctx context.Context, by desk.Actor, a Approval) (desk.Draft, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	d, c, err := e.draftAndCase(ctx, a.Draft)
	if err != nil {
		return d, err
	}
	if d.State != desk.DraftProposed {
		return d, desk.Errf(desk.CodeIllegal, "draft %s is %s and cannot be approved", d.ID, d.State)
	}
	if err := by.Require(maxRole(maxRole(d.Role, c.HandedTo), desk.RoleAgent), "approving draft "+d.ID); err != nil {
		return d, err
	}
	intoMailbox, err := e.intoMailbox(ctx, d, a.Release)
	if err != nil {
		return d, err
	}
	if d.Solo, err = e.alone(by, d, a.Because); err != nil {
		return d, err
	}
	if a.Seen != "" && a.Seen != d.ContentHash() {
		return d, desk.Errf(desk.CodeConflict, "draft %s is not what you saw: somebody changed it", d.ID).WithMend("look at it again")
	}
	if d, err = e.dayOf(ctx, by, &c, d, a.Seen != ""); err != nil {
		return d, err
	}
	if fresh, err := e.recheck(ctx, by, c, d); err != nil {
		return fresh, err
	}
	last := c.Last()
	if last == nil {
		return d, desk.Errf(desk.CodeInternal, "case %s has no decision", c.ID)
	}
	if err := e.mayDeny(by, d, *last, a.Because); err != nil {
		return d, err
	}
	if err := mayVerify(c, d, *last); err != nil {
		return d, err
	}
	if err := e.mayMove(ctx, d); err != nil {
		return d, err
	}
	if d.Problems, err = e.problems(ctx, newView(e.store), c, *last, d); err != nil {
		return d, err
	}
	if err := refuseProblems(d.Problems, a.Because); err != nil {
		return d, err
	}
	if intoMailbox {
		return e.letIn(ctx, by, c, d, a.Because)
	}
	return e.approve(ctx, by, c, d, a.Because)
}

// soloAfter is how long a shop of one has to think before it confirms its own repayment
// (domain.md section 3).
const soloAfter = time.Hour

// alone refuses that who drew up a repayment approves it. In a shop of one the same person
// confirms it an hour later with a typed reason, which is given back and kept.
func (e *Engine) alone(by desk.Actor, d desk.Draft, because string) (string, error) {
	if !d.NeedsSecond() || d.DrawnBy == nil || d.DrawnBy.Name != by.Name {
		return "", nil
	}
	if !e.shop.Solo {
		return "", desk.Errf(desk.CodeForbidden, "draft %s pays money out and was drawn up by %s: a second person has to approve it", d.ID, by.Name).
			WithMend("ask another senior; a shop of one sets approval.solo in the configuration")
	}
	since := d.CreatedAt
	if d.Edited {
		since = d.UpdatedAt
	}
	if wait := since.Add(soloAfter).Sub(e.now()); wait > 0 {
		return "", desk.Errf(desk.CodeForbidden, "draft %s pays money out: %s confirms it alone, an hour after drawing it up at the earliest", d.ID, by.Name).
			WithMend("look at it again at %s", since.Add(soloAfter).In(e.shop.Zone).Format("15:04"))
	}
	if because = strings.TrimSpace(because); because == "" {
		return "", desk.Errf(desk.CodeNeedsConfirm, "draft %s pays money out and nobody else looks at it: it needs a typed reason", d.ID).
			WithMend("give it with --because")
	}
	return because, nil
}

// approve freezes the bytes and records the transition.
func (e *Engine) approve(ctx context.Context, by desk.Actor, c desk.Case, d desk.Draft, because string) (desk.Draft, error) {
	now := e.now()
	raw, err := replies.Message(d, now.In(e.shop.Zone))
	if err != nil {
		return d, err
	}
	if err := d.Move(desk.DraftApproved, now); err != nil {
		return d, err
	}
	d.Frozen, d.SeenHash, d.ApprovedBy, d.ApprovedAt = raw, d.ContentHash(), &by, now
	d.SendAfter = now.Add(e.shop.SendDelay)
	spoken, err := e.spread(ctx, &d)
	if err != nil {
		return d, err
	}
	next(&c, now)
	change := desk.Change{
		Cases:  []desk.Case{c},
		Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}}, Spoken: spoken,
		Audit: []desk.Audit{e.note(by, c.ID, "approved", because, append([]string{"draft", d.ID, "seen", d.SeenHash}, soloMark(d)...)...)},
	}
	if err := e.record(ctx, change); err != nil {
		return d, err
	}
	e.poke()
	return d, nil
}

// soloMark marks an approval by one person alone in the history.
func soloMark(d desk.Draft) []string {
	if d.Solo == "" {
		return nil
	}
	return []string{"solo", "yes"}
}

// recheck gathers the facts again. It gives an error with CodeStale, and the new draft,
// when they lead to another reply than the one at hand, or when the draft says of its case's
// records what is not true any more.
func (e *Engine) recheck(ctx context.Context, by desk.Actor, c desk.Case, d desk.Draft) (desk.Draft, error) {
	if c.Proactive && d.Template == noticeTemplate {
		return e.recheckNotice(ctx, by, c, d)
	}
	s, err := e.again(ctx, c)
	if err != nil {
		return d, err
	}
	if c.JudgePending {
		if err := e.judgeNow(ctx, &s.c); err != nil {
			return d, err
		}
		s.c.JudgePending = false
	}
	v := newView(e.store)
	decisions, err := e.decide(ctx, v, s)
	if err != nil {
		return d, err
	}
	changed := drift(c, d, decisions[0])
	if len(changed) == 0 {
		// The same facts, but seen in the data of now: a refusal may rest on them.
		c.Last().Facts.Detail.AsOf = decisions[0].Facts.Detail.AsOf
		return e.recheckSilence(ctx, by, c, d)
	}
	s.by, s.why = by, "facts changed: "+strings.Join(changed, ", ")
	if s.p.mail.ID == "" {
		return e.voidUnasked(ctx, s, d)
	}
	change, err := e.settle(ctx, v, s)
	if err != nil {
		return d, err
	}
	if err := e.record(ctx, change); err != nil {
		return d, err
	}
	e.poke()
	stale := desk.Errf(desk.CodeStale, "draft %s is void: the facts changed since it was written (%s)", d.ID, strings.Join(changed, ", "))
	for _, dc := range change.Drafts {
		if dc.Draft.State == desk.DraftProposed {
			return dc.Draft, stale.WithMend("look at the new draft %s", dc.Draft.ID)
		}
	}
	return d, stale.WithMend("look at case %s again", c.ID)
}

// drift names what makes a case's draft say something else than the decision of now would.
func drift(c desk.Case, d desk.Draft, now desk.Decision) []string {
	if d.Moves != nil { // what a person resolved is his decision and not the table's; the order's facts still count
		return changedOrder(*c.Last(), now)
	}
	return changedFacts(*c.Last(), now)
}

// again prepares the settling of a case from its latest customer mail.
func (e *Engine) again(ctx context.Context, c desk.Case) (settling, error) {
	last := c.Last()
	if last == nil {
		return settling{}, desk.Errf(desk.CodeIllegal, "case %s was never decided", c.ID)
	}
	p, err := e.latestMail(ctx, c)
	if err != nil {
		return settling{}, err
	}
	reading := last.Reading
	if c.Reclass != nil {
		reading = *c.Reclass
	}
	lookup, err := e.lookup(ctx, c, reading, p)
	return settling{c: c, p: p, reading: reading, lookup: lookup, by: desk.System()}, err
}

// latestMail reads the customer's latest mail of a case anew.
func (e *Engine) latestMail(ctx context.Context, c desk.Case) (prepared, error) {
	for _, id := range slices.Backward(c.Mails) {
		m, err := e.store.Mail(ctx, id)
		if err != nil {
			return prepared{}, err
		}
		if !ofCustomer(m) {
			continue
		}
		p := e.prepare(ctx, m)
		return p, p.err
	}
	if c.Proactive {
		return e.noMail(c), nil
	}
	return prepared{}, desk.Errf(desk.CodeNotFound, "case %s has no mail of the customer", c.ID)
}

// changedFacts names what makes two decisions lead to different replies: the outcome,
// its sets, and the facts that a template may have put into words.
func changedFacts(a, b desk.Decision) []string {
	var out []string
	add := func(name string, same bool) {
		if !same {
			out = append(out, name)
		}
	}
	add("rule", a.Rule == b.Rule)
	add("outcome", a.Outcome == b.Outcome)
	add("template", a.Template == b.Template)
	add("asks", sameSet(a.Asks, b.Asks))
	add("flags", sameSet(a.Flags, b.Flags))
	fa, fb := a.Facts.Detail, b.Facts.Detail
	add("RMA", fa.RMA == fb.RMA && fa.RMAState == fb.RMAState || a.RMA.Open)
	return append(out, changedOrder(a, b)...)
}

// changedOrder names what became of the order between two decisions.
func changedOrder(a, b desk.Decision) []string {
	var out []string
	add := func(name string, same bool) {
		if !same {
			out = append(out, name)
		}
	}
	fa, fb := a.Facts.Detail, b.Facts.Detail
	add("stage", a.Facts.Get(desk.FactStage) == b.Facts.Get(desk.FactStage))
	add("order number", fa.OrderNumber == fb.OrderNumber)
	add("production start", fa.StartedOn == fb.StartedOn)
	add("ship-by date", fa.ShipBy == fb.ShipBy)
	add("shipping date", fa.ShippedOn == fb.ShippedOn)
	add("tracking", fa.Carrier == fb.Carrier && fa.Tracking == fb.Tracking)
	add("delivery date", fa.DeliveredOn == fb.DeliveredOn)
	add("order address", strings.EqualFold(fa.OrderEmail, fb.OrderEmail))
	return out
}

func sameSet[T ~string](a, b []T) bool {
	x, y := slices.Clone(a), slices.Clone(b)
	slices.Sort(x)
	slices.Sort(y)
	return slices.Equal(slices.Compact(x), slices.Compact(y))
}

// mayDeny refuses a denial on stale or absent shop data (domain.md section 0).
func (e *Engine) mayDeny(by desk.Actor, d desk.Draft, dec desk.Decision, because string) error {
	if !d.Denial {
		return nil
	}
	if fresh(dec, e.now(), e.shop.MaxAge) {
		return nil
	}
	asOf := dec.Facts.Detail.AsOf
	if because != "" && by.Role.AtLeast(desk.RoleSenior) {
		return nil
	}
	seen := "there is none"
	if came := dec.Facts.Detail.ReceivedAt; !asOf.IsZero() {
		seen = "it is of " + asOf.In(e.shop.Zone).Format("2006-01-02 15:04:05")
		if asOf.Before(came) { // else it only passed the configuration's age
			seen += ", and the mail came later, at " + came.In(e.shop.Zone).Format("2006-01-02 15:04:05")
		}
	}
	return desk.Errf(desk.CodeStale, "draft %s refuses something, and the order data is too old for that: %s", d.ID, seen).
		WithMend("export the orders anew and approve again; a senior may override with a reason")
}

// fresh reports whether the order data behind a decision are young enough to refuse
// something on them (domain.md section 0).
func fresh(d desk.Decision, now time.Time, maxAge time.Duration) bool {
	f := d.Facts.Detail
	return f.AsOf.After(f.ReceivedAt) && now.Sub(f.AsOf) < maxAge
}

// mayVerify keeps approvals that change an order to verified buyers (domain.md section 1,
// reading 11).
func mayVerify(c desk.Case, d desk.Draft, dec desk.Decision) error {
	if d.Moves == nil || !d.Moves.Verified || c.Confirmed || dec.Facts.Get(desk.FactAuth) == "pass" {
		return nil
	}
	return desk.Errf(desk.CodeForbidden, "%s needs a sender that is proved: the mail has no DMARC pass and the buyer did not answer a mail of ours", d.Template).
		WithMend("send verify_buyer to the order's address and wait for the answer")
}

// refuseProblems refuses drafts with blocking problems, and with warnings that no reason covers.
func refuseProblems(problems []desk.Problem, because string) error {
	var blocks, warns []string
	for _, p := range problems {
		if p.Block {
			blocks = append(blocks, p.Text)
		} else {
			warns = append(warns, p.Text)
		}
	}
	switch {
	case len(blocks) > 0:
		return desk.Errf(desk.CodeBlocked, "the draft cannot be sent: %s", strings.Join(blocks, "; ")).WithMend("edit the draft")
	case len(warns) > 0 && strings.TrimSpace(because) == "":
		return desk.Errf(desk.CodeNeedsConfirm, "the draft needs a reason: %s", strings.Join(warns, "; ")).WithMend("edit it, or give the reason with --because")
	}
	return nil
}

func maxRole(a, b desk.Role) desk.Role {
	if b.AtLeast(a) || a == "" {
		return b
	}
	return a
}

// draftAndCase reads a draft and its case. A case id stands for its one open draft.
func (e *Engine) draftAndCase(ctx context.Context, id string) (desk.Draft, desk.Case, error) {
	id = strings.ToUpper(strings.TrimSpace(id))
	if strings.Count(id, "-") == 1 {
		c, err := e.store.Case(ctx, id)
		if err != nil {
			return desk.Draft{}, c, err
		}
		d, err := e.openDraft(ctx, c)
		return d, c, err
	}
	d, err := e.store.Draft(ctx, id)
	if err != nil {
		return d, desk.Case{}, err
	}
	c, err := e.store.Case(ctx, d.Case)
	return d, c, err
}

// openDraft gives the one draft of a case that waits for a person.
func (e *Engine) openDraft(ctx context.Context, c desk.Case) (desk.Draft, error) {
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return desk.Draft{}, err
	}
	var open []desk.Draft
	for _, d := range drafts {
		if d.State == desk.DraftProposed {
			open = append(open, d)
		}
	}
	switch len(open) {
	case 1:
		return open[0], nil
	case 0:
		return desk.Draft{}, desk.Errf(desk.CodeNotFound, "case %s has no draft that waits for approval", c.ID).
			WithMend("see `returndesk show %s` for what can be done", c.ID)
	}
	ids := make([]string, len(open))
	for i, d := range open {
		ids[i] = d.ID + " (" + d.Template + ")"
	}
	return open[0], desk.Errf(desk.CodeInvalid, "case %s has %d drafts: %s", c.ID, len(open), strings.Join(ids, ", ")).
		WithMend("name one of them")
}
