package flow_test

import (
	"slices"
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestCloseUnanswered: a case whose customer waits for an answer is closed with a reason alone, also where the table
// itself lists close; here he names a lawyer, and the reply is a senior's to approve. Once he has his answer, none is needed.
func TestCloseUnanswered(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S19")
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	needs := func() bool {
		v, err := w.Show(t.Context(), c.ID)
		if err != nil {
			t.Fatal(err)
		}
		i := slices.IndexFunc(v.Next, func(a desk.Action) bool { return a.Name == "close" })
		return i >= 0 && slices.Contains(v.Next[i].Needs, "reason")
	}
	if c.Outcome != desk.OutcomeOutOfWindowReview || !needs() {
		t.Fatalf("%s: closing needs a reason: %v", c.Outcome, needs())
	}
	if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "close"}); desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("closed without a word: %v", err)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	if needs() {
		t.Error("the customer has his answer, and closing still needs a reason")
	}
	if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "close"}); err != nil {
		t.Error(err)
	}
}

// TestCloseSaysTheState: where a record keeps a case from being closed, the sentence calls its state by words.
func TestCloseSaysTheState(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	_, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "close", Because: "by phone"})
	if text := desk.MessageOf(err); desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(text, "its record "+r.Number+" is under review") {
		t.Errorf("closed: %v", err)
	}
}
