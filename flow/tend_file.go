package flow

import (
	"context"
	"log/slog"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// putWanted puts a draft into the folder, if it belongs there and does not lie there as it
// is. It reports whether something was put.
func (e *Engine) putWanted(ctx context.Context, t *tended) (bool, error) {
	if !e.stays(t) {
		return false, nil
	}
	lies, changed := t.cp.Place.UID != 0, t.cp.Content != t.draft.ContentHash()
	switch {
	case t.cp.State == "" || t.cp.State == desk.CopyFiling && t.cp.Date.IsZero():
		return e.put(ctx, t)
	case t.cp.State == desk.CopyFiling && !lies:
		// We died on the way. It does not lie here; perhaps somebody sent it already.
		left, err := e.leftMeanwhile(ctx, t)
		if err != nil || left {
			return false, err
		}
		return e.put(ctx, t)
	case lies && changed && t.cp.Touched:
		// Two people changed it in two places. Neither wording may be lost.
		t.cp.Content = t.draft.ContentHash()
		e.toTell(&t.cp, tellBoth, "")
		return false, e.keep(ctx, t)
	case lies && changed:
		t.cp.Old = append(t.cp.Old, desk.Filed{Place: t.cp.Place, Flags: t.cp.Flags})
		return e.put(ctx, t)
	case lies:
		return false, e.keepIfNew(ctx, t)
	}
	return e.missed(ctx, t)
}

// keepIfNew makes durable that a copy was changed by a person, the moment that is seen.
func (e *Engine) keepIfNew(ctx context.Context, t *tended) error {
	stored, err := e.store.Copy(ctx, t.cp.Draft)
	if err != nil || stored.Touched == t.cp.Touched && stored.Place == t.cp.Place && stored.Known == t.cp.Known {
		return err
	}
	return e.keep(ctx, t)
}

// put files a draft. That it is on its way is durable first, and where it lies right after:
// whoever finds it on its way looks for it before filing it again.
func (e *Engine) put(ctx context.Context, t *tended) (bool, error) {
	now := e.now().Truncate(time.Second)
	raw, err := replies.FiledMessage(t.draft, now.In(e.shop.Zone))
	if err != nil {
		t.cp.State, t.cp.Content = desk.CopyHeld, t.draft.ContentHash()
		e.toTell(&t.cp, tellHeld, desk.MessageOf(err))
		return false, e.keep(ctx, t)
	}
	t.cp.State, t.cp.Content, t.cp.Date = desk.CopyFiling, t.draft.ContentHash(), now
	t.cp.Place, t.cp.Flags, t.cp.Known, t.cp.Touched, t.cp.GoneAt = desk.Place{}, nil, false, false, time.Time{}
	if err := e.keep(ctx, t); err != nil {
		return false, err
	}
	place, err := e.drafts.Put(ctx, t.cp.Account, raw, now)
	if err != nil {
		return false, err
	}
	t.cp.State, t.cp.Place = desk.CopyFiled, place
	if len(t.cp.Old) == 0 {
		e.toTell(&t.cp, tellFiled, "")
	}
	e.log.LogAttrs(ctx, slog.LevelInfo, "draft put into the mailbox", slog.String("draft", t.cp.Draft), slog.String("case", t.cp.Case))
	return true, e.keep(ctx, t)
}

// leftMeanwhile looks for a draft among the sent mails, and reports whether it was sent.
func (e *Engine) leftMeanwhile(ctx context.Context, t *tended) (bool, error) {
	ids := []string{t.cp.MessageID, replies.ThreadID(t.cp.MessageID)}
	if t.draft.InReplyTo != "" {
		ids = append(ids, t.draft.InReplyTo)
	}
	if e.sent != nil {
		if err := e.sent.Refresh(ctx, t.cp.Account); err != nil {
			return false, err
		}
	}
	if err := e.drafts.Elsewhere(ctx, t.cp.Account, ids); err != nil {
		return false, err
	}
	if _, err := e.Drain(ctx); err != nil {
		return false, err
	}
	d, err := e.store.Draft(ctx, t.cp.Draft)
	if desk.CodeOf(err) == desk.CodeNotFound {
		t.known = false
		return true, nil
	}
	if err != nil {
		return false, err
	}
	t.draft = d
	return d.State != desk.DraftProposed, nil
}

// missed handles a copy that does not lie in Drafts any more. Programs take a draft away
// when they send it, and when they file a changed one: it is looked for in every folder of
// sent mail, and only what stays gone was deleted by somebody.
func (e *Engine) missed(ctx context.Context, t *tended) (bool, error) {
	now := e.now()
	first := t.cp.State != desk.CopyGone || t.cp.GoneAt.IsZero()
	late := !first && now.Sub(t.cp.GoneAt) >= goneFor
	if !first && !late && now.Sub(t.cp.Looked) < lookEvery && !t.cp.Looked.Before(e.born) { // Sent itself is followed anyway
		return false, nil
	}
	left, err := e.leftMeanwhile(ctx, t)
	if err != nil || left {
		return false, err
	}
	if late {
		return false, e.giveUp(ctx, t)
	}
	if first {
		t.cp.State, t.cp.GoneAt = desk.CopyGone, now
	}
	t.cp.Looked = now
	return false, e.keep(ctx, t)
}

// giveUp takes a draft that was deleted in the mail program as rejected. It is listed, told
// of, and can be taken back.
func (e *Engine) giveUp(ctx context.Context, t *tended) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	d, err := e.store.Draft(ctx, t.cp.Draft)
	if err != nil {
		return err
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return err
	}
	if d.State != desk.DraftProposed {
		return nil
	}
	if err := d.Move(desk.DraftRejected, e.now()); err != nil {
		return err
	}
	d.Lost, d.Why = true, "deleted in the mail program"
	next(&c, e.now())
	t.cp.State = desk.CopyLost
	e.toTell(&t.cp, tellLost, "")
	change := desk.Change{Cases: []desk.Case{c}}
	if err := e.notNow(ctx, &change, &d); err != nil {
		return err
	}
	change.Drafts, change.Copies = []desk.DraftChange{{Draft: d, From: desk.DraftProposed}}, []desk.DraftCopy{t.cp}
	change.Audit = []desk.Audit{e.note(desk.MailProgram(), c.ID, "rejected", "deleted by somebody in the mail program, and nothing like it was sent",
		append([]string{"draft", d.ID, "via", viaMailProgram}, e.againMark(d)...)...)}
	err = e.record(ctx, change)
	t.draft = d
	return err
}

// strays notes drafts of ours that came back although their record had ended: a program had
// one open while we took it away. A person changed it, so it stays; people are told.
func (e *Engine) strays(ctx context.Context, account string, list []*tended, there []desk.Filed) error {
	known := map[string]bool{}
	for _, t := range list {
		known[t.cp.Draft] = true
	}
	for _, f := range there {
		ids := append([]string{f.MessageID}, f.References...)
		for i, id := range ids {
			draft, ok := replies.DraftOf(id)
			if !ok || known[draft] || marked(f) || !replies.IsOwnMessageID(id, e.secret) {
				continue
			}
			if _, err := e.store.Copy(ctx, draft); desk.CodeOf(err) != desk.CodeNotFound {
				continue
			}
			d, err := e.store.Draft(ctx, draft)
			// What was sent leaves its token in every later mail of the thread.
			if err != nil || d.Automatic() || d.State == desk.DraftProposed || d.State == desk.DraftSent && i > 0 {
				continue
			}
			known[draft] = true
			t := &tended{cp: desk.DraftCopy{Draft: draft, Case: d.Case, Account: account, State: desk.CopyLeft, MessageID: d.MessageID,
				Place: f.Place, Flags: f.Flags, Known: true, Touched: true}, draft: d, known: true}
			e.toTell(&t.cp, tellLeft, e.outdated(t))
			if err := e.keep(ctx, t); err != nil {
				return err
			}
		}
	}
	return nil
}
