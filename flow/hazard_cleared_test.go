package flow_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
)

// alarmed is a claim whose buyer told of danger and was warned.
func alarmed(t *testing.T) (*world, desk.RMA) {
	t.Helper()
	w, c, r := claim(t)
	w.receive(w.reply("smoke", smoke))
	w.warn(c.ID)
	w.clock = w.clock.Add(time.Hour)
	return w, r
}

// TestClearedStaysCleared: once a senior has said that the danger is over, a harmless mail
// does not bring it back; a new danger does, and so does one that came before he said so and
// was read after.
func TestClearedStaysCleared(t *testing.T) {
	t.Parallel()
	w, r := alarmed(t)
	now := w.stepped(r.Number, "hazard_cleared", nil)
	if now.NoShipping || !now.ClearedAt.Equal(w.clock) {
		t.Fatalf("cleared it is held %v, since %s", now.NoShipping, now.ClearedAt)
	}
	if c := w.caseOf(r.Case); c.Outcome != desk.OutcomeOpenRMA || slices.Contains(c.Flags, desk.FlagSafety) {
		t.Errorf("cleared, the case is %s with %v", c.Outcome, c.Flags)
	}
	for _, text := range []string{"Thank you.", "Is there any news about my claim?", "The space bar still sticks, as I wrote."} {
		w.clock = w.clock.Add(time.Hour)
		w.receive(w.reply("calm-"+text[:3], text))
		c := w.caseOf(r.Case)
		if now, err := w.RMA(t.Context(), r.Number); err != nil || now.NoShipping {
			t.Errorf("%q holds the record again (%v)", text, err)
		}
		if c.Outcome == desk.OutcomeSafetyStop || slices.Contains(c.Flags, desk.FlagSafety) {
			t.Errorf("%q is decided as %s (%s, %v)", text, c.Outcome, c.Rule, c.Flags)
		}
	}
	w.clock = w.clock.Add(time.Hour)
	w.receive(w.reply("again", "Now there is smoke again, and the battery is swollen!"))
	if now, err := w.RMA(t.Context(), r.Number); err != nil || !now.NoShipping || !now.HazardAt.Equal(w.clock) {
		t.Errorf("a new danger holds nothing: %v since %s (%v)", now.NoShipping, now.HazardAt, err)
	}
	if c := w.caseOf(r.Case); c.Outcome != desk.OutcomeSafetyStop {
		t.Errorf("a new danger is decided as %s by %s", c.Outcome, c.Rule)
	}
}

// TestClearedAlthoughDecidedAnew: deciding the same alarm again is no new alarm. One that an
// agent finds in a mail after the clearing is.
func TestClearedAlthoughDecidedAnew(t *testing.T) {
	t.Parallel()
	w, r := alarmed(t)
	w.stepped(r.Number, "hazard_cleared", nil)
	for range 2 { // the second finds a decision that is younger than the clearing
		w.clock = w.clock.Add(time.Hour)
		w.otherwise(flow.Correction{Case: r.Case, Class: desk.ClassDoaDefect, Because: "as read"})
		if now, err := w.RMA(t.Context(), r.Number); err != nil || now.NoShipping {
			t.Fatalf("held again by the old alarm (%v)", err)
		}
		if c := w.caseOf(r.Case); c.Outcome == desk.OutcomeSafetyStop || w.oneOpen(c.ID).Template == "safety_stop_use" {
			t.Errorf("the buyer is warned of what is over: %s, %s", c.Outcome, w.oneOpen(c.ID).Template)
		}
	}
	w.receive(w.reply("calm", "Is there any news about my claim?"))
	w.otherwise(flow.Correction{Case: r.Case, Add: []desk.Signal{desk.SignalSafetyHazard}, Because: "he means the smell"})
	if now, err := w.RMA(t.Context(), r.Number); err != nil || !now.NoShipping {
		t.Errorf("an alarm that an agent found holds nothing (%v)", err)
	}
}

// TestClearedBeforeTheWarning: a warning that waited for its approval is not sent any more once
// a senior has cleared the danger; what the buyer reported is answered in its place.
func TestClearedBeforeTheWarning(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	w.receive(w.reply("smoke", smoke))
	d := w.oneOpen(c.ID)
	w.clock = w.clock.Add(time.Hour)
	w.stepped(r.Number, "hazard_cleared", nil)
	fresh, err := w.Approve(t.Context(), second, flow.Approval{Draft: d.ID, Because: "seen"})
	if desk.CodeOf(err) != desk.CodeStale || d.Template != "safety_stop_use" || fresh.Template == d.Template {
		t.Fatalf("%s in the place of %s: %v", fresh.Template, d.Template, err)
	}
	if now, err := w.RMA(t.Context(), r.Number); err != nil || now.NoShipping {
		t.Errorf("held again (%v)", err)
	}
}

// TestClearedOneOfTwo: of a split record whose one half is cleared, a harmless mail leaves
// each half as it is; the case stays one of danger.
func TestClearedOneOfTwo(t *testing.T) {
	t.Parallel()
	w, c, r := claim(t)
	part := w.split(r).Part.Number
	w.receive(w.reply("smoke", smoke))
	w.warn(c.ID)
	w.clock = w.clock.Add(time.Hour)
	w.stepped(r.Number, "hazard_cleared", nil)
	for _, id := range []string{"one", "two"} {
		w.clock = w.clock.Add(time.Hour)
		w.receive(w.reply(id, "Is there any news about my claim?"))
		for n, held := range map[string]bool{r.Number: false, part: true} {
			if now, err := w.RMA(t.Context(), n); err != nil || now.NoShipping != held {
				t.Errorf("mail %s: %s is held %v (%v)", id, n, now.NoShipping, err)
			}
		}
		if c := w.caseOf(c.ID); c.Outcome != desk.OutcomeSafetyStop || !slices.Contains(c.Flags, desk.FlagSafety) {
			t.Errorf("mail %s: one piece is still dangerous, and the case is %s", id, c.Outcome)
		}
	}
}

// TestClearedWithItsOpening: a return that ran out while its hazard stood is opened again and
// cleared by one action of the case.
func TestClearedWithItsOpening(t *testing.T) {
	t.Parallel()
	w, r := authorised(t)
	w.receive(w.reply("smoke", smoke))
	w.warn(r.Case)
	if now, err := w.AdvanceRMA(t.Context(), manager, r.Number, desk.RMAClosedExpired, "nothing came", nil); err != nil || !now.NoShipping {
		t.Fatalf("it is %s, held %v (%v)", now.State, now.NoShipping, err)
	}
	if _, _, err := w.Resolve(t.Context(), manager, flow.Resolution{Case: r.Case, Action: "safety_cleared", Because: "the cable was a foreign one"}); err != nil {
		t.Fatal(err)
	}
	w.warn(r.Case)
	if c := w.caseOf(r.Case); c.Outcome != desk.OutcomeOpenRMA || slices.Contains(c.Flags, desk.FlagSafety) {
		t.Errorf("cleared, the case is %s with %v", c.Outcome, c.Flags)
	}
	now, err := w.RMA(t.Context(), r.Number)
	if err != nil || now.State != desk.RMAUnderReview || now.NoShipping || len(w.caseOf(r.Case).RMAs) != 1 {
		t.Errorf("it is %s, held %v, of %v (%v)", now.State, now.NoShipping, w.caseOf(r.Case).RMAs, err)
	}
}

// TestClearedInAnotherCase: a danger of which the buyer told in another case of the same order
// is over there too, at once.
func TestClearedInAnotherCase(t *testing.T) {
	t.Parallel()
	w, first, r := claim(t)
	w.clock = w.clock.Add(100 * 24 * time.Hour) // so late that a mail of its own opens a case of its own
	from := w.scenario.Mail.From
	_, domain, _ := strings.Cut(from, "@")
	w.receive([]byte("Authentication-Results: mx.shop.example; dmarc=pass header.from=" + domain + "\r\nMessage-ID: <new@buyer.example>\r\nFrom: " + from +
		"\r\nTo: support@shop.example\r\nSubject: " + r.Order + "\r\n\r\nThere is smoke coming out of " + r.Order + ", and it is burning hot!\r\n"))
	cases := w.cases()
	other := cases[len(cases)-1]
	if other.ID == first.ID || other.Order != r.Order || !slices.Contains(other.Flags, desk.FlagSafety) {
		t.Fatalf("the danger is told in %s about %s with %v", other.ID, other.Order, other.Flags)
	}
	if now, err := w.RMA(t.Context(), r.Number); err != nil || !now.NoShipping {
		t.Fatalf("it is not held (%v)", err)
	}
	w.clock = w.clock.Add(time.Hour)
	w.stepped(r.Number, "hazard_cleared", nil)
	if c := w.caseOf(other.ID); slices.Contains(c.Flags, desk.FlagSafety) || c.Outcome == desk.OutcomeSafetyStop {
		t.Errorf("cleared, %s is %s with %v", c.ID, c.Outcome, c.Flags)
	}
	if !slices.Contains(w.audits(other.ID), "danger_cleared") {
		t.Errorf("its history says nothing of it: %v", w.audits(other.ID))
	}
}
