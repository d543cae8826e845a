package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/classifier"
	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// TestUnclass: a wrong class is taken back as if it had never been said: reading and report
// are what they were, a record that it opened is over, nothing is learnt from the slip or its mending, and the figures
// count no correction.
func TestUnclass(t *testing.T) {
	t.Parallel()
	w, row := received(t, "S01", func(s *scenario.Scenario) {
		o, at := &s.Orders[0], s.Now.AddDate(0, 0, -2)
		o.Stage, o.DeliveryStatus, o.ShippedAt, o.DeliveredAt = desk.StageDelivered, desk.DeliveryDelivered, &at, &at
	})
	c, err := w.store.Case(t.Context(), row.ID)
	if err != nil {
		t.Fatal(err)
	}
	was := c.Last().Reading
	slip := w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect})
	if slip.Class == c.Class || slip.ReportedAt.IsZero() || !c.ReportedAt.IsZero() || len(slip.RMAs) != 1 || len(c.RMAs) != 0 {
		t.Fatalf("the slip made the case %s, reported %s, with %v", slip.Class, slip.ReportedAt, slip.RMAs)
	}
	for name, try := range map[string]struct {
		by   desk.Actor
		from desk.Class
		want desk.Code
	}{
		"a colleague": {desk.Actor{Name: "Bo", Role: desk.RoleAdmin}, "", desk.CodeIllegal}, "another class": {agent, desk.ClassOther, desk.CodeIllegal}, "nobody": {desk.System(), "", desk.CodeForbidden},
	} {
		if _, err := w.Unclass(t.Context(), try.by, c.ID, try.from); desk.CodeOf(err) != try.want {
			t.Errorf("%s: %v", name, err)
		}
	}
	got, err := w.Unclass(t.Context(), agent, c.ID, c.Class)
	if err != nil {
		t.Fatal(err)
	}
	if r := got.Last().Reading; got.Class != c.Class || got.Outcome != c.Outcome || got.Reclass != nil || !got.ReportedAt.IsZero() || r.Engine != was.Engine || r.Confidence != was.Confidence || !slices.Equal(r.Signals, was.Signals) {
		t.Errorf("the case is %s, %s, reported %s, read as %+v", got.Class, got.Outcome, got.ReportedAt, r)
	}
	if k := w.log(1)[0]; k.Revoked == nil || k.Revoked.Name != agent.Name || k.RevokedAt.IsZero() || len(desk.Lessons([]desk.Correction{k})) != 0 {
		t.Errorf("the log says %+v", k)
	}
	for _, n := range got.RMAs {
		if r, err := w.RMA(t.Context(), n); err != nil || r.State.Open() {
			t.Errorf("the record %s that the slip opened is %s, %v", n, r.State, err)
		}
	}
	if list := w.audits(c.ID); !slices.Contains(list, "reclass_undone") || slices.Contains(list, "correction revoked") {
		t.Errorf("the history tells %v", list)
	}
	if _, err := w.Unclass(t.Context(), agent, c.ID, ""); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("twice: %v", err)
	}
	audit, err := w.store.Audit(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	var corrected int64
	for _, a := range audit {
		for _, n := range a.Counts {
			if strings.HasPrefix(n.Of, desk.CountReclass+"/") {
				corrected += n.N
			}
		}
	}
	if corrected != 0 {
		t.Errorf("the figures count %d corrections", corrected)
	}
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect})
	if got, err := w.Unclass(t.Context(), agent, c.ID, was.Class); err != nil || got.Class != c.Class {
		t.Errorf("as it was read: %s, %v", got.Class, err)
	}
}

// TestUnclassToAnEarlierOne: what is had back is the class of before, also a person's; one that
// came with an order, or that a newer mail left behind, stays.
func TestUnclassToAnEarlierOne(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", func(s *scenario.Scenario) {
		other := s.Orders[0]
		other.Number = "HW-10777"
		s.Orders = append(s.Orders, other)
	})
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDelay})
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassOther})
	got, err := w.Unclass(t.Context(), agent, c.ID, "")
	if err != nil || got.Class != desk.ClassDelay || got.Reclass == nil || got.Last().Reading.Engine != "agent" {
		t.Fatalf("the case is %s, read as %+v, %v", got.Class, got.Last().Reading, err)
	}
	if k := w.log(2); k[0].Revoked != nil || k[1].Revoked == nil {
		t.Errorf("the log says %+v", k)
	}
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassOther, Order: "HW-10777"})
	if _, err := w.Unclass(t.Context(), agent, c.ID, ""); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("with an order: %v", err)
	}
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDelay})
	w.answer(c.Customer, "s01@customer.example", "later@customer.example", "Thank you, that is all.")
	if _, err := w.Unclass(t.Context(), agent, c.ID, ""); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("after a newer mail: %v", err)
	}
}

// TestUnclassOfTheClassRead: who cancels what has arrived is decided as having changed his mind. A person
// who calls it a cancellation all the same is followed, and takes that back like any other class; the
// figures count neither slip, and nothing is learnt from them.
func TestUnclassOfTheClassRead(t *testing.T) {
	t.Parallel()
	first := shippedModel(t)
	for _, slip := range []desk.Class{desk.ClassCancellation, desk.ClassDelay} {
		s := scenarioByID(t, "S01")
		o, at := &s.Orders[0], s.Now.AddDate(0, 0, -2)
		o.Stage, o.DeliveryStatus, o.ShippedAt, o.DeliveredAt = desk.StageDelivered, desk.DeliveryDelivered, &at, &at
		w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(o *flow.Options) { o.Reader = classifier.NewCascade(first, nil) })
		t.Cleanup(w.close)
		w.receive(plainMail("arrived", s.Mail.From, "Cancel "+o.Number, "Please cancel my order "+o.Number+", I do not want it any more."))
		c, _ := w.theCase()
		c = w.caseOf(c.ID)
		was := c.Last().Reading
		if c.Class != desk.ClassChangeOfMind || was.Class != desk.ClassCancellation {
			t.Fatalf("the case is %s, read as %s", c.Class, was.Class)
		}
		if got := w.otherwise(flow.Correction{Case: c.ID, Class: slip}); got.Class != slip {
			t.Fatalf("called %s, the case is %s", slip, got.Class)
		}
		if len(desk.Lessons(w.log(1))) != 0 && slip == was.Class {
			t.Error("what says that the reading is right teaches something")
		}
		got, err := w.Unclass(t.Context(), agent, c.ID, desk.ClassChangeOfMind)
		if err != nil {
			t.Fatalf("%s taken back: %v", slip, err)
		}
		if r := got.Last().Reading; got.Class != c.Class || got.Outcome != c.Outcome || got.Reclass != nil || r.Engine != was.Engine || r.RunnerUp != was.RunnerUp {
			t.Errorf("%s taken back, the case is %s, %s, read as %+v", slip, got.Class, got.Outcome, r)
		}
		if _, err := w.Unclass(t.Context(), agent, c.ID, ""); desk.CodeOf(err) != desk.CodeIllegal {
			t.Errorf("%s taken back twice: %v", slip, err)
		}
		w.wantTally(map[string]int64{}, desk.CountReclass)
	}
}
