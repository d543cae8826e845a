package flow_test

import (
	"bytes"
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// gaveUp is a world whose one draft was taken out of Drafts and counts as rejected; what lay there is given, too.
func gaveUp(t *testing.T, scenario string) (*world, desk.Draft, boxed) {
	t.Helper()
	w := mailboxWorld(t, scenario, desk.ChannelMailbox, nil)
	w.tend()
	d := w.proposed()
	if d.Role == desk.RoleSenior {
		if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: d.ID, Release: true, Because: "looked at"}); err != nil {
			t.Fatal(err)
		}
		w.tend()
	}
	lies := w.only()
	w.box.take(lies.UID)
	for range 3 {
		w.clock = w.clock.Add(20 * time.Minute)
		w.tend()
	}
	if d = w.draft(d.ID); d.State != desk.DraftRejected || !d.Lost {
		t.Fatalf("%s, lost %v", d.State, d.Lost)
	}
	return w, d, lies
}

// TestBackTooLate: a draft that was taken out of Drafts waits again once it is put back, but not where the
// case has gone on since: it answers what the customer does not ask any more. Nor is it had back here then.
func TestBackTooLate(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		since func(w *world, d desk.Draft)
		back  bool
	}{
		"nothing happened": {func(*world, desk.Draft) {}, true},
		"he wrote again, and the new draft was rejected": {func(w *world, d desk.Draft) {
			w.answer(w.scenario.Mail.From, "s43@customer.example", "again@customer.example", "When do I hear from you?")
			if _, err := w.Reject(t.Context(), agent, w.proposed().ID, "I call him"); err != nil {
				t.Fatal(err)
			}
		}, false},
		"closed": {func(w *world, d desk.Draft) {
			if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: d.Case, Action: "close", Because: "settled by phone"}); err != nil {
				t.Fatal(err)
			}
		}, false},
		"answered by hand": {func(w *world, d desk.Draft) {
			w.inSent([]byte(strings.ReplaceAll("Message-ID: <typed@shop.example>\nFrom: support@shop.example\nTo: "+w.scenario.Mail.From+"\nSubject: Re: "+d.Subject+
				"\nIn-Reply-To: <s43@customer.example>\nContent-Type: text/plain; charset=utf-8\n\nHello, I have looked at it and call you tomorrow. Ann\n", "\n", "\r\n")))
		}, false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w, d, lies := gaveUp(t, "S43")
			c.since(w, d)
			w.box.add(lies.raw, lies.Flags...)
			for range 2 {
				w.clock = w.clock.Add(time.Minute)
				w.tend()
			}
			if got := w.draft(d.ID); (got.State == desk.DraftProposed) != c.back {
				t.Errorf("put back, it is %s; the case is %s", got.State, w.caseOf(d.Case).State)
			}
			if c.back {
				return
			}
			if _, err := w.Undo(t.Context(), agent, d.ID); desk.CodeOf(err) != desk.CodeIllegal {
				t.Errorf("had back here: %v", err)
			}
		})
	}
}

// TestBackAtTheSameTime: somebody has the draft back here while another puts it back into Drafts. It waits
// again, once, and who released it still stands for it.
func TestBackAtTheSameTime(t *testing.T) {
	t.Parallel()
	w, d, lies := gaveUp(t, "S43")
	w.box.add(lies.raw, lies.Flags...)
	w.box.seen = func() {
		w.box.seen = nil
		if _, err := w.Undo(t.Context(), agent, d.ID); err != nil {
			t.Error(err)
		}
	}
	for range 2 {
		w.clock = w.clock.Add(time.Minute)
		w.tend()
	}
	if got := w.draft(d.ID); got.State != desk.DraftProposed || !got.IsReleased() {
		t.Errorf("%s, released %+v", got.State, got.Released)
	}
	w.only()
	if list := w.audits(d.Case); slices.Contains(list, "release_undone") {
		t.Errorf("%v", list)
	}
}

// TestBackWithOtherWords: what came back as somebody changed it is his work, and is never taken away.
func TestBackWithOtherWords(t *testing.T) {
	t.Parallel()
	w, d, lies := gaveUp(t, "S14")
	w.box.add(bytes.Replace(lies.raw, []byte("\r\n\r\n"), []byte("\r\n\r\nDear Ada,\r\n"), 1), lies.Flags...)
	w.clock = w.clock.Add(time.Minute)
	w.tend()
	if got := w.draft(d.ID); got.State != desk.DraftProposed {
		t.Fatalf("put back, it is %s", got.State)
	}
	if cp, err := w.store.Copy(t.Context(), d.ID); err != nil || !cp.Touched {
		t.Errorf("%+v, %v", cp, err)
	}
	if _, err := w.Reject(t.Context(), agent, d.ID, "no"); err != nil {
		t.Fatal(err)
	}
	w.tend()
	w.only()
}

// TestBackAfterErasure: what is put back into Drafts although its case was erased holds nothing else up.
func TestBackAfterErasure(t *testing.T) {
	t.Parallel()
	w, d, lies := gaveUp(t, "S43")
	if _, err := w.store.Erase(t.Context(), w.caseOf(d.Case).Customer, manager, w.clock); err != nil {
		t.Fatal(err)
	}
	w.box.add(lies.raw, lies.Flags...)
	w.clock = w.clock.Add(time.Minute)
	w.tend()
	w.only()
}
