package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestRecordIsOfAClaim: a record that a person opens is of the claim that the case is about, whatever its
// latest mail was read as. Where it is about none, he says first which it is.
func TestRecordIsOfAClaim(t *testing.T) {
	t.Parallel()
	accept := func(w *world, c desk.Case) (*desk.Draft, error) {
		_, d, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "claim_received", Because: "told on the phone"})
		return d, err
	}
	t.Run("no claim", func(t *testing.T) {
		t.Parallel()
		w, c := received(t, "S42", nil) // a change of mind
		d, err := accept(w, c)
		if desk.CodeOf(err) != desk.CodeIllegal || d != nil || !strings.Contains(err.Error(), "reclassified") {
			t.Fatalf("drafted %v: %v", d != nil, err)
		}
		w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassTransitDamage, Because: "the box was crushed"})
		if r := w.record(c.ID); r.Class != desk.ClassTransitDamage {
			t.Errorf("the record is of %s", r.Class)
		}
	})
	t.Run("a claim before", func(t *testing.T) {
		t.Parallel()
		w, c := received(t, "S19", nil) // a claim that came too late
		if len(c.RMAs) > 0 || !c.Class.IsClaim() {
			t.Fatalf("%s with %v", c.Class, c.RMAs)
		}
		w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassChangeOfMind, Because: "so he says"})
		d, err := accept(w, c)
		if err != nil || d == nil || d.Opens == nil || d.Opens.Class != c.Class {
			t.Fatalf("drafted %v: %v", d != nil, err)
		}
	})
}
