package flow

import (
	"context"
	"time"

	"returndesk/desk"
)

// clearCopies takes the copies of the drafts that are about to leave out of the mailbox, so
// that nobody can send them once more. One that a person is changing is not ours to remove:
// then the approval is taken back, and people are told. It runs right before sending, and notes
// which mailboxes cannot be looked into.
func (e *Engine) clearCopies(ctx context.Context, now time.Time, away accountsAway) error {
	if e.drafts == nil {
		return nil
	}
	waiting, err := e.store.DraftsIn(ctx, desk.DraftApproved, tendLimit)
	if err != nil || len(waiting) == 0 {
		return err
	}
	e.tending.Lock()
	defer e.tending.Unlock()
	listed := map[string][]desk.Filed{}
	for _, d := range waiting {
		if d.SendAfter.After(now) { // ordered by time
			return nil
		}
		cp, err := e.store.Copy(ctx, d.ID)
		if desk.CodeOf(err) == desk.CodeNotFound || err == nil && cp.State == desk.CopyHeld {
			continue
		}
		if err != nil {
			return err
		}
		if away[cp.Account] != nil {
			continue
		}
		there, ok := listed[cp.Account]
		if !ok {
			if there, err = e.drafts.List(ctx, cp.Account); err != nil {
				away[cp.Account] = err
				continue
			}
			listed[cp.Account] = there
		}
		if err := e.clearCopy(ctx, &tended{cp: cp, draft: d, known: true}, there); err != nil {
			away[cp.Account] = err
		}
	}
	return nil
}

// clearCopy removes one copy, or takes the approval back.
func (e *Engine) clearCopy(ctx context.Context, t *tended, there []desk.Filed) error {
	if err := e.locate(ctx, t, there); err != nil {
		return err
	}
	if t.cp.Place.UID == 0 {
		return e.over(ctx, t)
	}
	if !t.cp.Touched {
		end, err := e.drafts.Remove(ctx, t.cp.Account, desk.Filed{Place: t.cp.Place, Flags: t.cp.Flags})
		if err != nil {
			return err
		}
		if end != desk.RemovalTouched {
			return e.over(ctx, t)
		}
		t.cp.Touched = true
	}
	return e.holdBack(ctx, t)
}

// holdBack makes an approved draft wait again, because a person changes its copy.
func (e *Engine) holdBack(ctx context.Context, t *tended) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	d, err := e.store.Draft(ctx, t.cp.Draft)
	if err != nil || d.State != desk.DraftApproved {
		return err
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return err
	}
	if err := d.Move(desk.DraftProposed, e.now()); err != nil {
		return err
	}
	d.Frozen, d.SeenHash, d.ApprovedBy, d.Solo = nil, "", nil, ""
	next(&c, e.now())
	t.cp.State, t.cp.Content = desk.CopyFiled, d.ContentHash()
	e.toTell(&t.cp, tellBoth, "it was approved while somebody changed it in the mail program, so nothing was sent")
	return e.record(ctx, desk.Change{
		Cases:  []desk.Case{c},
		Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftApproved}},
		Audit:  []desk.Audit{e.note(desk.System(), c.ID, "held_back", "somebody changes it in the mail program", "draft", d.ID)},
		Copies: []desk.DraftCopy{t.cp},
	})
}
