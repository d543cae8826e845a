package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestRemedyInHistory: how a claim was put right stands in record and history with the
// earlier remedies that were passed over and why; a mail that says nothing of it is refused.
func TestRemedyInHistory(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w.stepped(r.Number, "rma_no_return", nil)
	parcel := map[string]string{"carrier": "UPS", "tracking": "1Z"}
	ship := func(because string, set map[string]string) error {
		_, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "resolution_shipped", Because: because, Set: set})
		return err
	}
	with := func(more ...string) map[string]string {
		set := map[string]string{}
		for k, v := range parcel {
			set[k] = v
		}
		for i := 0; i+1 < len(more); i += 2 {
			set[more[i]] = more[i+1]
		}
		return set
	}
	if err := ship("", parcel); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(desk.MessageOf(err), "remedy") {
		t.Errorf("shipped, and nobody knows what: %v", err)
	}
	if err := ship("", with("remedy", "replacement")); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(desk.MessageOf(err), "troubleshooting, parts, repair come before it") {
		t.Errorf("a replacement before anything else: %v", err)
	}
	r = w.stepped(r.Number, "resolution_shipped", with("remedy", "replacement"))
	last := r.History[len(r.History)-1]
	if last.Remedy != desk.RemedyReplacement || len(last.PassedOver) != 3 || last.Because != "as the test says" {
		t.Errorf("the record keeps %+v", last)
	}
	list, err := w.store.Audit(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(list, func(a desk.Audit) bool {
		return a.What == "rma_advanced" && a.Data["remedy"] == "replacement" && a.Data["passed_over"] == "troubleshooting, parts, repair" && a.Data["because"] == "as the test says"
	}) {
		t.Errorf("the history says nothing of it: %+v", list)
	}
	v, err := w.RMASteps(t.Context(), r.Number)
	if err != nil || len(v.Remedies) != 5 || v.Remedies[1].Standing != desk.RemedyPassed || v.Remedies[3].Standing != desk.RemedyChosen {
		t.Errorf("shown as %+v, %v", v.Remedies, err)
	}
}
