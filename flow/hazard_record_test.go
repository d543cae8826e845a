package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

const smoke = "Careful: it began to smoke at the cable today, and it smells burnt."

// TestHazardHoldsOpenRecord: who tells of danger after his claim was opened is not given a
// return number by the old record.
func TestHazardHoldsOpenRecord(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	done := w.split(r)
	w.receive(w.reply("smoke", smoke))
	if now := w.caseOf(c.ID); now.Outcome != desk.OutcomeSafetyStop {
		t.Fatalf("the case is %s (rule %s)", now.Outcome, now.Rule)
	}
	for _, n := range []string{r.Number, done.Part.Number} {
		held, err := w.RMA(t.Context(), n)
		if err != nil || !held.NoShipping || !held.HazardAt.Equal(w.clock) {
			t.Errorf("%s is not held (%v)", n, err)
		}
		err = w.tryStep(manager, n, "rma_authorized", map[string]string{"condition": "in its box"})
		if desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(desk.MessageOf(err), "hazard_cleared") {
			t.Errorf("%s was authorised all the same: %v", n, err)
		}
		if err := w.tryStep(manager, n, "troubleshooting", map[string]string{"steps": "plug it in again"}); desk.CodeOf(err) != desk.CodeIllegal {
			t.Errorf("%s: the buyer is asked to try something: %v", n, err)
		}
	}
	if !slices.Contains(w.audits(c.ID), "rma_held") {
		t.Errorf("the history does not say so: %v", w.audits(c.ID))
	}
	w.warn(c.ID)
	now := w.stepped(r.Number, "hazard_cleared", nil)
	if now.NoShipping || !now.HazardAt.IsZero() {
		t.Errorf("cleared it is %+v", now)
	}
	w.stepped(r.Number, "rma_authorized", map[string]string{"condition": "in its box"})
}

// TestHazardOnTheWay: a return that was authorised already is not urged on while the hazard
// stands, and has its whole time again once it is cleared.
func TestHazardOnTheWay(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.clock = w.clock.Add(10 * 24 * time.Hour)
	w.receive(w.reply("smoke", smoke))
	held, err := w.RMA(t.Context(), r.Number)
	if err != nil || !held.NoShipping || held.State != desk.RMAAuthorized {
		t.Fatalf("it is %s, held %v (%v)", held.State, held.NoShipping, err)
	}
	if err := held.Check(desk.Workdays{Zone: w.scenario.Zone}); err != nil {
		t.Error(err)
	}
	if v, err := w.RMASteps(t.Context(), r.Number); err != nil || slices.ContainsFunc(v.Steps, func(o flow.RMAOffer) bool { return o.Name == "rma_expiring" || o.Name == "rma_in_transit" }) {
		t.Errorf("it may travel (%v)", err)
	}
	w.warn(r.Case)
	if got := w.pass(20, 0); slices.ContainsFunc(got, func(s string) bool { return strings.Contains(s, "rma_exp") }) {
		t.Errorf("held, and the buyer is sent %v", got)
	}
	cleared := w.clock
	now := w.stepped(r.Number, "hazard_cleared", nil)
	if end := cleared.AddDate(0, 0, 21); now.Due.Before(end.Add(-time.Minute)) || now.Timers.Due != now.Due || now.Timers.Remind.IsZero() || now.Deadline <= held.Deadline {
		t.Errorf("cleared, it ends on %s (%s), reminded %s", now.Due, now.Deadline, now.Timers.Remind)
	}
	w.receive(w.reply("still", "Can I still send the keyboard back under my RMA?"))
	if c := w.caseOf(r.Case); slices.Contains(c.Flags, desk.FlagRMAExpired) {
		t.Errorf("and is expired all the same: %s %v", c.Rule, c.Flags)
	}
}

// TestHazardOfStranger: somebody else's alarm holds no record of a buyer's.
func TestHazardOfStranger(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w.answer("nosy@elsewhere.example", w.drafts(c.ID, desk.DraftSent)[0].MessageID, "nosy@elsewhere.example", smoke)
	if now, err := w.RMA(t.Context(), r.Number); err != nil || now.NoShipping {
		t.Errorf("held: %v (%v)", now.NoShipping, err)
	}
}

// warn approves the draft that waits in a case, and sends it.
func (w *world) warn(id string) {
	w.t.Helper()
	if _, err := w.Approve(w.t.Context(), second, flow.Approval{Draft: w.oneOpen(id).ID, Because: "seen"}); err != nil {
		w.t.Fatal(err)
	}
	w.sendAll()
}
