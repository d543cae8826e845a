package terminal

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestWhichOutcome: where a later step moved the case, the page says whose the decision is.
func TestWhichOutcome(t *testing.T) {
	t.Parallel()
	v, look := sampleCase(), Look{Width: 120, Now: noon}
	const note = "of the mail above; since a later step the case stands at "
	if text := look.Case(v); strings.Contains(text, "later step") {
		t.Errorf("no step was taken:\n%s", text)
	}
	v.Case.Outcome = desk.OutcomeReturnCostReview
	if text := look.Case(v); !strings.Contains(text, note+"return_cost_review") {
		t.Errorf("nothing tells the two outcomes apart:\n%s", text)
	}
}
