package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestHazardLeadsTheQueue: a danger to people stands before cases that are only late.
func TestHazardLeadsTheQueue(t *testing.T) {
	t.Parallel()
	w, write := talk(t)
	w.receive([]byte("Authentication-Results: mx.shop.example; dmarc=pass header.from=elsewhere.example\r\n" +
		"Message-ID: <norway@elsewhere.example>\r\nFrom: eve@elsewhere.example\r\nTo: support@shop.example\r\nSubject: Shipping\r\n\r\nDo you ship to Norway?\r\n"))
	w.clock = w.clock.Add(10 * 24 * time.Hour)
	write("hot", "HW-10441 smokes", "Smoke came out of HW-10441 and it got very hot.", "dmarc=pass")
	rows, err := w.Queue(t.Context(), desk.CaseFilter{})
	if err != nil || len(rows) != 2 {
		t.Fatalf("%d rows, %v", len(rows), err)
	}
	if rows[0].Outcome != desk.OutcomeSafetyStop || !rows[1].Overdue || rows[1].Deadline.After(rows[0].Deadline) {
		t.Errorf("first %s, due %s; then %s, due %s", rows[0].Outcome, rows[0].Deadline, rows[1].Outcome, rows[1].Deadline)
	}
}

// TestUrgentIsNotLate: what is urgent is due at once, and late only when nobody has looked at
// it for an hour.
func TestUrgentIsNotLate(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", nil)
	for _, step := range []struct {
		after time.Duration
		late  bool
	}{{0, false}, {time.Minute, false}, {58 * time.Minute, false}, {time.Minute, true}} {
		w.clock = w.clock.Add(step.after)
		rows, err := w.Queue(t.Context(), desk.CaseFilter{})
		if err != nil || len(rows) != 1 || rows[0].Overdue != step.late {
			t.Errorf("%s after it came: %+v (%v)", w.clock.Sub(c.Deadline), rows, err)
		}
	}
}
