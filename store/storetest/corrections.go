package storetest

import (
	"testing"

	"returndesk/desk"
)

// testCorrections: the log keeps its order, gives ids, survives a restart, takes a revoked
// correction in its place, and forgets an erased person's words.
func testCorrections(t *testing.T, e *env) {
	e.settle(1, 3)
	by := desk.Actor{Name: "Ada", Role: desk.RoleAgent}
	put := func(c desk.Correction) error { return e.Record(ctx(), desk.Change{Corrections: []desk.Correction{c}}) }
	for n := 1; n <= 3; n++ {
		e.must(put(desk.Correction{
			Case: caseID(n), Mail: mail(n).ID, Customer: writer(n), Text: "words of " + writer(n), Read: desk.ClassDelay, ReadSignals: []desk.Signal{desk.SignalSafetyHazard}, Class: desk.ClassCancellation,
			Also: []desk.Class{}, Signals: []desk.Signal{desk.SignalWantsRefund}, By: by, At: begin(),
		}))
	}
	e.reopen()
	list, err := e.Corrections(ctx())
	e.must(err)
	e.same("how many", len(list), 3)
	e.same("the first", list[0].ID, "K-1")
	e.same("its words", list[2].Text, "words of "+writer(3))

	revoked := list[0]
	revoked.Revoked, revoked.RevokedAt = &by, begin()
	e.must(put(revoked))
	list, err = e.Corrections(ctx())
	e.must(err)
	e.same("still as many", len(list), 3)
	e.same("who revoked it", list[0].Revoked, &by)
	e.want(desk.CodeNotFound, put(desk.Correction{ID: "K-99", Case: caseID(1)}))
	e.want(desk.CodeInvalid, put(desk.Correction{Case: "nonsense"}))

	e.same("what was read", list[1].ReadSignals, []desk.Signal{desk.SignalSafetyHazard})
	e.must(put(desk.Correction{Case: caseID(3), Mail: mail(3).ID, Customer: writer(2), Text: "more words of " + writer(2), Also: []desk.Class{}, Signals: []desk.Signal{}, By: by, At: begin()}))
	done, err := e.Erase(ctx(), writer(2), by, begin())
	e.must(err)
	e.same("corrections removed", done.Corrections, 2)
	list, err = e.Corrections(ctx())
	e.must(err)
	e.same("the others stay", len(list), 2)
	for _, c := range list {
		if c.Case == caseID(2) || c.Customer == writer(2) {
			t.Error("the erased person's correction is still there")
		}
	}
}
