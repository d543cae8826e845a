package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// approvedRefund is a world in which a refund was drawn up and approved and has not left yet.
func approvedRefund(t *testing.T) (*world, desk.RMA, desk.Draft) {
	t.Helper()
	w, r := refundable(t)
	w = w.plainly()
	done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "refund_processing", Because: "agreed", Set: money})
	if err != nil {
		t.Fatal(err)
	}
	d, err := w.Approve(t.Context(), second, flow.Approval{Draft: done.Draft.ID, Because: "seen"})
	if err != nil {
		t.Fatal(err)
	}
	return w, r, d
}

// TestStepSurvivesAQuestion: the mail of a step that a person took, and that a customer's question for news crosses before it leaves,
// is drawn up again as the answer to that mail: by the same person, with the same values, and approved anew, because whoever approved
// it had not read the question. Nothing leaves without that.
func TestStepSurvivesAQuestion(t *testing.T) {
	t.Parallel()
	w, r, first := approvedRefund(t)
	w.clock = w.clock.Add(time.Minute)
	w.receive(w.reply("news", "Is there any news about my report?"))
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 {
		t.Fatalf("%d left, %v", n, err)
	}
	d := w.oneOpen(r.Case)
	if d.ID == first.ID || d.Template != "refund_processing" || d.DrawnBy == nil || d.DrawnBy.Name != manager.Name || d.Set["amount"] != "289.00" || d.ApprovedBy != nil || d.RMA != r.Number {
		t.Fatalf("there waits %s %s, drawn by %v, %v", d.ID, d.Template, d.DrawnBy, d.Set)
	}
	if now := w.draftOf(first.ID); now.State != desk.DraftVoid || now.Why == "" {
		t.Errorf("the first is %s: %q", now.State, now.Why)
	}
	if !slices.Contains(w.audits(r.Case), "step_again") {
		t.Errorf("nobody is told: %v", w.audits(r.Case))
	}
	if !slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "overtaken" && strings.Contains(p.Text, second.Name) }) {
		t.Errorf("it warns of %v", d.Problems)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "sure"}); desk.CodeOf(err) != desk.CodeForbidden {
		t.Errorf("who drew it up approves it: %v", err)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen again"}); err != nil {
		t.Fatal(err)
	}
	w.sendAll()
	r, err := w.RMA(t.Context(), r.Number)
	if err != nil || r.State != desk.RMAClosedResolved || len(r.Refunds) != 1 || r.Refunds[0].DrawnBy != manager.Name || w.caseOf(r.Case).State != desk.CaseClosed {
		t.Errorf("the record is %s with %+v, the case %s (%v)", r.State, r.Refunds, w.caseOf(r.Case).State, err)
	}
}

// TestStepEndsByNews: a mail that says something of its own ends the step for good: the reply in its place says so to whoever approves
// it, and is not approved without a reason.
func TestStepEndsByNews(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{
		"taken back":  "Please forget about it, the keyboard works again and I keep it. You can close my case.",
		"danger":      "The keyboard started to smoke and smells burnt!",
		"a new photo": "",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, r, first := approvedRefund(t)
			w.clock = w.clock.Add(time.Minute)
			if text == "" {
				w.writes("Re: "+r.Order, "Here is another photo of what is wrong with the keyboard of order "+r.Order+".", true)
			} else {
				w.receive(w.reply("news", text))
			}
			open := w.drafts(r.Case, desk.DraftProposed)
			if len(open) == 0 || w.draftOf(first.ID).State != desk.DraftVoid {
				t.Fatalf("%d wait, and the refund is %s", len(open), w.draftOf(first.ID).State)
			}
			for _, d := range open {
				if d.Template == "refund_processing" {
					t.Fatalf("the refund waits again after %q", text)
				}
				if !slices.ContainsFunc(d.Problems, func(p desk.Problem) bool { return p.Code == "overtaken" && strings.Contains(p.Text, second.Name) }) {
					t.Errorf("%s warns of %v", d.Template, d.Problems)
				}
				if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID}); desk.CodeOf(err) != desk.CodeNeedsConfirm {
					t.Errorf("approved without a word: %v", err)
				}
			}
		})
	}
}

// TestApprovedCancellationSurvives: an approved cancellation that a thank-you or a repeated request crosses is not lost, either, and
// is no longer drawn up once it cannot be.
func TestApprovedCancellationSurvives(t *testing.T) {
	t.Parallel()
	for name, text := range map[string]string{"a repeated request": "Please cancel my order, as I wrote.", "thanks": "Thank you very much!", "a question": "Any news about my cancellation?"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c := received(t, "S01", nil)
			w = w.plainly()
			w.approveOnly(c.ID)
			w.sendAll()
			_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "cancel_approved", Because: "stopped"})
			if err != nil {
				t.Fatal(err)
			}
			if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
				t.Fatal(err)
			}
			w.clock = w.clock.Add(time.Minute)
			w.receive(w.reply("more", text))
			if again := w.oneOpen(c.ID); again.Template != "cancel_approved" || again.ID == d.ID {
				t.Errorf("there waits %s %s", again.ID, again.Template)
			}
			shipped := w.clock.Add(-time.Hour)
			w.scenario.Orders[0].ShippedAt, w.scenario.Orders[0].Stage = &shipped, desk.StageShipped
			if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: w.oneOpen(c.ID).ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeStale {
				t.Errorf("approved though it was shipped: %v", err)
			}
		})
	}
}
