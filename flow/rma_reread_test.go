package flow_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestRecordIsReadAnew: who corrects what a claim is about corrects the record that it opened, also one on
// which somebody has worked: what is asked of the carrier, and what the figures say of it.
func TestRecordIsReadAnew(t *testing.T) {
	t.Parallel()
	for name, steps := range map[string][]string{"untouched": nil, "worked on": {"rma_authorized", "rma_received", "inspection_fault"}} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, c, r := claim(t)
			for _, step := range steps {
				w.stepped(r.Number, step, map[string]map[string]string{"rma_authorized": {"condition": "in its box"}}[step])
			}
			was := w.record(c.ID)
			unit := strings.Join([]string{"defect", r.SKU, r.Firmware, r.Batch, string(r.DeliveredOn[:7])}, "/")
			defect := map[string]int64{"opened/doa_defect": 1, unit + "/reported": 1}
			if was.Was(desk.RMAFaultConfirmed) {
				defect[unit+"/confirmed"] = 1
			}
			w.wantTally(defect, "opened", "defect", "damage")
			w.clock = w.clock.AddDate(0, 0, 9)
			w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassTransitDamage, Because: "the box was crushed"})
			r = w.record(c.ID)
			if r.Number != was.Number || r.State != was.State || r.Class != desk.ClassTransitDamage || r.Claim == nil || r.Claim.State != desk.ClaimOpen {
				t.Fatalf("the record is %s, %s, claimed %+v", r.State, r.Class, r.Claim)
			}
			if err := r.Check(desk.Workdays{Zone: w.scenario.Zone}); err != nil {
				t.Error(err)
			}
			damage := map[string]int64{"opened/transit_damage": 1}
			for of, n := range w.tally() {
				if strings.HasPrefix(of, "damage/") {
					damage[of] = n
				}
			}
			if len(damage) != 2 {
				t.Errorf("the damage is counted as %v", damage)
			}
			w.wantTally(damage, "opened", "defect", "damage")
			w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect, Because: "it was not"})
			if r = w.record(c.ID); r.Class != desk.ClassDoaDefect || r.Claim != nil || !r.Timers.Claim.IsZero() {
				t.Errorf("corrected back it is %s, claimed %+v on %s", r.Class, r.Claim, r.Timers.Claim)
			}
			w.wantTally(defect, "opened", "defect", "damage")
		})
	}
}

// TestClaimFiledStays: what was filed with a carrier is not forgotten with a correction.
func TestClaimFiledStays(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S37", nil)
	r := w.record(c.ID)
	w.stepped(r.Number, "claim_filed", map[string]string{"claim_number": "77"})
	w.clock = w.clock.Add(time.Hour)
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect, Because: "it fell here"})
	if r = w.record(c.ID); r.Class != desk.ClassDoaDefect || r.Claim == nil || r.Claim.State != desk.ClaimFiled {
		t.Errorf("the record is %s, claimed %+v", r.Class, r.Claim)
	}
}

// TestMakeSaidLater: a unit whose batch somebody adds is one of that batch, and of no other.
func TestMakeSaidLater(t *testing.T) {
	t.Parallel()
	w, _, r := claim(t)
	w.stepped(r.Number, "note", map[string]string{"batch": "B-77"})
	w.stepped(r.Number, "rma_authorized", map[string]string{"condition": "in its box"})
	w.stepped(r.Number, "rma_received", nil)
	w.stepped(r.Number, "inspection_fault", map[string]string{"firmware": "9.9"})
	unit := strings.Join([]string{"defect", r.SKU, "9.9", "B-77", string(r.DeliveredOn[:7])}, "/")
	w.wantTally(map[string]int64{unit + "/reported": 1, unit + "/confirmed": 1}, "defect")
}

// TestPreviousIsOfTheLine: the earlier record that a record names is one of the same line of the order.
func TestPreviousIsOfTheLine(t *testing.T) {
	t.Parallel()
	for _, tt := range []struct {
		name  string
		line  int // of the earlier record
		named bool
	}{{"the same line", 1, true}, {"another line", 2, false}, {"a line that nobody said", 0, true}} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w, _, r := claim(t)
			w.stepped(r.Number, "withdraw", nil)
			r, err := w.RMA(t.Context(), r.Number)
			if err != nil {
				t.Fatal(err)
			}
			r.Line = tt.line
			if err := w.store.Record(t.Context(), desk.Change{RMAs: []desk.RMA{r}}); err != nil {
				t.Fatal(err)
			}
			w = w.plainly()
			if got := w.again(r); (got.Previous == r.Number) != tt.named || !tt.named && got.Previous != "" {
				t.Errorf("after %s it names %q", r.Number, got.Previous)
			}
		})
	}
}

// TestTakenBackBeforeItsRepeat: the pieces of a record that never should have been are those of the one that
// followed it.
func TestTakenBackBeforeItsRepeat(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w.stepped(r.Number, "withdraw", nil)
	w = w.plainly()
	later := w.again(r)
	w.stepped(r.Number, "reopen", map[string]string{"state": "under_review"})
	r, err := w.RMA(t.Context(), r.Number)
	if err != nil {
		t.Fatal(err)
	}
	r.History = r.History[:1] // as if nobody had worked on it
	if err := w.store.Record(t.Context(), desk.Change{RMAs: []desk.RMA{r}}); err != nil {
		t.Fatal(err)
	}
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassOther, Because: "praise"})
	if r, err = w.RMA(t.Context(), r.Number); err != nil || r.CloseReason != "decided anew" {
		t.Fatalf("%s for %q (%v)", r.State, r.CloseReason, err)
	}
	unit := strings.Join([]string{"defect", later.SKU, later.Firmware, later.Batch, string(later.DeliveredOn[:7])}, "/")
	w.wantTally(map[string]int64{"opened/doa_defect": 1, unit + "/reported": 1}, "opened", "defect")
}

// TestAnotherMailSaysWhichClaim: who corrects the class by another mail of the case than the one that opened the record corrects the
// record as well, and takes that back with the correction. What a machine reads of that mail does not make another claim of it.
func TestAnotherMailSaysWhichClaim(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w = w.plainly()
	w.receive(w.reply("more", "Is there any news about my report? I wonder how long it takes."))
	if now := w.record(c.ID); now.Number != r.Number || now.Class != desk.ClassDoaDefect || now.Claim != nil {
		t.Fatalf("the record is %s, claimed %+v", now.Class, now.Claim)
	}
	read := w.caseOf(c.ID).Class
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassTransitDamage, Because: "the box was crushed"})
	if now := w.record(c.ID); now.Number != r.Number || now.Class != desk.ClassTransitDamage || now.Claim == nil || len(w.caseOf(c.ID).RMAs) != 1 {
		t.Fatalf("corrected the record is %s, claimed %+v", now.Class, now.Claim)
	}
	if _, err := w.Unclass(t.Context(), agent, c.ID, ""); err != nil {
		t.Fatal(err)
	}
	if now := w.record(c.ID); now.Class != desk.ClassDoaDefect || now.Claim != nil || w.caseOf(c.ID).Class != read {
		t.Errorf("taken back the record is %s, claimed %+v, the case %s", now.Class, now.Claim, w.caseOf(c.ID).Class)
	}
}

// TestCorrectionStaysBesideAStatusMail: what a person said of a record's claim stays when another mail of the case is corrected to
// none, and a class of another mail that is taken back leads to what held before it, not to what a machine had read.
func TestCorrectionStaysBesideAStatusMail(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w = w.plainly()
	is := func(when string, want desk.Class) {
		t.Helper()
		if now := w.record(c.ID); now.Number != r.Number || now.Class != want || (now.Claim != nil) != (want == desk.ClassTransitDamage) {
			t.Errorf("%s: the record is %s, claimed %+v", when, now.Class, now.Claim)
		}
	}
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassTransitDamage, Because: "the box was crushed"})
	is("corrected", desk.ClassTransitDamage)
	w.receive(w.reply("more", "The keyboard still does not work. Is there any news about my report?"))
	is("written again", desk.ClassTransitDamage)
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassRMAFollowup, Because: "he asks for news"})
	is("a status mail", desk.ClassTransitDamage)
	w.otherwise(flow.Correction{Case: c.ID, Class: desk.ClassDoaDefect, Because: "the box was whole"})
	if now := w.record(c.ID); now.Class != desk.ClassDoaDefect {
		t.Errorf("another claim: the record is %s", now.Class)
	}
	if _, err := w.Unclass(t.Context(), agent, c.ID, ""); err != nil {
		t.Fatal(err)
	}
	is("taken back", desk.ClassTransitDamage)
}
