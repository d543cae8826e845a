package flow_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/replies"
)

// drafted begins a return with the mail that authorizes it, on a Monday, and leaves that mail waiting.
func drafted(t *testing.T, set map[string]string) (*world, desk.RMA, desk.Draft) {
	t.Helper()
	w, _, r := claim(t)
	for w.clock.In(w.scenario.Zone).Weekday() != time.Monday {
		w.clock = w.clock.Add(24 * time.Hour)
	}
	full := map[string]string{"condition": "in its box"}
	for k, v := range set {
		full[k] = v
	}
	done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "rma_authorized", Because: "as the test says", Set: full})
	if err != nil {
		t.Fatal(err)
	}
	return w, r, *done.Draft
}

// days gives the date so many days after now in shop time, and its words in English.
func (w *world) days(n int) (desk.Date, string) {
	at := w.clock.In(w.scenario.Zone).AddDate(0, 0, n)
	return desk.Date(at.Format(time.DateOnly)), at.Format("January 2, 2006")
}

// namesDay reports whether a mail names a day, in whichever order of day and month.
func namesDay(text, day string) bool {
	at, err := time.Parse("January 2, 2006", day)
	if err != nil {
		return false
	}
	flat := strings.Join(strings.Fields(text), " ")
	return strings.Contains(flat, day) || strings.Contains(flat, at.Format("2 January 2006"))
}

func (w *world) draftOf(id string) desk.Draft {
	w.t.Helper()
	d, err := w.store.Draft(w.t.Context(), id)
	if err != nil {
		w.t.Fatal(err)
	}
	return d
}

// TestReturnDaysFromSending: a mail approved four days after it was drawn up gives the buyer three whole
// weeks: in its words, in the slip, in the record, and in what time sets off.
func TestReturnDaysFromSending(t *testing.T) {
	t.Parallel()
	w, r, d := drafted(t, nil)
	defer w.close()
	first, _ := w.days(21)
	if d.Set["expires"] != string(first) {
		t.Fatalf("drawn up with %q, not %s", d.Set["expires"], first)
	}
	slip := d.Parts[0].Data
	w.clock = w.clock.AddDate(0, 0, 4)
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	want, words := w.days(21) // a Friday
	sent := w.draftOf(d.ID)
	if sent.Set["expires"] != string(want) || !namesDay(sent.Text, words) || !namesDay(sent.HTML, words) || !strings.Contains(string(sent.Frozen), sent.MessageID) {
		t.Errorf("approved it names %s, wanted %s:\n%s", sent.Set["expires"], want, sent.Text)
	}
	if sent.MessageID != d.MessageID || string(sent.Parts[0].Data) == string(slip) || len(sent.Parts) != 1 {
		t.Error("the slip kept the old day, or the mail lost its name")
	}
	w.clock = w.clock.Add(time.Minute)
	w.sendAll()
	now, err := w.RMA(t.Context(), r.Number)
	if err != nil || now.Deadline != want || now.Timers.Due.In(w.scenario.Zone).Format(time.DateOnly) != string(want) {
		t.Fatalf("the record counts to %s, %s, %v; wanted %s", now.Deadline, now.Timers.Due, err, want)
	}
	if got, want := w.pass(25, 0), []string{"14 rma_expiring", "21 rma_expired"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
}

// TestDayMovesWhileDraftWaits: a draft in the queue shows each day the date that its sending on that day
// would give, so that who approves it sees what leaves; the console's page of yesterday is refused.
func TestDayMovesWhileDraftWaits(t *testing.T) {
	t.Parallel()
	w, _, d := drafted(t, nil)
	defer w.close()
	seen := d.ContentHash()
	w.clock = w.clock.AddDate(0, 0, 1)
	other := w.fork(quickDir(t) + "/refused")
	defer other.close()
	if _, err := other.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Seen: seen, Because: "seen"}); desk.CodeOf(err) != desk.CodeStale {
		t.Errorf("a page of yesterday was approved: %v", err)
	}
	again := other.draftOf(d.ID)
	if again.State != desk.DraftProposed {
		t.Fatalf("the draft is %s", again.State)
	}
	if _, err := other.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Seen: again.ContentHash(), Because: "seen"}); err != nil {
		t.Errorf("what was looked at again: %v", err)
	}

	w = other.from.fork(quickDir(t) + "/moves")
	defer w.close()
	for day := 1; day <= 3; day++ {
		if _, err := w.PassTime(t.Context()); err != nil {
			t.Fatal(err)
		}
		want, words := w.days(21)
		if now := w.draftOf(d.ID); now.Set["expires"] != string(want) || now.State != desk.DraftProposed || !namesDay(now.Text, words) {
			t.Errorf("on day %d the draft is %s and names %s, wanted %s", day, now.State, now.Set["expires"], want)
		}
		w.clock = w.clock.AddDate(0, 0, 1)
	}
	if !slices.Contains(w.audits(d.Case), "day_moved") {
		t.Errorf("the history does not say that the day moved: %v", w.audits(d.Case))
	}
}

// TestTypedDayStays: a day that a person typed is that person's; once it is over, the mail does not leave.
func TestTypedDayStays(t *testing.T) {
	t.Parallel()
	probe, _, _ := drafted(t, nil)
	day, _ := probe.days(10)
	w, r, d := drafted(t, map[string]string{"expires": string(day)})
	late := w.fork(quickDir(t) + "/late")
	defer late.close()
	late.clock = late.clock.AddDate(0, 0, 11)
	if _, err := late.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeInvalid {
		t.Errorf("a return that was to travel until yesterday was authorized: %v", err)
	}
	w = late.from.fork(quickDir(t) + "/typed")
	defer w.close()
	w.clock = w.clock.AddDate(0, 0, 3) // seven are left, and those are the customer's
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(time.Minute)
	w.sendAll()
	if now, _ := w.RMA(t.Context(), r.Number); now.Deadline != day {
		t.Errorf("the record counts to %s, the person said %s", now.Deadline, day)
	}
}

// TestEditedMailKeepsItsWords: the day moves inside what a person wrote, and nothing else does; a mail
// that names another day than the one that counts needs a reason.
func TestEditedMailKeepsItsWords(t *testing.T) {
	t.Parallel()
	w, _, d := drafted(t, nil)
	defer w.close()
	edited, err := w.EditDraft(t.Context(), agent, flow.Edit{Draft: d.ID, Text: d.Text + "\nGreetings to your cat.\n"})
	if err != nil {
		t.Fatal(err)
	}
	_, old := w.days(21)
	w.clock = w.clock.AddDate(0, 0, 1)
	if _, err := w.PassTime(t.Context()); err != nil {
		t.Fatal(err)
	}
	want, words := w.days(21)
	now := w.draftOf(edited.ID)
	if now.Set["expires"] != string(want) || !namesDay(now.Text, words) || namesDay(now.Text, old) || !strings.Contains(now.Text, "your cat") || !strings.Contains(now.HTML, "your cat") {
		t.Errorf("the edited mail reads:\n%s", now.Text)
	}
	if _, err := w.EditDraft(t.Context(), agent, flow.Edit{Draft: d.ID, Text: "Send it back whenever you like.\n"}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID}); desk.CodeOf(err) != desk.CodeNeedsConfirm || !strings.Contains(desk.MessageOf(err), "day") {
		t.Errorf("a mail that does not name the day that counts: %v", err)
	}
}

// TestHeldUpOverMidnight: a mail that the server would not take before the day was over goes back to the
// queue with the new day: only what a person saw leaves, and the buyer's days are whole.
func TestHeldUpOverMidnight(t *testing.T) {
	t.Parallel()
	w, r, d := drafted(t, nil)
	defer w.close()
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.mail = func(context.Context, string, []string, []byte) (replies.Result, error) {
		return replies.Result{Outcome: replies.Temporary, Text: "451 later"}, nil
	}
	w.clock = w.clock.Add(time.Minute)
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 {
		t.Fatalf("%d sent, %v", n, err)
	}
	w.mail = nil
	w.clock = w.clock.AddDate(0, 0, 1)
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 {
		t.Fatalf("%d sent, %v", n, err)
	}
	back := w.draftOf(d.ID)
	want, words := w.days(21)
	if back.State != desk.DraftProposed || back.ApprovedBy != nil || len(back.Frozen) > 0 || back.Set["expires"] != string(want) || !namesDay(back.Text, words) {
		t.Fatalf("the mail is %s with %s", back.State, back.Set["expires"])
	}
	if c := w.caseOf(d.Case); c.State != desk.CaseOpen || !slices.Contains(w.audits(d.Case), "sending_held") {
		t.Errorf("the case is %s, %v", c.State, w.audits(d.Case))
	}
	w.reconcile("held up over midnight")
	if _, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(time.Minute)
	w.sendAll()
	w.reconcile("approved again and sent")
	if now, _ := w.RMA(t.Context(), r.Number); now.Deadline != want {
		t.Errorf("the record counts to %s, wanted %s", now.Deadline, want)
	}
}

// TestLastReminderNamesTheDayThatCounts: approved days late, the last reminder names the day on which the
// case does close.
func TestLastReminderNamesTheDayThatCounts(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	var last desk.Draft
	for range 11 {
		w.clock = w.clock.AddDate(0, 0, 1)
		if _, err := w.PassTime(t.Context()); err != nil {
			t.Fatal(err)
		}
		for _, d := range w.drafts(c.ID, desk.DraftProposed) {
			if d.Template == "reminder_last" {
				last = d
			} else if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID}); err != nil {
				t.Fatal(err)
			}
		}
		if _, err := w.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w.clock = w.clock.AddDate(0, 0, 2) // day 13
	if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: last.ID}); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(time.Minute)
	w.sendAll()
	sent, now := w.draftOf(last.ID), w.caseOf(c.ID)
	end := now.Clock.Close.In(w.scenario.Zone)
	if sent.Set["close_date"] != end.Format(time.DateOnly) || !namesDay(sent.Text, end.Format("January 2, 2006")) || end.Sub(w.clock) < 4*24*time.Hour {
		t.Errorf("the mail says %s, the case closes on %s", sent.Set["close_date"], end)
	}
	if r := w.record(c.ID); !r.Due.Equal(now.Clock.Close) {
		t.Errorf("the record is due on %s, its case closes on %s", r.Due, now.Clock.Close)
	}
}

// TestAuthorizedAgain: where the mail goes out again, what the buyer was told last counts, and he is reminded
// of that day.
func TestAuthorizedAgain(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.pass(10, 0)
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: r.Case, Action: "rma_authorized", Because: "the mail got lost", Set: map[string]string{"condition": "in its box"}}); err != nil {
		t.Fatal(err)
	}
	w.approveOnly(r.Case)
	w.clock = w.clock.Add(time.Minute)
	w.sendAll()
	want, _ := w.days(21)
	now := w.record(r.Case)
	if day := now.Timers.Due.In(w.scenario.Zone).Format(time.DateOnly); now.Deadline < want || day != string(now.Deadline) || now.Due.In(w.scenario.Zone).Format(time.DateOnly) != day {
		t.Errorf("the record counts to %s, %s, %s; wanted %s", now.Deadline, day, now.Due, want)
	}
	if got, want := w.pass(26, 0), []string{"14 rma_expiring", "21 rma_expired"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
}
