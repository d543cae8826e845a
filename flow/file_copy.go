package flow

import (
	"context"
	"errors"
	"slices"
	"time"

	"returndesk/desk"
)

// copyState says whether a sent mail of this account still has to be filed. It asks the
// configuration alone: who marks a mail as sent beside no service has no mailbox at hand.
func (e *Engine) copyState(account string) string {
	if !e.account(account).AppendSent {
		return "off"
	}
	return "pending"
}

// dueFile is the kind of due time that calls for a copy in Sent.
const dueFile = "file_copy"

// filing gives the due times of a draft that has to be filed.
func filing(d desk.Draft, at time.Time) []desk.Due {
	if d.SentCopy != "pending" {
		return nil
	}
	return []desk.Due{{ID: dueFile + "/" + d.ID, Kind: dueFile, At: at, Case: d.Case, Data: d.ID}}
}

// copiesAtOnce is how many copies one look at the due times handles.
const copiesAtOnce = 100

// FileCopies puts copies of sent mails into Sent, where a mailbox wants that. Each try
// begins with a search for the Message-ID, so a repeated one makes no second copy. A mailbox
// that cannot be reached is tried once a time, and keeps no other one's copies waiting.
func (e *Engine) FileCopies(ctx context.Context) error {
	if e.sent == nil {
		return nil
	}
	away, held := accountsAway{}, []string{}
	for ctx.Err() == nil {
		dues, err := e.store.DuesBefore(ctx, dueFile, e.now(), copiesAtOnce+len(held))
		if err != nil {
			return err
		}
		dues = slices.DeleteFunc(dues, func(d desk.Due) bool { return slices.Contains(held, d.ID) })
		if len(dues) == 0 { // none left, or only such as come again
			return away.err(held)
		}
		for _, due := range dues {
			switch err := e.fileCopy(ctx, due, away); {
			case desk.CodeOf(err) == desk.CodeConflict:
				held = append(held, due.ID)
			case errors.Is(err, errAway):
				held = append(held, due.ID)
			case err != nil:
				return err
			}
		}
	}
	return ctx.Err()
}

// fileCopy files one sent mail. A conflict means that the case moved on, errAway that its mailbox
// cannot be reached: it comes again.
func (e *Engine) fileCopy(ctx context.Context, due desk.Due, away accountsAway) error {
	d, err := e.store.Draft(ctx, due.Data)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		return e.record(ctx, desk.Change{Done: []string{due.ID}})
	}
	if err != nil {
		return err
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil {
		return err
	}
	if away[c.Account] == nil {
		away[c.Account] = e.sent.File(ctx, c.Account, d.MessageID, d.Frozen, d.SentAt)
	}
	if away[c.Account] != nil {
		return errAway
	}
	d.SentCopy, d.UpdatedAt = "done", e.now()
	next(&c, e.now())
	return e.record(ctx, desk.Change{
		Cases: []desk.Case{c}, Drafts: []desk.DraftChange{{Draft: d, From: desk.DraftSent}}, Done: []string{due.ID},
		Audit: []desk.Audit{e.note(desk.System(), c.ID, "filed", "copied to Sent", "draft", d.ID)},
	})
}
