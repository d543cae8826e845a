package flow_test

import (
	"slices"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// harmedLater is the world of a defect's record in which a later mail tells of damage by the carrier.
func harmedLater(t *testing.T) (*world, desk.Case, desk.RMA) {
	t.Helper()
	w, c, r := claim(t)
	w = w.plainly()
	if r.Class != desk.ClassDoaDefect || r.Claim != nil {
		t.Fatalf("the record begins as %s, claimed %+v", r.Class, r.Claim)
	}
	w.receive(w.reply("crushed", "By the way, the parcel arrived crushed: the box was torn open and the frame is bent."))
	return w, w.caseOf(c.ID), w.record(c.ID)
}

// TestDamageReadLater: damage by the carrier that a later mail tells of is claimed from him in the record that stands, which stays
// what it was; and no more than that (domain.md section 1, reading 7).
func TestDamageReadLater(t *testing.T) {
	t.Parallel()
	w, c, r := harmedLater(t)
	if len(c.RMAs) != 1 || r.Class != desk.ClassDoaDefect || r.Claim == nil || r.Claim.State != desk.ClaimOpen || r.Claim.Carrier == "" || len(r.History) != 1 {
		t.Fatalf("%d records, the last %s, claimed %+v, with %d steps", len(c.RMAs), r.Class, r.Claim, len(r.History))
	}
	if !slices.Contains(c.Flags, desk.FlagCarrierClaimDue) {
		t.Errorf("the case has %v", c.Flags)
	}
	if err := r.Check(desk.Workdays{Zone: w.scenario.Zone}); err != nil {
		t.Error(err)
	}
	w.stepped(r.Number, "claim_filed", map[string]string{"claim_number": "77"})
	w.receive(w.reply("again", "The parcel was crushed when it came, please do not forget that."))
	if r = w.record(c.ID); r.Claim == nil || r.Claim.State != desk.ClaimFiled {
		t.Errorf("told once more it is claimed as %+v", r.Claim)
	}
}

// TestDamageCorrectedAway: a claim that was opened for what was read of a mail ends when a person says that the mail tells of none,
// comes again when he takes that back, and stays as long as another mail of the case tells of the damage.
func TestDamageCorrectedAway(t *testing.T) {
	t.Parallel()
	claimed := func(t *testing.T, w *world, c desk.Case, when string, want bool) {
		t.Helper()
		if r := w.record(c.ID); r.Class != desk.ClassDoaDefect || (r.Claim != nil) != want {
			t.Errorf("%s: the record is %s, claimed %+v", when, r.Class, r.Claim)
		}
	}
	t.Run("that mail", func(t *testing.T) {
		t.Parallel()
		w, c, _ := harmedLater(t)
		w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect, Also: []desk.Class{}, Drop: []desk.Signal{desk.SignalPackagingDescribed}, Because: "the photo shows a whole box"})
		claimed(t, w, c, "corrected", false)
		if r := w.record(c.ID); !r.Timers.Claim.IsZero() {
			t.Errorf("people will be told of it on %s", r.Timers.Claim)
		}
		if _, err := w.Unclass(t.Context(), agent, c.ID, ""); err != nil {
			t.Fatal(err)
		}
		claimed(t, w, c, "taken back", true)
	})
	t.Run("another mail", func(t *testing.T) {
		t.Parallel()
		w, c, _ := harmedLater(t)
		w.receive(w.reply("more", "And the keyboard still does not work."))
		claimed(t, w, c, "written again", true)
		w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect, Because: "it is one"})
		claimed(t, w, c, "corrected", true)
	})
	t.Run("filed", func(t *testing.T) {
		t.Parallel()
		w, c, r := harmedLater(t)
		w.stepped(r.Number, "claim_filed", map[string]string{"claim_number": "77"})
		w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect, Also: []desk.Class{}, Because: "the photo shows a whole box"})
		claimed(t, w, c, "corrected", true)
	})
	t.Run("the mail that opened it", func(t *testing.T) {
		t.Parallel()
		w, c := received(t, "S14", func(s *scenario.Scenario) {
			s.Reading = &scenario.Reading{Also: []desk.Class{desk.ClassTransitDamage}}
		})
		claimed(t, w, c, "received", true)
		w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect, Also: []desk.Class{}, Because: "the box was whole"})
		claimed(t, w, c, "corrected", false)
	})
}
