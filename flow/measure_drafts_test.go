package flow_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// TestDraftCountsOnce: a draft of which people said several things, here and in the mail program, counts by the last of them, on the
// day of that; what was said before is taken from its own day.
func TestDraftCountsOnce(t *testing.T) {
	t.Parallel()
	by := desk.Actor{Name: "Ann", Role: desk.RoleSenior}
	begin := func(t *testing.T) (*world, desk.Draft, boxed) {
		w := mailboxWorld(t, "S14", desk.ChannelBoth, nil)
		w.tend()
		return w, w.proposed(), w.only()
	}
	days := func(w *world) map[string]int64 {
		w.t.Helper()
		out := map[string]int64{}
		if err := w.store.Tallies(w.t.Context(), desk.CountDraft, "", "", func(c desk.Count) error {
			out[string(c.Day)+c.Of[strings.LastIndexByte(c.Of, '/'):]] += c.N
			return nil
		}); err != nil {
			w.t.Fatal(err)
		}
		for k, n := range out {
			if n == 0 {
				delete(out, k)
			}
		}
		return out
	}
	today := func(w *world) string { return w.clock.In(w.scenario.Zone).Format(time.DateOnly) }
	only := func(w *world, want string) {
		w.t.Helper()
		if got := days(w); len(got) != 1 || got[want] != 1 {
			w.t.Errorf("counted %v instead of one %s", got, want)
		}
		w.reconcile("at the end")
	}
	approve := func(w *world, d desk.Draft) {
		w.t.Helper()
		if _, err := w.Approve(w.t.Context(), by, flow.Approval{Draft: d.ID, Because: "seen"}); err != nil {
			w.t.Fatal(err)
		}
	}
	t.Run("approved here, changed and sent there", func(t *testing.T) {
		t.Parallel()
		w, d, lies := begin(t)
		approve(w, d)
		w.clock = w.clock.AddDate(0, 0, 1)
		w.box.take(lies.UID)
		word := strings.Fields(d.Text)[0]
		w.inSent(editBody(t, lies.raw, word, "A word of my own first. "+word))
		if got := w.draft(d.ID); got.State != desk.DraftSent || !got.Edited {
			t.Fatalf("%s, edited %v", got.State, got.Edited)
		}
		only(w, w.draft(d.ID).ApprovedAt.In(w.scenario.Zone).Format(time.DateOnly)+"/edited")
	})
	t.Run("rejected here, sent there", func(t *testing.T) {
		t.Parallel()
		w, d, lies := begin(t)
		if _, err := w.Reject(t.Context(), by, d.ID, "by phone"); err != nil {
			t.Fatal(err)
		}
		w.clock = w.clock.AddDate(0, 0, 1)
		w.inSent(lies.raw)
		if got := w.draft(d.ID); got.State != desk.DraftSent {
			t.Fatal(got.State)
		}
		only(w, today(w)+"/approved")
	})
	t.Run("deleted there, and put back two days later", func(t *testing.T) {
		t.Parallel()
		w, d, lies := begin(t)
		w.box.take(lies.UID)
		for range 3 {
			w.clock = w.clock.Add(20 * time.Minute)
			w.tend()
		}
		if got := w.draft(d.ID); got.State != desk.DraftRejected {
			t.Fatal(got.State)
		}
		w.clock = w.clock.AddDate(0, 0, 2)
		w.box.add(lies.raw, lies.Flags...)
		w.tend()
		if got := w.draft(d.ID); got.State != desk.DraftProposed {
			t.Fatal(got.State)
		}
		if got := days(w); len(got) > 0 {
			t.Errorf("counted %v", got)
		}
	})
	t.Run("approved, void, sent all the same", func(t *testing.T) {
		t.Parallel()
		w, d, lies := begin(t)
		approve(w, d)
		day := today(w)
		w.clock = w.clock.AddDate(0, 0, 1)
		w.scenario.ID = "S14-more"
		w.receive(rawOf(w.scenario))
		if got := w.draft(d.ID); got.State != desk.DraftVoid {
			t.Fatal(got.State)
		}
		w.inSent(lies.raw)
		if got := w.draft(d.ID); got.State != desk.DraftSent {
			t.Fatal(got.State)
		}
		only(w, day+"/approved")
	})
}
