package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestApproveWhatIsVoid: whoever approves a draft that has ended reads why it did and which one waits now.
func TestApproveWhatIsVoid(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S14")
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	first := w.oneOpen(c.ID)
	try := func(want ...string) {
		t.Helper()
		_, err := w.Approve(t.Context(), manager, flow.Approval{Draft: first.ID})
		for _, words := range append(want, "cannot be approved") {
			if desk.CodeOf(err) != desk.CodeIllegal || !strings.Contains(err.Error(), words) {
				t.Errorf("%v, without %q", err, words)
			}
		}
	}
	if _, _, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "hold"}); err != nil {
		t.Fatal(err)
	}
	second := w.oneOpen(c.ID)
	try("is void", "resolved: hold", second.ID)
	if _, err := w.Reject(t.Context(), agent, second.ID, "answered by phone"); err != nil {
		t.Fatal(err)
	}
	first = second
	try("is rejected", "answered by phone", "returndesk show "+c.ID)
}
