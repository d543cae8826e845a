package flow_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/evidence"
	"returndesk/flow"
	"returndesk/scenario"
)

// dim judges every picture as too dark.
type dim struct{}

// Judge implements flow.Judge.
func (dim) Judge(_ context.Context, a evidence.Attachment) (desk.Evidence, error) {
	ev := evidence.Quick(a)
	ev.Verdict, ev.Code, ev.Reason, ev.Pending = desk.VerdictUnusable, "too_dark", "The photo is too dark.", false
	return ev, nil
}

// TestPartsAnsweredTogether: who was asked once about a record that was split answers once. No part of it waits
// for a photo that came, reminds of it or ends for its lack; and what one silence ended one answer opens again.
func TestPartsAnsweredTogether(t *testing.T) {
	t.Parallel()
	for name, silent := range map[string]bool{"in time": false, "after silence": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c := asked(t, func(*flow.Shop) {})
			done := w.split(w.record(c.ID))
			if silent {
				w.pass(20, 0)
				if a, b := w.state(done.RMA.Number), w.state(done.Part.Number); a.Open() || b.Open() {
					t.Fatalf("after silence the parts are %s and %s", a, b)
				}
			}
			w.writes("Re: "+c.Order, "Here is the photo of "+c.Order+", the keyboard does not work.", true)
			for _, n := range []string{done.RMA.Number, done.Part.Number} {
				r, err := w.RMA(t.Context(), n)
				if err != nil || r.State != desk.RMAUnderReview || len(r.Evidence) != 1 {
					t.Errorf("%s is %s with %d pictures (%v)", n, r.State, len(r.Evidence), err)
				}
			}
			w.approveOnly(c.ID)
			w.sendAll()
			if got := w.pass(20, 0); len(got) > 0 {
				t.Errorf("answered, he was sent %v", got)
			}
		})
	}
}

// TestPictureInVain: a picture that shows nothing, once it is looked at, is asked for again, and the record waits
// as it did; the first report's record says where it began.
func TestPictureInVain(t *testing.T) {
	t.Parallel()
	for name, first := range map[string]bool{"with the report": true, "in answer to our question": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := scenarioByID(t, "S17")
			if s.Mail.Attachments = nil; first {
				s.Mail.Attachments = []scenario.File{{Name: "dark.jpg", Type: "image/jpeg"}}
			}
			w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Judge = dim{} })
			t.Cleanup(w.close)
			w.receive(rawOf(s))
			c, _ := w.theCase()
			if !first {
				w.approveOnly(c.ID)
				w.sendAll()
				c = w.writes("Re: "+c.Order, "Here is the photo of "+c.Order+", the keyboard does not work.", true)
			}
			if got := w.record(c.ID).State; got != desk.RMAUnderReview {
				t.Fatalf("before it is looked at, the record is %s", got)
			}
			if _, err := w.JudgeDue(t.Context()); err != nil {
				t.Fatal(err)
			}
			r := w.record(c.ID)
			if c = w.caseOf(c.ID); r.State != desk.RMAAwaitingEvidence || !slices.Contains(c.Last().Asks, desk.AskResendEvidence) {
				t.Errorf("looked at, the record is %s and the mail asks for %v", r.State, c.Last().Asks)
			}
			if err := r.Check(desk.Workdays{Zone: s.Zone}); err != nil {
				t.Error(err)
			}
			w.approveOnly(c.ID)
			w.sendAll()
			if k := w.clockOf(c.ID); !k.AskedAt.Equal(w.clock) {
				t.Errorf("asked again, the clock is %+v", k)
			}
			w.clock = w.clock.Add(time.Hour)
			if got := w.pass(6, 0); !slices.Equal(got, []string{"4 reminder_1"}) && !slices.Equal(got, []string{"3 reminder_1"}) {
				t.Errorf("then sent %v", got)
			}
		})
	}
}
