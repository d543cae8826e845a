package flow_test

import (
	"context"
	"fmt"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/evidence"
	"returndesk/flow"
)

// lab judges every picture as usable and shows it in its own way.
type lab struct{}

// Judge implements flow.Judge.
func (lab) Judge(_ context.Context, a evidence.Attachment) (desk.Evidence, error) {
	ev := evidence.Quick(a)
	ev.Verdict, ev.Code, ev.Reason, ev.Pending = desk.VerdictOK, "", "shows something", false
	return ev, nil
}

// View implements flow.Viewer.
func (lab) View(_ context.Context, _ evidence.Attachment, edge int) ([]byte, error) {
	return fmt.Appendf(nil, "a picture made anew, %d pixels", edge), nil
}

// gazer makes hints as a test wants.
type gazer struct {
	ready bool
	errs  []error // of the first pictures
	shown []string
}

func (g *gazer) Ready() bool { return g.ready }

// See implements flow.Eyes.
func (g *gazer) See(_ context.Context, jpeg []byte) (string, error) {
	g.shown = append(g.shown, string(jpeg))
	if len(g.errs) > 0 {
		err := g.errs[0]
		g.errs = g.errs[1:]
		return "", err
	}
	return "seems to show product", nil
}

// sighted opens a world in which pictures are judged and shown to the gazer.
func sighted(t *testing.T, g *gazer) *world {
	t.Helper()
	w := newWorldOf(t, t.TempDir(), scenarioByID(t, "S14"), func(*flow.Shop) {}, func(opt *flow.Options) {
		opt.Judge, opt.Viewer, opt.Eyes = lab{}, lab{}, g
	})
	w.receive(rawOf(w.scenario))
	if _, err := w.JudgeDue(t.Context()); err != nil {
		t.Fatal(err)
	}
	return w
}

func (w *world) sights() int {
	w.t.Helper()
	n, err := w.SightDue(w.t.Context())
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// TestHint: a judged photo gets a hint, made of a picture without its data; decision and
// draft stay, and it is not shown twice.
func TestHint(t *testing.T) {
	t.Parallel()
	g := &gazer{ready: true}
	w := sighted(t, g)
	defer w.close()
	before, _ := w.whole()
	drafts := w.drafts(before.ID, desk.DraftProposed)
	if n := w.sights(); n == 0 || len(g.shown) != n {
		t.Fatalf("%d hints, shown %v", n, g.shown)
	}
	c, _ := w.whole()
	for _, ev := range c.Evidence {
		if ev.Kind == desk.MediaPhoto && ev.Hint != "seems to show product" {
			t.Errorf("%s has the hint %q", ev.Name, ev.Hint)
		}
	}
	if g.shown[0] != "a picture made anew, 1024 pixels" || w.sights() != 0 || !slices.Contains(w.audits(c.ID), "hinted") {
		t.Errorf("shown %v", g.shown)
	}
	after := w.drafts(c.ID, desk.DraftProposed)
	if len(c.Decisions) != len(before.Decisions) || len(after) != 1 || after[0].ID != drafts[0].ID || after[0].ContentHash() != drafts[0].ContentHash() {
		t.Error("a hint changed the decision or its draft")
	}
}

// TestNoHintWithoutProof: nothing is shown to a model that was not proved to see.
func TestNoHintWithoutProof(t *testing.T) {
	t.Parallel()
	g := &gazer{}
	w := sighted(t, g)
	defer w.close()
	if w.sights() != 0 || len(g.shown) != 0 {
		t.Errorf("shown %v", g.shown)
	}
	g.ready = true
	w2 := sighted(t, g)
	defer w2.close()
	g.ready = false // switched to a blind model meanwhile
	if w2.sights() != 0 || len(g.shown) != 0 {
		t.Errorf("shown %v", g.shown)
	}
}

// TestHintFails: what may pass is tried later, what may not is left.
func TestHintFails(t *testing.T) {
	t.Parallel()
	g := &gazer{ready: true, errs: []error{desk.Errf(desk.CodeUnavailable, "busy").AsTemporary()}}
	w := sighted(t, g)
	defer w.close()
	if w.sights() != 0 || len(g.shown) != 1 || w.sights() != 0 || len(g.shown) != 1 {
		t.Errorf("shown %d times at once", len(g.shown))
	}
	w.clock = w.clock.Add(2 * time.Minute)
	if w.sights() == 0 {
		t.Error("no hint after the failure passed")
	}
	g = &gazer{ready: true, errs: []error{desk.Errf(desk.CodeInvalid, "refused")}}
	w2 := sighted(t, g)
	defer w2.close()
	if w2.sights() != 0 {
		t.Error("a refusal gave a hint")
	}
	w2.clock = w2.clock.Add(48 * time.Hour)
	if w2.sights() != 0 || len(g.shown) != 1 {
		t.Errorf("a refused picture was shown %d times", len(g.shown))
	}
}
