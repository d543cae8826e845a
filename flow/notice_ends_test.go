package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
)

// TestChoiceOverOnceShipped: nobody is woken for a choice that the parcel's leaving has settled.
func TestChoiceOverOnceShipped(t *testing.T) {
	t.Parallel()
	w, d := told(t)
	left := w.clock.AddDate(0, 0, 2)
	w.scenario.Orders[0].Stage, w.scenario.Orders[0].ShippedAt = desk.StageShipped, &left
	if got := w.pass(9, 0); len(got) > 0 {
		t.Errorf("sent %v", got)
	}
	if c := w.caseOf(d.Case); c.State != desk.CaseClosed || !slices.Contains(w.audits(c.ID), "choice_over") || slices.Contains(w.alertKinds(), "choice_unanswered") {
		t.Errorf("the case is %s, %v, alerts %v", c.State, w.audits(c.ID), w.alertKinds())
	}
}

// TestChoiceOverLeavesTheClaim: a choice that the parcel's leaving has settled does not close a
// case in which the buyer was asked for something else meanwhile.
func TestChoiceOverLeavesTheClaim(t *testing.T) {
	t.Parallel()
	w, d := told(t)
	c, r := w.caseOf(d.Case), desk.RMA{Number: "RMA-7K3Q-9TXB", Case: d.Case, Order: "HW-20001", Line: 1, Qty: 1, State: desk.RMAUnderReview,
		History: []desk.RMAHistory{{At: w.clock, Actor: agent, To: desk.RMAUnderReview, Why: "claim_shown"}}}
	c.RMAs, c.Version = []string{r.Number}, c.Version+1
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{r}}); err != nil {
		t.Fatal(err)
	}
	left := w.clock.AddDate(0, 0, 2)
	w.scenario.Orders[0].Stage, w.scenario.Orders[0].ShippedAt = desk.StageShipped, &left
	w.pass(9, 0)
	if c := w.caseOf(d.Case); c.State == desk.CaseClosed || !slices.Contains(w.audits(c.ID), "choice_over") {
		t.Errorf("the case is %s, %v", c.State, w.audits(c.ID))
	}
}

// TestNeedlessNoticeLeavesTheAnswer: a further notice that has become needless does not take with it the
// answer that the buyer still waits for.
func TestNeedlessNoticeLeavesTheAnswer(t *testing.T) {
	t.Parallel()
	w, d := told(t)
	c := w.buyerSays(d, "WAIT")
	if _, err := w.Reject(t.Context(), agent, w.oneOpen(c.ID).ID, "not what we want to say"); err != nil {
		t.Fatal(err)
	}
	_, again, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "delay_notice", Because: "once more", Set: map[string]string{"new_date": "2026-05-11"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: again.ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeStale {
		t.Fatalf("a notice of a date that does not slip: %v", err)
	}
	if c = w.caseOf(c.ID); c.State != desk.CaseOpen || c.Deadline.Before(w.clock) {
		t.Errorf("the buyer waits for an answer, and the case is %s until %s", c.State, c.Deadline)
	}
}

// TestChoiceStaysOpen: a manager who writes something else after the silence has not made the buyer's choice:
// it comes back to him.
func TestChoiceStaysOpen(t *testing.T) {
	t.Parallel()
	w, d := told(t)
	w.pass(8, 0)
	if c := w.caseOf(d.Case); c.State != desk.CaseOpen || c.Outcome != desk.OutcomeManagerDecision {
		t.Fatalf("the case is %s, %s", c.State, c.Outcome)
	}
	_, again, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: d.Case, Action: "delay_notice", Because: "once more"})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: again.ID, Because: "x"}); desk.CodeOf(err) != desk.CodeStale || w.caseOf(d.Case).State != desk.CaseOpen {
		t.Fatalf("a needless notice: %v, the case is %s", err, w.caseOf(d.Case).State)
	}
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: d.Case, Action: "quarantine", Because: "x"}); err != nil {
		t.Fatal(err)
	}
	w.approveOnly(d.Case)
	w.sendAll()
	if c := w.caseOf(d.Case); c.Outcome == desk.OutcomeManagerDecision || c.Clock.Choice.Before(w.clock.AddDate(0, 0, 5)) {
		t.Errorf("the case is %s, its clock %+v", c.Outcome, c.Clock)
	}
	w.pass(8, 0)
	if c := w.caseOf(d.Case); c.State != desk.CaseOpen || c.Outcome != desk.OutcomeManagerDecision {
		t.Errorf("the case is %s, %s", c.State, c.Outcome)
	}
}

// TestNobodyAsked: a reply in a case that no mail began goes out of date. It becomes void and
// the case stays open; nothing is drawn up that answers a question which nobody asked.
func TestNobodyAsked(t *testing.T) {
	t.Parallel()
	w, d := told(t)
	w.pass(8, 0)
	_, granted, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: d.Case, Action: "cancel_granted", Because: "he was told, and is silent"})
	if err != nil {
		t.Fatal(err)
	}
	w.scenario.Orders[0].ShipBy = "2026-06-30"
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: granted.ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeStale {
		t.Fatalf("approved on facts of before: %v", err)
	}
	drafts, err := w.store.DraftsOfCase(t.Context(), d.Case)
	if err != nil {
		t.Fatal(err)
	}
	for _, x := range drafts {
		if x.State == desk.DraftProposed {
			t.Errorf("%s is drawn up by %s:\n%s", x.ID, x.Template, x.Text)
		}
		if x.ID == granted.ID && x.State != desk.DraftVoid {
			t.Errorf("the old one is %s", x.State)
		}
	}
	if c := w.caseOf(d.Case); c.State != desk.CaseOpen || !c.Deadline.After(w.clock) {
		t.Errorf("the case is %s until %s", c.State, c.Deadline)
	}
}

// TestOptionsLeaveTheTest: a buyer who was asked to try something first and then asks for his late
// parcel is still waited for when he got the options: both questions have their time.
func TestOptionsLeaveTheTest(t *testing.T) {
	t.Parallel()
	w, d := told(t)
	c, r := w.caseOf(d.Case), desk.RMA{Number: "RMA-7K3Q-9TXB", Case: d.Case, Order: "HW-20001", Line: 1, Qty: 1, State: desk.RMATroubleshooting,
		History: []desk.RMAHistory{{At: w.clock, Actor: agent, To: desk.RMATroubleshooting, Why: "claim_shown"}}}
	c.RMAs, c.Version = []string{r.Number}, c.Version+1
	c.Ask(w.clock, desk.Workdays{})
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{r}}); err != nil {
		t.Fatal(err)
	}
	c = w.buyerSays(d, "Where is my keyboard? It should have been shipped last week.")
	if open := w.oneOpen(c.ID); open.Template != "delay_options" {
		t.Fatalf("drafted %s", open.Template)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	if c = w.caseOf(c.ID); !c.Running() || c.Clock.Choice.IsZero() || c.Clock.Paused {
		t.Errorf("after the options the clock is %+v", c.Clock)
	}
}

// TestNoticeIsNotReclassified: nobody wrote what a notice of ours rests on, so that nothing of
// it can be read differently: it is refused, and nothing is lost by trying. The buyer's answer
// can be corrected; the next notice in the same case cannot.
func TestNoticeIsNotReclassified(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 3)
	w.watch()
	refused := func(when string) {
		t.Helper()
		list := w.cases()
		c := list[len(list)-1]
		waiting := w.drafts(c.ID, desk.DraftProposed)
		for _, co := range []flow.Correction{{Class: desk.ClassDelay}, {Class: desk.ClassCancellation}, {Add: []desk.Signal{desk.SignalChoiceCancel}}, {Order: "HW-20002"}} {
			co.Case, co.Because = c.ID, "as the buyer told us"
			if _, err := w.Reclassify(t.Context(), manager, co); desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(desk.MessageOf(err), "delay notice of ours") {
				t.Errorf("%s, %+v: %v", when, co, err)
			}
		}
		if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "reclassified", Because: "x", Set: map[string]string{"class": "delay"}}); desk.CodeOf(err) != desk.CodeIllegal {
			t.Errorf("%s, as a step of the case: %v", when, err)
		}
		v, err := w.Show(t.Context(), c.ID)
		if err != nil || slices.ContainsFunc(v.Next, func(a desk.Action) bool { return a.Name == "reclassified" }) {
			t.Errorf("%s: it is offered (%v)", when, err)
		}
		if now := w.drafts(c.ID, desk.DraftProposed); len(now) != len(waiting) || c.Version != w.caseOf(c.ID).Version {
			t.Errorf("%s: %d drafts wait, %d did", when, len(now), len(waiting))
		}
	}
	refused("at first")
	d := w.tellBuyer("2026-05-18")
	c := w.buyerSays(d, "WAIT")
	w.otherwise(flow.Correction{Case: c.ID, Add: []desk.Signal{desk.SignalWantsRefund}, Because: "he said so on the phone"})
	w.approveOnly(c.ID)
	w.sendAll()
	w.clock = w.clock.AddDate(0, 0, 28)
	if n := w.watch(); n != 1 {
		t.Fatalf("%d notices of the next slip", n)
	}
	refused("in a case with mails")
}

// TestUnsentNoticeAsksNothing: a mail of the buyer's that comes while a notice still waits for its
// approval is answered for what it says. Nobody has asked about the delay, so that a reply which
// begins with "You are right to ask" would be untrue; the notice is drawn up anew after the answer.
func TestUnsentNoticeAsksNothing(t *testing.T) {
	t.Parallel()
	first := shippedModel(t)
	base := late(t, nil)
	for _, c := range []struct {
		text     string
		class    desk.Class
		template string
	}{
		{"Could I still change the switches of HW-20001 to linear ones?", desk.ClassOrderChange, "change_check"},
		{"I have moved. My new address for HW-20001: 5 Lake View, Boise, ID 83702.", desk.ClassOrderChange, "change_check"},
		{"Please cancel HW-20001 if that is still possible.", desk.ClassCancellation, "cancel_check"},
		{"Do you also sell wrist rests?", desk.ClassOther, "handover"},
		{"When will HW-20001 leave?", desk.ClassDelay, "on_schedule"},
	} {
		s := base.scenario
		s.Orders = slices.Clone(s.Orders)
		s.Orders[0].Stage, s.Orders[0].ProductionStatus, s.Orders[0].ProductionStartedAt = desk.StagePlaced, desk.ProductionNotStarted, nil
		w := newWorldOf(t, quickDir(t), s, func(x *flow.Shop) { x.DelayNotices = flow.DelayNotices{Enabled: true, DaysBefore: 2} },
			func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
		w.clock = base.clock.AddDate(0, 0, 1)
		if n := w.watch(); n != 1 {
			t.Fatalf("%d notices", n)
		}
		id := w.cases()[0].ID
		w.answer("Jo Keller <jo@buyer.example>", "", fmt.Sprintf("question-%d@buyer.example", w.uid), c.text)
		got := w.caseOf(id)
		if open := w.oneOpen(id); got.Class != c.class || open.Template != c.template || len(got.Last().More) > 0 {
			t.Errorf("%q: %s, answered by %s (more: %v), want %s and %s", c.text, got.Class, open.Template, got.Last().More, c.class, c.template)
		}
		if c.template == "handover" {
			continue
		}
		w.approveOnly(id)
		w.sendAll()
		if c.template == "on_schedule" {
			if n := w.watch(); n != 1 {
				t.Errorf("%q: after the answer %d notices are drawn up", c.text, n)
			}
			continue
		}
		// We said that the workshop is asked: the choice comes after the answer to that.
		if n := w.watch(); n != 0 || w.caseOf(id).State != desk.CaseOpen {
			t.Errorf("%q: while the workshop is asked %d notices are drawn up; the case is %s", c.text, n, w.caseOf(id).State)
		}
		if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: id, Action: "denied_production", Because: "too late"}); err != nil {
			t.Fatal(err)
		}
		w.approveOnly(id)
		w.sendAll()
		if n := w.watch(); n != 1 {
			t.Errorf("%q: after the workshop's answer %d notices are drawn up", c.text, n)
		}
	}
}
