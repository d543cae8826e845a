package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

var (
	anna = desk.Actor{Name: "Anna", Role: desk.RoleAgent}
	sven = desk.Actor{Name: "Sven", Role: desk.RoleSenior}
	root = desk.Actor{Name: "Root", Role: desk.RoleAdmin}
)

func wantCode(t *testing.T, what string, err error, want desk.Code) {
	t.Helper()
	if got := desk.CodeOf(err); got != want {
		t.Fatalf("%s: %q, want %q: %v", what, got, want, err)
	}
}

func (w *world) queue() []string {
	w.t.Helper()
	rows, err := w.Queue(w.t.Context(), desk.CaseFilter{})
	if err != nil {
		w.t.Fatal(err)
	}
	var out []string
	for _, r := range rows {
		out = append(out, r.Case)
	}
	return out
}

// TestSnooze: a case that was put off leaves the queue and comes back once, by itself.
func TestSnooze(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", nil)
	until := w.clock.Add(26 * time.Hour)
	_, err := w.Snooze(t.Context(), desk.System(), c.ID, until, "")
	wantCode(t, "the system", err, desk.CodeForbidden)
	_, err = w.Snooze(t.Context(), anna, c.ID, time.Time{}, "")
	wantCode(t, "waking what is awake", err, desk.CodeIllegal)
	_, err = w.Snooze(t.Context(), anna, c.ID, w.clock, "")
	wantCode(t, "now", err, desk.CodeInvalid)
	_, err = w.Snooze(t.Context(), anna, c.ID, w.clock.AddDate(1, 0, 0), "")
	wantCode(t, "in a year", err, desk.CodeInvalid)
	put, err := w.Snooze(t.Context(), anna, strings.ToLower(c.ID)+"-1", until, "the workshop looks")
	if err != nil || put.State != desk.CaseSnoozed || !put.SnoozedUntil.Equal(until) {
		t.Fatalf("%+v, %v", put, err)
	}
	if q := w.queue(); len(q) != 0 {
		t.Fatalf("still in the queue: %v", q)
	}
	w.clock = until.Add(-time.Second)
	if n, err := w.WakeDue(t.Context()); n != 0 || err != nil {
		t.Fatalf("woken too early: %d, %v", n, err)
	}
	w.clock = until
	if n, err := w.WakeDue(t.Context()); n != 1 || err != nil {
		t.Fatalf("woken: %d, %v", n, err)
	}
	if n, err := w.WakeDue(t.Context()); n != 0 || err != nil {
		t.Fatalf("woken twice: %d, %v", n, err)
	}
	if q := w.queue(); !slices.Equal(q, []string{c.ID}) {
		t.Fatalf("the queue is %v", q)
	}
	if a := w.audits(c.ID); !slices.Contains(a, "snoozed") || a[len(a)-1] != "woken" {
		t.Errorf("the history is %v", a)
	}
}

// TestSnoozeEnds: a new mail and a person's word end it early, and the time that was set
// changes nothing any more. Moving the time leaves only the last one.
func TestSnoozeEnds(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", nil)
	until := w.clock.Add(48 * time.Hour)
	if _, err := w.Snooze(t.Context(), anna, c.ID, until, ""); err != nil {
		t.Fatal(err)
	}
	w.answer(c.Customer, "s14@customer.example", "s14b@customer.example", "Any news?")
	list := w.cases()
	for _, x := range list {
		if x.State == desk.CaseSnoozed && x.Customer == c.Customer && len(list) == 1 {
			t.Fatalf("%s sleeps on", x.ID)
		}
	}
	open, err := w.store.Case(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	if open.State == desk.CaseSnoozed { // the mail opened a case of its own
		if open, err = w.Snooze(t.Context(), anna, c.ID, time.Time{}, "enough"); err != nil {
			t.Fatal(err)
		}
	}
	if open.State != desk.CaseOpen || !open.SnoozedUntil.IsZero() {
		t.Fatalf("the case is %s until %s", open.State, open.SnoozedUntil)
	}
	version := open.Version
	w.clock = until.Add(time.Hour)
	if _, err := w.WakeDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	if open, err = w.store.Case(t.Context(), c.ID); err != nil || open.Version != version {
		t.Errorf("the old time changed the case: %d, %v", open.Version, err)
	}
	later := w.clock.Add(time.Hour)
	for _, at := range []time.Time{later, later.Add(time.Hour)} {
		if _, err := w.Snooze(t.Context(), anna, c.ID, at, ""); err != nil {
			t.Fatal(err)
		}
	}
	w.clock = later
	if n, err := w.WakeDue(t.Context()); n != 0 || err != nil {
		t.Errorf("woken at the first time: %d, %v", n, err)
	}
}

// TestSnoozeUrgent: what cannot wait cannot be put off.
func TestSnoozeUrgent(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S01", nil) // urgent_stop_production
	_, err := w.Snooze(t.Context(), root, c.ID, w.clock.Add(time.Hour), "")
	wantCode(t, "an urgent case", err, desk.CodeForbidden)
}

func TestNote(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", nil)
	before := c.Version
	wantCode(t, "the system", w.Note(t.Context(), desk.System(), c.ID, "x"), desk.CodeForbidden)
	wantCode(t, "nothing", w.Note(t.Context(), anna, c.ID, " \n"), desk.CodeInvalid)
	wantCode(t, "a book", w.Note(t.Context(), anna, c.ID, strings.Repeat("x", 5000)), desk.CodeInvalid)
	wantCode(t, "no case", w.Note(t.Context(), anna, "C-9999", "x"), desk.CodeNotFound)
	if err := w.Note(t.Context(), anna, c.ID, " the board is on the bench "); err != nil {
		t.Fatal(err)
	}
	v, err := w.Show(t.Context(), c.ID)
	if err != nil {
		t.Fatal(err)
	}
	last := v.Audit[len(v.Audit)-1]
	if last.What != "noted" || last.Why != "the board is on the bench" || last.Actor != anna || v.Case.Version != before {
		t.Errorf("%+v, version %d", last, v.Case.Version)
	}
}

// TestHandUp: once a case was handed up only that role approves, until a mail was sent.
func TestHandUp(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", nil)
	d := w.oneOpen(c.ID)
	_, err := w.HandUp(t.Context(), anna, c.ID, desk.RoleSenior, " ")
	wantCode(t, "without a reason", err, desk.CodeInvalid)
	_, err = w.HandUp(t.Context(), anna, c.ID, desk.RoleSystem, "x")
	wantCode(t, "to the system", err, desk.CodeInvalid)
	if _, err := w.HandUp(t.Context(), anna, c.ID, desk.RoleSenior, "odd photo"); err != nil {
		t.Fatal(err)
	}
	_, err = w.Approve(t.Context(), anna, flow.Approval{Draft: d.ID})
	wantCode(t, "an agent approves", err, desk.CodeForbidden)
	_, err = w.HandUp(t.Context(), anna, c.ID, desk.RoleAgent, "mine again")
	wantCode(t, "an agent takes it back", err, desk.CodeForbidden)
	rows, err := w.Queue(t.Context(), desk.CaseFilter{})
	if err != nil || rows[0].Role != desk.RoleSenior {
		t.Fatalf("%+v, %v", rows, err)
	}
	if _, err := w.Approve(t.Context(), sven, flow.Approval{Draft: d.ID}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SendDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	after, err := w.store.Case(t.Context(), c.ID)
	if err != nil || after.HandedTo != "" || after.State != desk.CaseWaiting {
		t.Errorf("after sending: %q, %s, %v", after.HandedTo, after.State, err)
	}
	w2, c2 := received(t, "S14", nil)
	if _, err := w2.HandUp(t.Context(), anna, c2.ID, desk.RoleSenior, "odd photo"); err != nil {
		t.Fatal(err)
	}
	if _, err := w2.HandUp(t.Context(), sven, c2.ID, desk.RoleAgent, "it is fine"); err != nil {
		t.Fatal(err)
	}
	if _, err := w2.Approve(t.Context(), anna, flow.Approval{Draft: w2.oneOpen(c2.ID).ID}); err != nil {
		t.Errorf("given back: %v", err)
	}
}

// TestAskMore: the draft asks for what was chosen, and the case waits for it once sent.
func TestAskMore(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", nil)
	old := w.oneOpen(c.ID)
	_, err := w.AskMore(t.Context(), anna, flow.Question{Case: c.ID})
	wantCode(t, "nothing", err, desk.CodeInvalid)
	_, err = w.AskMore(t.Context(), anna, flow.Question{Case: c.ID, Asks: []desk.Ask{"password"}})
	wantCode(t, "an unknown thing", err, desk.CodeInvalid)
	_, err = w.AskMore(t.Context(), desk.System(), flow.Question{Case: c.ID, Asks: []desk.Ask{desk.AskPhotoVideo}})
	wantCode(t, "the system", err, desk.CodeForbidden)
	d, err := w.AskMore(t.Context(), anna, flow.Question{Case: old.ID, Asks: []desk.Ask{desk.AskPackagingPhotos, desk.AskSerialFirmware}, Because: "the box matters"})
	if err != nil {
		t.Fatal(err)
	}
	if d.Template != "ask_missing" || d.State != desk.DraftProposed || d.Text == old.Text || !strings.Contains(strings.ToLower(d.Text), "serial") || !strings.Contains(strings.ToLower(d.Text), "the box") {
		t.Fatalf("the draft is %s, %s:\n%s", d.Template, d.State, d.Text)
	}
	if open := w.oneOpen(c.ID); open.ID != d.ID {
		t.Fatalf("%s stands beside %s", open.ID, d.ID)
	}
	if _, err := w.Approve(t.Context(), anna, flow.Approval{Draft: d.ID, Seen: d.ContentHash()}); err != nil {
		t.Fatal(err)
	}
	if _, err := w.SendDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	after, err := w.store.Case(t.Context(), c.ID)
	if err != nil || after.State != desk.CaseWaiting || after.Outcome != desk.OutcomeAskEvidence {
		t.Errorf("after sending: %s, %s, %v", after.State, after.Outcome, err)
	}
	if a := w.audits(c.ID); !slices.Contains(a, "asked_more") {
		t.Errorf("the history is %v", a)
	}
}

// TestChanges: whoever listens is told after something was recorded, and no more once he
// has gone.
func TestChanges(t *testing.T) {
	t.Parallel()
	w, c := received(t, "S14", nil)
	ch := w.Changes(t.Context())
	select {
	case <-ch:
		t.Fatal("told of what was before")
	default:
	}
	for range 3 {
		if err := w.Note(t.Context(), anna, c.ID, "x"); err != nil {
			t.Fatal(err)
		}
	}
	<-ch
	select {
	case <-ch:
		t.Fatal("three changes were told of more than once")
	default:
	}
	if err := w.Note(t.Context(), anna, c.ID, ""); err == nil {
		t.Fatal("an empty note was taken")
	}
	select {
	case <-ch:
		t.Fatal("told of a refusal")
	default:
	}
}
