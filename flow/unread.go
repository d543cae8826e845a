package flow

import (
	"context"
	"errors"
	"time"

	"returndesk/desk"
)

// errUnread says that a customer may have answered already: what time calls for because he has not waits until
// his inbox was read.
var errUnread = errors.New("the inbox was not read yet")

// unreadRetry is when a mail that leaves by itself is tried again while its inbox cannot be read.
const unreadRetry = 15 * time.Minute

// mayHaveAnswered reports whether what a due time sets off rests on a customer's silence, of which nobody can
// tell yet: mail of his account may lie unread, as after a night in which nothing ran. The clock stops for a
// message that waits (domain.md section 2). Whether a record's deadline is the customer's its state tells: fireRMA.
func (e *Engine) mayHaveAnswered(kind, account string) bool {
	switch kind {
	case dueRemind, dueLast, dueSilence, dueChoice, dueExpires:
		return e.notRead(account)
	}
	return false
}

func (e *Engine) notRead(account string) bool { return e.unread != nil && e.unread(account) }

// waitsForInbox puts a reminder that leaves by itself off while its inbox was not read. What a person approved
// leaves.
func (e *Engine) waitsForInbox(ctx context.Context, d desk.Draft) (bool, error) {
	if !d.Automatic() || !byTime(d.Template) {
		return false, nil
	}
	c, err := e.store.Case(ctx, d.Case)
	if err != nil || !e.notRead(c.Account) {
		return false, err
	}
	d.Attempts-- // no server was asked
	d.SendAfter = e.now().Add(unreadRetry)
	return true, e.finish(ctx, d, desk.DraftApproved, "the inbox was not read yet, and the customer may have answered", "send_delayed")
}
