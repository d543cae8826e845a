package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestWhatWePromised: after a mail that says that we check, or ask the carrier, the case stays
// with people and has a day. Nobody would look at it otherwise, since the customer was told
// that he need do nothing.
func TestWhatWePromised(t *testing.T) {
	t.Parallel()
	for id, want := range map[string]struct {
		template string
		days     int // 0 = the customer's turn
	}{
		"S01": {"cancel_check", 1}, "S04": {"delay_cancel_ack", 1}, "S11": {"change_check", 1}, "S48": {"trace_opened", 5},
		"S52": {"costs_nonrefundable", 0}, "S42": {"final_sale", 0}, "S49": {"on_schedule", 0},
	} {
		w, c := received(t, id, nil)
		if d := w.oneOpen(c.ID); d.Template != want.template {
			t.Fatalf("%s: the draft is %s", id, d.Template)
		}
		w.approveOnly(c.ID)
		w.sendAll()
		days := desk.Workdays{Zone: w.scenario.Zone}
		now := w.caseOf(c.ID)
		if want.days == 0 {
			if now.State != desk.CaseWaiting {
				t.Errorf("%s, %s: the case is %s", id, want.template, now.State)
			}
			continue
		}
		if end := days.EndOf(days.Add(w.clock, want.days)); now.State != desk.CaseOpen || !now.Deadline.Equal(end) {
			t.Errorf("%s, %s: the case is %s until %s, not %s", id, want.template, now.State, now.Deadline, end)
		}
		rows, err := w.Queue(t.Context(), desk.CaseFilter{Limit: 10})
		if err != nil || len(rows) != 1 || rows[0].Overdue {
			t.Errorf("%s: in the queue stand %+v (%v)", id, rows, err)
		}
		w.clock = days.Add(w.clock, want.days+1).Add(time.Hour)
		if rows, err = w.Queue(t.Context(), desk.CaseFilter{Limit: 10}); err != nil || len(rows) != 1 || !rows[0].Overdue {
			t.Errorf("%s: its day has passed, and in the queue stand %+v (%v)", id, rows, err)
		}
	}
}
