package flow

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"time"

	"returndesk/desk"
	"returndesk/replies"
)

// tendAccount brings one Drafts folder into step. What is new is put there before anything
// is taken away, so that a case is never without its draft.
func (e *Engine) tendAccount(ctx context.Context, account string, list []*tended) error {
	list, err := e.onlyLying(ctx, list)
	if err != nil || len(list) == 0 { // all wait for a person: no need to look
		return err
	}
	there, err := e.drafts.List(ctx, account)
	if err != nil {
		return err
	}
	filed := false
	for _, t := range list {
		if err := e.locate(ctx, t, there); err != nil {
			return err
		}
		did, err := e.putWanted(ctx, t)
		if err != nil {
			return err
		}
		filed = filed || did
	}
	if filed {
		if there, err = e.drafts.List(ctx, account); err != nil {
			return err
		}
		for _, t := range list {
			if t.cp.State == desk.CopyFiled && !t.cp.Known {
				if err := e.locate(ctx, t, there); err != nil {
					return err
				}
				if err := e.keep(ctx, t); err != nil {
					return err
				}
			}
		}
	}
	for _, t := range list {
		if err := e.takeAway(ctx, t); err != nil {
			return err
		}
	}
	return e.strays(ctx, account, list, there)
}

// onlyLying leaves out what is held and so lies nowhere, and ends what is held no more.
func (e *Engine) onlyLying(ctx context.Context, list []*tended) ([]*tended, error) {
	var out []*tended
	for _, t := range list {
		switch {
		case t.cp.State != desk.CopyHeld:
			out = append(out, t)
		case !t.known || t.draft.State != desk.DraftProposed || !e.shop.ApproveIn.Mailbox():
			if err := e.over(ctx, t); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// stays reports whether a draft's copy belongs into the mailbox.
func (e *Engine) stays(t *tended) bool {
	return t.known && t.draft.State == desk.DraftProposed && e.shop.ApproveIn.Mailbox() && t.cp.Unfit == ""
}

// locate finds a copy in the listing of its folder. UIDs never lie about content, but a
// program that changes a draft files it anew, under another UID and often without our
// Message-ID: then the token in References leads to it.
func (e *Engine) locate(ctx context.Context, t *tended, there []desk.Filed) error {
	cp := &t.cp
	var exact, other *desk.Filed
	for i, f := range there {
		switch {
		case marked(f):
		case cp.Place.UID != 0 && f.Place == cp.Place:
			exact = &there[i]
		case isCopyOf(f, cp.MessageID) && !slices.ContainsFunc(cp.Old, func(o desk.Filed) bool { return o.Place == f.Place }):
			other = &there[i]
		}
	}
	if exact != nil {
		if !cp.Known {
			cp.Flags, cp.Known = exact.Flags, true
		}
		// A second one is a changed one, filed beside ours.
		cp.Touched = cp.Touched || other != nil || !slices.Equal(exact.Flags, cp.Flags)
		return e.found(ctx, t)
	}
	if other == nil {
		var err error
		if other, err = e.rewritten(ctx, t, there); err != nil || other == nil {
			cp.Place.UID = 0
			return err
		}
	}
	same := false
	if isCopyOf(*other, cp.MessageID) && (cp.Place.UID == 0 || cp.Place.UIDValidity != other.UIDValidity) { // we do not know our own number, or it means nothing any more
		var err error
		if same, err = e.isOurs(ctx, t, *other); err != nil {
			return err
		}
	}
	cp.Place, cp.Flags, cp.Known = other.Place, other.Flags, true
	cp.Touched = cp.Touched || !same
	return e.found(ctx, t)
}

// rewritten finds what a program made of a draft that waits when it kept none of our ids: a
// mail in Drafts that answers the same mail and is no draft of ours by itself.
func (e *Engine) rewritten(ctx context.Context, t *tended, there []desk.Filed) (*desk.Filed, error) {
	if !t.known || t.draft.State != desk.DraftProposed || t.draft.InReplyTo == "" || t.cp.State == desk.CopyFiling || t.cp.State == desk.CopyLost {
		return nil, nil
	}
	for i, f := range there {
		if marked(f) || !slices.Contains(f.InReplyTo, t.draft.InReplyTo) || replies.IsOwnMessageID(f.MessageID, e.secret) {
			continue
		}
		other := false // the changed copy of another draft of the case
		for _, id := range f.References {
			draft, ok := replies.DraftOf(id)
			if !ok || draft == t.cp.Draft || !replies.IsOwnMessageID(id, e.secret) {
				continue
			}
			d, err := e.store.Draft(ctx, draft)
			if err != nil && desk.CodeOf(err) != desk.CodeNotFound {
				return nil, err
			}
			other = other || err == nil && d.State != desk.DraftSent
		}
		if !other {
			return &there[i], nil
		}
	}
	return nil, nil
}

// isCopyOf reports whether a mail in Drafts is the draft with this Message-ID, also after
// a program gave it another.
func isCopyOf(f desk.Filed, messageID string) bool {
	token := replies.ThreadID(messageID)
	return f.MessageID == messageID || slices.Contains(f.References, token) || slices.Contains(f.InReplyTo, token)
}

// found notes that a copy is where it should be.
func (e *Engine) found(ctx context.Context, t *tended) error {
	switch t.cp.State {
	case desk.CopyLost:
		if err := e.cameBack(ctx, t); err != nil {
			return err
		}
	case desk.CopyFiling, desk.CopyGone:
	default:
		return nil
	}
	if t.cp.State == desk.CopyFiling && len(t.cp.Old) == 0 {
		e.toTell(&t.cp, tellFiled, "")
	}
	t.cp.State, t.cp.GoneAt = desk.CopyFiled, time.Time{}
	return e.keep(ctx, t)
}

// cameBack makes a draft wait again that somebody had moved out of Drafts, so that it counted
// as deleted, and has put back: as good as undo. Where its case has gone on since it stays as
// it is; and a person filed it, so it is never taken away.
func (e *Engine) cameBack(ctx context.Context, t *tended) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	d, err := e.store.Draft(ctx, t.cp.Draft)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		t.known, t.cp.Touched = false, true
		return nil
	}
	if err != nil {
		return err
	}
	if d.State == desk.DraftProposed { // somebody had it back here at the same time
		t.draft = d
		return nil
	}
	back, ok, err := e.takeBack(ctx, desk.MailProgram(), d)
	if !ok || desk.CodeOf(err) == desk.CodeIllegal {
		t.cp.Touched = true
		return nil
	}
	t.draft = back
	return err
}

// isOurs reports whether a mail in Drafts is, byte for byte, what we put there.
func (e *Engine) isOurs(ctx context.Context, t *tended, f desk.Filed) (bool, error) {
	raw, err := e.drafts.Read(ctx, t.cp.Account, f.Place)
	if desk.CodeOf(err) == desk.CodeNotFound {
		return false, nil
	}
	if err != nil || !t.known {
		return false, err
	}
	if t.draft.ContentHash() != t.cp.Content {
		return false, nil // the draft was changed here meanwhile: in doubt it is a person's
	}
	ours, err := replies.FiledMessage(t.draft, t.cp.Date.In(e.shop.Zone))
	return err == nil && bytes.Equal(ours, raw), nil
}

// marked reports whether somebody marked a mail as deleted: programs show it as gone.
func marked(f desk.Filed) bool {
	return slices.ContainsFunc(f.Flags, func(s string) bool { return strings.EqualFold(s, `\Deleted`) })
}

// takeAway removes what is out of date. What a person touched stays, and people are told.
func (e *Engine) takeAway(ctx context.Context, t *tended) error {
	for _, f := range t.cp.Old {
		end, err := e.drafts.Remove(ctx, t.cp.Account, f)
		if err != nil {
			return err
		}
		if end == desk.RemovalTouched {
			e.toTell(&t.cp, tellLeft, "an earlier wording was changed in the mail program")
		}
	}
	if len(t.cp.Old) > 0 {
		t.cp.Old = nil
		if err := e.keep(ctx, t); err != nil {
			return err
		}
	}
	busy := t.known && (t.draft.State == desk.DraftApproved || t.draft.State == desk.DraftSending)
	if e.stays(t) || busy || t.cp.State == desk.CopyHeld { // what is about to be sent is looked at right before that
		return nil
	}
	if t.cp.Place.UID == 0 {
		return e.vanished(ctx, t)
	}
	if !t.cp.Touched {
		end, err := e.drafts.Remove(ctx, t.cp.Account, desk.Filed{Place: t.cp.Place, Flags: t.cp.Flags})
		switch {
		case err != nil:
			return err
		case end == desk.RemovalDone:
			t.cp.Place.UID = 0
			return e.vanished(ctx, t)
		case end == desk.RemovalMarked && t.cp.State != desk.CopyLeft:
			t.cp.State = desk.CopyLeft
			e.toTell(&t.cp, tellMarked, e.outdated(t))
			return e.keep(ctx, t)
		case end == desk.RemovalMarked:
			return nil
		}
		t.cp.Touched = true
	}
	if t.cp.State == desk.CopyLeft {
		return nil
	}
	t.cp.State = desk.CopyLeft
	e.toTell(&t.cp, tellLeft, e.outdated(t))
	return e.keep(ctx, t)
}

// vanished ends the record of a copy of which nothing lies in the mailbox any more, or keeps
// it as far as something still depends on it.
func (e *Engine) vanished(ctx context.Context, t *tended) error {
	waits := t.known && t.draft.State == desk.DraftProposed && e.shop.ApproveIn.Mailbox()
	switch {
	case waits: // it may come back: released, or with fresh order data
		t.cp = desk.DraftCopy{Draft: t.cp.Draft, Case: t.cp.Case, Account: t.cp.Account, MessageID: t.cp.MessageID, Checked: t.cp.Checked,
			State: desk.CopyHeld, Content: t.draft.ContentHash(), Why: t.cp.Unfit}
		e.toTell(&t.cp, tellHeld, t.cp.Why)
		return e.keep(ctx, t)
	case t.cp.Tell != "" && t.cp.Tell != tellFiled:
		return nil // told first
	case t.cp.State == desk.CopyLost && t.known && t.draft.Lost && e.now().Sub(t.cp.GoneAt) < lostFor:
		return nil
	}
	return e.over(ctx, t)
}

// outdated says why a copy is not wanted any more.
func (e *Engine) outdated(t *tended) string {
	switch {
	case !t.known:
		return "its case was erased"
	case t.cp.Unfit != "":
		return t.cp.Unfit
	case t.draft.State == desk.DraftSent:
		return "it was sent"
	case t.draft.Why != "":
		return t.draft.Why
	}
	return "it is " + string(t.draft.State)
}
