package flow_test

import (
	"context"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// claim opens a world in which a claim is under review, its first reply sent.
func claim(t *testing.T) (*world, desk.Case, desk.RMA) {
	t.Helper()
	w, c := received(t, "S14", nil)
	first := w.oneOpen(c.ID)
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: first.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	return w, c, w.record(c.ID)
}

// record gives the latest record of a case.
func (w *world) record(id string) desk.RMA {
	w.t.Helper()
	c, err := w.store.Case(w.t.Context(), id)
	if err != nil || len(c.RMAs) == 0 {
		w.t.Fatalf("%s has the records %v, %v", id, c.RMAs, err)
	}
	r, err := w.store.RMA(w.t.Context(), c.RMAs[len(c.RMAs)-1])
	if err != nil {
		w.t.Fatal(err)
	}
	return r
}

// authorize resolves a case with an authorised return.
func (w *world) authorize(id string) *desk.Draft {
	w.t.Helper()
	_, d, err := w.Resolve(w.t.Context(), agent, flow.Resolution{Case: id, Action: "rma_authorized", Because: "the photo shows it",
		Set: map[string]string{"condition": "in its box"}})
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// TestRejectedMailMovesNothing: the draft tells of the record as authorised, with number,
// address and day; rejected or taken back, record and case are as they were before.
func TestRejectedMailMovesNothing(t *testing.T) {
	t.Parallel()
	w, c, before := claim(t)
	d := w.authorize(c.ID)
	for _, shown := range []string{before.Number, "Dock 4, Albany NY", "in this condition"} {
		if !strings.Contains(d.Text, shown) {
			t.Errorf("the draft does not tell %q:\n%s", shown, d.Text)
		}
	}
	unmoved := func(when string) {
		if now := w.record(c.ID); now.State != desk.RMAUnderReview || now.ReturnAddress != "" || now.Deadline != "" || len(now.History) != len(before.History) {
			t.Errorf("%s the record is %+v", when, now)
		}
	}
	unmoved("drafted,")
	if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	unmoved("approved,")
	if _, err := w.Undo(t.Context(), agent, d.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Reject(t.Context(), agent, d.ID, "a video first"); err != nil {
		t.Fatal(err)
	}
	unmoved("rejected,")
	if slices.Contains(w.audits(c.ID), "rma_advanced") {
		t.Errorf("the history tells of a step: %v", w.audits(c.ID))
	}
}

// TestSentMailMoves: once the mail has left, the record has what the customer was told.
func TestSentMailMoves(t *testing.T) {
	t.Parallel()
	w, c, _ := claim(t)
	d := w.authorize(c.ID)
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(time.Hour)
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	r := w.record(c.ID)
	day := desk.Date(w.clock.Add(-time.Hour).In(w.scenario.Zone).AddDate(0, 0, 21).Format(time.DateOnly))
	if r.State != desk.RMAAuthorized || r.ReturnAddress != "Dock 4, Albany NY" || r.Condition != "in its box" || r.Deadline != day {
		t.Errorf("the record is %+v, not to be sent by %s", r, day)
	}
	step := r.History[len(r.History)-1]
	if step.To != desk.RMAAuthorized || step.Actor != agent || !step.At.Equal(w.clock) || !strings.Contains(step.Why, "the photo shows it") {
		t.Errorf("the history says %+v", step)
	}
	if !slices.Contains(w.audits(c.ID), "rma_advanced") {
		t.Errorf("the case's history lacks the step: %v", w.audits(c.ID))
	}
}

// refusing is a server that takes no mail.
type refusing struct{ *world }

func (refusing) Send(context.Context, string, []string, []byte) (replies.Result, error) {
	return replies.Result{Outcome: replies.Permanent, Text: "550 no such user"}, nil
}

// TestFailedMailMovesNothing: what the server refuses moves nothing; sent again by a
// person's word it does.
func TestFailedMailMovesNothing(t *testing.T) {
	t.Parallel()
	w, c, _ := claim(t)
	d := w.authorize(c.ID)
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.mail = refusing{w}.Send
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 {
		t.Fatalf("%d sent, %v", n, err)
	}
	if r := w.record(c.ID); r.State != desk.RMAUnderReview {
		t.Errorf("a refused mail left the record %s", r.State)
	}
	w.mail = nil
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "resend", Because: "the server is well again"}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 || w.record(c.ID).State != desk.RMAAuthorized {
		t.Errorf("%d sent, %v; the record is %s", n, err, w.record(c.ID).State)
	}
}

// TestRecordMovedMeanwhile: a mail does not tell of a step that has become impossible.
func TestRecordMovedMeanwhile(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	d := w.authorize(c.ID)
	withdraw := func() {
		if _, err := w.AdvanceRMA(t.Context(), agent, r.Number, desk.RMAWithdrawn, "the buyer called", nil); err != nil {
			t.Fatal(err)
		}
	}
	late := w.fork(quickDir(t))
	defer late.close()
	withdraw()
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("approved over a withdrawn record: %v", err)
	}
	w = late
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	withdraw()
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 || len(w.drafts(c.ID, desk.DraftFailed)) != 1 {
		t.Errorf("%d sent, %v, %d failed", n, err, len(w.drafts(c.ID, desk.DraftFailed)))
	}
}

// TestRecordOpensWithItsMail: a late claim that a senior accepts gets its record when the
// customer is told; the outcome follows at the same moment.
func TestRecordOpensWithItsMail(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S19", nil)
	was := c.Outcome
	_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "late_claim_accepted", Because: "a known fault"})
	if err != nil {
		t.Fatal(err)
	}
	if now, _ := w.theCase(); now.Outcome != was || len(now.RMAs) != 0 {
		t.Errorf("drafted, the case is %s with the records %v", now.Outcome, now.RMAs)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "a known fault"}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	now, _ := w.theCase()
	if now.Outcome != desk.OutcomeOpenRMA || len(now.RMAs) != 1 || w.record(c.ID).State != desk.RMAUnderReview || !slices.Contains(w.audits(c.ID), "rma_opened") {
		t.Errorf("sent, the case is %s with the records %v", now.Outcome, now.RMAs)
	}
}

// TestDatesOfActions: a date that a customer is told is one, and not over.
func TestDatesOfActions(t *testing.T) {
	t.Parallel()
	w, c, _ := claim(t)
	for value, want := range map[string]desk.Code{"soon": desk.CodeInvalid, "2020-01-31": desk.CodeInvalid, "2026-02-30": desk.CodeInvalid, " 2031-01-31 ": ""} {
		_, d, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "rma_authorized", Because: "seen",
			Set: map[string]string{"condition": "in its box", "expires": value}})
		if desk.CodeOf(err) != want {
			t.Errorf("expires %q: %v", value, err)
		}
		if err == nil && !strings.Contains(d.Text, "31 January 2031") {
			t.Errorf("the draft does not name the day:\n%s", d.Text)
		}
	}
}

// TestReturnDayLeavesSevenDays: who may send something back has the seven days in which the policy takes reports,
// counted from the day on which the mail leaves, and nobody takes a day away that the customer was told.
func TestReturnDayLeavesSevenDays(t *testing.T) {
	t.Parallel()
	w, _, r := claim(t)
	in := func(days int) string { return w.clock.In(w.zone()).AddDate(0, 0, days).Format(time.DateOnly) }
	step := func(name, expires string) (*desk.Draft, error) {
		t.Helper()
		done, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: name, Because: "seen", Set: map[string]string{"condition": "in its box", "expires": expires}})
		return done.Draft, err
	}
	refused := func(err error, message, mend string) {
		t.Helper()
		if desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(desk.MessageOf(err), message) || !strings.Contains(desk.MessageOf(err), mend) {
			t.Errorf("%v, want %q and %q", err, message, mend)
		}
	}
	for _, days := range []int{0, 1, 6} {
		_, err := step("rma_authorized", in(days))
		refused(err, "expires is "+in(days)+": that leaves less than the 7 days", "give "+in(7)+" or a later day, or leave it out")
	}
	d, err := step("rma_authorized", in(8))
	if err != nil {
		t.Fatal(err)
	}
	waits := w.clock
	w.clock = waits.AddDate(0, 0, 2)
	_, err = w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"})
	refused(err, "less than the 7 days", "draw the mail up again")
	w.clock = waits.AddDate(0, 0, 1)
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.sendAll()
	told, err := w.RMA(t.Context(), r.Number)
	if err != nil || told.State != desk.RMAAuthorized {
		t.Fatalf("the record is %s (%v)", told.State, err)
	}
	day, err := time.Parse(time.DateOnly, string(told.Deadline))
	if err != nil {
		t.Fatal(err)
	}
	early := day.AddDate(0, 0, -1).Format(time.DateOnly)
	for _, name := range []string{"note", "rma_expiring"} {
		_, err := step(name, early)
		refused(err, "the customer was told "+string(told.Deadline), "give "+string(told.Deadline)+" or a later day")
	}
	if _, err := step("note", in(30)); err != nil {
		t.Errorf("a later day: %v", err)
	}
}

// TestAuthorisedOnlyByMail: a record is not authorised behind the customer's back.
func TestAuthorisedOnlyByMail(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	_, err := w.AdvanceRMA(t.Context(), manager, r.Number, desk.RMAAuthorized, "seen", nil)
	if desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(desk.MessageOf(err), "resolve "+c.ID+" rma_authorized") {
		t.Errorf("authorised without a mail: %v", err)
	}
	if now := w.record(c.ID); now.State != desk.RMAUnderReview {
		t.Errorf("the record is %s", now.State)
	}
}

// TestCloseOnce: no case lists a step twice, and a closed one does not offer to be closed.
func TestCloseOnce(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S57", nil)
	names := func() []string {
		v, err := w.Show(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		var out []string
		for _, a := range v.Next {
			if slices.Contains(out, a.Name) {
				t.Errorf("%s stands twice", a.Name)
			}
			out = append(out, a.Name)
		}
		return out
	}
	if !slices.Contains(names(), "close") {
		t.Error("an open case cannot be closed")
	}
	if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "close", Because: "by phone"}); err != nil {
		t.Fatal(err)
	}
	if slices.Contains(names(), "close") {
		t.Error("a closed case offers to be closed")
	}
}

// TestCaseNumbersFollow: single mails and restarts leave no holes in the numbers.
func TestCaseNumbersFollow(t *testing.T) {
	t.Parallel()
	w, first := received(t, "S57", nil)
	dir := quickDir(t)
	again := w.fork(dir + "/again")
	defer again.close()
	raw := strings.ReplaceAll(string(rawOf(again.scenario)), "s57@", "other@")
	again.receive([]byte(strings.ReplaceAll(raw, "Subject: ", "Subject: Another. ")))
	list := again.cases()
	if len(list) != 2 || list[0].ID != first.ID || flow.CaseBefore(list[1].ID, list[0].ID) {
		t.Fatalf("%d cases", len(list))
	}
	if number(t, list[1].ID) != number(t, first.ID)+1 {
		t.Errorf("after %s comes %s", first.ID, list[1].ID)
	}
}

func number(t *testing.T, id string) int {
	t.Helper()
	n, err := strconv.Atoi(strings.TrimPrefix(id, "C-"))
	if err != nil {
		t.Fatal(err)
	}
	return n
}
