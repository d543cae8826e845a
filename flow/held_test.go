package flow_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// heldWorld has a thread whose day's share of replies left, and another approved one that
// was to follow it.
func heldWorld(t *testing.T) (*world, desk.Draft) {
	t.Helper()
	s := scenarioByID(t, "S01")
	w := newWorldWith(t, quickDir(t), s, func(shop *flow.Shop) { shop.ThreadCap = 1 })
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	w.approveOnly(c.ID)
	w.sendAll()
	w.receive(w.reply("again", "Please do cancel HW-10501, I have not heard whether it can be stopped."))
	d := w.oneOpen(c.ID)
	w.approveOnly(c.ID)
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 {
		t.Fatalf("%d sent over the cap, %v", n, err)
	}
	return w, w.draft(d.ID)
}

// TestHeldByTheCapLeavesByItself: a mail over approval.thread_cap is no failure. It says who
// holds it back and until when, asks no server meanwhile, and leaves then.
func TestHeldByTheCapLeavesByItself(t *testing.T) {
	t.Parallel()
	w, d := heldWorld(t)
	first := w.drafts(d.Case, desk.DraftSent)[0].SentAt
	until := first.Add(24 * time.Hour)
	if d.State != desk.DraftApproved || !d.SendAfter.Equal(until) || d.Attempts != 0 || !d.Held.Equal(w.clock) {
		t.Fatalf("it is %s, leaves at %s (want %s), %d attempts, held since %s", d.State, d.SendAfter, until, d.Attempts, d.Held)
	}
	for _, says := range []string{"returndesk itself", "thread_cap", "one reply in one thread", until.In(w.scenario.Zone).Format("2 Jan 15:04")} {
		if !strings.Contains(d.ServerText, says) {
			t.Errorf("no %q in %q", says, d.ServerText)
		}
	}
	if w.entry(d.Case, "send_delayed") != d.ServerText {
		t.Errorf("the history says %q", w.entry(d.Case, "send_delayed"))
	}
	w.clock = until.Add(-time.Minute)
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 || len(w.sent) != 1 {
		t.Fatalf("a minute too early: %d sent, %v", n, err)
	}
	w.clock = until
	w.sendAll()
	if now := w.draft(d.ID); now.State != desk.DraftSent || now.MessageID != w.sent[1] || !now.Held.IsZero() {
		t.Errorf("it is %s, held since %s", now.State, now.Held)
	}
}

// TestHeldMailIsLookedAtAgain: what changed while a mail waited for the cap sends it back to
// the queue instead of out.
func TestHeldMailIsLookedAtAgain(t *testing.T) {
	t.Parallel()
	w, d := heldWorld(t)
	w.clock = d.SendAfter
	started := w.clock.Add(-time.Hour)
	o := &w.scenario.Orders[0]
	o.Stage, o.ProductionStatus, o.ProductionStartedAt = desk.StageInProduction, desk.ProductionStarted, &started
	if n, err := w.SendDue(t.Context()); err != nil || n != 0 {
		t.Fatalf("%d sent, %v", n, err)
	}
	now := w.draft(d.ID)
	if now.State != desk.DraftProposed || now.Frozen != nil || now.ApprovedBy != nil || now.ServerText != "" || !now.Held.IsZero() {
		t.Errorf("it is %s, approved by %v, says %q", now.State, now.ApprovedBy, now.ServerText)
	}
	if why := w.entry(d.Case, "sending_held"); !strings.Contains(why, "the facts changed") {
		t.Errorf("the history says %q", why)
	}
	w.reconcile("held, then offered again") // an approval that is over is none in the digest
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Because: "seen"}); desk.CodeOf(err) != desk.CodeStale {
		t.Errorf("approved again: %v", err)
	}
}

// TestHeldMailVoided: the customer writes again meanwhile, and nothing says that the mail leaves.
func TestHeldMailVoided(t *testing.T) {
	t.Parallel()
	w, d := heldWorld(t)
	w.receive(w.reply("third", "Please cancel HW-10501. I have written twice now."))
	if now := w.draft(d.ID); now.State != desk.DraftVoid || now.ServerText != "" || !now.Held.IsZero() {
		t.Errorf("it is %s and says %q", now.State, now.ServerText)
	}
}

// TestHeldMailTakenBack: undoing the approval ends the wait, words and all; an id may be typed in any case.
func TestHeldMailTakenBack(t *testing.T) {
	t.Parallel()
	w, d := heldWorld(t)
	back, err := w.Undo(t.Context(), agent, " "+strings.ToLower(d.ID))
	if err != nil || back.State != desk.DraftProposed || back.ServerText != "" || !back.Held.IsZero() {
		t.Errorf("%s, %q, held since %s, %v", back.State, back.ServerText, back.Held, err)
	}
}
