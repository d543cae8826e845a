package flow

import (
	"context"
	"slices"
	"strings"

	"returndesk/desk"
)

// intoMailbox reports whether an approval only lets the draft into the mailbox, where
// somebody sends it, and refuses what the configured channel does not know.
func (e *Engine) intoMailbox(ctx context.Context, d desk.Draft, release bool) (bool, error) {
	in := e.shop.ApproveIn
	if !in.Mailbox() {
		if release {
			return false, desk.Errf(desk.CodeIllegal, "draft %s cannot be released: drafts are not put into the mailbox here", d.ID).
				WithMend("approve it without --release, or set approve_in")
		}
		return false, nil
	}
	cp, err := e.store.Copy(ctx, d.ID)
	if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
		return false, err
	}
	there := cp.State == desk.CopyFiled || cp.State == desk.CopyGone
	if in.Sends() && !release {
		if there && cp.Touched {
			return false, beingEdited(d)
		}
		return false, nil
	}
	if there {
		return false, desk.Errf(desk.CodeIllegal, "draft %s lies in the Drafts folder and is sent from there", d.ID).
			WithMend("open it in your mail program and send it; edit and reject work here, too")
	}
	if d.IsReleased() {
		return false, desk.Errf(desk.CodeIllegal, "draft %s was released by %s already", d.ID, d.Released.By.Name).
			WithMend("it comes into the Drafts folder by itself; send it from there")
	}
	return true, nil
}

func beingEdited(d desk.Draft) error {
	return desk.Errf(desk.CodeConflict, "somebody is changing draft %s in the mail program", d.ID).
		WithMend("send it from there; or delete it there, and approve it here once it counts as rejected and was taken back")
}

// letIn lets a draft into the mailbox. Whoever opens it there may send it: the checks of
// an approval are over by then.
func (e *Engine) letIn(ctx context.Context, by desk.Actor, c desk.Case, d desk.Draft, because string) (desk.Draft, error) {
	now := e.now()
	d.Released = &desk.Release{By: by, At: now, Because: because, Seen: d.ContentHash()}
	next(&c, now)
	err := e.record(ctx, desk.Change{
		Cases:  []desk.Case{c},
		Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftProposed}},
		Audit:  []desk.Audit{e.note(by, c.ID, "released", because, append([]string{"draft", d.ID, "seen", d.Released.Seen}, soloMark(d)...)...)},
	})
	if err == nil {
		e.poke()
	}
	return d, err
}

// takeBack undoes what may be undone of a draft that waits or was given up: its release, or
// that it counts as rejected because it vanished from Drafts. ok is false for other drafts; CodeIllegal
// says that the case has gone on since.
func (e *Engine) takeBack(ctx context.Context, by desk.Actor, d desk.Draft) (_ desk.Draft, ok bool, _ error) {
	from, what := d.State, ""
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return d, true, err
	}
	switch {
	case d.State == desk.DraftProposed && d.Released != nil:
		d.Released, d.Solo, what = nil, "", "release_undone"
	case d.State == desk.DraftRejected && d.Lost:
		if err := e.stillFits(ctx, c, d); err != nil {
			return d, true, err
		}
		if err := d.Restore(e.now()); err != nil {
			return d, true, err
		}
		what = "rejection_undone"
	default:
		return d, false, nil
	}
	next(&c, e.now())
	err = e.record(ctx, desk.Change{
		Cases:  []desk.Case{c},
		Drafts: []desk.DraftChange{{Draft: d, From: from}},
		Audit:  []desk.Audit{e.note(by, c.ID, what, "", "draft", d.ID)},
	})
	if err == nil {
		e.judgeSoon(c.ID)
	}
	return d, true, err
}

// stillFits refuses to let a draft wait again whose case has gone on since it was given up: it is over,
// was decided anew, or has another draft or answer.
func (e *Engine) stillFits(ctx context.Context, c desk.Case, d desk.Draft) error {
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if err != nil {
		return err
	}
	later := c.Decisions[min(d.Decision+1, len(c.Decisions)):]
	if c.State != desk.CaseClosed && c.State != desk.CaseArchived && !c.TypedAt.After(d.CreatedAt) &&
		!slices.ContainsFunc(later, func(x desk.Decision) bool { return !x.ByClock() }) &&
		!slices.ContainsFunc(drafts, func(o desk.Draft) bool {
			return o.CreatedAt.After(d.CreatedAt) && o.State != desk.DraftRejected && o.State != desk.DraftVoid
		}) {
		return nil
	}
	return desk.Errf(desk.CodeIllegal, "draft %s cannot wait again: case %s has gone on since", d.ID, c.ID).WithMend("look at the case again; its next actions stand there")
}

// heldFor says why a draft may not lie in the mailbox, where anybody who reads it can send
// it; "" when nothing speaks against it. The decision is the one that the facts of now give.
func (e *Engine) heldFor(ctx context.Context, c desk.Case, d desk.Draft, now desk.Decision) (string, error) {
	problems, err := e.problems(ctx, newView(e.store), c, now, d)
	if err != nil {
		return "", err
	}
	for _, p := range problems {
		if p.Block {
			return "it cannot be sent as it is: " + p.Text, nil
		}
	}
	if err := e.mayMove(ctx, d); impossible(err) {
		return desk.MessageOf(err), nil
	} else if err != nil {
		return "", err
	}
	if d.IsReleased() {
		return "", nil
	}
	if need := maxRole(d.Role, c.HandedTo); need.AtLeast(desk.RoleSenior) {
		return "the role " + string(need) + " has to release it", nil
	}
	if d.NeedsSecond() {
		return "it pays money out: a second person has to release it", nil
	}
	if err := e.mayDeny(desk.System(), d, now, ""); err != nil {
		return desk.MessageOf(err), nil
	}
	if err := mayVerify(c, d); err != nil {
		return desk.MessageOf(err), nil
	}
	var warns []string
	for _, p := range problems {
		warns = append(warns, p.Text)
	}
	if len(warns) > 0 {
		return "somebody has to release it with a reason: " + strings.Join(warns, "; "), nil
	}
	return "", nil
}
