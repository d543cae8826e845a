package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// unconfirmed opens a world in which a cancellation failed the sender check and the order's address was
// asked whether it is its own, on a Monday.
func unconfirmed(t *testing.T) (*world, desk.Case, desk.Draft) {
	t.Helper()
	w, c := received(t, "S01", func(s *scenario.Scenario) {
		s.Mail.Headers = map[string]string{"Authentication-Results": "mx.shop.example; dmarc=fail header.from=mailbox.example"}
	})
	first := w.oneOpen(c.ID)
	if first.Template != "verify_buyer" {
		t.Fatalf("%s was drafted by %s", first.Template, c.Rule)
	}
	w.approveOnly(c.ID)
	for w.clock.In(w.scenario.Zone).Weekday() != time.Monday {
		w.clock = w.clock.Add(24 * time.Hour)
	}
	w.sendAll()
	return w, w.caseOf(c.ID), w.draftOf(first.ID)
}

// TestNobodyConfirms: a request that the order's address does not confirm is reminded of and set aside like
// any other question (domain.md section 2), in a thread of ours, and nothing is refused; a late
// confirmation opens it again with the day of the request.
func TestNobodyConfirms(t *testing.T) {
	t.Parallel()
	w, c, ask := unconfirmed(t)
	if k := c.Clock; k == nil || !k.AskedAt.Equal(w.clock) || c.State != desk.CaseWaiting {
		t.Fatalf("the case is %s, its clock %+v", c.State, c.Clock)
	}
	if got, want := w.pass(20, 0), []string{"4 reminder_1", "9 reminder_last", "14 closed_silence"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
	for _, d := range w.drafts(c.ID, desk.DraftSent) {
		if len(d.To) != 1 || !strings.EqualFold(d.To[0].Address, w.scenario.Orders[0].Email) {
			t.Errorf("%s went to %v", d.Template, d.To)
		}
		if d.ID == ask.ID {
			continue
		}
		if d.InReplyTo != ask.MessageID || slices.ContainsFunc(d.Refs, func(r string) bool { return strings.Contains(r, "customer.example") }) || strings.Contains(d.Subject, w.scenario.Mail.Subject) {
			t.Errorf("%s stands in the thread of the unproven mail: %q in answer to %q, %v", d.Template, d.Subject, d.InReplyTo, d.Refs)
		}
		if d.Denial || strings.Contains(d.Template, "denied") {
			t.Errorf("%s refuses something", d.Template)
		}
		if text := strings.Join(strings.Fields(d.Text), " "); d.Template != "closed_silence" && !strings.Contains(text, "confirmation") {
			t.Errorf("%s does not say what is missing:\n%s", d.Template, d.Text)
		}
	}
	now := w.caseOf(c.ID)
	if now.State != desk.CaseClosed || now.ClosedFor != desk.CloseSilence {
		t.Fatalf("the case is %s for %q", now.State, now.ClosedFor)
	}
	w.clock = w.clock.AddDate(0, 0, 20)
	w.answer(c.Customer, ask.MessageID, "late@customer.example", "Yes, that was me, please cancel HW-10501.")
	if now = w.caseOf(c.ID); now.State != desk.CaseOpen || !now.Confirmed {
		t.Errorf("after a late confirmation the case is %s, confirmed %v", now.State, now.Confirmed)
	}
}

// TestBuyerNeedNotAnswer: where somebody else wrote and only the buyer was asked, the buyer is not reminded,
// since he was told that he need do nothing; after two weeks a person decides.
func TestBuyerNeedNotAnswer(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S27", nil)
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "verify_buyer"}); err != nil {
		t.Fatal(err)
	}
	w.approveOnly(c.ID)
	for w.clock.In(w.scenario.Zone).Weekday() != time.Monday {
		w.clock = w.clock.Add(24 * time.Hour)
	}
	w.sendAll()
	if got := w.pass(13, 0); len(got) > 0 || w.caseOf(c.ID).State != desk.CaseWaiting {
		t.Errorf("sent %v, the case is %s", got, w.caseOf(c.ID).State)
	}
	if got := w.pass(2, 0); len(got) > 0 {
		t.Errorf("then %v", got)
	}
	if now := w.caseOf(c.ID); now.State != desk.CaseOpen || now.Deadline.Before(w.clock.AddDate(0, 0, -2)) || !slices.Contains(w.audits(c.ID), "buyer_silent") {
		t.Errorf("after two weeks the case is %s until %s: %v", now.State, now.Deadline, w.audits(c.ID))
	}
}

// TestBuyerAskedFromSending: the seven days in which the order's address is not asked again run from the
// sending of the question.
func TestBuyerAskedFromSending(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S27", nil)
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "verify_buyer"}); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.AddDate(0, 0, 5)
	w.approveOnly(c.ID)
	w.sendAll()
	w.clock = w.clock.AddDate(0, 0, 4)
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "verify_buyer"}); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("asked again four days after the question was sent: %v", err)
	}
}

// TestEndTurnedDown: where the end of a matter was turned down and the buyer asked instead, that question
// has its own time; a holding reply leaves the case with people.
func TestEndTurnedDown(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S27", nil)
	for _, d := range w.drafts(c.ID, desk.DraftProposed) {
		if d.Template == "verify_buyer" {
			if _, err := w.Reject(t.Context(), agent, d.ID, "not yet"); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.approveOnly(c.ID)
	w.sendAll()
	for day := 0; len(w.drafts(c.ID, desk.DraftProposed)) == 0 || w.drafts(c.ID, desk.DraftProposed)[0].Template != "closed_silence"; day++ {
		if day > 30 {
			t.Fatal("the end was never drawn up")
		}
		w.pass(1, 0)
		w.clock = w.clock.Add(-time.Minute)
		for _, d := range w.drafts(c.ID, desk.DraftSent) {
			if d.Template == "closed_silence" {
				t.Fatal("the end left before it could be turned down")
			}
		}
		if k := w.clockOf(c.ID); !k.Close.IsZero() && k.Remind.IsZero() && k.Last.IsZero() {
			w.clock = k.Close.Add(time.Minute)
			if _, err := w.PassTime(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
	}
	if _, err := w.Reject(t.Context(), agent, w.oneOpen(c.ID).ID, "not what we want to say"); err != nil {
		t.Fatal(err)
	}
	held := w.fork(quickDir(t) + "/held")
	defer held.close()
	if _, _, err := held.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "hold", Because: "x"}); err != nil {
		t.Fatal(err)
	}
	held.approveOnly(c.ID)
	held.sendAll()
	if now := held.caseOf(c.ID); now.State != desk.CaseOpen && now.Answered < len(now.Decisions) {
		t.Errorf("held off, the case is %s", now.State)
	}
	w = held.from.fork(quickDir(t) + "/asked")
	defer w.close()
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "verify_buyer"}); err != nil {
		t.Fatal(err)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	if k := w.clockOf(c.ID); k.Close.Before(w.clock.AddDate(0, 0, 14)) || !k.Remind.IsZero() {
		t.Errorf("the clock is %+v", k)
	}
}
