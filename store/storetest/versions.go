package storetest

import (
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"returndesk/desk"
)

// testRMAVersions: a record has a version of its own, whichever case stands beside it, in a
// change of its own, in a batch and with the end of a sending.
func testRMAVersions(t *testing.T, e *env) {
	e.settle(1, 2)
	mine, theirs := e.rma(1), e.rma(1)
	e.same("the first version", mine.Version, uint64(1))
	mine.Tracking = "1Z1"
	e.must(e.Record(ctx(), desk.Change{RMAs: []desk.RMA{mine}}))

	theirs.Finding = "no fault"
	e.want(desk.CodeConflict, e.Record(ctx(), desk.Change{Cases: []desk.Case{e.next(2)}, RMAs: []desk.RMA{theirs}}))
	refusals, err := e.RecordOutcomes(ctx(), []desk.Change{{Cases: []desk.Case{e.next(2)}, RMAs: []desk.RMA{theirs}}})
	e.must(err)
	e.want(desk.CodeConflict, refusals[0])
	if !desk.IsTemporary(refusals[0]) {
		t.Error("who comes second is not told to look again")
	}

	e.approve(2, begin())
	d, err := e.ClaimSend(ctx(), begin())
	e.must(err)
	sent := *d
	sent.State, sent.SentAt = desk.DraftSent, begin()
	finish := desk.Change{Cases: []desk.Case{e.next(2)}, Drafts: []desk.DraftChange{{Draft: sent, From: desk.DraftSending}}, RMAs: []desk.RMA{theirs}}
	e.want(desk.CodeConflict, e.FinishSend(ctx(), finish))
	left, err := e.Interrupted(ctx())
	e.must(err)
	e.same("the sending is not recorded either", len(left), 1)
	theirs = e.rma(1)
	theirs.Finding = "no fault"
	finish.RMAs = []desk.RMA{theirs}
	e.must(e.FinishSend(ctx(), finish))

	got := e.rma(1)
	e.same("both are kept", []any{got.Tracking, got.Finding, got.Version}, []any{"1Z1", "no fault", uint64(3)})

	// One that was opened meanwhile is not opened again, nor is one put that never was.
	e.want(desk.CodeConflict, e.Record(ctx(), desk.Change{RMAs: []desk.RMA{newRMA(1)}}))
	never := newRMA(7)
	never.Version = 1
	e.want(desk.CodeConflict, e.Record(ctx(), desk.Change{RMAs: []desk.RMA{never}}))

	e.reopen()
	e.same("after opening again", e.rma(1).Version, uint64(3))
}

// testRaceRecords: of many who change one version of a record beside cases of their own, one
// wins each round, and nothing that was won is lost.
func testRaceRecords(t *testing.T, e *env) {
	const people, rounds = 4, 5
	e.settle(1, people)
	for range rounds {
		r := e.rma(1)
		var wins atomic.Int32
		var wg sync.WaitGroup
		for i := range people {
			c := e.next(i + 1)
			wg.Go(func() {
				mine := r
				mine.History = append(mine.History[:len(mine.History):len(mine.History)],
					desk.RMAHistory{At: begin().Add(time.Hour), Actor: desk.System(), From: r.State, To: r.State, Why: fmt.Sprintf("by %d", i)})
				switch err := e.Record(ctx(), desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{mine}}); desk.CodeOf(err) {
				case "":
					wins.Add(1)
				case desk.CodeConflict:
				default:
					t.Error(err)
				}
			})
		}
		wg.Wait()
		e.same("winners", wins.Load(), int32(1))
	}
	r := e.rma(1)
	e.same("steps kept", len(r.History), 1+rounds)
	e.same("the version", r.Version, uint64(1+rounds))
}
