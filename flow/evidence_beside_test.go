package flow_test

import (
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestPicturesBesideAnotherMatter: a mail that brings what the record waits for moves it to
// review, whatever the mail was read as, and the customer's days are over. A mail that brings
// nothing leaves the question open.
func TestPicturesBesideAnotherMatter(t *testing.T) {
	t.Parallel()
	p, err := phrases()
	if err != nil {
		t.Fatal(err)
	}
	for photo, want := range map[bool]desk.RMAState{true: desk.RMAUnderReview, false: desk.RMAAwaitingEvidence} {
		s := scenarioByID(t, "S17")
		s.Mail.Attachments = nil
		u := &unsure{Phrases: p, class: desk.ClassDoaDefect, sure: true}
		w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(opt *flow.Options) { opt.Reader = u })
		defer w.close()
		w.receive(rawOf(s))
		c, _ := w.theCase()
		w.approveOnly(c.ID)
		w.sendAll()
		u.class = desk.ClassCancellation
		c = w.writes("Order "+c.Order, "About my order "+c.Order+", please.", photo)
		if c.Outcome != desk.OutcomeDenyChangeOfMind || len(w.cases()) != 1 {
			t.Fatalf("the mail is decided as %s, rule %s, in %d cases", c.Outcome, c.Rule, len(w.cases()))
		}
		w.approveOnly(c.ID)
		w.sendAll()
		if r, now := w.record(c.ID), w.caseOf(c.ID); r.State != want || now.Running() == photo {
			t.Errorf("with pictures %v: the record is %s, and the customer's days run: %v", photo, r.State, now.Running())
		}
	}
}
