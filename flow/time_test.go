package flow_test

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// pass lets days go by, six hours at a time, with the service asleep for the first sleep of
// them. Every draft of time's is approved at once. It gives what was sent, by day.
func (w *world) pass(days int, asleep int) []string {
	w.t.Helper()
	start := w.clock
	var out []string
	before := w.sentDrafts()
	const step = 6 // hours
	for h := step; h <= days*24; h += step {
		w.clock = start.Add(time.Duration(h) * time.Hour)
		if h < asleep*24 {
			continue
		}
		if _, err := w.PassTime(w.t.Context()); err != nil {
			w.t.Fatal(err)
		}
		for _, c := range w.cases() {
			for _, d := range w.drafts(c.ID, desk.DraftProposed) {
				if d.DrawnBy == nil || d.DrawnBy.Role != desk.RoleSystem {
					continue
				}
				if _, err := w.Approve(w.t.Context(), agent, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
					w.t.Fatalf("%s: %v", d.Template, err)
				}
			}
		}
		if n, err := w.SendDue(w.t.Context()); err != nil {
			w.t.Fatal(err)
		} else if n == 0 && h < days*24 { // nothing left; what got away otherwise shows at the end
			continue
		}
		after := w.sentDrafts()
		for id, d := range after {
			if _, old := before[id]; !old {
				out = append(out, fmt.Sprintf("%d %s", int(w.clock.Sub(start).Hours()/24), d.Template))
			}
		}
		before = after
	}
	return out
}

func (w *world) sentDrafts() map[string]desk.Draft {
	out := map[string]desk.Draft{}
	for _, c := range w.cases() {
		for _, d := range w.drafts(c.ID, desk.DraftSent) {
			out[d.ID] = d
		}
	}
	return out
}

// asked opens a world in which evidence was asked for, on a Monday.
func asked(t *testing.T, change func(*flow.Shop)) (*world, desk.Case) {
	t.Helper()
	s := scenarioByID(t, "S17")
	s.Mail.Attachments = nil // rawOf writes good photos only
	w := newWorldWith(t, quickDir(t), s, change)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	w.approveOnly(c.ID)
	for w.clock.In(s.Zone).Weekday() != time.Monday {
		w.clock = w.clock.Add(24 * time.Hour)
	}
	w.sendAll()
	return w, w.caseOf(c.ID)
}

func (w *world) approveOnly(id string) {
	w.t.Helper()
	if _, err := w.Approve(w.t.Context(), manager, flow.Approval{Draft: w.oneOpen(id).ID, Because: "seen"}); err != nil {
		w.t.Fatal(err)
	}
}

func (w *world) sendAll() {
	w.t.Helper()
	if n, err := w.SendDue(w.t.Context()); err != nil || n == 0 {
		w.t.Fatalf("%d sent, %v", n, err)
	}
}

// TestCustomerClock: reminders on day 4 and 9 and the end on day 14, counted from the
// sending of our question; the record expires with the mail that says so.
func TestCustomerClock(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	if k := c.Clock; k == nil || !k.AskedAt.Equal(w.clock) {
		t.Fatalf("the clock is %+v", c.Clock)
	}
	got := w.pass(20, 0)
	if want := []string{"4 reminder_1", "9 reminder_last", "14 closed_silence"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
	now, r := w.caseOf(c.ID), w.record(c.ID)
	if now.State != desk.CaseClosed || now.ClosedFor != desk.CloseSilence || r.State != desk.RMAClosedExpired || r.CloseReason != desk.CloseSilence {
		t.Errorf("the case is %s for %q, the record %s for %q", now.State, now.ClosedFor, r.State, r.CloseReason)
	}
	if dues, _ := w.store.DuesBefore(t.Context(), "", w.clock.AddDate(1, 0, 0), 100); slices.ContainsFunc(dues, func(d desk.Due) bool { return d.Kind != "judge" && d.Kind != "order_data" }) {
		t.Errorf("something is still due: %+v", dues)
	}
	for _, d := range w.drafts(c.ID, desk.DraftSent) {
		if d.Template == "reminder_last" && !strings.Contains(strings.Join(strings.Fields(d.Text), " "), w.day(14)) {
			t.Errorf("the last reminder does not name %s:\n%s", w.day(14), d.Text)
		}
	}
}

// day writes the day n days after the question as mails do.
func (w *world) day(n int) string {
	c, _ := w.theCase()
	for _, d := range w.drafts(c.ID, desk.DraftSent) {
		if d.Template == "ask_missing" {
			return d.SentAt.In(w.scenario.Zone).AddDate(0, 0, n).Format("2 January 2006")
		}
	}
	return "no day"
}

// TestSleptAWeek: what came due meanwhile is done once, in order, one mail a day at most.
func TestSleptAWeek(t *testing.T) {
	t.Parallel()
	for _, asleep := range []int{8, 16, 60} {
		w, c := asked(t, func(*flow.Shop) {})
		got := w.pass(asleep+25, asleep)
		var kinds []string
		last := -9
		for _, s := range got {
			var day int
			var kind string
			if _, err := fmt.Sscan(s, &day, &kind); err != nil {
				t.Fatal(err)
			}
			if day-last < 2 {
				t.Errorf("asleep for %d days: %v come too close", asleep, got)
			}
			kinds, last = append(kinds, kind), day
		}
		if !slices.Equal(kinds, []string{"reminder_1", "reminder_last", "closed_silence"}) || w.caseOf(c.ID).State != desk.CaseClosed {
			t.Errorf("asleep for %d days: sent %v", asleep, got)
		}
	}
}

// TestClockStops: a message of the customer's stops the clock, our next question starts it
// anew, and an automatic reply does neither.
func TestClockStops(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	w.pass(3, 3)
	w.receive(append([]byte("Auto-Submitted: auto-replied\r\n"), w.reply("out of office", "I am away.")...))
	if !w.clockOf(c.ID).AskedAt.Equal(c.Clock.AskedAt) {
		t.Error("an automatic reply stopped the clock")
	}
	w.receive(w.reply("more", "I will look for the camera, sorry. It still does not work."))
	if k := w.clockOf(c.ID); k != (desk.CaseClock{Paused: true}) {
		t.Errorf("the clock runs on: %+v", k)
	}
	if got := w.pass(12, 0); len(got) > 0 {
		t.Errorf("an unanswered customer was sent %v", got)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	if k := w.clockOf(c.ID); !k.AskedAt.Equal(w.clock) {
		t.Errorf("our answer, which asks again, did not start the clock: %+v", k)
	}
}

func (w *world) clockOf(id string) desk.CaseClock {
	if k := w.caseOf(id).Clock; k != nil {
		return *k
	}
	return desk.CaseClock{}
}

// reply writes a mail of the scenario's writer in the case's thread.
func (w *world) reply(id, text string) []byte {
	w.t.Helper()
	c, _ := w.theCase()
	sent := w.drafts(c.ID, desk.DraftSent)
	from := w.scenario.Mail.From
	_, domain, _ := strings.Cut(strings.TrimSuffix(from, ">"), "@")
	w.clock = w.clock.Add(time.Hour)
	raw := "Authentication-Results: mx.shop.example; dmarc=pass header.from=" + domain + "\nMessage-ID: <" + strings.ReplaceAll(id, " ", "-") + fmt.Sprint(w.uid) +
		"@customer.example>\nFrom: " + from + "\nTo: support@shop.example\nSubject: Re: your order\nIn-Reply-To: <" + sent[len(sent)-1].MessageID +
		">\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n"
	return []byte(strings.ReplaceAll(raw, "\n", "\r\n"))
}

// TestReopenedBySilence: within 60 days an answer opens case and record again, with the
// date of the first report; later it is another matter.
func TestReopenedBySilence(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	w.pass(20, 0)
	reported := w.caseOf(c.ID).ReportedAt
	late := w.fork(quickDir(t) + "/late")
	defer late.close()
	late.clock = late.clock.AddDate(0, 0, 40)
	late.receive(late.reply("late", "Here I am again: it still does not work."))
	if now, r := late.caseOf(c.ID), late.record(c.ID); now.State != desk.CaseOpen || !now.ReportedAt.Equal(reported) || r.State != desk.RMAAwaitingEvidence || len(late.cases()) != 1 {
		t.Errorf("within 60 days the case is %s, reported %s, the record %s, %d cases", now.State, now.ReportedAt, r.State, len(late.cases()))
	}
	w2, c2 := asked(t, func(*flow.Shop) {})
	w2.pass(20, 0)
	w2.clock = w2.clock.AddDate(0, 0, 61)
	w2.receive(w2.reply("toolate", "It does not work and I want to report it."))
	if old := w2.caseOf(c2.ID); old.State != desk.CaseClosed || len(w2.cases()) != 2 {
		t.Errorf("after 60 days the old case is %s, %d cases", old.State, len(w2.cases()))
	}
	// The new case knows the order although the mail names none, and each leads to the other.
	fresh := w2.cases()[1]
	if fresh.Follows != c2.ID || fresh.Order != c2.Order || fresh.Order == "" || !fresh.ReportedAt.After(reported) {
		t.Errorf("the new case follows %q about order %q, reported %s", fresh.Follows, fresh.Order, fresh.ReportedAt)
	}
	if !slices.Contains(w2.audits(c2.ID), "continued") || !slices.Contains(w2.audits(fresh.ID), "follows") {
		t.Errorf("the histories are %v and %v", w2.audits(c2.ID), w2.audits(fresh.ID))
	}
	if fresh.Outcome == desk.OutcomeAskOrder {
		t.Errorf("the customer is asked for the order: %s", fresh.Rule)
	}
}

// TestLateReplyOfStranger: the old order helps nobody who is not its buyer.
func TestLateReplyOfStranger(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	w.pass(20, 0)
	w.clock = w.clock.AddDate(0, 0, 61)
	w.answer("stranger@elsewhere.example", w.drafts(c.ID, desk.DraftSent)[0].MessageID, "s@elsewhere.example", "It does not work and I want to report it.")
	list := w.cases()
	if fresh := list[len(list)-1]; len(list) != 2 || fresh.Outcome != desk.OutcomeVerifySender || fresh.Follows != c.ID {
		t.Errorf("%d cases, the last decided as %s by %s", len(list), fresh.Outcome, fresh.Rule)
	}
}

// TestRemindersByThemselves: where the shop switched it on, reminders leave without a
// person, say so in their header, and come one after another; the end still needs one.
func TestRemindersByThemselves(t *testing.T) {
	t.Parallel()
	var raws []string
	w, c := asked(t, func(s *flow.Shop) { s.Reminders.Auto = true })
	w.mail = func(_ context.Context, _ string, _ []string, raw []byte) (replies.Result, error) {
		raws = append(raws, string(raw))
		return replies.Result{Outcome: replies.Delivered, Text: "250 ok"}, nil
	}
	start := w.clock
	for h := range 24 * 15 {
		w.clock = start.Add(time.Duration(h) * time.Hour)
		if _, err := w.PassTime(t.Context()); err != nil {
			t.Fatal(err)
		}
		if _, err := w.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(raws) != 2 || !strings.Contains(raws[0], "Auto-Submitted: auto-generated") {
		t.Fatalf("%d mails left by themselves", len(raws))
	}
	if d := w.oneOpen(c.ID); d.Template != "closed_silence" || d.Automatic() {
		t.Errorf("the end is %s (%s)", d.Template, d.AutoSubmitted)
	}
}

// TestHolidaysMoveDeadlines: a weekend or a holiday gives a customer more time, never less.
func TestHolidaysMoveDeadlines(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(s *flow.Shop) { s.Workdays.Holidays = map[desk.Date]bool{} })
	k := c.Clock
	for name, at := range map[string]time.Time{"first": k.Remind, "last": k.Last, "end": k.Close} {
		if d := at.In(w.scenario.Zone).Weekday(); d == time.Saturday || d == time.Sunday {
			t.Errorf("%s falls on a %s", name, d)
		}
	}
	holiday := desk.Date(k.Close.In(w.scenario.Zone).Format(time.DateOnly))
	w2, c2 := asked(t, func(s *flow.Shop) { s.Workdays.Holidays = map[desk.Date]bool{holiday: true} })
	if got := c2.Clock.Close; !got.After(k.Close) || !w2.clock.Equal(w.clock) {
		t.Errorf("with a holiday on %s the end is %s", holiday, got)
	}
}
