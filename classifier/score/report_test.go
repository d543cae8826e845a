package score

import (
	"math"
	"testing"

	"returndesk/classifier/corpus"
	"returndesk/desk"
)

func item(want, got, runner desk.Class, confidence float64) Item {
	return Item{Want: corpus.Record{Class: want}, Got: desk.Reading{Class: got, RunnerUp: runner, Confidence: confidence}}
}

// TestMake holds every figure against one worked out by hand.
func TestMake(t *testing.T) {
	t.Parallel()
	const a, b, o = desk.ClassDelay, desk.ClassCancellation, desk.ClassNonCustomer
	r := Make([]Item{
		item(a, a, b, 0.95), item(a, a, b, 0.85), item(a, b, a, 0.75), item(b, b, a, 0.95), item(b, o, b, 0.55),
	})
	near := func(name string, got, want float64) {
		if math.Abs(got-want) > 1e-9 {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	near("accuracy", r.Accuracy, 3.0/5)
	near("top2", r.Top2, 1)
	near("F1 of delay", r.PerClass[a].F1, 0.8)        // precision 1, recall 2/3
	near("F1 of cancellation", r.PerClass[b].F1, 0.5) // precision 1/2, recall 1/2
	near("macro-F1", r.MacroF1, 0.65)                 // non_customer has no mail of its own
	// Bins: 0.95 twice right; 0.85 right; 0.75 wrong; 0.55 wrong.
	near("ece", r.ECE, (2*0.05+0.15+0.75+0.55)/5)
	near("coverage", r.CoverageAt98, 3.0/5)
	if r.Dropped != 1 || r.Confusion[a][b] != 1 || r.Confusion[a][a] != 2 {
		t.Errorf("dropped %d, confusion %v", r.Dropped, r.Confusion)
	}
}

// TestCoverageTakesTiesTogether: mails of one confidence cannot be told apart.
func TestCoverageTakesTiesTogether(t *testing.T) {
	t.Parallel()
	const a, b = desk.ClassDelay, desk.ClassCancellation
	if got := Coverage([]Item{item(a, a, b, 0.9), item(a, b, a, 0.9)}, 0.98); got != 0 {
		t.Errorf("got %v, want 0: the wrong one is as sure as the right one", got)
	}
}

// TestSignals counts signals of fully labelled mails only, by language.
func TestSignals(t *testing.T) {
	t.Parallel()
	want := corpus.Record{Class: desk.ClassDelay, Judged: true, Language: "fr", Signals: []desk.Signal{desk.SignalBilling}}
	got := desk.Reading{Class: desk.ClassDelay, Signals: []desk.Signal{desk.SignalBilling, desk.SignalPraise}}
	r := Make([]Item{{Want: want, Got: got}, item(desk.ClassDelay, desk.ClassDelay, desk.ClassOther, 1)})
	if s := r.Signals[desk.SignalBilling]; s.Precision != 1 || s.Recall != 1 || s.Support != 1 {
		t.Errorf("billing: %+v", s)
	}
	if s := r.SignalLang[desk.SignalPraise]["fr"]; s.Precision != 0 || s.Said != 1 {
		t.Errorf("praise: %+v", s)
	}
	if l := r.ByLanguage["fr"]; l.Mails != 1 || l.Signals.Precision != 0.5 {
		t.Errorf("French: %+v", l)
	}
}

func TestMakeOfNothing(t *testing.T) {
	t.Parallel()
	if r := Make(nil); r.Mails != 0 || r.Accuracy != 0 {
		t.Errorf("got %+v", r)
	}
}
