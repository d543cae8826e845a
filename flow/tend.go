package flow

import (
	"context"
	"errors"
	"log/slog"
	"slices"
	"time"

	"returndesk/desk"
)

const (
	tendLimit     = 100_000            // drafts that wait, looked at in one pass
	recheckEvery  = time.Minute        // how old the facts behind a draft in the mailbox may be
	recheckAtOnce = 200                // drafts whose facts are gathered in one pass
	lookEvery     = 2 * time.Minute    // between looks for a vanished draft into every folder of sent mail
	goneFor       = 15 * time.Minute   // a phone without network files what it sent late
	lostFor       = 7 * 24 * time.Hour // so long a draft that was given up is still recognised in Sent
)

// tended is one draft with the record of its copy.
type tended struct {
	cp    desk.DraftCopy
	draft desk.Draft
	known bool // the draft is in the store; else it was erased
}

// TendDrafts keeps the Drafts folders in step with the drafts that wait: it puts them there,
// replaces what is out of date, notices what people changed or deleted, and tells of it. It
// compares what is with what should be, so that it goes on wherever it was cut off.
func (e *Engine) TendDrafts(ctx context.Context) error {
	if e.drafts == nil {
		return nil
	}
	e.tending.Lock()
	defer e.tending.Unlock()
	for {
		more, err := e.tendPass(ctx)
		if err != nil {
			return errors.Join(err, e.tellDrafts(ctx, false))
		}
		if !more {
			return e.tellDrafts(ctx, false)
		}
	}
}

// tendPass is one look. It reports whether drafts are left that were not put there yet.
func (e *Engine) tendPass(ctx context.Context) (more bool, _ error) {
	copies, err := e.store.Copies(ctx)
	if err != nil || len(copies) == 0 && !e.shop.ApproveIn.Mailbox() {
		return false, err
	}
	var all []*tended
	byDraft := map[string]*tended{}
	for _, cp := range copies {
		t := &tended{cp: cp}
		if t.draft, err = e.store.Draft(ctx, cp.Draft); err != nil && desk.CodeOf(err) != desk.CodeNotFound {
			return false, err
		}
		t.known = err == nil
		all, byDraft[cp.Draft] = append(all, t), t
	}
	if e.shop.ApproveIn.Mailbox() {
		var fresh []*tended
		if fresh, more, err = e.wanted(ctx, byDraft); err != nil {
			return false, err
		}
		all = append(all, fresh...)
	}
	accounts := map[string][]*tended{}
	for _, t := range all {
		accounts[t.cp.Account] = append(accounts[t.cp.Account], t)
	}
	var failed error
	for name, list := range accounts {
		// One mailbox that cannot be reached must not hold up the others.
		if err := e.tendAccount(ctx, name, list); err != nil {
			failed = errors.Join(failed, err)
		}
	}
	return more, failed
}

// wanted gathers the facts behind the drafts that wait, as far as it is time to, and gives
// those that have no copy yet and may have one. A draft whose facts changed is void by then,
// and its successor comes with the next pass.
func (e *Engine) wanted(ctx context.Context, known map[string]*tended) (fresh []*tended, more bool, _ error) {
	list, err := e.store.DraftsIn(ctx, desk.DraftProposed, tendLimit)
	if err != nil {
		return nil, false, err
	}
	soon := e.soon.take()
	list = slices.DeleteFunc(list, func(d desk.Draft) bool { return d.Automatic() || !soon[d.Case] && !e.isTime(known[d.ID], d) })
	checked := func(d desk.Draft) time.Time {
		if t := known[d.ID]; t != nil && !soon[d.Case] {
			return t.cp.Checked
		}
		return time.Time{}
	}
	slices.SortStableFunc(list, func(a, b desk.Draft) int { return checked(a).Compare(checked(b)) })
	if len(list) > recheckAtOnce {
		for _, d := range list[recheckAtOnce:] {
			if soon[d.Case] {
				e.soon.add(d.Case)
			}
		}
		more, list = known[list[recheckAtOnce].ID] == nil, list[:recheckAtOnce] // new ones stand first
	}
	moved := false // else the same ones would come again at once
	for _, d := range list {
		t := known[d.ID]
		if t == nil {
			t = &tended{cp: desk.DraftCopy{Draft: d.ID, Case: d.Case, MessageID: d.MessageID}, draft: d, known: true}
		}
		had := t.cp.State
		ok, err := e.checkWanted(ctx, t)
		moved = moved || ok || t.cp.State != had
		if err != nil && soon[d.Case] {
			e.soon.add(d.Case)
		}
		switch {
		case err != nil && stops(err):
			return nil, false, err
		case err != nil: // one draft that cannot be judged must not hold up the others
			e.log.LogAttrs(ctx, slog.LevelWarn, "draft not checked for the mailbox", slog.String("draft", d.ID),
				slog.String("code", string(desk.CodeOf(err))), slog.String("error", desk.MessageOf(err)))
		case ok && had == "":
			fresh = append(fresh, t)
		}
	}
	return fresh, more && moved, nil
}

// isTime reports whether a waiting draft has to be looked at: it is new, it was released,
// taken back or changed, or its facts are a while old or were gathered by an earlier process.
func (e *Engine) isTime(t *tended, d desk.Draft) bool {
	switch {
	case t == nil, e.now().Sub(t.cp.Checked) >= recheckEvery, t.cp.Checked.Before(e.born), t.cp.Checked.UnixNano() <= e.ordersAt.Load():
		return true
	case t.cp.State == desk.CopyHeld:
		return d.IsReleased() || t.cp.Content != d.ContentHash()
	case t.cp.State == desk.CopyLost:
		return true
	}
	return t.cp.Content != d.ContentHash()
}

// checkWanted decides by the facts of now whether a draft may lie in the mailbox, and notes
// it in the record of its copy.
func (e *Engine) checkWanted(ctx context.Context, t *tended) (bool, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	d, err := e.store.Draft(ctx, t.cp.Draft)
	if err != nil || d.State != desk.DraftProposed {
		return false, err
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil || c.JudgePending { // its pictures may change everything in a moment
		return false, err
	}
	t.cp.Account = c.Account
	if _, err := e.recheck(ctx, desk.System(), c, d); desk.CodeOf(err) == desk.CodeStale {
		t.draft, err = e.store.Draft(ctx, d.ID)
		return false, err
	} else if err != nil {
		return false, err
	}
	s, err := e.again(ctx, c)
	if err != nil {
		return false, err
	}
	decisions, err := e.decide(ctx, newView(e.store), s)
	if err != nil {
		return false, err
	}
	last := *c.Last()
	last.Facts.Detail.AsOf = decisions[0].Facts.Detail.AsOf // the rest is the same, or recheck had told
	why, err := e.heldFor(ctx, c, d, last)
	if err != nil {
		return false, err
	}
	t.draft, t.cp.Checked = d, e.now()
	switch {
	case why == "":
		if t.cp.State == desk.CopyHeld || t.cp.State == desk.CopyLost {
			t.cp = desk.DraftCopy{Draft: d.ID, Case: d.Case, Account: c.Account, MessageID: d.MessageID, Checked: t.cp.Checked, State: desk.CopyFiling}
			return true, e.keep(ctx, t)
		}
		t.cp.Unfit = ""
		if t.cp.State == "" {
			return true, nil
		}
	case t.cp.State == "" || t.cp.State == desk.CopyLost:
		t.cp.State, t.cp.Content = desk.CopyHeld, d.ContentHash()
		e.toTell(&t.cp, tellHeld, why)
	case t.cp.State == desk.CopyHeld:
		t.cp.Content = d.ContentHash()
		if t.cp.Why != why {
			e.toTell(&t.cp, tellHeld, why)
		}
	default: // it lies there, and must not any more
		t.cp.Unfit = why
	}
	return why == "", e.keep(ctx, t)
}

// keep makes the record of a copy durable.
func (e *Engine) keep(ctx context.Context, t *tended) error {
	return e.store.Record(ctx, desk.Change{Copies: []desk.DraftCopy{t.cp}})
}

// over ends the record of a copy.
func (e *Engine) over(ctx context.Context, t *tended) error {
	return e.store.Record(ctx, desk.Change{CopiesOver: []string{t.cp.Draft}})
}

// toTell notes what the next internal mail says of a copy.
func (e *Engine) toTell(cp *desk.DraftCopy, what, why string) {
	cp.Why, cp.Tell = why, what
	if cp.TellSince.IsZero() {
		cp.TellSince = e.now()
	}
}
