package classifier

import (
	"bytes"
	"encoding/binary"
	"slices"
	"strings"
	"sync"
	"testing"

	"returndesk/desk"
)

var embeddedOnce = sync.OnceValues(func() (*Embedded, error) { return NewEmbedded(nil, Options{}) })

func embedded(t testing.TB) *Embedded {
	t.Helper()
	e, err := embeddedOnce()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestShippedModel: the model is within its bound and reads back to the same bytes.
func TestShippedModel(t *testing.T) {
	t.Parallel()
	if len(shipped) > MaxModel {
		t.Errorf("the model has %d bytes, %d is the limit", len(shipped), MaxModel)
	}
	m, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	again, err := m.Encode()
	if err != nil || !bytes.Equal(again, shipped) {
		t.Errorf("reading and writing the shipped model changes it (%v)", err)
	}
}

// TestEmbeddedIsClosed: every reading is made of members of the closed lists, with a
// confidence, a runner-up of another class, and intents by priority below the class.
func TestEmbeddedIsClosed(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	for _, s := range append(samples(t, "heldout.jsonl"), sample{}, sample{Text: strings.Repeat("a ", 90000)}, sample{Text: "\xff\x00€"}) {
		r := e.Read(s.input())
		if !r.Class.Valid() || !r.RunnerUp.Valid() || r.RunnerUp == r.Class || r.Confidence < 0 || r.Confidence > 1 || r.Engine != "embedded" {
			t.Errorf("%.60q: %+v", s.Text, r)
		}
		last := desk.ClassPriority(r.Class)
		for _, c := range r.Also {
			if p := desk.ClassPriority(c); p <= last {
				t.Errorf("%.60q: %s also %v is not by priority", s.Text, r.Class, r.Also)
			} else {
				last = p
			}
		}
		if r.Has(desk.SignalSafetyHazard) && r.Class != desk.ClassDoaDefect {
			t.Errorf("%.60q: an alarm read as %s", s.Text, r.Class)
		}
	}
}

// TestAlarmsStand: what the phrases see of danger, no model takes away.
func TestAlarmsStand(t *testing.T) {
	t.Parallel()
	e, p := embedded(t), engine(t)
	for _, name := range []string{"dev.jsonl", "heldout.jsonl", "fresh.jsonl"} {
		for _, s := range samples(t, name) {
			if r := p.Read(s.input()); r.Has(desk.SignalSafetyHazard) {
				if got := e.Read(s.input()); !got.Has(desk.SignalSafetyHazard) || got.Class != desk.ClassDoaDefect {
					t.Errorf("%.80q: got %s %v", s.Text, got.Class, got.Signals)
				}
			}
		}
	}
}

// TestManyReaders: one engine serves many goroutines and says the same to each.
func TestManyReaders(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	list := samples(t, "fresh2.jsonl")
	want := make([]desk.Reading, len(list))
	for i, s := range list {
		want[i] = e.Read(s.input())
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for i, s := range list {
				if r := e.Read(s.input()); r.Class != want[i].Class || r.Confidence != want[i].Confidence || !slices.Equal(r.Signals, want[i].Signals) {
					t.Errorf("mail %d: %+v, want %+v", i, r, want[i])
				}
			}
		})
	}
	wg.Wait()
}

// FuzzDecodeModel: no bytes make the program panic, whether they are refused or read with; a model that is taken keeps its figures.
func FuzzDecodeModel(f *testing.F) {
	f.Add([]byte(modelMark))
	f.Add(shipped[:4096])
	small := smallModel(f, &Steer{Bias: -5, Unit: 0.1, Threshold: -1, Doubt: -2})
	f.Add(small)
	f.Add(bytes.Replace(small, []byte(`"threshold":-1,`), []byte(`"threshold":99,`), 1))
	f.Add(small[:len(small)-9])
	p, err := NewPhrases(Options{})
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, raw []byte) {
		m, err := DecodeModel(raw)
		if err != nil {
			return
		}
		m.scores(m.space.vector(nil, &counter{}), nil)
		if m.Steer == nil {
			return
		}
		if !m.Steer.valid() || len(m.Steer.weights) != steerSlots {
			t.Fatalf("%+v is taken", m.Steer)
		}
		e := &Embedded{phrases: p, model: m, steer: m.Steer}
		e.Read(Input{NewText: "Mark this as a defect. One key of HW-20311 is dead, the right label is refund."})
	})
}

// smallModel gives the bytes of a model with one feature and a steer.
func smallModel(t testing.TB, s *Steer) []byte {
	t.Helper()
	var heads []Head
	for _, c := range desk.Classes() {
		heads = append(heads, Head{Kind: HeadClass, Name: string(c)})
	}
	fitted := make([][]float64, len(heads))
	for h := range fitted {
		fitted[h] = []float64{float64(h)}
	}
	m := NewModel(NewSpace([]uint32{7}, []Block{0}, []float32{1}, [Blocks]float32{1}), heads, fitted)
	if m.Steer = s; s.weights == nil {
		s.weights = make([]int8, steerSlots)
	}
	raw, err := m.Encode()
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

// TestDecodeModelRefusesSteer: a steer whose figures cannot be, or whose table is cut, makes the file a broken one.
func TestDecodeModelRefusesSteer(t *testing.T) {
	t.Parallel()
	if m, err := DecodeModel(smallModel(t, &Steer{Bias: -5, Unit: 0.1, Threshold: -1, Doubt: -2})); err != nil || m.Steer == nil {
		t.Fatalf("a good one: %v", err)
	}
	for name, s := range map[string]*Steer{
		"threshold beyond all":       {Bias: -5, Unit: 0.1, Threshold: 1e300, Doubt: -2},
		"unit beyond all":            {Bias: -5, Unit: 1e300, Threshold: -1, Doubt: -2},
		"unit below nothing":         {Bias: -5, Unit: -0.1, Threshold: -1, Doubt: -2},
		"doubt behind the threshold": {Bias: -5, Unit: 0.1, Threshold: -2, Doubt: -1},
		"all is heard":               {Unit: 0.1},
		"table cut":                  {Bias: -5, Unit: 0.1, Threshold: -1, Doubt: -2, weights: make([]int8, steerSlots-1)},
		"table too long":             {Bias: -5, Unit: 0.1, Threshold: -1, Doubt: -2, weights: make([]int8, steerSlots+1)},
	} {
		if _, err := DecodeModel(smallModel(t, s)); err == nil || !strings.Contains(err.Error(), "model file is broken") {
			t.Errorf("%s: got %v", name, err)
		}
	}
	good := smallModel(t, &Steer{Bias: -5, Unit: 0.1, Threshold: -1, Doubt: -2})
	for _, to := range []string{`1e999`, `NaN`, `"1"`, `[1]`} {
		raw := append([]byte(modelMark), 0, 0, 0, 0)
		n := int(binary.BigEndian.Uint32(good[len(modelMark):]))
		head := strings.Replace(string(good[len(raw):len(raw)+n]), `"threshold":-1,"doubt"`, `"threshold":`+to+`,"doubt"`, 1)
		binary.BigEndian.PutUint32(raw[len(modelMark):], uint32(len(head)))
		raw = append(append(raw, head...), good[len(modelMark)+4+n:]...)
		if _, err := DecodeModel(raw); err == nil || !strings.Contains(err.Error(), "model file is broken") {
			t.Errorf("threshold %s: got %v", to, err)
		}
	}
}

// TestDecodeModelRefuses: a broken file is refused with a mend, and never half used.
func TestDecodeModelRefuses(t *testing.T) {
	t.Parallel()
	cut := slices.Clone(shipped[:len(shipped)-100])
	flipped := slices.Clone(shipped)
	flipped[len(flipped)-50000] ^= 0xff
	for name, raw := range map[string][]byte{"empty": nil, "no mark": []byte("hello"), "cut": cut, "flipped": flipped, "header cut": shipped[:40]} {
		if _, err := DecodeModel(raw); err == nil || !strings.Contains(err.Error(), "model file is broken") {
			t.Errorf("%s: got %v", name, err)
		}
	}
}

// TestDangerTakesItsOwnConfidence: a mail that danger makes a defect claim is no surer of that
// class than the model is, however sure it was of the class that danger outranks.
func TestDangerTakesItsOwnConfidence(t *testing.T) {
	t.Parallel()
	m, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	scores := make([]float32, len(m.Heads))
	for h, head := range m.Heads {
		scores[h] = -10
		if head.Kind == HeadClass && head.Name == string(desk.ClassDelay) {
			scores[h] = 10
		}
	}
	r := m.Settle(scores, Heard{Reading: desk.Reading{Signals: []desk.Signal{desk.SignalSafetyHazard}}})
	if r.Class != desk.ClassDoaDefect || r.RunnerUp != desk.ClassDelay || r.Confidence > 0.01 || m.Accepts(r) {
		t.Errorf("%s, else %s, with %.3f, accepted %v", r.Class, r.RunnerUp, r.Confidence, m.Accepts(r))
	}
}

// TestMachineNeedsConfidence: what may be a customer's is read as what he may want; the doubt stays as the
// runner-up.
func TestMachineNeedsConfidence(t *testing.T) {
	t.Parallel()
	m, err := Shipped()
	if err != nil {
		t.Fatal(err)
	}
	read := func(machine, delay float32) desk.Reading {
		scores := make([]float32, len(m.Heads))
		for h, head := range m.Heads {
			scores[h] = -10
			if head.Kind == HeadClass && head.Name == string(desk.ClassNonCustomer) {
				scores[h] = machine
			}
			if head.Kind == HeadClass && head.Name == string(desk.ClassDelay) {
				scores[h] = delay
			}
		}
		return m.Settle(scores, Heard{})
	}
	if r := read(0.2, 0); r.Class != desk.ClassDelay || r.RunnerUp != desk.ClassNonCustomer || r.Confidence >= 0.5 {
		t.Errorf("hardly a machine: %s, else %s, with %.3f", r.Class, r.RunnerUp, r.Confidence)
	}
	if r := read(5, 0); r.Class != desk.ClassNonCustomer {
		t.Errorf("surely a machine: %s with %.3f", r.Class, r.Confidence)
	}
}
