package flow_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// turnDown rejects a draft and checks what every "not now" has: the day on which the matter
// comes back, a week on, in the answer and in the history.
func (w *world) turnDown(d desk.Draft) desk.Draft {
	w.t.Helper()
	got, err := w.Reject(w.t.Context(), agent, d.ID, "he called, give him a week")
	if err != nil {
		w.t.Fatal(err)
	}
	days := got.Again.Sub(w.clock).Hours() / 24
	if days < 6.9 || days > 10 {
		w.t.Errorf("%s comes again after %.1f days", d.Template, days)
	}
	list, err := w.store.Audit(w.t.Context(), d.Case)
	if err != nil {
		w.t.Fatal(err)
	}
	for _, a := range list {
		if a.What == "rejected" && a.Data["draft"] == d.ID && a.Data["again"] == got.Again.In(w.scenario.Zone).Format(time.DateOnly) {
			return got
		}
	}
	w.t.Errorf("the history does not say when %s comes again", d.Template)
	return got
}

// TestNotNow: whoever turns down what time called for puts it off. It comes back after a week,
// once, and what follows it keeps its distance; nobody is cut off unwarned.
func TestNotNow(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	for _, s := range []struct {
		template string
		after    desk.CaseState
	}{{"reminder_1", desk.CaseWaiting}, {"reminder_last", desk.CaseWaiting}, {"closed_silence", desk.CaseOpen}} {
		before := len(w.drafts(c.ID, desk.DraftSent))
		got := w.turnDown(w.waitFor(c.ID, s.template))
		if now := w.caseOf(c.ID); now.State != s.after || s.after == desk.CaseOpen && now.Deadline.Before(got.Again) {
			t.Errorf("after %s was turned down the case is %s, due %s", s.template, now.State, now.Deadline)
		}
		for w.clock.Before(got.Again.Add(-7 * time.Hour)) {
			w.clock = w.clock.Add(6 * time.Hour)
			if _, err := w.PassTime(t.Context()); err != nil {
				t.Fatal(err)
			}
			if list := w.drafts(c.ID, desk.DraftProposed); len(list) > 0 {
				t.Fatalf("%s came on the heels of %s that was turned down", list[0].Template, s.template)
			}
		}
		if d := w.waitFor(c.ID, s.template); d.CreatedAt.Sub(got.Again) > 12*time.Hour {
			t.Errorf("%s came back at %s, not %s", s.template, d.CreatedAt, got.Again)
		}
		w.approveOnly(c.ID)
		w.sendAll()
		if len(w.drafts(c.ID, desk.DraftSent)) != before+1 {
			t.Errorf("%s: %d mails", s.template, len(w.drafts(c.ID, desk.DraftSent))-before)
		}
	}
	if now := w.caseOf(c.ID); now.State != desk.CaseClosed || w.record(c.ID).State != desk.RMAClosedExpired {
		t.Errorf("in the end the case is %s, the record %s", now.State, w.record(c.ID).State)
	}
}

// TestReturnNotNow: the end of a return number comes again each week as long as the return is
// overdue, whatever became of the draft, and the reminder before it gives way to it.
func TestReturnNotNow(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	due := r.Due
	if got := w.turnDown(w.waitFor(r.Case, "rma_expiring")); got.Again.Before(due.AddDate(0, 0, -1)) {
		t.Errorf("the reminder comes again on %s, the number runs out on %s", got.Again, due)
	}
	for range 2 {
		got := w.turnDown(w.waitFor(r.Case, "rma_expired"))
		if c := w.caseOf(r.Case); c.State != desk.CaseOpen || c.Deadline.Before(got.Again) || !w.record(r.Case).Timers.Due.Equal(got.Again) {
			t.Errorf("turned down, the case is %s, due %s, the record %+v", c.State, c.Deadline, w.record(r.Case).Timers)
		}
	}
	w.waitFor(r.Case, "rma_expired")
	// A message voids the draft; our answer to it must not let the return rest for good.
	w.receive(w.reply("soon", "I will send the keyboard back under my RMA next week, promised."))
	list := w.drafts(r.Case, desk.DraftProposed)
	if len(list) != 1 || list[0].Template == "rma_expired" {
		t.Fatalf("%d drafts wait after the message", len(list))
	}
	w.approveOnly(r.Case)
	w.sendAll()
	sent := w.drafts(r.Case, desk.DraftSent)
	answer := sent[len(sent)-1]
	if d := w.waitFor(r.Case, "rma_expired"); answer.ID != list[0].ID || d.CreatedAt.Sub(answer.SentAt) < 24*time.Hour || d.CreatedAt.Sub(answer.SentAt) > 8*24*time.Hour {
		t.Errorf("%s was sent on %s, and the end came on %s", answer.Template, answer.SentAt, d.CreatedAt)
	}
	// The parcel comes after all, and nobody is told any more that it did not.
	if _, err := w.AdvanceRMA(t.Context(), agent, r.Number, desk.RMAReceived, "it is here", nil); err != nil {
		t.Fatal(err)
	}
	if list := w.drafts(r.Case, desk.DraftProposed); len(list) > 0 {
		t.Errorf("%s still waits", list[0].Template)
	}
}

// TestNoFaultNotNow: the same of the reminder to choose.
func TestNoFaultNotNow(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.stepped(r.Number, "rma_received", nil)
	w.stepped(r.Number, "inspection_no_fault", map[string]string{"price": "18.00", "currency": "USD"})
	got := w.turnDown(w.waitFor(r.Case, "reminder_1"))
	if d := w.waitFor(r.Case, "reminder_1"); d.CreatedAt.Before(got.Again) {
		t.Errorf("it came at %s, not %s", d.CreatedAt, got.Again)
	}
}

// TestNothingRestsForGood: a record that nobody moves comes back into the queue each week, in
// every state that time does not end, also after somebody only said how it stands.
func TestNothingRestsForGood(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	for _, s := range []struct {
		step string
		days int
	}{{"rma_received", 8}, {"inspect", 15}, {"inspection_fault", 5}, {"remedy", 15}} {
		r = w.stepped(r.Number, s.step, map[string]string{"remedy": "repair"})
		back := func(when string, days int) {
			t.Helper()
			for range days * 4 {
				w.clock = w.clock.Add(6 * time.Hour)
				if _, err := w.PassTime(t.Context()); err != nil {
					t.Fatal(err)
				}
				if w.caseOf(r.Case).State == desk.CaseOpen {
					return
				}
			}
			t.Errorf("%s: %s, nothing brought the case back in %d days", s.step, when, days)
		}
		if c := w.caseOf(r.Case); c.State == desk.CaseOpen {
			w.stepped(r.Number, "rma_status", nil)
		}
		back("at first", s.days)
		w.stepped(r.Number, "rma_status", nil)
		if c := w.caseOf(r.Case); c.State != desk.CaseWaiting {
			t.Fatalf("told how it stands, the case is %s", c.State)
		}
		back("once more", 11)
		list, err := w.store.Audit(t.Context(), r.Case)
		if err != nil {
			t.Fatal(err)
		}
		since, told := r.Since().In(w.scenario.Zone).Format(time.DateOnly), 0
		for _, a := range list {
			if a.What == "rma_idle" && a.Data["state"] == string(r.State) {
				if told++; !strings.Contains(a.Why, since) {
					t.Errorf("%s, the %d. time: %q, and it is so since %s", s.step, told, a.Why, since)
				}
			}
		}
		if r.Due.IsZero() && told < 2 {
			t.Errorf("%s: people were told %d times", s.step, told)
		}
	}
}
