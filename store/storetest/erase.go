package storetest

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
)

// testErase: nothing of a person can be found any more, all of the others can, and the
// mail is not taken in again.
func testErase(t *testing.T, e *env) {
	e.settle(1, 3)
	large := mail(4)
	large.Raw = append(bytes.Repeat([]byte("photo "), 60_000), large.Raw...)
	large.ID, large.TraceHash = hexSum(large.Raw), ""
	e.accept(large)
	c := e.next(2)
	e.must(e.Record(ctx(), desk.Change{
		Cases:    []desk.Case{c},
		Mails:    []desk.Mail{{Accepted: large, State: desk.MailJoined, Case: caseID(2), From: writer(2)}},
		Pictures: []desk.Picture{{SHA256: "aa", PHash: "ff", Case: caseID(2), Mail: large.ID}, {SHA256: "aa", Case: caseID(3), Mail: mail(3).ID}},
		Dues:     []desk.Due{{ID: "judge/2", At: begin(), Case: caseID(2)}, {ID: "judge/3", At: begin(), Case: caseID(3)}},
		Alerts: []desk.Alert{{Key: "a2", Case: caseID(2), Text: writer(2), CreatedAt: begin()}, {Key: "a3", Case: caseID(3), CreatedAt: begin()},
			{Key: "many", Cases: []string{caseID(2), caseID(3)}, Text: "of two", CreatedAt: begin()}},
		Spoken: []desk.Spoken{{Key: "ack/" + writer(2), At: begin()}},
	}))
	by := desk.Actor{Name: "Ada", Role: desk.RoleAdmin}
	done, err := e.Erase(ctx(), strings.ToUpper(writer(2)), by, begin())
	e.must(err)
	e.same("what was removed", done, desk.Erasure{Cases: 1, Mails: 2, Drafts: 1, RMAs: 1, Pictures: 1})
	for range 2 {
		e.erased(large.ID)
		e.others()
		e.reopen()
	}
	fresh, err := e.AcceptMessages(ctx(), "support", "INBOX", []desk.Accepted{mail(2), large}, cursor(8))
	e.must(err)
	e.same("taken in again", len(fresh), 0)
	done, err = e.Erase(ctx(), writer(2), by, begin())
	e.must(err)
	e.same("the second time", done, desk.Erasure{})
	_, err = e.Erase(ctx(), "", by, begin())
	e.want(desk.CodeInvalid, err)

	e.approve(3, begin())
	_, err = e.ClaimSend(ctx(), begin())
	e.must(err)
	_, err = e.Erase(ctx(), writer(3), by, begin())
	e.want(desk.CodeConflict, err)
}

// erased checks that the second person is gone.
func (e *env) erased(large string) {
	e.Helper()
	_, err := e.Case(ctx(), caseID(2))
	e.want(desk.CodeNotFound, err)
	_, err = e.Draft(ctx(), draftID(2))
	e.want(desk.CodeNotFound, err)
	_, err = e.RMA(ctx(), rmaNumber(2))
	e.want(desk.CodeNotFound, err)
	for _, id := range []string{mail(2).ID, large} {
		m, err := e.Mail(ctx(), id)
		e.must(err)
		if m.From != "" || m.Subject != "" || m.Case != "" || m.MessageID != "" || m.Kind != "erased" {
			e.Fatalf("of an erased mail stays %+v", m)
		}
		raw, err := e.Raw(ctx(), id)
		if err == nil && len(raw) > 0 {
			e.Fatalf("%d bytes of an erased mail stay", len(raw))
		}
	}
	_, found, err := e.CaseOfRefs(ctx(), []string{"m2@example.org", "d2@shop.example"})
	e.must(err)
	e.same("a reference", found, false)
	for _, f := range []desk.CaseFilter{{Words: []string{"word2"}}, {Address: writer(2)}, {Order: orderOf(2)}} {
		e.same("a listing", e.all(f), []string(nil))
	}
	history, err := e.Audit(ctx(), caseID(2))
	e.must(err)
	if len(history) != 1 || history[0].What != "erased" || history[0].Actor.Name != "Ada" || len(history[0].Data) != 0 {
		e.Fatalf("of the history stays %+v", history)
	}
	spoken, err := e.SpokenAt(ctx(), "ack/"+writer(2))
	e.must(err)
	e.same("a memory", spoken.IsZero(), true)
}

// others checks that the third person stays.
func (e *env) others() {
	e.Helper()
	c, err := e.Case(ctx(), caseID(3))
	e.must(err)
	e.same("another case", c, newCase(3))
	e.same("found by a word", e.all(desk.CaseFilter{Words: []string{"crackle"}}), names(3, 1))
	raw, err := e.Raw(ctx(), mail(3).ID)
	e.must(err)
	e.same("another mail", raw, mail(3).Raw)
	pictures, err := e.PicturesLike(ctx(), "aa", "ff", 64)
	e.must(err)
	e.same("pictures", len(pictures), 1)
	dues, err := e.DuesBefore(ctx(), "", begin(), 9)
	e.must(err)
	e.same("due times", len(dues), 1)
	alerts, err := e.PendingAlerts(ctx(), begin(), 9)
	e.must(err)
	e.same("alerts", len(alerts), 2)
	for _, a := range alerts {
		if a.Key == "many" && (strings.Contains(a.Text, "of two") || len(a.Cases) != 1 || a.Cases[0] != caseID(3)) {
			e.Fatalf("an alert about several cases keeps %+v", a)
		}
	}
	history, err := e.Audit(ctx(), caseID(3))
	e.must(err)
	e.same("another history", len(history), 2)
	counts, err := e.Counts(ctx())
	e.must(err)
	e.same("cases", counts.Cases, map[desk.CaseState]int{desk.CaseOpen: 2})
	e.same("drafts", counts.Drafts, map[desk.DraftState]int{desk.DraftProposed: 2})
}

// testEraseMany erases one of many after so many commits that every index is folded.
func testEraseMany(t *testing.T, e *env) {
	const people = 90
	for n := 1; n <= people; n++ {
		e.settle(n, n)
	}
	_, err := e.Erase(ctx(), writer(40), desk.System(), begin().Add(time.Hour))
	e.must(err)
	_, found, err := e.CaseOfRefs(ctx(), []string{"m40@example.org", "d40@shop.example"})
	e.must(err)
	e.same("a reference", found, false)
	e.same("its words", e.all(desk.CaseFilter{Words: []string{"word40"}}), []string(nil))
	e.same("the others", len(e.all(desk.CaseFilter{Words: []string{"crackle"}})), people-1)
	for _, n := range []int{1, 39, 41, people} {
		list, err := e.CasesOfCustomer(ctx(), writer(n))
		e.must(err)
		e.same("another person", ids(list), names(n))
	}
}
