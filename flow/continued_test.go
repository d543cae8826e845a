package flow_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/facts"
	"returndesk/flow"
	"returndesk/policy"
)

// TestContinuedMatter decides mails that continue a case, by the real table: what our
// question asked for is understood, and what a buyer has asked for stays asked.
func TestContinuedMatter(t *testing.T) {
	t.Parallel()
	table, err := policy.Default()
	if err != nil {
		t.Fatal(err)
	}
	now := time.Date(2026, 3, 30, 15, 0, 0, 0, time.UTC)
	order := desk.Order{
		Number: "HW-1", Email: "a@mail.example", Stage: desk.StagePlaced, ProductionStatus: desk.ProductionNotStarted,
		ShipBy: "2026-03-20", ShipTo: desk.ShipTo{Country: "US", TZ: "America/New_York"}, Lines: []desk.Line{{Line: 1, Name: "Amplifier"}},
	}
	onTime, came := order, order
	onTime.ShipBy = "2026-04-20"
	delivered, shipped := now.Add(-48*time.Hour), now.Add(-96*time.Hour)
	came.Stage, came.DeliveredAt, came.ShippedAt, came.DeliveryStatus = desk.StageDelivered, &delivered, &shipped, desk.DeliveryDelivered
	photo := []desk.Evidence{{Name: "a.jpg", Kind: desk.MediaPhoto, Verdict: desk.VerdictOK}}
	awaiting := map[string][]desk.PriorRMA{"HW-1": {{RMA: "RMA-1", State: desk.RMAAwaitingEvidence, FirstReportedAt: &delivered}}}
	for _, c := range []struct {
		name     string
		order    desk.Order
		read     desk.Class
		text     string
		earlier  desk.Class
		asked    desk.Outcome
		open     []desk.Class
		evidence []desk.Evidence
		rmas     map[string][]desk.PriorRMA
		class    desk.Class
		outcome  desk.Outcome
		template string
		more     []string
	}{
		{name: "waits", order: order, read: desk.ClassOther, text: "WAIT", earlier: desk.ClassDelay, asked: desk.OutcomeDelayOptions,
			class: desk.ClassDelay, outcome: desk.OutcomeDelayOptions, template: "delay_wait_confirmed"},
		{name: "cancels", order: order, read: desk.ClassOther, text: "Cancel please", earlier: desk.ClassDelay, asked: desk.OutcomeDelayOptions,
			class: desk.ClassCancellation, outcome: desk.OutcomeLateCancelReview, template: "delay_cancel_ack"},
		{name: "cancelled, then asks where it is", order: order, read: desk.ClassDelay, text: "Why is it not shipped?", earlier: desk.ClassCancellation,
			asked: desk.OutcomeLateCancelReview, open: []desk.Class{desk.ClassCancellation},
			class: desk.ClassCancellation, outcome: desk.OutcomeLateCancelReview, template: "delay_cancel_ack"},
		{name: "cancelled on time, then asks where it is", order: onTime, read: desk.ClassDelay, text: "Why is it not shipped?", earlier: desk.ClassCancellation,
			asked: desk.OutcomeStopProductionCheck, open: []desk.Class{desk.ClassCancellation},
			class: desk.ClassCancellation, outcome: desk.OutcomeStopProductionCheck, template: "cancel_check", more: []string{"on_schedule"}},
		{name: "thanks before our reply", order: order, read: desk.ClassOther, text: "Thank you very much!", earlier: desk.ClassDelay,
			asked: desk.OutcomeDelayOptions, open: []desk.Class{desk.ClassDelay},
			class: desk.ClassDelay, outcome: desk.OutcomeDelayOptions, template: "delay_options"},
		{name: "attached", order: came, read: desk.ClassOther, text: "Attached.", earlier: desk.ClassDoaDefect, asked: desk.OutcomeAskEvidence,
			open: []desk.Class{desk.ClassDoaDefect}, evidence: photo, rmas: awaiting,
			class: desk.ClassRMAFollowup, outcome: desk.OutcomeFollowupAttach, template: "rma_status"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			in := facts.Input{
				Now: now, ShopZone: time.UTC, Sender: facts.Sender{Address: "a@mail.example"}, Text: c.text, Reading: desk.Reading{Class: c.read},
				Earlier: &desk.Reading{Class: c.earlier}, Asked: c.asked, Open: c.open, Evidence: c.evidence, OwnRMAs: c.rmas,
				Lookup: desk.Lookup{Own: []desk.Order{c.order}},
			}
			list, err := flow.Assess(table, in)
			if err != nil {
				t.Fatal(err)
			}
			d := list[0]
			if d.Class != c.class || d.Outcome != c.outcome || d.Template != c.template {
				t.Errorf("%s: %s by %s, want %s: %s by %s", d.Class, d.Outcome, d.Template, c.class, c.outcome, c.template)
			}
			var more []string
			for _, x := range d.More {
				more = append(more, x.Template)
			}
			if !slices.Equal(more, c.more) {
				t.Errorf("further paragraphs %v, want %v", more, c.more)
			}
			if asks := slices.Contains(d.Asks, desk.AskDelayChoice); asks != (c.template == "delay_options") {
				t.Errorf("asks for the choice: %v", asks)
			}
		})
	}
}
