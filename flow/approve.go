package flow

import (
	"context"
	"strings"

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
		return d, e.notOpen(ctx, d)
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
	if err := mayVerify(c, d); err != nil {
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

// notOpen says why a draft cannot be approved any more, and what is open instead.
func (e *Engine) notOpen(ctx context.Context, d desk.Draft) error {
	err := desk.Errf(desk.CodeIllegal, "draft %s is %s and cannot be approved", d.ID, d.State)
	if d.Why != "" && (d.State == desk.DraftVoid || d.State == desk.DraftRejected) {
		err = desk.Errf(desk.CodeIllegal, "%s: %s", err.Message, d.Why)
	}
	if d.State == desk.DraftApproved {
		return err.WithMend("it leaves by itself; until then `returndesk undo %s` takes it back", d.ID)
	}
	drafts, read := e.store.DraftsOfCase(ctx, d.Case)
	if read != nil {
		return read
	}
	var open []string
	for _, o := range drafts {
		if o.State == desk.DraftProposed {
			open = append(open, o.ID)
		}
	}
	if len(open) == 0 {
		return err.WithMend("see `returndesk show %s` for what can be done", d.Case)
	}
	return err.WithMend("look at what waits in its place: %s", strings.Join(open, ", "))
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
