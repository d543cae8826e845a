package main

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/explain"
)

// TestCorrectionLines: each kind of correction tells what was read and what it is.
func TestCorrectionLines(t *testing.T) {
	t.Parallel()
	at := time.Date(2026, time.March, 16, 12, 0, 0, 0, time.UTC)
	base := desk.Correction{
		ID: "K-1", Case: "C-1", Text: "words", Read: desk.ClassDelay, Class: desk.ClassDelay, ReadAlso: []desk.Class{}, Also: []desk.Class{},
		ReadSignals: []desk.Signal{desk.SignalSafetyHazard}, Signals: []desk.Signal{desk.SignalSafetyHazard}, By: desk.Actor{Name: "Ada"}, At: at,
	}
	for want, change := range map[string]func(*desk.Correction){
		"Ada: cancellation, read as delay\n":                        func(k *desk.Correction) { k.Class = desk.ClassCancellation },
		"Ada: delay; without safety_hazard; for this case alone\n":  func(k *desk.Correction) { k.Signals = nil },
		"Ada: delay; with praise\n":                                 func(k *desk.Correction) { k.Signals = append(k.Signals, desk.SignalPraise) },
		"Ada: delay; also cost_refund, read as also nothing\n":      func(k *desk.Correction) { k.Also = []desk.Class{desk.ClassCostRefund} },
		"Ada: delay; order HW-2, read as HW-1\n":                    func(k *desk.Correction) { k.Order, k.ReadOrder = "HW-2", "HW-1" },
		"Ada: delay; order HW-2, read as nothing (revoked by Bo)\n": func(k *desk.Correction) { k.Order, k.Revoked = "HW-2", &desk.Actor{Name: "Bo"} },
		"Ada: delay; with praise\n       words\n       because: he says \"nice\"\n": func(k *desk.Correction) {
			k.Signals, k.Because = append(k.Signals, desk.SignalPraise), "he says \"nice\""
		},
	} {
		k := base
		change(&k)
		if got := correctionLines([]desk.Correction{k}); !strings.Contains(got, want) {
			t.Errorf("got %q, want %q in it", got, want)
		}
	}
	old := desk.Correction{Class: desk.ClassDelay, Read: desk.ClassCancellation, Signals: []desk.Signal{desk.SignalPraise}}
	if got := explain.Correction(old); !strings.Contains(got, "delay") || !strings.Contains(got, "read as cancellation") || !strings.Contains(got, "praise") {
		t.Errorf("an entry of an older version: %q", got)
	}
}

// TestCorrectionsTeachWords: what train and export take of the log is what was said of
// words; an order and a mail whose alarm was called off are not among it.
func TestCorrectionsTeachWords(t *testing.T) {
	t.Parallel()
	f := newFake()
	none, danger := []desk.Signal{}, []desk.Signal{desk.SignalSafetyHazard}
	f.corrections = []desk.Correction{
		{ID: "K-1", Mail: "a", Text: "first words", Read: desk.ClassDelay, Class: desk.ClassDelay, ReadSignals: none, Signals: []desk.Signal{desk.SignalPraise}, Also: []desk.Class{}},
		{ID: "K-2", Mail: "b", Text: "second words", Read: desk.ClassDelay, Class: desk.ClassDelay, ReadSignals: none, Signals: none, Also: []desk.Class{}, Order: "HW-77777"},
		{ID: "K-3", Mail: "c", Text: "third words", Read: desk.ClassDoaDefect, Class: desk.ClassOther, ReadSignals: danger, Signals: none, Also: []desk.Class{}},
	}
	r := agent(t, f, nil, "", "classifier", "export", "--part", "corrections")
	if r.code != 0 || strings.Count(r.out, "\n") != 1 || !strings.Contains(r.out, "first words") || !strings.Contains(r.out, `"praise"`) || strings.Contains(r.out, "77777") {
		t.Errorf("code %d: %s%s", r.code, r.out, r.err)
	}
	r = agent(t, f, nil, "", "classifier", "corrections", "list")
	for _, want := range []string{"K-1", "order HW-77777, read as nothing", "without safety_hazard; for this case alone"} {
		if !strings.Contains(r.out, want) {
			t.Errorf("the list lacks %q:\n%s%s", want, r.out, r.err)
		}
	}
}
