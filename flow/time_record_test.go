package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestRecordWaitsFromTheAsk: the fortnight of a record that waits for evidence is counted
// from the sending of our question, not from its opening; it stands still while a message of
// the customer's waits for us, and begins anew with our answer.
func TestRecordWaitsFromTheAsk(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S17")
	s.Mail.Attachments = nil // rawOf writes good photos only
	w := newWorldWith(t, quickDir(t), s, func(*flow.Shop) {})
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	if r := w.record(c.ID); r.State != desk.RMAAwaitingEvidence || !r.Due.IsZero() {
		t.Fatalf("before anything was asked the record is %s, due %s", r.State, r.Due)
	}
	w.clock = w.clock.AddDate(0, 0, 5) // the draft waits for its approval
	w.approveOnly(c.ID)
	w.sendAll()
	counts := func(when string) {
		t.Helper()
		end := w.clockOf(c.ID).Close
		if r := w.record(c.ID); end.IsZero() || !r.Due.Equal(end) || r.Due.Before(w.clock.AddDate(0, 0, 14).Add(-24*time.Hour)) {
			t.Errorf("%s the record is due %s, the case closes %s", when, r.Due, end)
		}
	}
	counts("once asked")
	w.clock = w.clock.AddDate(0, 0, 2)
	w.receive(w.reply("more", "I will look for the camera, sorry. It still does not work."))
	if r := w.record(c.ID); r.State != desk.RMAAwaitingEvidence || !r.Due.IsZero() {
		t.Errorf("while the customer waits for us the record is %s, due %s", r.State, r.Due)
	}
	w.clock = w.clock.AddDate(0, 0, 3)
	w.approveOnly(c.ID)
	w.sendAll()
	counts("asked again")
}
