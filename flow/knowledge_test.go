package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// plainly gives a copy of a world in which mails are read by their own words alone.
func (w *world) plainly() *world {
	w.t.Helper()
	w.scenario.Expect.Class, w.scenario.Reading = "", nil
	n := w.fork(quickDir(w.t) + "/plain")
	w.t.Cleanup(n.close)
	return n
}

// writes is a new mail of the scenario's buyer, in no thread, and gives the case it led to.
func (w *world) writes(subject, text string, photo bool) desk.Case {
	w.t.Helper()
	w.clock = w.clock.Add(time.Hour)
	s := w.scenario
	s.ID, s.Mail.Subject, s.Mail.Body, s.Mail.Attachments = fmt.Sprintf("further-%d", w.uid), subject, text, nil
	if photo {
		s.Mail.Attachments = []scenario.File{{Name: "again.jpg", Type: "image/jpeg"}}
	}
	w.receive(rawOf(s))
	id := ""
	for _, c := range w.cases() {
		if len(c.Mails) > 0 && (id == "" || c.UpdatedAt.After(w.caseOf(id).UpdatedAt)) {
			id = c.ID
		}
	}
	return w.caseOf(id)
}

// inspected brings the claim of S14 to the end of its inspection.
func inspected(t *testing.T, result string) (*world, desk.RMA) {
	t.Helper()
	w, _, r := claim(t)
	w.stepped(r.Number, "rma_authorized", map[string]string{"condition": "in its box"})
	w.stepped(r.Number, "rma_received", nil)
	r = w.stepped(r.Number, result, map[string]string{"price": "18.00", "currency": "USD"})
	return w.plainly(), r
}

// TestPostageFollowsInspection: who found no fault does not pay, who confirmed one may.
func TestPostageFollowsInspection(t *testing.T) {
	t.Parallel()
	for result, want := range map[string]desk.Outcome{"inspection_fault": desk.OutcomeReturnCostReview, "inspection_no_fault": desk.OutcomeDenyCosts} {
		w, _ := inspected(t, result)
		c := w.writes("What I paid", "Please refund the return postage that I paid for sending the keyboard back.", false)
		if c.Outcome != want {
			t.Errorf("after %s: %s (rule %s, %s)", result, c.Outcome, c.Rule, c.Class)
		}
	}
}

// TestNoFaultAgain: the same symptom after "no fault found" is the manager's.
func TestNoFaultAgain(t *testing.T) {
	t.Parallel()
	w, r := inspected(t, "inspection_no_fault")
	w.stepped(r.Number, "unit_sent_back", map[string]string{"carrier": "DHL", "tracking": "JD2"})
	r = w.stepped(r.Number, "back_with_buyer", nil)
	if r.State != desk.RMAClosedRejected || r.BackPayer != desk.PayerBuyer {
		t.Fatalf("the record is %s, paid back by %s", r.State, r.BackPayer)
	}
	c := w.writes("Again: "+r.Order, "The keyboard of order "+r.Order+" is defective, the same problem again: it does not work.", true)
	if c.Outcome != desk.OutcomeManagerDecision || !slices.Contains(c.Flags, desk.FlagRepeatClaim) {
		t.Errorf("it is %s (rule %s) with %v, signals %v", c.Outcome, c.Rule, c.Flags, c.Last().Facts.Signals)
	}
}

// TestReplacementHasItsOwnWindow: the day on which the replacement came counts, and the new
// record knows the old one.
func TestReplacementHasItsOwnWindow(t *testing.T) {
	t.Parallel()
	w, r := inspected(t, "inspection_fault")
	w.stepped(r.Number, "remedy", map[string]string{"remedy": "replacement", "resolution": "a new unit"})
	w.stepped(r.Number, "resolution_shipped", map[string]string{"carrier": "UPS", "tracking": "1Z", "replacement_order": "HW-29999"})
	w.clock = w.clock.AddDate(0, 0, 40)
	came := w.clock.AddDate(0, 0, -2)
	replacement := w.scenario.Orders[0]
	replacement.Number, replacement.Email, replacement.DeliveredAt = "HW-29999", "", &came
	w.scenario.Orders = append(slices.Clone(w.scenario.Orders), replacement)
	c := w.writes("Broken "+r.Order, "The keyboard of order "+r.Order+" does not turn on, it is defective.", true)
	last := c.Last()
	if c.Outcome != desk.OutcomeOpenRMA || !slices.Contains(c.Flags, desk.FlagReplacementUnit) || !slices.Contains(c.Flags, desk.FlagRepeatClaim) || last.Facts.Get(desk.FactDateSource) != "replacement" {
		t.Fatalf("it is %s (rule %s) with %v, window %s from %s", c.Outcome, c.Rule, c.Flags, last.Facts.Get(desk.FactWindow), last.Facts.Get(desk.FactDateSource))
	}
	if fresh := w.record(c.ID); fresh.Previous != r.Number || fresh.Day == nil || *fresh.Day != 2 {
		t.Errorf("the new record is %+v", fresh)
	}
	w.clock = w.clock.AddDate(0, 0, 20)
	w.stepped(w.record(c.ID).Number, "withdraw", nil)
	late := w.writes("Broken once more "+r.Order, "Another fault: the keyboard of order "+r.Order+" is defective, a row of keys is dead.", true)
	if late.Outcome != desk.OutcomeOutOfWindowReview {
		t.Errorf("after the replacement's window it is %s (rule %s)", late.Outcome, late.Rule)
	}
}

// TestResultDisputed: a disputed result is the manager's.
func TestResultDisputed(t *testing.T) {
	t.Parallel()
	w, _ := inspected(t, "inspection_no_fault")
	w.receive(w.reply("dispute", "I do not agree with your inspection result. The keyboard is defective and your finding is wrong."))
	c, _ := w.theCase()
	if c.Outcome != desk.OutcomeManagerDecision || !slices.Contains(c.Flags, desk.FlagDispute) {
		t.Errorf("it is %s (rule %s, %s) with %v", c.Outcome, c.Rule, c.Class, c.Flags)
	}
}

// TestReturnedUnannounced: goods on their way without a number get one afterwards only if
// the problem was reported in time.
func TestReturnedUnannounced(t *testing.T) {
	t.Parallel()
	for day, want := range map[int]desk.Code{3: "", 20: desk.CodeIllegal} {
		s := scenarioByID(t, "S14")
		s.Expect.Class, s.Reading = "", nil
		at := s.Now.AddDate(0, 0, -day)
		s.Orders = slices.Clone(s.Orders)
		s.Orders[0].DeliveredAt = &at
		s.Mail.Body = "My keyboard of order " + s.Orders[0].Number + " is defective. I already sent it back to you yesterday."
		w := newWorld(t, quickDir(t), s)
		t.Cleanup(w.close)
		w.receive(rawOf(s))
		c, _ := w.theCase()
		if c.Outcome != desk.OutcomeUnauthorisedReturn {
			t.Fatalf("day %d: %s (rule %s)", day, c.Outcome, c.Rule)
		}
		_, d, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "rma_retroactive", Because: "it is on its way", Set: map[string]string{"condition": "as it is"}})
		if desk.CodeOf(err) != want {
			t.Errorf("day %d: %v", day, err)
		}
		if err != nil {
			continue
		}
		// Nobody is asked to pack and pay for what is on its way.
		if text := strings.Join(strings.Fields(d.Text), " "); !strings.Contains(text, "have sent your parcel already") || !strings.Contains(text, "the parcel that you sent") ||
			strings.Contains(text, "Please send the parcel") || strings.Contains(text, "Please pay") || len(d.Parts) > 0 || len(d.Problems) > 0 {
			t.Errorf("the mail, with %d parts and %v:\n%s", len(d.Parts), d.Problems, d.Text)
		}
		if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
			t.Fatal(err)
		}
		w.sendAll()
		if r := w.record(c.ID); !r.Unannounced || r.State != desk.RMAAuthorized || r.Override == "" {
			t.Errorf("the record is %+v", r)
		}
	}
}

// TestCancelCrossesShipment: cancelled after our notice, handed over before anybody looked.
func TestCancelCrossesShipment(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 1)
	w.watch()
	d := w.tellBuyer("")
	c := w.buyerSays(d, "CANCEL")
	open := w.oneOpen(c.ID)
	w.clock = w.clock.Add(3 * time.Hour)
	left := w.clock.Add(-time.Hour)
	w.scenario.Orders = slices.Clone(w.scenario.Orders)
	w.scenario.Orders[0].Stage, w.scenario.Orders[0].ShippedAt, w.scenario.Orders[0].DeliveryStatus = desk.StageShipped, &left, desk.DeliveryInTransit
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: open.ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeStale {
		t.Fatalf("approved over a parcel that left: %v", err)
	}
	if c = w.caseOf(c.ID); c.Outcome != desk.OutcomeManagerDecision || !slices.Contains(c.Flags, desk.FlagCancelCrossedShipment) {
		t.Errorf("it is %s (rule %s) with %v", c.Outcome, c.Rule, c.Flags)
	}
}

// TestNoticeCountsForCancellation: before the date has passed our notice alone lets the
// buyer cancel, although work has begun; without it the order stands.
func TestNoticeCountsForCancellation(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 1)
	if c := w.writes("HW-20001", "Please cancel my order HW-20001.", false); c.Outcome != desk.OutcomeDenyInProduction {
		t.Errorf("without a notice it is %s (rule %s)", c.Outcome, c.Rule)
	}
	w = late(t, nil)
	w.clock = w.clock.AddDate(0, 0, 1)
	w.watch()
	w.tellBuyer("")
	c := w.writes("HW-20001", "Please cancel my order HW-20001.", false)
	if c.Outcome != desk.OutcomeLateCancelReview || slices.Contains(c.Flags, desk.FlagDelayNoticeOverdue) || strings.Contains(c.Rule, "late") {
		t.Errorf("after our notice it is %s (rule %s) with %v", c.Outcome, c.Rule, c.Flags)
	}
}
