package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestAnsweredByPhone: a record that a person moves on by hand waits for the customer no
// longer, so nobody is reminded and nothing is closed for silence.
func TestAnsweredByPhone(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	r := w.record(c.ID)
	named := w.fork(quickDir(t) + "/named")
	defer named.close()
	w = named.from.fork(quickDir(t) + "/stepped")
	defer w.close()
	if _, err := named.AdvanceRMA(t.Context(), agent, r.Number, desk.RMAUnderReview, "he showed it to us at the door", nil); err != nil {
		t.Fatal(err)
	}
	w.stepped(r.Number, "claim_received", nil)
	w.stepped(r.Number, "troubleshooting", map[string]string{"steps": "hold Esc while you plug it in"})
	if k := w.clockOf(c.ID); k.Close.IsZero() {
		t.Fatalf("asked to try something, the clock is %+v", k)
	}
	w.stepped(r.Number, "not_solved", nil)
	for name, x := range map[string]*world{"by the state's name": named, "by a step": w} {
		if k := x.clockOf(c.ID); !k.Remind.IsZero() || !k.Close.IsZero() {
			t.Errorf("%s: the customer's clock runs on: %+v", name, k)
		}
		if got := x.pass(20, 0); len(got) > 0 {
			t.Errorf("%s: and the customer was sent %v", name, got)
		}
		if now := x.caseOf(c.ID); now.State != desk.CaseOpen {
			t.Errorf("%s: it is our turn, and the case is %s", name, now.State)
		}
	}
}

// TestClosedByName: a record that is closed by the name of a state ends its case, too, or
// leaves it with whoever has to tell the customer.
func TestClosedByName(t *testing.T) {
	t.Parallel()
	for to, want := range map[desk.RMAState]desk.CaseState{desk.RMAWithdrawn: desk.CaseClosed, desk.RMAClosedRejected: desk.CaseOpen} {
		w, c, r := claim(t)
		if _, err := w.AdvanceRMA(t.Context(), manager, r.Number, to, "he phoned", nil); err != nil {
			t.Fatal(err)
		}
		if now := w.caseOf(c.ID); now.State != want {
			t.Errorf("%s: the case is %s", to, now.State)
		}
		if to != desk.RMAWithdrawn {
			continue
		}
		_, err := w.AdvanceRMA(t.Context(), manager, r.Number, desk.RMAAuthorized, "after all", nil)
		if desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(desk.MessageOf(err), "opened again, with a reason, as under_review") {
			t.Errorf("a closed record was authorised: %v", err)
		}
		w.stepped(r.Number, "reopen", nil)
		if now := w.caseOf(c.ID); now.State != desk.CaseOpen || !slices.Contains(w.audits(c.ID), "rma_reopened") {
			t.Errorf("opened again the case is %s", now.State)
		}
	}
}
