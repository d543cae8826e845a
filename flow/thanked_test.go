package flow_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// TestThanksWhileWeAreAtWork: who only thanks for "we are asking the workshop" leaves the case
// as it was: its next steps, its day, and no second mail of the same words.
func TestThanksWhileWeAreAtWork(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]struct{ template, next string }{
		"S01": {"cancel_check", "cancel_approved"}, "S04": {"delay_cancel_ack", "late_cancel_approved"}, "S11": {"change_check", "change_approved"},
	} {
		w, c := received(t, id, func(s *scenario.Scenario) { s.Expect.Class = "" })
		if d := w.oneOpen(c.ID); d.Template != want.template {
			t.Fatalf("%s: the draft is %s", id, d.Template)
		}
		w.approveOnly(c.ID)
		w.sendAll()
		was := w.caseOf(c.ID)
		sent := w.drafts(c.ID, desk.DraftSent)[0]
		for n, text := range []string{"Thank you very much!", "Vielen Dank für die schnelle Hilfe!"} {
			w.answer(w.scenario.Mail.From, sent.MessageID, id+string(rune('a'+n))+"@buyer.example", text)
			now := w.caseOf(c.ID)
			if now.Outcome != was.Outcome || now.State != desk.CaseOpen || !now.Deadline.Equal(was.Deadline) || len(w.drafts(c.ID, desk.DraftProposed)) != 0 {
				t.Errorf("%s, %q: %s by %s, %s until %s, %d drafts; it was %s until %s", id, text, now.Outcome, now.Rule, now.State, now.Deadline,
					len(w.drafts(c.ID, desk.DraftProposed)), was.Outcome, was.Deadline)
			}
			if next := names(w.NextActions(now, nil, nil)); !slices.Contains(next, want.next) {
				t.Errorf("%s, %q: the next steps are %v", id, text, next)
			}
		}
		w.answer(w.scenario.Mail.From, sent.MessageID, id+"-more@buyer.example", "Thanks! How long does that take?")
		if len(w.drafts(c.ID, desk.DraftProposed)) == 0 {
			t.Errorf("%s: a question is left without an answer", id)
		}
	}
}

// TestThanksForAClaim: the steps of a claim that is looked at stay with its case.
func TestThanksForAClaim(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S39", func(s *scenario.Scenario) { s.Expect.Class = "" })
	w.approveOnly(c.ID)
	w.sendAll()
	w.answer(w.scenario.Mail.From, w.drafts(c.ID, desk.DraftSent)[0].MessageID, "thanks@buyer.example", "Thank you very much!")
	if c = w.caseOf(c.ID); c.Outcome == desk.OutcomeRouteHuman {
		t.Errorf("thanks took the claim to %s by %s", c.Outcome, c.Rule)
	}
}

// TestRepeatedRequest: a second mail about the same request is judged by the receipt of the
// first one (domain.md section 1, "Conflict rules"); one that comes after the first was taken
// back, or carried out, by its own.
func TestRepeatedRequest(t *testing.T) {
	t.Parallel()
	begin := func(w *world) {
		started := w.clock.Add(time.Hour)
		w.clock = started.Add(time.Hour)
		o := &w.scenario.Orders[0]
		o.Stage, o.ProductionStatus, o.ProductionStartedAt = desk.StageInProduction, desk.ProductionStarted, &started
	}
	for _, c := range []struct {
		name    string
		between func(*world, desk.Case, desk.Draft)
		text    string
		rule    string
	}{
		{"asked again", func(w *world, _ desk.Case, _ desk.Draft) { begin(w) }, "I want to cancel my order, as I wrote yesterday.", "request_before_start"},
		{"thanked", func(w *world, _ desk.Case, _ desk.Draft) { begin(w) }, "Thank you!", "request_before_start"},
		{"asked, taken back, asked again", func(w *world, _ desk.Case, d desk.Draft) {
			w.answer(w.scenario.Mail.From, d.MessageID, "back@buyer.example", "Please do not cancel it, I want to keep my order.")
			begin(w)
		}, "I want to cancel my order now.", "started_on_time"},
		{"asked, closed, asked again", func(w *world, c desk.Case, _ desk.Draft) {
			if _, _, err := w.Resolve(w.t.Context(), agent, flow.Resolution{Case: c.ID, Action: "close", Because: "told by telephone to go on"}); err != nil {
				w.t.Fatal(err)
			}
			begin(w)
		}, "I want to cancel my order now.", "started_on_time"},
		{"another request", func(w *world, _ desk.Case, _ desk.Draft) { begin(w) }, "Please change the colour of my keyboard to red.", "started_on_time"},
	} {
		w, first := received(t, "S01", func(s *scenario.Scenario) { s.Expect.Class = "" })
		w.approveOnly(first.ID)
		w.sendAll()
		sent := w.drafts(first.ID, desk.DraftSent)[0]
		c.between(w, first, sent)
		w.answer(w.scenario.Mail.From, sent.MessageID, "second@buyer.example", c.text)
		now := w.caseOf(first.ID)
		if now.Rule != c.rule {
			t.Errorf("%s: %s decided by %s, want %s", c.name, now.Class, now.Rule, c.rule)
		}
		// Looked at once more, it is decided the same.
		if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: w.oneOpen(first.ID).ID, Because: "seen"}); desk.CodeOf(err) == desk.CodeStale && c.rule == "request_before_start" {
			t.Errorf("%s: at the approval it is decided otherwise: %v", c.name, err)
		}
	}
}
