package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestOfferedIsPossible: in every state of a record, every outcome offers exactly those moves
// that its record can make once what they need is given.
func TestOfferedIsPossible(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	table, err := shared()
	if err != nil {
		t.Fatal(err)
	}
	at := w.clock
	for _, state := range desk.RMAStates() {
		for _, chosen := range []desk.Remedy{"", desk.RemedyReplacement, desk.RemedyRefund} {
			held := chosen == desk.RemedyReplacement
			x := r
			x.State, x.NoShipping, x.Remedy = state, held, chosen
			x.History = []desk.RMAHistory{{At: at, Actor: manager, To: state, Why: "test"}}
			for _, o := range desk.Outcomes() {
				c.Outcome = o
				offered := map[string]desk.Action{}
				for _, a := range w.NextActions(c, nil, []desk.RMA{x}) {
					offered[a.Name] = a
				}
				for _, a := range table.Next(o) {
					if a.RMAState == "" || a.OpenRMA && !state.Open() {
						continue
					}
					got, is := offered[a.Name]
					set := map[string]string{}
					for _, need := range got.Needs {
						set[need] = values[need]
					}
					y := x
					_, err := y.Do(desk.RMAMove{To: a.RMAState, By: manager, At: at, Why: "test", Set: set, Mail: a.Template, Plan: true, Days: desk.Workdays{Zone: time.UTC}})
					if is != (err == nil) {
						t.Errorf("%s, %s remedy %q: %s offered %v: %v", o, state, chosen, a.Name, is, err)
					}
				}
			}
		}
	}
}

// TestReviewOffersNoEnd: the end of a claim that is being looked at is not offered, and who
// takes it anyhow is told why; no value would help.
func TestReviewOffersNoEnd(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	shown, err := w.Show(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"solved", "resolution_shipped", "refund_processing"} {
		if slices.ContainsFunc(shown.Next, func(a desk.Action) bool { return a.Name == name }) {
			t.Errorf("%s is offered under review", name)
		}
		_, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: name, Because: "x", Set: map[string]string{"carrier": "UPS", "tracking": "1Z"}})
		if text := err.Error(); desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(text, r.Number+" is under review and cannot become closed resolved") || strings.Contains(text, "--set") {
			t.Errorf("%s: %v", name, err)
		}
	}
	for _, name := range []string{"troubleshooting", "rma_authorized", "rma_no_return", "claim_rejected", "hold"} {
		if !slices.ContainsFunc(shown.Next, func(a desk.Action) bool { return a.Name == name }) {
			t.Errorf("%s is not offered under review", name)
		}
	}
	w.stepped(r.Number, "rma_no_return", nil)
	shown, _ = w.Show(t.Context(), c.ID)
	i := slices.IndexFunc(shown.Next, func(a desk.Action) bool { return a.Name == "resolution_shipped" })
	if i < 0 || !slices.Contains(shown.Next[i].Needs, "remedy") {
		t.Errorf("what was sent has to be named: %+v", shown.Next)
	}
}
