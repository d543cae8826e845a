package flow

import (
	"context"
	"strings"

	"returndesk/desk"
	"returndesk/replies"
)

// Edit is new wording for a draft. Empty fields stay as they are.
type Edit struct {
	Draft   string `json:"draft"`
	Seen    string `json:"seen,omitempty"`
	Subject string `json:"subject,omitempty"`
	Text    string `json:"text,omitempty"`
	To      string `json:"to,omitempty"` // only the order's addresses or the sender
}

// EditDraft replaces a draft's words. HTML is made anew from the text, and the words are
// checked again; what the checks find is shown and decides whether it can be approved.
func (e *Engine) EditDraft(ctx context.Context, by desk.Actor, ed Edit) (desk.Draft, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "editing a draft"); err != nil {
		return desk.Draft{}, err
	}
	d, c, err := e.draftAndCase(ctx, ed.Draft)
	if err != nil {
		return d, err
	}
	if d.State != desk.DraftProposed {
		return d, desk.Errf(desk.CodeIllegal, "draft %s is %s and cannot be edited", d.ID, d.State).WithMend("see `returndesk show %s` for what can be done", d.Case)
	}
	if ed.Seen != "" && ed.Seen != d.ContentHash() {
		return d, desk.Errf(desk.CodeConflict, "draft %s was changed meanwhile", d.ID).WithMend("look at it again")
	}
	before := d.ContentHash()
	d = ed.words(d)
	if ed.To != "" {
		d.To = []desk.Address{{Address: strings.TrimSpace(ed.To)}}
	}
	if d.ContentHash() == before {
		return d, nil
	}
	d.Edited, d.UpdatedAt = true, e.now()
	if last := c.Last(); last != nil {
		if d.Problems, err = e.problems(ctx, newView(e.store), c, *last, d); err != nil {
			return d, err
		}
	}
	next(&c, e.now())
	err = e.record(ctx, desk.Change{
		Cases:  []desk.Case{c},
		Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}},
		Audit:  []desk.Audit{e.note(by, c.ID, "edited", "", "draft", d.ID, "from", before, "to", d.ContentHash())},
	})
	return d, err
}

// words gives a draft with the edit's subject and text.
func (ed Edit) words(d desk.Draft) desk.Draft {
	if s := strings.TrimSpace(ed.Subject); s != "" {
		d.Subject = s
	}
	if strings.TrimSpace(ed.Text) != "" {
		d.Text = strings.TrimRight(ed.Text, "\n ") + "\n"
		d.HTML = replies.HTMLFromText(d.Text, d.Language)
	}
	return d
}

// Preview gives a draft as an edit would leave its subject, text and HTML. Nothing is recorded.
// A draft that is no longer proposed stays as it is.
func (e *Engine) Preview(ctx context.Context, ed Edit) (desk.Draft, error) {
	d, err := e.store.Draft(ctx, strings.ToUpper(strings.TrimSpace(ed.Draft)))
	if err != nil || d.State != desk.DraftProposed {
		return d, err
	}
	return ed.words(d), nil
}

// Reject ends a draft with a reason. The case stays open: its next actions stand in it. What
// time called for is only put off; Again in the draft says until when.
func (e *Engine) Reject(ctx context.Context, by desk.Actor, draft, because string) (desk.Draft, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "rejecting a draft"); err != nil {
		return desk.Draft{}, err
	}
	if strings.TrimSpace(because) == "" {
		return desk.Draft{}, desk.Errf(desk.CodeInvalid, "a rejection needs a reason").WithMend("give it with --because")
	}
	d, c, err := e.draftAndCase(ctx, draft)
	if err != nil {
		return d, err
	}
	from := d.State
	if from == desk.DraftApproved { // undo: not sent yet
		if err := d.Move(desk.DraftProposed, e.now()); err != nil {
			return d, err
		}
	}
	if err := d.Move(desk.DraftRejected, e.now()); err != nil {
		return d, err
	}
	d.Why, d.Frozen = because, nil
	next(&c, e.now())
	change := desk.Change{Cases: []desk.Case{c}}
	if err := e.notNow(ctx, &change, &d); err != nil {
		return d, err
	}
	change.Drafts = []desk.DraftChange{{Draft: d, From: from}}
	change.Audit = []desk.Audit{e.note(by, c.ID, "rejected", because, append([]string{"draft", d.ID}, e.againMark(d)...)...)}
	return d, e.record(ctx, change)
}

// Undo takes an approval back while the draft has not begun to leave, a release, or that a
// draft counts as rejected because it vanished from Drafts.
func (e *Engine) Undo(ctx context.Context, by desk.Actor, draft string) (desk.Draft, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if err := by.Require(desk.RoleAgent, "undoing an approval"); err != nil {
		return desk.Draft{}, err
	}
	d, err := e.store.Draft(ctx, strings.ToUpper(strings.TrimSpace(draft)))
	if err != nil {
		return d, err
	}
	if back, ok, err := e.takeBack(ctx, by, d); ok {
		return back, err
	}
	if d.State != desk.DraftApproved {
		return d, desk.Errf(desk.CodeIllegal, "draft %s is %s: there is no approval to take back", d.ID, d.State).WithMend("see `returndesk show %s` for what can be done", d.Case)
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return d, err
	}
	to := desk.DraftProposed
	if d.Automatic() { // nobody approved it: taken back it is over
		to, d.Why = desk.DraftVoid, "taken back"
	}
	if err := d.Move(to, e.now()); err != nil {
		return d, err
	}
	d.Frozen, d.SeenHash, d.ApprovedBy, d.Solo = nil, "", nil, ""
	d.EndHold()
	next(&c, e.now())
	return d, e.record(ctx, desk.Change{
		Cases:  []desk.Case{c},
		Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftApproved}},
		Audit:  []desk.Audit{e.note(by, c.ID, "undone", "", "draft", d.ID)},
	})
}
