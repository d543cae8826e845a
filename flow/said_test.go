package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestRefusalsInWords: what a step lacks is said in the words by which people know the step, not by its name.
func TestRefusalsInWords(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	_, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: "withdraw"})
	if text := desk.MessageOf(err); !strings.Contains(text, `"The buyer takes the claim back" needs a reason`) || strings.Contains(text, "withdraw") {
		t.Errorf("without a reason: %s", text)
	}
	_, err = w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: "troubleshooting", Because: "x"})
	if text := desk.MessageOf(err); !strings.Contains(text, `"Try a remedy with the customer" needs a value: steps`) {
		t.Errorf("without a value: %s", text)
	}
	_, _, err = w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "claim_rejected", Because: "x"})
	if text := desk.MessageOf(err); !strings.Contains(text, `"The claim is turned down" needs`) || strings.Contains(text, "claim_rejected") {
		t.Errorf("without the role: %s", text)
	}
}
