package flow_test

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestSaidSentIsNotCutOff: who told the number of the parcel in which his return travels is neither reminded to
// send it nor told that his return number has run out; people look where it is.
func TestSaidSentIsNotCutOff(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.pass(12, 0)
	w.receive(w.reply("sent", "I sent the parcel back yesterday with DHL, tracking JD014600004123."))
	w.approveOnly(r.Case)
	w.sendAll()
	if got := w.pass(14, 0); len(got) > 0 {
		t.Errorf("he was sent %v", got)
	}
	if c := w.caseOf(r.Case); c.State != desk.CaseOpen || !slices.Contains(w.audits(c.ID), "rma_said_sent") || !slices.Contains(w.queue(), c.ID) {
		t.Errorf("and nobody looks after it: the case is %s, %v", c.State, w.audits(c.ID))
	}
	if now, err := w.RMA(t.Context(), r.Number); err != nil || now.State != desk.RMAAuthorized || now.Timers.Due.IsZero() {
		t.Errorf("the record is %s, and comes back on %s (%v)", now.State, now.Timers.Due, err)
	}
}
