package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// alertsOf gives the kinds of the alerts that were raised.
func (w *world) alertKinds() []string {
	w.t.Helper()
	var out []string
	for _, a := range w.alerts() {
		out = append(out, a.Kind)
	}
	return out
}

// alerts gives what people are to be told of.
func (w *world) alerts() []desk.Alert {
	w.t.Helper()
	list, err := w.store.PendingAlerts(w.t.Context(), w.clock.AddDate(1, 0, 0), 1000)
	if err != nil {
		w.t.Fatal(err)
	}
	return list
}

// authorised opens a world with a return that may travel, on a Monday.
func authorised(t *testing.T) (*world, desk.RMA) {
	t.Helper()
	w, _, r := claim(t)
	for w.clock.In(w.scenario.Zone).Weekday() != time.Monday {
		w.clock = w.clock.Add(24 * time.Hour)
	}
	return w, w.stepped(r.Number, "rma_authorized", map[string]string{"condition": "in its box"})
}

// TestReturnNumberRunsOut: a reminder after two weeks, the end in the night after three, both drafts; a
// parcel on its way ends both.
func TestReturnNumberRunsOut(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	travels := w.fork(quickDir(t) + "/travels")
	defer travels.close()
	travels.stepped(r.Number, "rma_in_transit", map[string]string{"carrier": "DHL", "tracking": "JD1"})
	w = travels.from.fork(quickDir(t) + "/stays")
	defer w.close()
	if got, want := w.pass(25, 0), []string{"14 rma_expiring", "21 rma_expired"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
	late, err := w.RMA(t.Context(), r.Number)
	if err != nil || late.State != desk.RMAClosedExpired || late.CloseReason != desk.CloseReturnDeadline {
		t.Errorf("the record is %s for %q", late.State, late.CloseReason)
	}
	// Where the buyer has something to say after that, a person decides; the number lives again.
	w.receive(w.reply("late", "Sorry, I was ill. Can I still send the keyboard back under my RMA?"))
	if c := w.caseOf(r.Case); c.Outcome != desk.OutcomeManagerDecision || !slices.Contains(c.Flags, desk.FlagRMAExpired) {
		t.Errorf("a late answer is %s with %v (rule %s)", c.Outcome, c.Flags, c.Rule)
	}
	_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: r.Case, Action: "rma_reopened", Because: "ill", Set: map[string]string{"condition": "in its box"}})
	if err != nil || !strings.Contains(d.Text, r.Number) {
		t.Fatalf("reopened: %v", err)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.sendAll()
	if now, _ := w.RMA(t.Context(), r.Number); now.State != desk.RMAAuthorized || now.Timers.Due.Before(w.clock) || len(w.caseOf(r.Case).RMAs) != 1 {
		t.Errorf("reopened it is %s until %s", now.State, now.Timers.Due)
	}

	if got := travels.pass(12, 0); len(got) > 0 {
		t.Errorf("a parcel on its way, and the buyer was sent %v", got)
	}
	if c := travels.caseOf(r.Case); c.State != desk.CaseOpen || !slices.Contains(travels.alertKinds(), "rma_trace_due") {
		t.Errorf("after ten days on its way the case is %s, alerts %v", c.State, travels.alertKinds())
	}
}

// TestNoReminderOfADayGoneBy: a program that slept beyond the day until which a return may travel does not remind of it.
func TestNoReminderOfADayGoneBy(t *testing.T) {
	t.Parallel()
	w, _ := authorised(t)
	if got, want := w.pass(26, 23), []string{"23 rma_expired"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
}

// TestReturnNotCutOff: who has written and got no answer is not told that his time is up.
func TestReturnNotCutOff(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.pass(3, 0)
	w.receive(w.reply("q", "Which carrier should I use for the return?"))
	if got := w.pass(30, 0); len(got) > 0 {
		t.Errorf("sent %v", got)
	}
	if !slices.Contains(w.alertKinds(), "overdue") {
		t.Errorf("nobody was told that the case is overdue: %v", w.alertKinds())
	}
	if now, _ := w.RMA(t.Context(), r.Number); now.State != desk.RMAAuthorized {
		t.Errorf("the record is %s", now.State)
	}
}

// TestInternalDeadlines: what we owe shows as overdue, and opens the case.
func TestInternalDeadlines(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.stepped(r.Number, "rma_received", nil)
	w.pass(6, 0)
	if c := w.caseOf(r.Case); c.State != desk.CaseWaiting {
		t.Errorf("before five business days the case is %s", c.State)
	}
	w.pass(2, 0)
	v, err := w.RMASteps(t.Context(), r.Number)
	if err != nil || !v.Overdue || w.caseOf(r.Case).State != desk.CaseOpen || !slices.Contains(w.audits(r.Case), "rma_overdue") {
		t.Errorf("after them overdue is %v, the case %s, %v", v.Overdue, w.caseOf(r.Case).State, err)
	}
}

// TestNoFaultWaitsForAWord: a reminder after 14 days, the manager after 30, never closed.
func TestNoFaultWaitsForAWord(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.stepped(r.Number, "rma_received", nil)
	w.stepped(r.Number, "inspection_no_fault", map[string]string{"price": "18.00", "currency": "USD"})
	if got := w.pass(20, 0); !slices.Equal(got, []string{"14 reminder_1"}) {
		t.Errorf("sent %v", got)
	}
	if got := w.pass(30, 0); len(got) > 0 {
		t.Errorf("then %v", got)
	}
	if c := w.caseOf(r.Case); c.Outcome != desk.OutcomeManagerDecision || c.State != desk.CaseOpen || !slices.Contains(w.alertKinds(), "rma_manager_due") {
		t.Errorf("after 30 days the case is %s, %s, alerts %v", c.State, c.Outcome, w.alertKinds())
	}
	if now, _ := w.RMA(t.Context(), r.Number); now.State != desk.RMANoFaultFound {
		t.Errorf("the record is %s", now.State)
	}
}

// TestCarrierDeadlineTold: three days before a carrier's last day people hear of it, once.
func TestCarrierDeadlineTold(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S37", nil)
	w = w.reconfigured(func(s *flow.Shop) { s.CarrierClaimDays = map[string]int{"dhl": 30} })
	r := w.record(c.ID)
	r.Claim.Carrier, r.Claim.Due = "DHL", desk.Date(w.clock.AddDate(0, 0, 10).Format(time.DateOnly))
	r.Schedule(desk.Workdays{Zone: w.scenario.Zone})
	if err := w.store.Record(t.Context(), desk.Change{RMAs: []desk.RMA{r}, Dues: []desk.Due{{ID: "carrier_claim/" + r.Number, Kind: "carrier_claim", At: r.Timers.Claim, Case: c.ID, RMA: r.Number}}}); err != nil {
		t.Fatal(err)
	}
	w.pass(6, 0)
	if slices.Contains(w.alertKinds(), "carrier_claim_due") {
		t.Error("told too early")
	}
	w.pass(3, 0)
	n := 0
	for _, k := range w.alertKinds() {
		if k == "carrier_claim_due" {
			n++
		}
	}
	if n != 1 {
		t.Errorf("told %d times", n)
	}
}

// TestCarrierSilent: a claim that was filed and not answered comes back to people on its day,
// with one alert, and into the queue each week, also after the return is over, until it is
// known what became of it.
func TestCarrierSilent(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S37", nil)
	w.approveOnly(c.ID)
	w.sendAll()
	r := w.record(c.ID)
	days := desk.Workdays{Zone: w.scenario.Zone}
	typed := r
	if err := typed.ClaimStep(desk.ClaimFiled, desk.RMAMove{By: agent, At: w.clock, Why: "as agreed", Set: map[string]string{"claim_number": "77", "answer_due": "2026-04-10"}, Days: days}); err != nil || typed.Claim.Answer != "2026-04-10" {
		t.Errorf("a day that was typed: %+v (%v)", typed.Claim, err)
	}
	r = w.stepped(r.Number, "claim_filed", map[string]string{"claim_number": "DHL-77"})
	if want := days.Date(days.Days(w.clock, 30)); r.Claim.Answer != want || r.Timers.Claim.IsZero() {
		t.Fatalf("an answer is due on %q, told on %s", r.Claim.Answer, r.Timers.Claim)
	}
	w.stepped(r.Number, "withdraw", nil)
	if now := w.caseOf(c.ID); now.State != desk.CaseClosed {
		t.Fatalf("the case is %s", now.State)
	}
	w.pass(29, 0)
	if now := w.caseOf(c.ID); now.State != desk.CaseClosed || slices.Contains(w.alertKinds(), "carrier_answer_due") {
		t.Errorf("told before the day: the case is %s", now.State)
	}
	for range 2 {
		w.pass(8, 0)
		now := w.caseOf(c.ID)
		if now.State != desk.CaseOpen || now.Deadline.IsZero() || now.Deadline.After(w.clock) {
			t.Errorf("the case is %s until %s", now.State, now.Deadline)
		}
		r, err := w.RMA(t.Context(), r.Number)
		if err != nil || !r.Claim.Missed || !r.Claim.Unanswered(days.Date(w.clock)) || r.Timers.Claim.IsZero() {
			t.Errorf("the claim is %+v, comes back on %s (%v)", r.Claim, r.Timers.Claim, err)
		}
		if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "close", Because: "asked them on the phone"}); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(slices.DeleteFunc(w.alertKinds(), func(k string) bool { return k != "carrier_answer_due" })); n != 1 {
		t.Errorf("%d alerts", n)
	}
	if r = w.stepped(r.Number, "claim_lost", nil); !r.Timers.Claim.IsZero() || r.Claim.Answer != "" {
		t.Errorf("lost, it comes back on %s", r.Timers.Claim)
	}
	w.pass(15, 0)
	if now := w.caseOf(c.ID); now.State != desk.CaseClosed {
		t.Errorf("and the case is %s", now.State)
	}
}

// TestPutOffStaysOff: a case that somebody put off is not taken back by a deadline of ours
// before its time.
func TestPutOffStaysOff(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.stepped(r.Number, "rma_received", nil)
	w.pass(9, 0)
	until := w.clock.AddDate(0, 0, 5)
	if _, err := w.Snooze(t.Context(), agent, r.Case, until, "the bench is full"); err != nil {
		t.Fatal(err)
	}
	r = w.stepped(r.Number, "inspect", nil)
	r.Timers.Due = w.clock.Add(time.Hour)
	if err := w.store.Record(t.Context(), desk.Change{RMAs: []desk.RMA{r}, Dues: []desk.Due{{ID: "rma_deadline/" + r.Number, Kind: "rma_deadline", At: r.Timers.Due, Case: r.Case, RMA: r.Number}}}); err != nil {
		t.Fatal(err)
	}
	w.pass(2, 0)
	if c := w.caseOf(r.Case); c.State != desk.CaseSnoozed {
		t.Errorf("put off, the case is %s", c.State)
	}
	w.pass(4, 0)
	if c := w.caseOf(r.Case); c.State != desk.CaseOpen {
		t.Errorf("after that time the case is %s", c.State)
	}
}
