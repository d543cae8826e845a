package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestRecordEndsAndHeAsks: a record that ends without a mail ends its case, but not where the customer has
// written meanwhile and waits for his answer.
func TestRecordEndsAndHeAsks(t *testing.T) {
	t.Parallel()
	for name, end := range map[string]func(w *world, number string){
		"by the name of a state": func(w *world, number string) {
			if _, err := w.AdvanceRMA(w.t.Context(), manager, number, desk.RMAWithdrawn, "he said so by phone", nil); err != nil {
				w.t.Fatal(err)
			}
		},
		"by a step": func(w *world, number string) { w.stepped(number, "withdraw", nil) },
	} {
		for _, asks := range []bool{false, true} {
			w, c, r := claim(t)
			if asks {
				w.clock = w.clock.Add(time.Hour)
				w.receive(w.reply("asks", "Which carrier should I use for the return?"))
			}
			end(w, r.Number)
			now := w.caseOf(c.ID)
			if (now.State == desk.CaseClosed) == asks {
				t.Errorf("%s, asked %v: the case is %s with %d drafts that wait", name, asks, now.State, len(w.drafts(c.ID, desk.DraftProposed)))
			}
			if now.State == desk.CaseClosed && len(w.drafts(c.ID, desk.DraftProposed)) > 0 {
				t.Errorf("%s: a draft waits in a closed case", name)
			}
		}
	}
}
