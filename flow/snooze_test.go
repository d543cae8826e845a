package flow_test

import (
	"context"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/store/bolt"
)

// listing is a store in which something happens between a look at what is due and what follows from it.
type listing struct {
	*bolt.Store
	then func(kind string)
}

// DuesBefore implements flow.Records.
func (s *listing) DuesBefore(ctx context.Context, kind string, t time.Time, limit int) ([]desk.Due, error) {
	list, err := s.Store.DuesBefore(ctx, kind, t, limit)
	s.then(kind)
	return list, err
}

// TestPutOffAgain: a case that is put off once more in the moment in which its time comes still comes back.
func TestPutOffAgain(t *testing.T) {
	t.Parallel()
	again := func(string) {}
	w := newWorldOf(t, quickDir(t), scenarioByID(t, "S42"), func(*flow.Shop) {}, func(o *flow.Options) {
		o.Store = &listing{o.Store.(*bolt.Store), func(kind string) { again(kind) }}
	})
	t.Cleanup(w.close)
	w.receive(rawOf(w.scenario))
	c, _ := w.theCase()
	if _, err := w.Snooze(t.Context(), agent, c.ID, w.clock.Add(time.Hour), "lunch"); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(2 * time.Hour)
	again = func(kind string) {
		if again = func(string) {}; kind != "snooze" {
			return
		}
		if _, err := w.Snooze(t.Context(), agent, c.ID, w.clock.Add(time.Hour), "and a nap"); err != nil {
			t.Error(err)
		}
	}
	for _, want := range []desk.CaseState{desk.CaseSnoozed, desk.CaseOpen} {
		if _, err := w.WakeDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if now := w.caseOf(c.ID); now.State != want {
			t.Errorf("at %s the case is %s", w.clock, now.State)
		}
		w.clock = w.clock.Add(2 * time.Hour)
	}
}

// TestHeldUnitPutOff: a unit that the manager holds calls for him after its days, but not where somebody put
// its case off knowingly: then when that is over.
func TestHeldUnitPutOff(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.stepped(r.Number, "rma_received", nil)
	w.stepped(r.Number, "inspect", nil)
	if r = w.stepped(r.Number, "hold", map[string]string{"hold": "wrong_contents"}); r.State != desk.RMAManagerHold {
		t.Fatalf("the record is %s", r.State)
	}
	w.receive(w.reply("asks", "What did you find?"))
	until := w.clock.AddDate(0, 0, 20)
	if _, err := w.Snooze(t.Context(), manager, r.Case, until, "he asks his lawyer"); err != nil {
		t.Fatal(err)
	}
	w.pass(17, 0)
	if c := w.caseOf(r.Case); c.State != desk.CaseSnoozed {
		t.Errorf("put off until %s, on %s the case is %s", until, w.clock, c.State)
	}
	w.pass(4, 0)
	if _, err := w.WakeDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.pass(2, 0)
	if c := w.caseOf(r.Case); c.State != desk.CaseOpen || c.Outcome != desk.OutcomeManagerDecision {
		t.Errorf("then it is %s, %s", c.State, c.Outcome)
	}
}
