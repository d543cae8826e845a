package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestNumberLivesWhileAQuestionWaits: a buyer who asks in time and is answered late has the days left that he had when he wrote,
// his reply names the day that counts, and what he writes meanwhile is not late either.
func TestNumberLivesWhileAQuestionWaits(t *testing.T) {
	t.Parallel()
	const question = "Which carrier should I use for the return?"
	for _, tt := range []struct {
		name     string
		asks     int // the day on which he asks, counted from the authorisation, which gives him until day 21
		answered int
		until    int // and this one is the last after the answer
	}{
		{"late answer", 13, 28, 36},
		{"late answer to a question of the last day", 21, 24, 24},
		{"the same day", 13, 13, 21},
		{"a question that came too late", 22, 30, 21},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w, r := authorised(t)
			start := w.clock
			day := func(n int) desk.Date {
				return desk.Date(start.AddDate(0, 0, n).In(w.scenario.Zone).Format(time.DateOnly))
			}
			if r.Deadline != day(21) {
				t.Fatalf("until %s, not %s", r.Deadline, day(21))
			}
			w.clock = start.AddDate(0, 0, tt.asks)
			w.receive(w.reply("q", question))
			firstReply := w.oneOpen(r.Case)
			for h := 12; h < (tt.answered-tt.asks)*24; h += 12 {
				w.clock = start.AddDate(0, 0, tt.asks).Add(time.Duration(h) * time.Hour)
				if _, err := w.PassTime(t.Context()); err != nil {
					t.Fatal(err)
				}
			}
			w.clock = start.AddDate(0, 0, tt.answered).Add(2 * time.Hour)
			d := w.oneOpen(r.Case)
			if long := func(d desk.Date) string {
				at, err := time.Parse(time.DateOnly, string(d))
				if err != nil {
					t.Fatal(err)
				}
				return at.Format("January 2, 2006")
			}; tt.until > 21 && namesDay(firstReply.Text, long(r.Deadline)) {
				if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeStale {
					t.Fatalf("it names a day that is over, and was approved: %v", err)
				}
				if d = w.oneOpen(r.Case); !namesDay(d.Text, long(day(tt.until))) {
					t.Errorf("the new reply does not name %s:\n%s", day(tt.until), d.Text)
				}
			}
			w.approveOnly(r.Case)
			w.sendAll()
			if got, _ := w.RMA(t.Context(), r.Number); got.Deadline != day(tt.until) || got.State != desk.RMAAuthorized {
				t.Fatalf("answered on day %d it is %s until %s, not %s", tt.answered, got.State, got.Deadline, day(tt.until))
			}
			if tt.until <= tt.answered {
				return
			}
			got := w.pass(tt.until-tt.answered, 0)
			if slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, "rma_expired") }) {
				t.Errorf("sent %v before the day", got)
			}
			if got := w.pass(2, 0); !slices.ContainsFunc(got, func(s string) bool { return strings.HasSuffix(s, "rma_expired") }) {
				t.Errorf("sent %v after it", got)
			}
		})
	}
}

// TestSecondMailIsNotLate: while a question of his waits, the buyer misses no day.
func TestSecondMailIsNotLate(t *testing.T) {
	t.Parallel()
	for name, asked := range map[string]bool{"asked before": true, "silent before": false} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, r := authorised(t)
			start := w.clock
			if asked {
				w.clock = start.AddDate(0, 0, 13)
				w.receive(w.reply("q", "Which carrier should I use for the return?"))
			}
			w.clock = start.AddDate(0, 0, 23)
			w.receive(w.reply("q2", "I would still like to send the keyboard back under my RMA."))
			c := w.caseOf(r.Case)
			if state := c.Last().Facts.Get(desk.FactRMA); (state == "expired") == asked {
				t.Errorf("the return is %s", state)
			}
		})
	}
}
