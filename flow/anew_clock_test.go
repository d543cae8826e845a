package flow_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestDecidedAnewEndsTheQuestion: what we asked stays asked only until a person has decided the case anew
// and a mail says so (the buyer confirmed on the phone, the mail was about something else): nobody is
// reminded of a question, or set aside for not answering it, that does not stand any more.
func TestDecidedAnewEndsTheQuestion(t *testing.T) {
	t.Parallel()
	quiet := func(t *testing.T, w *world, id string) {
		t.Helper()
		w.clock = w.clock.Add(time.Hour)
		w.approveOnly(id)
		w.sendAll()
		if k := w.clockOf(id); k.Remind != (time.Time{}) || k.Last != (time.Time{}) || k.Close != (time.Time{}) {
			t.Errorf("after the answer the clock is %+v", k)
		}
		if got := w.pass(20, 0); len(got) > 0 {
			t.Errorf("sent %v", got)
		}
	}
	t.Run("confirmed on the phone", func(t *testing.T) {
		t.Parallel()
		w, c := received(t, "S27", nil)
		for _, d := range w.drafts(c.ID, desk.DraftProposed) {
			if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
				t.Fatal(err)
			}
		}
		w.sendAll()
		if !w.clockOf(c.ID).AskedAt.Equal(w.clock) {
			t.Fatalf("nothing is asked: %+v", w.clockOf(c.ID))
		}
		w.clock = w.clock.Add(24 * time.Hour)
		if _, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "buyer_confirmed", Because: "on the phone"}); err != nil || d == nil || d.Template != "claim_received" {
			t.Fatalf("drafted %v (%v)", d, err)
		}
		quiet(t, w, c.ID)
	})
	t.Run("a disproved mail, confirmed on the phone", func(t *testing.T) {
		t.Parallel()
		w, c, _ := unconfirmed(t)
		w.clock = w.clock.Add(24 * time.Hour)
		_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "buyer_confirmed", Because: "on the phone"})
		if err != nil || d == nil || d.Template != "cancel_check" {
			t.Fatalf("decided as %s, drafted %v (%v)", w.caseOf(c.ID).Outcome, d, err)
		}
		quiet(t, w, c.ID)
		w = w.reconfigured(func(s *flow.Shop) {
			a := s.Accounts["support"]
			a.Options.IsOwnMessageID = func(id string) bool { return id == d.MessageID }
			s.Accounts["support"] = a
		})
		// What a stranger writes into the thread later is no word of the buyer's.
		forged := strings.Replace(string(rawOf(w.scenario)), "Message-ID: <s01@", "In-Reply-To: <"+d.MessageID+">\r\nMessage-ID: <again@", 1)
		w.receive([]byte(forged))
		if now := w.caseOf(c.ID); now.Last().Facts.Get(desk.FactAuth) != "fail" {
			t.Errorf("a further disproved mail counts as %s", now.Last().Facts.Get(desk.FactAuth))
		}
	})
	t.Run("about something else", func(t *testing.T) {
		t.Parallel()
		w, c := asked(t, func(*flow.Shop) {})
		w.clock = w.clock.Add(24 * time.Hour)
		w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassChangeOfMind, Because: "it works, he does not like it"})
		quiet(t, w, c.ID)
	})
	t.Run("still asked", func(t *testing.T) {
		t.Parallel()
		w, c := asked(t, func(*flow.Shop) {})
		w.clock = w.clock.Add(24 * time.Hour)
		w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassTransitDamage, Because: "the carrier did it"})
		w.approveOnly(c.ID)
		w.sendAll()
		if k := w.clockOf(c.ID); !k.AskedAt.Equal(w.clock) || k.Close.IsZero() {
			t.Errorf("what is asked anew has no days: %+v", k)
		}
	})
}
