package train_test

import (
	"bytes"
	"context"
	"strings"
	"sync"
	"testing"

	"returndesk/classifier"
	"returndesk/classifier/corpus"
	"returndesk/classifier/train"
	"returndesk/desk"
)

// labelled are all mails, read once.
var labelled = sync.OnceValues(func() (corpus.Set, error) { return corpus.Load(corpus.Files()) })

// part gives a small corpus: every n-th mail of each part.
func part(n int) (corpus.Set, error) {
	set, err := labelled()
	if err != nil {
		return nil, err
	}
	small := corpus.Set{}
	for _, p := range []corpus.Part{corpus.Train, corpus.Tuned, corpus.Dev} {
		for i, r := range set[p] {
			if i%n == 0 {
				small[p] = append(small[p], r)
			}
		}
	}
	return small, nil
}

func some(t testing.TB, n int) corpus.Set {
	t.Helper()
	set, err := part(n)
	if err != nil {
		t.Fatal(err)
	}
	return set
}

// few makes the smallest training take one mail of so many.
const few = 120

// smallest is the model of the smallest training, which is made once.
var smallest = sync.OnceValues(func() (*classifier.Model, error) {
	set, err := part(few)
	if err != nil {
		return nil, err
	}
	return train.Run(context.Background(), set, nil, train.Options{Orders: 1})
})

func encoded(t testing.TB, m *classifier.Model, err error) []byte {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	raw, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestRunIsReproducible trains a small model twice: the bytes are the same, and reading
// them back gives the same model.
func TestRunIsReproducible(t *testing.T) {
	t.Parallel()
	first, err := smallest()
	a := encoded(t, first, err)
	second, err := train.Run(t.Context(), some(t, few), nil, train.Options{Orders: 1})
	b := encoded(t, second, err)
	if !bytes.Equal(a, b) {
		t.Fatal("two trainings on the same mails differ")
	}
	m, err := classifier.DecodeModel(a)
	if err != nil {
		t.Fatal(err)
	}
	again, err := m.Encode()
	if err != nil || !bytes.Equal(a, again) {
		t.Fatalf("reading and writing a model changes it (%v)", err)
	}
}

// TestRunLearns: even a fraction of the mails makes a model that reads unseen mails far
// better than chance, and more mails a better one.
func TestRunLearns(t *testing.T) {
	t.Parallel()
	dev := some(t, 3)[corpus.Dev]
	var last float64
	for _, n := range []int{few, few / 2} {
		m, err := smallest()
		if n != few {
			m, err = train.Run(t.Context(), some(t, n), nil, train.Options{Orders: 1})
		}
		if err != nil {
			t.Fatal(err)
		}
		s, err := train.Stand(m, dev)
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("every %dth mail: accuracy %.3f", n, s.Accuracy)
		if s.Accuracy < 0.4 || s.Accuracy <= last {
			t.Errorf("every %dth mail: accuracy %.3f, after %.3f with fewer", n, s.Accuracy, last)
		}
		last = s.Accuracy
	}
}

// TestRunNeedsMails: without development mails there is no calibration.
func TestRunNeedsMails(t *testing.T) {
	t.Parallel()
	set := some(t, 80)
	delete(set, corpus.Dev)
	if _, err := train.Run(t.Context(), set, nil, train.Options{Orders: 1}); err == nil || !strings.Contains(err.Error(), "calibration") {
		t.Errorf("got %v", err)
	}
}

func TestWorse(t *testing.T) {
	t.Parallel()
	at := func(accuracy, recall float64) train.Standing {
		return train.Standing{Accuracy: accuracy, Recall: map[desk.Class]float64{desk.ClassDelay: recall}}
	}
	for _, c := range []struct {
		name          string
		before, after train.Standing
		reasons       int
	}{
		{"better", at(0.9, 0.9), at(0.91, 0.9), 0},
		{"a little worse", at(0.9, 0.9), at(0.895, 0.86), 0},
		{"a point of accuracy", at(0.9, 0.9), at(0.89, 0.9), 1},
		{"five points of a class", at(0.9, 0.9), at(0.9, 0.85), 1},
		{"both", at(0.9, 0.9), at(0.8, 0.8), 2},
	} {
		if got := train.Worse(c.before, c.after); len(got) != c.reasons {
			t.Errorf("%s: %v, want %d reasons", c.name, got, c.reasons)
		}
	}
}
