package flow_test

import (
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestHoldingReplyKeepsTheCase: a mail that promises an answer leaves the case in the queue,
// with a deadline. What it promised is somebody's work until an answer left.
func TestHoldingReplyKeepsTheCase(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S57")
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	d := w.drafts(c.ID, desk.DraftProposed)
	if len(d) != 1 || d[0].Template != "handover" {
		t.Fatalf("drafts %v", d)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d[0].ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.clock = w.clock.Add(time.Minute)
	if n, err := w.SendDue(t.Context()); err != nil || n != 1 {
		t.Fatalf("%d sent, %v", n, err)
	}
	rows, err := w.Queue(t.Context(), desk.CaseFilter{})
	if err != nil {
		t.Fatal(err)
	}
	c, _ = w.theCase()
	if len(rows) != 1 || c.State != desk.CaseOpen || !c.Deadline.After(w.clock) {
		t.Errorf("%d rows in the queue; the case is %s, deadline %s", len(rows), c.State, c.Deadline)
	}
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: c.ID, Action: "close", Because: "answered by phone"}); err != nil {
		t.Error(err)
	}
}

// TestDenialOnFreshData: a refusal that was drafted on data older than the mail can be
// approved once younger data say the same.
func TestDenialOnFreshData(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S03")
	w := newWorld(t, quickDir(t), s)
	t.Cleanup(w.close)
	w.asOf = w.clock.Add(-time.Hour)
	w.receive(rawOf(s))
	c, _ := w.theCase()
	d := w.drafts(c.ID, desk.DraftProposed)
	if len(d) != 1 || !d[0].Denial {
		t.Fatalf("no refusal was drafted: %v", d)
	}
	w.clock = w.clock.Add(time.Hour)
	if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d[0].ID}); desk.CodeOf(err) != desk.CodeStale {
		t.Errorf("on data older than the mail: %v", err)
	}
	w.asOf = w.clock
	if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d[0].ID}); err != nil {
		t.Errorf("on data of now: %v", err)
	}
}
