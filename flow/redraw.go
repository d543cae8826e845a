package flow

import (
	"context"
	"maps"
	"slices"

	"returndesk/desk"
)

// redraw keeps one reply for each order after a mail that is about one of several alone. The
// one reply to an earlier mail stands in one of their cases: where that is the other's, it must
// not go on answering what has changed since; where it was this one's, and is void, the other
// order still has to be answered. left is the case of the thread, where the mail is about
// another order, nil otherwise.
func (e *Engine) redraw(ctx context.Context, v *view, before desk.Case, left *desk.Case, change *desk.Change) error {
	if len(change.Cases) == 0 || len(before.Linked) == 0 && left == nil {
		return nil
	}
	own := change.Cases[0]
	for _, id := range own.Linked {
		if slices.ContainsFunc(change.Cases, func(c desk.Case) bool { return c.ID == id }) {
			continue
		}
		l, err := v.getCase(ctx, id)
		if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
			continue
		}
		if err != nil {
			return err
		}
		if left != nil && left.ID == id {
			l = *left
		}
		again, err := e.answersElse(ctx, v, before, l, own, *change)
		if err != nil {
			return err
		}
		if !again {
			continue
		}
		if err := v.caughtUp(); err != nil { // its mails are read again from the store
			return err
		}
		more, err := e.drawnAgain(ctx, v.with(*change), l, []string{own.Order}, "a later mail is about order "+own.Order+" alone")
		if err != nil && stops(err) {
			return err
		}
		if err != nil { // no reason to hold the mail up; the case's history tells of it
			change.Audit = append(change.Audit, e.note(desk.System(), l.ID, "draft_failed", desk.MessageOf(err)))
			continue
		}
		joinChange(change, more)
	}
	return nil
}

// drawnAgain decides a case's latest mail once more, for which the cases of other orders are left
// as they are, whichever of their mails was received first.
func (e *Engine) drawnAgain(ctx context.Context, v *view, c desk.Case, apart []string, why string) (desk.Change, error) {
	s, err := e.again(ctx, c)
	if err != nil {
		return desk.Change{}, err
	}
	s.why, s.apart = why, apart
	return e.settle(ctx, v, s)
}

// answersElse reports whether the reply of another case has to be drawn up anew: it answers
// this case's order too, or it stood in this case and is void.
func (e *Engine) answersElse(ctx context.Context, v *view, before, l, own desk.Case, change desk.Change) (bool, error) {
	last, was := l.Last(), before.Last()
	if last == nil || was == nil || l.Order == own.Order || l.Order == "" || own.Order == "" || l.State == desk.CaseClosed || l.State == desk.CaseArchived {
		return false, nil
	}
	drafts, err := v.draftsOf(ctx, l)
	if err != nil {
		return false, err
	}
	open := func(d desk.Draft) bool { return d.State == desk.DraftProposed || d.State == desk.DraftApproved }
	if slices.ContainsFunc(drafts, func(d desk.Draft) bool { return open(d) && d.Moves == nil && d.Decision == len(l.Decisions)-1 }) {
		return slices.Contains(last.Linked, own.Order), nil
	}
	voided := slices.ContainsFunc(change.Drafts, func(d desk.DraftChange) bool {
		return d.Draft.State == desk.DraftVoid && d.Draft.Case == own.ID && d.Draft.Moves == nil && d.Draft.Decision == len(before.Decisions)-1
	})
	return voided && slices.Contains(was.Linked, l.Order) && l.Answered < len(l.Decisions) && !slices.ContainsFunc(drafts, open), nil
}

// with is the view as a change leaves it, which it does not keep: what is made over it joins
// that change.
func (v *view) with(c desk.Change) *view {
	out := &view{store: v.store, behind: v.behind, cases: maps.Clone(v.cases), under: maps.Clone(v.under), drafts: maps.Clone(v.drafts), rmas: maps.Clone(v.rmas),
		refs: maps.Clone(v.refs), spoken: maps.Clone(v.spoken), shown: maps.Clone(v.shown)}
	out.take(c)
	return out
}

// joinChange adds to a change what a further case of it makes true.
func joinChange(to *desk.Change, more desk.Change) {
	to.Cases = append(to.Cases, more.Cases...)
	to.Drafts = append(to.Drafts, more.Drafts...)
	for _, r := range more.RMAs {
		to.RMAs = append(slices.DeleteFunc(to.RMAs, func(x desk.RMA) bool { return x.Number == r.Number }), r)
	}
	to.Audit = append(to.Audit, more.Audit...)
	to.Alerts = append(to.Alerts, more.Alerts...)
	to.Dues = append(to.Dues, more.Dues...)
	to.Done = append(to.Done, more.Done...)
	to.Spoken = append(to.Spoken, more.Spoken...)
	if to.Index == nil {
		to.Index = map[string]string{}
	}
	maps.Copy(to.Index, more.Index)
}
