package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestMistypedValue: a value that nobody reads is refused, by record and by case, and what
// is possible is named.
func TestMistypedValue(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	set := map[string]string{"condition": "in its box", "payor": "shop"}
	_, err := w.TakeRMAStep(t.Context(), agent, flow.RMAStep{RMA: r.Number, Step: "rma_authorized", Set: set})
	_, _, byCase := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "rma_authorized", Set: set})
	for _, err := range []error{err, byCase} {
		if text := desk.MessageOf(err); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(text, `"payor"`) || !strings.Contains(text, "payer") {
			t.Errorf("a mistyped value: %v", err)
		}
	}
	if len(w.drafts(c.ID, desk.DraftProposed)) > 0 {
		t.Error("and the mail was drawn up")
	}
}
