package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

const broken = "The keyboard from HW-10441 is defective, it does not power on."

// A second mail takes the question of the first one away with its draft; it is asked all the
// same, and the customer is not told to do nothing while his days run (domain.md section 2).
func TestSecondMailKeepsTheQuestion(t *testing.T) {
	t.Parallel()
	w, write := talk(t)
	ann := desk.Actor{Name: "Ann", Role: desk.RoleAgent}
	write("one", "HW-10441 broken", broken, "dmarc=pass")
	id := w.cases()[0].ID
	if d := w.drafts(id, desk.DraftProposed); len(d) != 1 || d[0].Template != "ask_missing" {
		t.Fatalf("the claim is answered by %v", d)
	}
	for n, template := range []string{"ask_missing", "rma_status", "rma_status"} {
		w.clock = w.clock.Add(time.Hour)
		write("next"+string(rune('a'+n)), "HW-10441 broken", "Please hurry with HW-10441.", "dmarc=pass")
		c := stored(t, w, id)
		open := w.drafts(id, desk.DraftProposed)
		if len(open) != 1 || open[0].Template != template || len(c.RMAs) != 1 || w.record(id).State != desk.RMAAwaitingEvidence {
			t.Fatalf("mail %d: %v, records %v", n+2, open, c.RMAs)
		}
		text := strings.Join(strings.Fields(open[0].Text), " ")
		for _, want := range []string{"A photo or a short video", "serial number", "We recorded your report on"} {
			if !strings.Contains(text, want) {
				t.Errorf("mail %d: %q is not in the reply: %s", n+2, want, text)
			}
		}
		if strings.Contains(text, "nothing you need to do") || !slices.Contains(c.Last().Asks, desk.AskPhotoVideo) {
			t.Errorf("mail %d: asks %v: %s", n+2, c.Last().Asks, text)
		}
		if n == 1 {
			continue // a third mail before the approval changes nothing of it
		}
		if _, err := w.Approve(t.Context(), ann, flow.Approval{Draft: open[0].ID}); err != nil {
			t.Fatal(err)
		}
		if _, err := w.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
		if c := stored(t, w, id); !c.Running() {
			t.Errorf("mail %d: no days run after the question", n+2)
		}
	}
}
