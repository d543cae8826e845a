package flow_test

import (
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// TestBouncedMailRunsOutNobody: whoever never got the mail that gave him a return number, or that asked him to choose, is neither urged
// nor told that his time is over: a person finds another way first. The case is in the queue with a day of its own.
func TestBouncedMailRunsOutNobody(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		steps []string
	}{{"the return number", nil}, {"no fault was found", []string{"rma_received", "inspection_no_fault"}}} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w, r := authorised(t)
			for _, step := range tt.steps {
				w.stepped(r.Number, step, map[string]map[string]string{"inspection_no_fault": {"price": "18.00", "currency": "USD"}}[step])
			}
			r = w.record(r.Case)
			sent := w.drafts(r.Case, desk.DraftSent)
			w.clock = w.clock.Add(time.Hour)
			w.receive(deliveryReport(sent[len(sent)-1].MessageID, "b1", "failed", "5.1.1", "no such user"))
			c := w.caseOf(r.Case)
			if want := (desk.Workdays{Zone: w.scenario.Zone}).EndOf(w.clock.AddDate(0, 0, 1)); c.State != desk.CaseOpen || !c.Deadline.Equal(want) {
				t.Errorf("it came back, and the case is %s until %s instead of %s", c.State, c.Deadline, want)
			}
			if got := w.pass(25, 0); len(got) > 0 || w.record(r.Case).State != r.State {
				t.Errorf("sent %v, and the record is %s", got, w.record(r.Case).State)
			}
			if !slices.Contains(w.alertKinds(), "overdue") {
				t.Errorf("people were told %v", w.alertKinds())
			}
			w.stepped(r.Number, "rma_status", nil) // another way was found
			if got := w.pass(9, 0); len(got) == 0 {
				t.Error("he was reached, and nothing goes on")
			}
		})
	}
}
