package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
)

// TestReplacementHasAReportOfItsOwn: what is wrong with a replacement unit was not reported before that unit came, also where its buyer
// answers the old thread: the days count from the unit's delivery to his new mail, which is the date that he is told, and the first of
// several counts (domain.md section 0).
func TestReplacementHasAReportOfItsOwn(t *testing.T) {
	t.Parallel()
	for days, want := range map[int]desk.Outcome{3: desk.OutcomeOpenRMA, 12: desk.OutcomeOutOfWindowReview} {
		w, c, r := claim(t)
		w = w.plainly()
		w.stepped(r.Number, "rma_no_return", nil)
		w.clock = w.clock.AddDate(0, 0, 2)
		w.stepped(r.Number, "resolution_shipped", map[string]string{"carrier": "UPS", "tracking": "1Z1", "remedy": "replacement"})
		w.clock = w.clock.AddDate(0, 0, 3)
		came := desk.Date(w.clock.In(w.zone()).Format(time.DateOnly))
		w.stepped(r.Number, "note", map[string]string{"replaced_on": string(came)})
		w.clock = w.clock.AddDate(0, 0, days)
		w.receive(w.reply("fault", "The replacement keyboard has a dead key now."))
		first := w.clock
		c = w.caseOf(c.ID)
		if f := c.Last().Facts.Detail; c.Outcome != want || !f.ReportedAt.Equal(first) || f.Day == nil || *f.Day != days {
			t.Fatalf("after %d days: %s by %s, reported at %s, day %v", days, c.Outcome, c.Rule, f.ReportedAt, f.Day)
		}
		if want != desk.OutcomeOpenRMA {
			continue
		}
		if later := w.record(c.ID); later.Previous != r.Number || !later.ReportedAt.Equal(first) {
			t.Errorf("%s after %q is reported at %s", later.Number, later.Previous, later.ReportedAt)
		}
		w.clock = w.clock.AddDate(0, 0, 8)
		w.receive(w.reply("more", "Is there any news? The key is still dead."))
		if f := lastOf(w.caseOf(c.ID)).Facts.Detail; !f.ReportedAt.Equal(first) {
			t.Errorf("written again it is reported at %s", f.ReportedAt)
		}
	}
}

func lastOf(c desk.Case) *desk.Decision { return c.Last() }
