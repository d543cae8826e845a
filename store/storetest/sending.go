package storetest

import (
	"testing"
	"time"

	"returndesk/desk"
)

// approve approves the n-th draft for sending at a time.
func (e *env) approve(n int, after time.Time) {
	e.Helper()
	d, err := e.Draft(ctx(), draftID(n))
	e.must(err)
	from := d.State
	d.State, d.SendAfter, d.Frozen = desk.DraftApproved, after, []byte("frozen bytes")
	e.must(e.Record(ctx(), desk.Change{Cases: []desk.Case{e.next(n)}, Drafts: []desk.DraftChange{{Draft: d, From: from}}}))
}

func testSending(t *testing.T, e *env) {
	e.settle(1, 2)
	d, err := e.ClaimSend(ctx(), begin())
	e.must(err)
	if d != nil {
		t.Fatalf("claimed %s, which nobody approved", d.ID)
	}
	e.approve(1, begin())
	d, err = e.ClaimSend(ctx(), begin().Add(-time.Millisecond/2))
	e.must(err)
	if d != nil {
		t.Fatal("claimed before its time")
	}
	d, err = e.ClaimSend(ctx(), begin())
	e.must(err)
	if d == nil || d.ID != draftID(1) || d.State != desk.DraftSending || d.Attempts != 1 || string(d.Frozen) != "frozen bytes" {
		t.Fatalf("claimed %+v", d)
	}
	again, err := e.ClaimSend(ctx(), begin().Add(time.Hour))
	e.must(err)
	if again != nil {
		t.Fatalf("claimed %s twice", again.ID)
	}

	// The process dies here: the draft is found by the next one.
	e.reopen()
	left, err := e.Interrupted(ctx())
	e.must(err)
	e.same("interrupted", left, []desk.Draft{*d})

	sent := *d
	sent.State, sent.SentAt = desk.DraftSent, begin()
	wrong := desk.Change{Drafts: []desk.DraftChange{{Draft: sent, From: desk.DraftApproved}}}
	e.want(desk.CodeConflict, e.Record(ctx(), wrong))
	e.want(desk.CodeConflict, e.FinishSend(ctx(), wrong))
	other := newDraft(2)
	other.State = desk.DraftVoid
	e.want(desk.CodeInvalid, e.FinishSend(ctx(), desk.Change{Drafts: []desk.DraftChange{{Draft: other, From: desk.DraftProposed}}}))
	e.want(desk.CodeInvalid, e.FinishSend(ctx(), desk.Change{}))
	stale := newCase(1)
	e.want(desk.CodeConflict, e.FinishSend(ctx(), desk.Change{Cases: []desk.Case{stale}, Drafts: []desk.DraftChange{{Draft: sent, From: desk.DraftSending}}}))
	finish := desk.Change{Cases: []desk.Case{e.next(1)}, Drafts: []desk.DraftChange{{Draft: sent, From: desk.DraftSending}}}
	e.must(e.FinishSend(ctx(), finish))
	e.want(desk.CodeConflict, e.FinishSend(ctx(), finish))
	left, err = e.Interrupted(ctx())
	e.must(err)
	e.same("interrupted", len(left), 0)
	got, err := e.Draft(ctx(), draftID(1))
	e.must(err)
	e.same("the sent draft", got, sent)
}

// testSendingOrder: what may leave first leaves first; a failed try waits its turn.
func testSendingOrder(t *testing.T, e *env) {
	e.settle(1, 4)
	e.approve(1, begin().Add(3*time.Minute))
	e.approve(2, begin().Add(1*time.Minute))
	e.approve(3, begin().Add(2*time.Minute))
	list, err := e.DraftsIn(ctx(), desk.DraftApproved, 2)
	e.must(err)
	e.same("approved, limited", []string{list[0].ID, list[1].ID}, []string{draftID(2), draftID(3)})
	d, err := e.ClaimSend(ctx(), begin().Add(time.Hour))
	e.must(err)
	e.same("first", d.ID, draftID(2))
	back := *d
	back.State, back.SendAfter = desk.DraftApproved, begin().Add(10*time.Minute)
	e.must(e.FinishSend(ctx(), desk.Change{Drafts: []desk.DraftChange{{Draft: back, From: desk.DraftSending}}}))
	for _, want := range []int{3, 1, 2} {
		d, err := e.ClaimSend(ctx(), begin().Add(time.Hour))
		e.must(err)
		e.same("claimed", d.ID, draftID(want))
	}
	d, err = e.Store.ClaimSend(ctx(), begin().Add(time.Hour))
	e.must(err)
	if d != nil {
		t.Fatalf("claimed %s", d.ID)
	}
	proposed, err := e.DraftsIn(ctx(), desk.DraftProposed, 0)
	e.must(err)
	e.same("proposed", len(proposed), 1)
	again, err := e.Draft(ctx(), draftID(2))
	e.must(err)
	e.same("attempts", again.Attempts, 2)
}
