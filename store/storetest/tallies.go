package storetest

import (
	"errors"
	"testing"

	"returndesk/desk"
)

// tallies gives the sums of a figure in the order in which the store gives them.
func (e *env) tallies(figure string, from, to desk.Date) []desk.Count {
	e.Helper()
	var out []desk.Count
	e.must(e.Tallies(ctx(), figure, from, to, func(c desk.Count) error {
		out = append(out, c)
		return nil
	}))
	return out
}

func counted(caseID string, counts ...desk.Count) desk.Audit {
	return desk.Audit{At: begin(), Actor: desk.System(), Case: caseID, What: "counted", Counts: counts}
}

func testTallies(t *testing.T, e *env) {
	e.settle(1, 2)
	one := func(day desk.Date, n int64, dims ...string) desk.Count {
		return desk.NewCount(day, n, desk.CountMail, dims...)
	}
	e.must(e.Record(ctx(), desk.Change{Audit: []desk.Audit{
		counted(caseID(1), one("2026-11-16", 1, "delay"), one("2026-11-16", 1, "delay"), one("2026-11-17", 2, "other")),
		counted("", one("2026-11-16", 1, "doa_defect"), desk.NewCount("2026-11-16", 5, "mailings", "x")),
	}}))
	e.must(e.Record(ctx(), desk.Change{Audit: []desk.Audit{counted(caseID(2), one("2026-11-16", 3, "delay"), one("2026-11-17", -2, "other"))}}))
	all := []desk.Count{one("2026-11-16", 5, "delay"), one("2026-11-16", 1, "doa_defect")}
	e.same("sums; of 0 none", e.tallies(desk.CountMail, "", ""), all)
	e.must(e.Record(ctx(), desk.Change{Audit: []desk.Audit{counted(caseID(2), one("2026-11-23", -1, "delay"), one("2026-11-23", 0, "other"))}}))
	e.same("from a day on", e.tallies(desk.CountMail, "2026-11-17", ""), []desk.Count{one("2026-11-23", -1, "delay")})
	e.same("up to a day, which is not in it", e.tallies(desk.CountMail, "2026-11-16", "2026-11-23"), all)
	e.same("another figure", e.tallies("mailings", "", ""), []desk.Count{desk.NewCount("2026-11-16", 5, "mailings", "x")})
	e.same("no figure", e.tallies("nothing", "", ""), []desk.Count(nil))
	e.same("without a dimension", e.tallies("mail", "", "2026-11-16"), []desk.Count(nil))

	stop := errors.New("enough")
	n := 0
	if err := e.Tallies(ctx(), desk.CountMail, "", "", func(desk.Count) error { n++; return stop }); err != stop || n != 1 {
		t.Fatalf("the callback's error came back as %v after %d calls", err, n)
	}
	for _, bad := range []desk.Count{{Day: "2026-11-16"}, {Of: "mail/x"}, {Of: "mail/x", Day: "a week"}, {Of: "mail/\x00", Day: "2026-11-16"}} {
		e.want(desk.CodeInvalid, e.Record(ctx(), desk.Change{Audit: []desk.Audit{counted("", one("2026-11-16", 7, "delay"), bad)}}))
	}
	e.want(desk.CodeInvalid, e.Tallies(ctx(), "", "", "", func(desk.Count) error { return nil }))

	c := e.next(1)
	c.Version += 5
	e.want(desk.CodeConflict, e.Record(ctx(), desk.Change{Cases: []desk.Case{c}, Audit: []desk.Audit{counted(caseID(1), one("2026-11-16", 7, "delay"))}}))
	e.same("a refused change counts nothing", e.tallies(desk.CountMail, "", "2026-11-23"), all)
	e.reopen()
	e.same("after opening again", e.tallies(desk.CountMail, "", "2026-11-23"), all)
}

// testTalliesErased: what was counted stays counted when the person is erased, and nothing
// of the entries that counted it can be read any more.
func testTalliesErased(t *testing.T, e *env) {
	e.settle(1, 2)
	count := desk.NewCount("2026-11-16", 1, desk.CountMail, "delay")
	e.must(e.Record(ctx(), desk.Change{Audit: []desk.Audit{counted(caseID(1), count, count), counted(caseID(2), count)}}))
	_, err := e.Erase(ctx(), writer(1), desk.System(), begin())
	e.must(err)
	want := []desk.Count{desk.NewCount("2026-11-16", 3, desk.CountMail, "delay")}
	e.same("sums after erasing", e.tallies(desk.CountMail, "", ""), want)
	list, err := e.Audit(ctx(), caseID(1))
	e.must(err)
	for _, a := range list {
		if len(a.Counts) > 0 {
			t.Errorf("the erased case's entry %q still has counts", a.What)
		}
	}
	var sum int64
	e.must(e.AuditSince(ctx(), begin(), func(a desk.Audit) error {
		for _, c := range a.Counts {
			sum += c.N
		}
		return nil
	}))
	e.same("the history still adds up to the sums", sum, int64(3))
}

func testUnfinished(t *testing.T, e *env) {
	e.settle(1, 4)
	numbers := func() []string {
		t.Helper()
		var out []string
		e.must(e.UnfinishedRMAs(ctx(), func(r desk.RMA) error {
			out = append(out, r.Number)
			return nil
		}))
		return out
	}
	e.same("all open", numbers(), []string{rmaNumber(1), rmaNumber(2), rmaNumber(3), rmaNumber(4)})
	closed := func(n int, claim *desk.Claim) desk.RMA {
		r := e.rma(n)
		r.State, r.Claim = desk.RMAClosedResolved, claim
		return r
	}
	e.must(e.Record(ctx(), desk.Change{RMAs: []desk.RMA{closed(1, nil), closed(2, &desk.Claim{State: desk.ClaimFiled}), closed(3, &desk.Claim{State: desk.ClaimWon})}}))
	e.same("a claim is not answered yet", numbers(), []string{rmaNumber(2), rmaNumber(4)})
	again := e.rma(3)
	again.State, again.Claim = desk.RMAUnderReview, nil
	e.must(e.Record(ctx(), desk.Change{RMAs: []desk.RMA{again}}))
	e.same("one is open again", numbers(), []string{rmaNumber(2), rmaNumber(3), rmaNumber(4)})
	stop := errors.New("enough")
	if err := e.UnfinishedRMAs(ctx(), func(desk.RMA) error { return stop }); err != stop {
		t.Fatalf("the callback's error came back as %v", err)
	}
	_, err := e.Erase(ctx(), writer(3), desk.System(), begin())
	e.must(err)
	e.reopen()
	e.same("without the erased", numbers(), []string{rmaNumber(2), rmaNumber(4)})
}

func testSettingsOfChange(t *testing.T, e *env) {
	e.settle(1, 1)
	e.must(e.Record(ctx(), desk.Change{Settings: map[string][]byte{"digest/2026-W47": []byte("frozen"), "other": []byte("x")}}))
	c := e.next(1)
	c.Version += 5
	e.want(desk.CodeConflict, e.Record(ctx(), desk.Change{Cases: []desk.Case{c}, Settings: map[string][]byte{"other": []byte("y")}}))
	v, err := e.Setting(ctx(), "other")
	e.must(err)
	e.same("a refused change sets nothing", string(v), "x")
	e.must(e.Record(ctx(), desk.Change{Settings: map[string][]byte{"other": nil}}))
	v, err = e.Setting(ctx(), "other")
	e.must(err)
	e.same("forgotten", v == nil, true)
	v, err = e.Setting(ctx(), "digest/2026-W47")
	e.must(err)
	e.same("kept", string(v), "frozen")
	e.want(desk.CodeInvalid, e.Record(ctx(), desk.Change{Settings: map[string][]byte{"": []byte("y")}}))
}

func testEachDraft(t *testing.T, e *env) {
	e.settle(1, 5)
	e.approve(3, begin())
	ids := func(state desk.DraftState, template string) []string {
		t.Helper()
		var out []string
		e.must(e.EachDraftOf(ctx(), state, template, func(d desk.Draft) error {
			out = append(out, d.ID)
			return nil
		}))
		return out
	}
	e.same("proposed, oldest first", ids(desk.DraftProposed, "claim_received"), []string{draftID(1), draftID(2), draftID(4), draftID(5)})
	e.same("of another template", ids(desk.DraftProposed, "refund_processing"), []string(nil))
	e.same("approved", ids(desk.DraftApproved, "claim_received"), []string{draftID(3)})
	e.same("sent", ids(desk.DraftSent, "claim_received"), []string(nil))
	stop := errors.New("enough")
	n := 0
	if err := e.EachDraftOf(ctx(), desk.DraftProposed, "claim_received", func(desk.Draft) error { n++; return stop }); err != stop || n != 1 {
		t.Fatalf("the callback's error came back as %v after %d calls", err, n)
	}
}
