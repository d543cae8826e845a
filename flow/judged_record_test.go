package flow_test

import (
	"context"
	"testing"

	"returndesk/desk"
	"returndesk/evidence"
	"returndesk/flow"
)

// measuring judges every picture as usable and measures it, too.
type measuring struct{ lab }

// Judge implements flow.Judge.
func (m measuring) Judge(ctx context.Context, a evidence.Attachment) (desk.Evidence, error) {
	ev, err := m.lab.Judge(ctx, a)
	ev.PHash = "c3c3c3c3c3c3c3c3"
	return ev, err
}

// TestRecordKeepsVerdicts: a record's pictures are as judged as the case's, also where the
// verdict leads to no other reply, so that a later claim's pictures can be held against them.
func TestRecordKeepsVerdicts(t *testing.T) {
	t.Parallel()
	w := newWorldOf(t, t.TempDir(), scenarioByID(t, "S14"), func(*flow.Shop) {}, func(opt *flow.Options) { opt.Judge = measuring{} })
	t.Cleanup(w.close)
	w.receive(rawOf(w.scenario))
	c, _ := w.theCase()
	if r := w.record(c.ID); len(r.Evidence) == 0 || !r.Evidence[0].Pending {
		t.Fatalf("before it is looked at, the record has %+v", r.Evidence)
	}
	if _, err := w.JudgeDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	for _, ev := range w.record(c.ID).Evidence {
		if ev.Pending || ev.PHash == "" || ev.Reason != "shows something" {
			t.Errorf("looked at, the record has %+v", ev)
		}
	}
}
