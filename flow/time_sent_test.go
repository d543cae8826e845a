package flow_test

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// saidSent is an authorised return of which the buyer has named the parcel, and was answered.
func saidSent(t *testing.T) (*world, desk.RMA) {
	t.Helper()
	w, r := authorised(t)
	w.pass(12, 0)
	w.receive(w.reply("sent", "I sent the parcel back yesterday with DHL, tracking JD014600004123."))
	w.approveOnly(r.Case)
	w.sendAll()
	return w, r
}

// TestSaidSentIsNotCutOff: who told the number of the parcel in which his return travels is neither reminded to
// send it nor told that his return number has run out; people look where it is.
func TestSaidSentIsNotCutOff(t *testing.T) {
	t.Parallel()
	w, r := saidSent(t)
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

// TestSaidSentStaysPutOff: a case that somebody put off knowingly stays put off, although its return should have come.
func TestSaidSentStaysPutOff(t *testing.T) {
	t.Parallel()
	w, r := saidSent(t)
	w.pass(14, 0)
	if _, err := w.Snooze(t.Context(), anna, r.Case, w.clock.AddDate(0, 0, 20), "the carrier looks for it"); err != nil {
		t.Fatal(err)
	}
	w.pass(12, 0)
	if c := w.caseOf(r.Case); c.State != desk.CaseSnoozed {
		t.Errorf("the case is %s, %v", c.State, w.audits(c.ID))
	}
	w.pass(10, 0)
	if c := w.caseOf(r.Case); c.State != desk.CaseOpen {
		t.Errorf("and then it is %s", c.State)
	}
}
