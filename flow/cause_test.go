package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
	"returndesk/flow"
)

// TestCauseIsForTheCustomer: what is given with --because stays in the house; a mail that
// cannot stand without a cause is refused until the customer's words are given, and only such
// a mail takes any.
func TestCauseIsForTheCustomer(t *testing.T) {
	t.Parallel()
	const inside, outside = "this one always complains", "the pictures show another keyboard"
	for _, action := range []string{"claim_rejected", "evidence_unusable"} {
		w, c, _ := claim(t)
		r := flow.Resolution{Case: c.ID, Action: action, Because: inside}
		if _, _, err := w.Resolve(t.Context(), manager, r); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), "--set cause=") {
			t.Errorf("%s without a cause: %v", action, err)
		}
		r.Set = map[string]string{"cause": outside + "."}
		_, d, err := w.Resolve(t.Context(), manager, r)
		if err != nil {
			t.Fatal(err)
		}
		if text := strings.Join(strings.Fields(d.Text), " "); !strings.Contains(text, ": "+outside+". ") || strings.Contains(text+d.HTML, "complains") || len(d.Problems) > 0 {
			t.Errorf("%s: %v\n%s", action, d.Problems, d.Text)
		}
		r.Action = "troubleshooting"
		r.Set["steps"] = "hold Esc while plugging in the cable"
		if _, _, err := w.Resolve(t.Context(), manager, r); desk.CodeOf(err) != desk.CodeInvalid || !strings.Contains(err.Error(), "--because") {
			t.Errorf("%s was believed to tell a cause: %v", r.Action, err)
		}
	}
}

// TestRejectionKeepsItsCause: a claim turned down without a reason of its own keeps in record
// and history what the buyer was told.
func TestRejectionKeepsItsCause(t *testing.T) {
	t.Parallel()
	const cause = "the pictures show another keyboard"
	w, c, r := claim(t)
	done, err := w.TakeRMAStep(t.Context(), manager, flow.RMAStep{RMA: r.Number, Step: "claim_rejected", Set: map[string]string{"cause": cause}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.Approve(t.Context(), manager, flow.Approval{Draft: done.Draft.ID, Because: "seen"}); err != nil {
		t.Fatal(err)
	}
	w.sendAll()
	if r = w.record(c.ID); r.State != desk.RMAClosedRejected || r.CloseReason != cause || !strings.Contains(r.History[len(r.History)-1].Why, cause) {
		t.Errorf("the record is %s, closed for %q: %+v", r.State, r.CloseReason, r.History)
	}
}

// TestTypedInAnotherLanguage: English words in a German mail are pointed at until they are
// translated; German ones, and those that are too short to tell, are not.
func TestTypedInAnotherLanguage(t *testing.T) {
	t.Parallel()
	w := late(t, nil)
	w.scenario.Orders[0].Language = "de"
	w.clock = w.clock.AddDate(0, 0, 3)
	if w.watch() != 1 {
		t.Fatal("no notice was drawn up")
	}
	c, _ := w.theCase()
	warned := func(d *desk.Draft) bool {
		for _, p := range d.Problems {
			if p.Code == "language" && !p.Block && strings.Contains(p.Text, "the mail is in German, and what was typed for the customer in English") {
				return true
			}
		}
		return false
	}
	for words, want := range map[string]bool{
		"the switches came late and we have to wait for them": true,
		"die Schalter kamen zu spät":                          false,
		"Cherry MX2A":                                         false,
		"parts_late":                                          false,
	} {
		_, d, err := w.Resolve(t.Context(), agent, flow.Resolution{Case: c.ID, Action: "delay_notice", Set: map[string]string{"cause": words}})
		if err != nil {
			t.Fatal(err)
		}
		if d.Language != "de" || warned(d) != want {
			t.Errorf("%q in a mail in %s: %v", words, d.Language, d.Problems)
		}
		if !want {
			continue
		}
		if _, err := w.Approve(t.Context(), agent, flow.Approval{Draft: d.ID, Seen: d.ContentHash()}); desk.CodeOf(err) != desk.CodeNeedsConfirm {
			t.Errorf("approved without a word: %v", err)
		}
		text := strings.Join(strings.Fields(d.Text), " ")
		e, err := w.EditDraft(t.Context(), agent, flow.Edit{Draft: d.ID, Seen: d.ContentHash(), Text: strings.Replace(text, words, "die Schalter kamen zu spät", 1)})
		if err != nil || warned(&e) {
			t.Errorf("translated: %v, %v", e.Problems, err)
		}
	}
}

// TestNotFoundSaysWhereToLook: whoever names a case or a return that there is not learns where
// those stand that there are.
func TestNotFoundSaysWhereToLook(t *testing.T) {
	t.Parallel()
	w, _, _ := claim(t)
	_, err := w.Show(t.Context(), "C-9999")
	if desk.CodeOf(err) != desk.CodeNotFound || !strings.Contains(err.Error(), "queue") {
		t.Errorf("a case: %v", err)
	}
	if _, err = w.Show(t.Context(), "HW-20391"); !strings.Contains(err.Error(), "--order") {
		t.Errorf("an order: %v", err)
	}
	if _, err = w.RMA(t.Context(), "RMA-0000-0000"); desk.CodeOf(err) != desk.CodeNotFound || !strings.Contains(err.Error(), "rma list") {
		t.Errorf("a return: %v", err)
	}
}
