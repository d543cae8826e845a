package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// shorter is a shop that reminds on day 3 and 6, closes on day 10 and reopens for 20 days.
func shorter(s *flow.Shop) {
	s.Workdays.Deadlines = desk.Deadlines{FirstReminder: 3, LastReminder: 6, Close: 10, Reopen: 20, Return: 30, ReturnReminder: 12}
}

// TestOtherCustomerClock: reminders, end and reopening follow what the shop chose, and the
// mails name those days. What a mail promised stays when the shop chooses otherwise later.
func TestOtherCustomerClock(t *testing.T) {
	t.Parallel()
	w, c := asked(t, shorter)
	got := w.pass(15, 0)
	// Day 6 is a Sunday and moves on to Monday, and the end keeps its four days from there.
	if want := []string{"3 reminder_1", "7 reminder_last", "11 closed_silence"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
	for _, d := range w.drafts(c.ID, desk.DraftSent) {
		text := strings.Join(strings.Fields(d.Text), " ")
		switch d.Template {
		case "reminder_last":
			if !strings.Contains(text, w.day(11)) {
				t.Errorf("the last reminder does not name %s:\n%s", w.day(11), d.Text)
			}
		case "closed_silence":
			if !strings.Contains(text, "within 20 days") || strings.Contains(text, "60") {
				t.Errorf("the end does not say how long an answer opens it again:\n%s", d.Text)
			}
		}
	}
	closed, r := w.caseOf(c.ID), w.record(c.ID)
	if want := (desk.Workdays{Zone: w.scenario.Zone}).EndOf(closed.ClosedAt.AddDate(0, 0, 20)); !closed.Reopens.Equal(want) || !r.ReopenUntil.Equal(want) {
		t.Errorf("promised until %s, the record until %s, want %s", closed.Reopens, r.ReopenUntil, want)
	}
	for name, tc := range map[string]struct {
		reopen int
		after  time.Duration
		again  bool
	}{
		"in time":                         {20, 19 * 24 * time.Hour, true},
		"on the last day, later by hours": {20, 20*24*time.Hour + 15*time.Hour, true},
		"too late":                        {20, 21 * 24 * time.Hour, false},
		"fewer days chosen since":         {7, 19 * 24 * time.Hour, true},
		"more days chosen, but too late":  {300, 21 * 24 * time.Hour, false},
	} {
		later := w.reconfigured(func(s *flow.Shop) { shorter(s); s.Workdays.Deadlines.Reopen = tc.reopen })
		later.clock = closed.ClosedAt.Add(tc.after)
		later.receive(later.reply("again", "Here I am again: it still does not work."))
		now := later.caseOf(c.ID)
		if again := now.State == desk.CaseOpen && len(later.cases()) == 1; again != tc.again {
			t.Errorf("%s: the case is %s, %d cases", name, now.State, len(later.cases()))
		}
		if tc.again && (later.record(c.ID).State != desk.RMAAwaitingEvidence || !now.Reopens.IsZero()) {
			t.Errorf("%s: the record is %s, promised until %s", name, later.record(c.ID).State, now.Reopens)
		}
	}
}

// TestStoredDaysStay: a question that was sent keeps its days when the shop chooses others; the
// next one has the new ones.
func TestStoredDaysStay(t *testing.T) {
	t.Parallel()
	w, _ := asked(t, func(*flow.Shop) {})
	got := w.reconfigured(shorter).pass(10, 0)
	if want := []string{"4 reminder_1", "9 reminder_last"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
}

// TestOtherReturnDays: a return that is authorized has the days that the shop chose, in the mail
// and in the record.
func TestOtherReturnDays(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w = w.reconfigured(shorter)
	for w.clock.In(w.scenario.Zone).Weekday() != time.Wednesday { // 30 days later is no weekend
		w.clock = w.clock.Add(24 * time.Hour)
	}
	until, words := w.days(30)
	done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "rma_authorized", Because: "as the test says", Set: map[string]string{"condition": "in its box"}})
	if err != nil {
		t.Fatal(err)
	}
	if !namesDay(done.Draft.Text, words) {
		t.Errorf("the mail does not name %s:\n%s", words, done.Draft.Text)
	}
	w.approveOnly(c.ID)
	w.clock = w.clock.Add(time.Minute)
	w.sendAll()
	now := w.record(c.ID)
	if now.Deadline != until || now.State != desk.RMAAuthorized || now.Timers.Remind.In(w.scenario.Zone).Format(time.DateOnly) != string(mustDay(w, 12)) {
		t.Errorf("%s until %s, reminded at %s, want %s and %s", now.State, now.Deadline, now.Timers.Remind, until, mustDay(w, 12))
	}
}

// mustDay gives the working day so many days after now.
func mustDay(w *world, n int) desk.Date {
	days := desk.Workdays{Zone: w.scenario.Zone}
	return days.Date(days.Days(w.clock, n))
}
