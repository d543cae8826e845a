package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// split makes a record one of three pieces, of which two go their own way.
func (w *world) split(r desk.RMA) flow.RMADone {
	w.t.Helper()
	r.Qty = 3
	if err := w.store.Record(w.t.Context(), desk.Change{RMAs: []desk.RMA{r}}); err != nil {
		w.t.Fatal(err)
	}
	done, err := w.TakeRMAStep(w.t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: "split", Because: "two work", Set: map[string]string{"qty": "2"}})
	if err != nil {
		w.t.Fatal(err)
	}
	return done
}

// TestSplitRecord: part of the pieces goes its own way.
func TestSplitRecord(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	done := w.split(r)
	if done.Part == nil || done.Part.Qty != 2 || done.RMA.Qty != 1 || done.Part.SplitFrom != r.Number {
		t.Fatalf("%+v", done)
	}
	if now, _ := w.theCase(); len(now.RMAs) != 2 {
		t.Errorf("the case has %v", now.RMAs)
	}
	w.stepped(r.Number, "rma_no_return", nil) // the older one moves, not the case's latest
	if part, _ := w.RMA(t.Context(), done.Part.Number); part.State != desk.RMAUnderReview || w.record(c.ID).Number != part.Number {
		t.Errorf("the other part is %s", part.State)
	}
	if _, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: "split", Because: "x", Set: map[string]string{"qty": "1"}}); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("one piece was split: %v", err)
	}
}

// TestPartsCloseTogether: the case of a split record is closed with the last of its parts.
func TestPartsCloseTogether(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	done := w.split(r)
	w.stepped(r.Number, "rma_no_return", nil)
	w.stepped(r.Number, "resolution_shipped", map[string]string{"carrier": "UPS", "tracking": "1Z", "remedy": "parts"})
	if now := w.caseOf(c.ID); now.State == desk.CaseClosed {
		t.Error("one part is put right, and the case of both is closed")
	}
	w.stepped(done.Part.Number, "claim_rejected", map[string]string{"cause": "the other one is whole"})
	if now := w.caseOf(c.ID); now.State != desk.CaseClosed {
		t.Errorf("both parts are closed, and the case is %s", now.State)
	}
}

// TestSilenceEndsAllParts: the parts of a split record that wait for the same customer end
// by the same silence.
func TestSilenceEndsAllParts(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	r := w.record(c.ID)
	done := w.split(r)
	w.pass(20, 0)
	if now := w.caseOf(c.ID); now.State != desk.CaseClosed {
		t.Fatalf("after silence the case is %s", now.State)
	}
	for _, n := range []string{r.Number, done.Part.Number} {
		got, err := w.store.RMA(t.Context(), n)
		if err != nil || got.State != desk.RMAClosedExpired {
			t.Errorf("part %s is %s after silence (%v)", n, got.State, err)
		}
	}
}

// TestPartsHaveMailsOfTheirOwn: a step of one part leaves the other part's mail where it
// waits; a further step of the same part takes the place of the first.
func TestPartsHaveMailsOfTheirOwn(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	part := w.split(r).Part
	step := func(number, name string, set map[string]string) *desk.Draft {
		t.Helper()
		done, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: number, Step: name, Set: set})
		if err != nil {
			t.Fatal(err)
		}
		return done.Draft
	}
	step(r.Number, "troubleshooting", map[string]string{"steps": "hold Esc"})
	first := step(r.Number, "rma_authorized", map[string]string{"condition": "in its box"})
	other := step(part.Number, "rma_no_return", nil)
	if list := w.drafts(c.ID, desk.DraftProposed); len(list) != 2 {
		t.Fatalf("%d mails wait for approval", len(list))
	}
	for _, d := range []*desk.Draft{first, other} {
		if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
			t.Errorf("%s: %v", d.Template, err)
		}
	}
	w.clock = w.clock.Add(time.Minute)
	if n, err := w.SendDue(t.Context()); err != nil || n != 2 {
		t.Errorf("%d sent, %v", n, err)
	}
	one, _ := w.RMA(t.Context(), r.Number)
	two, _ := w.RMA(t.Context(), part.Number)
	if one.State != desk.RMAAuthorized || two.State != desk.RMANoReturn {
		t.Errorf("the parts are %s and %s", one.State, two.State)
	}
}
