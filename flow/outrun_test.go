package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestOutrunMail: a mail that waits and would move a record is void once a person has moved the record past it, since
// nobody could approve it any more; one whose step can still come waits on.
func TestOutrunMail(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	draw := func(step string, set map[string]string) desk.Draft {
		t.Helper()
		done, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: step, Set: set})
		if err != nil || done.Draft == nil {
			t.Fatalf("%s: %v, draft %v", step, err, done.Draft)
		}
		return *done.Draft
	}
	onItsWay := draw("rma_in_transit", map[string]string{"carrier": "DHL", "tracking": "JD0146"})
	if _, err := w.AdvanceRMA(t.Context(), agent, r.Number, desk.RMAReceived, "it is on the bench", nil); err != nil {
		t.Fatal(err)
	}
	got, err := w.store.Draft(t.Context(), onItsWay.ID)
	if err != nil || got.State != desk.DraftVoid || !strings.Contains(got.Why, "moved on") {
		t.Errorf("the mail about a parcel on its way is %s (%s), %v", got.State, got.Why, err)
	}
	fault := draw("inspection_fault", map[string]string{"finding": "a cold joint"})
	if _, err := w.AdvanceRMA(t.Context(), agent, r.Number, desk.RMAInspecting, "begun", nil); err != nil {
		t.Fatal(err)
	}
	if got, err := w.store.Draft(t.Context(), fault.ID); err != nil || got.State != desk.DraftProposed {
		t.Errorf("the mail about what was found is %s (%s), %v", got.State, got.Why, err)
	}
}
