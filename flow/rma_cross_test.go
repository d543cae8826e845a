package flow_test

import (
	"context"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// crossed is a store in which something happens right before the end of a sending is recorded.
type crossed struct {
	flow.Store
	between func()
}

func (s *crossed) FinishSend(ctx context.Context, change desk.Change) error {
	if f := s.between; f != nil {
		s.between = nil
		f()
	}
	return s.Store.FinishSend(ctx, change)
}

// TestRecordCrossed: a mail of one case moves the record of another one, while a colleague keeps a
// value in it. The two cases are not the same, so that no version of a case tells of the other hand;
// both are kept all the same.
func TestRecordCrossed(t *testing.T) {
	t.Parallel()
	first, c, r := claim(t)
	s := first.scenario
	s.ID, s.Mail.From, s.Mail.Subject, s.Mail.Body = "other", "Kim <kim@elsewhere.example>", "Stock", "Do you have the grey one in stock?"
	first.receive(rawOf(s))
	all := first.cases()
	first.close()
	between := &crossed{}
	w := newWorldOf(t, first.dir, first.scenario, func(*flow.Shop) {}, func(o *flow.Options) { between.Store, o.Store = o.Store, between })
	defer w.close()
	w.clock, w.random, w.uid = first.clock, first.random+1<<32, first.uid
	r.Number, r.Version, r.Case = desk.NewRMANumber(99), 0, all[len(all)-1].ID
	if r.Case == c.ID {
		t.Fatal("there is no second case")
	}
	c = w.caseOf(c.ID)
	c.RMAs, c.Version = append(c.RMAs, r.Number), c.Version+1
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{c}, RMAs: []desk.RMA{r}}); err != nil {
		t.Fatal(err)
	}
	_, d, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: desk.RMAStepAuthorize, RMA: r.Number, Because: "it is broken", Set: map[string]string{"condition": "complete", "expires": "2026-12-31"}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	between.between = func() {
		if _, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: desk.RMAStepNote, Because: "it stands below", Set: map[string]string{"batch": "B-77"}}); err != nil {
			t.Error(err)
		}
	}
	w.sendAll()
	got, err := w.RMA(t.Context(), r.Number)
	if err != nil || between.between != nil {
		t.Fatal("nothing crossed", err)
	}
	if got.Batch != "B-77" || got.State != desk.RMAAuthorized || got.Case != r.Case {
		t.Errorf("the record of %s is %s with the batch %q", got.Case, got.State, got.Batch)
	}
	if d := w.draft(d.ID); d.State != desk.DraftSent {
		t.Errorf("the draft is %s", d.State)
	}
}
