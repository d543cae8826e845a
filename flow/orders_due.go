package flow

import (
	"context"

	"returndesk/desk"
)

// dueOrders is the kind of due time of a case that was decided without order data: the
// file was absent, unreadable, or contradicted itself.
const dueOrders = "order_data"

func ordersDue(caseID string) string { return "order_data/" + caseID }

// linkedBlind marks a due time of which only a further order of the mail was without data.
const linkedBlind = "linked"

// blind reports whether a decision rests on no order data although some may exist. It is
// "not known", never "not found" (domain.md section 0).
func blind(d desk.Decision) bool {
	return d.Facts.Get(desk.FactLookup) == "unavailable" || d.Facts.Get(desk.FactData) == "error"
}

// awaitOrders stores that the case is to be decided anew when order data arrives.
func (b *outcome) awaitOrders(c desk.Case, decisions []desk.Decision) {
	if b.s.history {
		return
	}
	for i, d := range decisions {
		if !blind(d) {
			continue
		}
		due := desk.Due{ID: ordersDue(c.ID), Kind: dueOrders, At: b.now, Case: c.ID}
		if i > 0 {
			due.Data = linkedBlind
		}
		b.change.Dues = append(b.change.Dues, due)
		return
	}
}

// OrdersLoaded decides anew the cases that were decided without order data, now that the
// data changed: an untouched draft is void and rebuilt, a case that already got its holding
// reply gets the real one. It gives how many were decided, and how many have to wait for
// the end of something under way: call it again for those.
func (e *Engine) OrdersLoaded(ctx context.Context) (decided, waiting int, err error) {
	e.ordersAt.Store(e.now().UnixNano()) // drafts in the mailbox rest on the data of before
	e.feed.tell()                        // and so do open pages
	if e.shop.ApproveIn.Mailbox() {
		e.poke()
	}
	dues, err := e.store.DuesBefore(ctx, dueOrders, e.now(), 100000)
	if err != nil {
		return 0, 0, err
	}
	for _, due := range dues {
		if err := ctx.Err(); err != nil {
			return decided, waiting, err
		}
		did, wait, err := e.ordersArrived(ctx, due)
		switch {
		case desk.CodeOf(err) == desk.CodeConflict:
			waiting++
		case err != nil:
			return decided, waiting, err
		case wait:
			waiting++
		case did:
			decided++
		}
	}
	if decided > 0 {
		e.poke()
	}
	return decided, waiting, nil
}

// ordersArrived decides one case anew.
func (e *Engine) ordersArrived(ctx context.Context, due desk.Due) (did, wait bool, err error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	over := desk.Change{Done: []string{due.ID}}
	c, err := e.store.Case(ctx, due.Case)
	if desk.CodeOf(err) == desk.CodeNotFound { // erased meanwhile
		return false, false, e.record(ctx, over)
	}
	if err != nil {
		return false, false, err
	}
	mine, wait, err := e.untouched(ctx, c)
	if err != nil || wait {
		return false, wait, err
	}
	last := c.Last()
	if !mine || last == nil || due.Data == "" && !blind(*last) {
		return false, false, e.record(ctx, over)
	}
	s, err := e.again(ctx, c)
	if err != nil {
		return false, false, err
	}
	v := newView(e.store)
	decisions, err := e.decide(ctx, v, s)
	if err != nil {
		return false, false, err
	}
	still := false
	for _, d := range decisions {
		still = still || blind(d)
	}
	changed := len(changedFacts(*last, decisions[0])) > 0 || due.Data == linkedBlind && !still
	if !changed {
		if still {
			return false, false, nil // the next loading may bring it
		}
		return false, false, e.record(ctx, over)
	}
	s.why = "the order data can be read now"
	change, err := e.settle(ctx, v, s)
	if err != nil {
		return false, false, err
	}
	if !still {
		change.Done = append(change.Done, due.ID)
	}
	return true, false, e.record(ctx, change)
}

// untouched reports whether the machine may decide a case anew by itself: it is no
// person's work yet. wait says that its draft is on its way out; after that it is.
func (e *Engine) untouched(ctx context.Context, c desk.Case) (mine, wait bool, err error) {
	if c.State != desk.CaseOpen && c.State != desk.CaseWaiting {
		return false, false, nil
	}
	drafts, err := e.store.DraftsOfCase(ctx, c.ID)
	if drafts = replyDrafts(drafts); err != nil || len(drafts) == 0 {
		return err == nil, false, err
	}
	d := drafts[len(drafts)-1]
	switch d.State {
	case desk.DraftApproved, desk.DraftSending, desk.DraftUncertain:
		return false, true, nil
	case desk.DraftProposed, desk.DraftSent:
		return !d.Edited && d.Moves == nil, false, nil
	case desk.DraftVoid: // unless it is void because a person wrote the answer
		return c.Answered < len(c.Decisions), false, nil
	}
	return false, false, nil
}
