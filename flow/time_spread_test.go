package flow_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestOneTimedMailADay: a customer with several matters is not reminded of all at once,
// whenever somebody approves.
func TestOneTimedMailADay(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	other := w.caseOf(c.ID)
	other.ID, other.Version, other.Drafts, other.RMAs = "C-77", 1, nil, nil
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{other}, Dues: []desk.Due{{ID: "remind/C-77", Kind: "remind", At: other.Clock.Remind, Case: "C-77"}}}); err != nil {
		t.Fatal(err)
	}
	got := w.pass(7, 0)
	if len(got) != 2 || !strings.HasPrefix(got[0], "4 ") || !strings.HasPrefix(got[1], "5 ") {
		t.Errorf("sent %v", got)
	}
}

// TestClockWasWrong: a clock that ran a year ahead for a while does not hold later
// reminders up, and what it did is not done again.
func TestClockWasWrong(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	right := w.clock
	other := w.caseOf(c.ID)
	other.ID, other.Version, other.Drafts, other.RMAs = "C-77", 1, nil, nil
	w.clock = right.AddDate(1, 0, 0)
	if _, err := w.PassTime(t.Context()); err != nil {
		t.Fatal(err)
	}
	if d := w.oneOpen(c.ID); d.Template != "reminder_1" {
		t.Fatalf("a year on, %s was drawn up", d.Template)
	}
	w.clock = right.AddDate(0, 0, 5)
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{other}, Dues: []desk.Due{{ID: "remind/C-77", Kind: "remind", At: other.Clock.Remind, Case: "C-77"}}}); err != nil {
		t.Fatal(err)
	}
	for range 3 {
		if _, err := w.PassTime(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if len(w.drafts(c.ID, desk.DraftProposed)) != 1 || len(w.drafts("C-77", desk.DraftProposed)) != 1 {
		t.Errorf("set right, %d and %d drafts wait", len(w.drafts(c.ID, desk.DraftProposed)), len(w.drafts("C-77", desk.DraftProposed)))
	}
}

// TestRemedyWithoutAWord: who does not tell whether a remedy helped is reminded, and the
// record ends as solved; a later word within 60 days opens it again.
func TestRemedyWithoutAWord(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	for w.clock.In(w.scenario.Zone).Weekday() != time.Monday {
		w.clock = w.clock.Add(24 * time.Hour)
	}
	w.stepped(r.Number, "troubleshooting", map[string]string{"steps": "hold Esc while plugging in the cable"})
	if got, want := w.pass(20, 0), []string{"4 reminder_1", "9 reminder_last", "14 closed_silence"}; !slices.Equal(got, want) {
		t.Errorf("sent %v, want %v", got, want)
	}
	if r = w.record(c.ID); r.State != desk.RMAClosedResolved || r.Remedy != desk.RemedyTroubleshooting || r.CloseReason != desk.CloseSilence {
		t.Errorf("the record is %s by %s for %q", r.State, r.Remedy, r.CloseReason)
	}
	w.clock = w.clock.AddDate(0, 0, 30)
	w.receive(w.reply("again", "Sorry for the delay. I tried it, and the keyboard still does not work."))
	if now := w.caseOf(c.ID); w.record(c.ID).State != desk.RMAUnderReview || now.State != desk.CaseOpen || len(now.RMAs) != 1 || now.Outcome != desk.OutcomeFollowupAttach {
		t.Errorf("after a late word the record is %s, the case %s, %s", w.record(c.ID).State, now.State, now.Outcome)
	}
}

// TestNoBurst: what a program that slept has to send by itself leaves one by one.
func TestNoBurst(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(s *flow.Shop) { s.Reminders.Auto = true })
	change := desk.Change{}
	for i := range 5 { // five more customers with the same question
		other := w.caseOf(c.ID)
		other.ID, other.Version, other.Drafts, other.RMAs, other.Customer = fmt.Sprintf("C-8%d", i), 1, nil, nil, fmt.Sprintf("b%d@buyer.example", i)
		change.Cases = append(change.Cases, other)
		change.Dues = append(change.Dues, desk.Due{ID: "remind/" + other.ID, Kind: "remind", At: other.Clock.Remind, Case: other.ID})
	}
	if err := w.store.Record(t.Context(), change); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.AddDate(0, 0, 7)
	if _, err := w.PassTime(t.Context()); err != nil {
		t.Fatal(err)
	}
	var at []time.Time
	for _, x := range w.cases() {
		for _, d := range w.drafts(x.ID, desk.DraftApproved) {
			at = append(at, d.SendAfter)
		}
	}
	slices.SortFunc(at, time.Time.Compare)
	for i := 1; i < len(at); i++ {
		if at[i].Sub(at[i-1]) < 20*time.Second {
			t.Errorf("mails leave at %v", at)
		}
	}
	if len(at) != 6 {
		t.Errorf("%d mails are to leave", len(at))
	}
}

// TestClockGoesOn: a message that does not bring what we asked for stops the clock, and our
// answer starts it anew, also one from the mail program; holding somebody off does not.
func TestClockGoesOn(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(*flow.Shop) {})
	w.pass(2, 0)
	w.receive(w.reply("q", "Which file format do you want the photo in?"))
	hand := w.fork(quickDir(t) + "/hand")
	defer hand.close()
	_, d, err := hand.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "hold", Because: "asking the workshop"})
	if desk.CodeOf(err) != "" && desk.CodeOf(err) != desk.CodeIllegal {
		t.Fatal(err)
	}
	if err == nil {
		if _, err := hand.Approve(t.Context(), agent, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
			t.Fatal(err)
		}
		hand.sendAll()
		if k := hand.clockOf(c.ID); !k.AskedAt.IsZero() {
			t.Errorf("held off, and the clock runs: %+v", k)
		}
	}
	sent := hand.drafts(c.ID, desk.DraftSent)
	hand.clock = hand.clock.Add(time.Hour)
	hand.inSent([]byte(strings.ReplaceAll("Message-ID: <byhand@shop.example>\nFrom: support@shop.example\nTo: "+w.caseOf(c.ID).Customer+
		"\nSubject: Re: photo\nIn-Reply-To: <"+sent[0].MessageID+">\n\nJPEG is fine.\n", "\n", "\r\n")))
	if k := hand.clockOf(c.ID); k.AskedAt.IsZero() || k.Paused {
		t.Errorf("answered by hand, the clock is %+v", k)
	}
	if got := hand.pass(6, 0); len(got) != 1 || !strings.HasSuffix(got[0], "reminder_1") {
		t.Errorf("then %v", got)
	}
}

// TestAutoWaitsForLateApproval: a mail of time's that somebody approved late and one that leaves by itself
// do not reach a customer on the same day either.
func TestAutoWaitsForLateApproval(t *testing.T) {
	t.Parallel()
	w, c := asked(t, func(s *flow.Shop) { s.Reminders.Auto = true })
	other := w.caseOf(c.ID)
	start := w.clock
	for day := range 16 {
		w.clock = start.AddDate(0, 0, day+1)
		if _, err := w.PassTime(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.clock = w.clock.Add(time.Minute)
		if _, err := w.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	end := w.oneOpen(c.ID)
	if end.Template != "closed_silence" {
		t.Fatalf("%s waits", end.Template)
	}
	w.approveOnly(c.ID)
	w.sendAll()
	left := w.clock
	other.ID, other.Version, other.Drafts, other.RMAs = "C-77", 1, nil, nil
	other.Clock = &desk.CaseClock{AskedAt: left.AddDate(0, 0, -4), Remind: left, Last: left.AddDate(0, 0, 5), Close: left.AddDate(0, 0, 10)}
	if err := w.store.Record(t.Context(), desk.Change{Cases: []desk.Case{other}, Dues: []desk.Due{{ID: "remind/C-77", Kind: "remind", At: left, Case: "C-77"}}}); err != nil {
		t.Fatal(err)
	}
	for h := 1; h <= 30 && len(w.drafts("C-77", desk.DraftSent)) == 0; h++ {
		w.clock = left.Add(time.Duration(h) * time.Hour)
		if _, err := w.PassTime(t.Context()); err != nil {
			t.Fatal(err)
		}
		w.clock = w.clock.Add(time.Minute)
		if _, err := w.SendDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	sent := w.drafts("C-77", desk.DraftSent)
	if len(sent) != 1 {
		t.Fatalf("%d left", len(sent))
	}
	if gap := sent[0].SentAt.Sub(left); gap < 24*time.Hour {
		t.Errorf("it left %s after the other", gap)
	}
}
