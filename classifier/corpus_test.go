package classifier

import (
	"bufio"
	"encoding/json"
	"os"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
)

// sample is one labelled mail of testdata.
type sample struct {
	Subject  string        `json:"subject"`
	Text     string        `json:"text"`
	Class    desk.Class    `json:"class"`
	Also     []desk.Class  `json:"also"`
	Signals  []desk.Signal `json:"signals"`
	Language string        `json:"language"`
}

func (s sample) input() Input {
	return Input{Subject: s.Subject, NewText: s.Text, Received: time.Date(2026, 3, 19, 10, 0, 0, 0, time.UTC)}
}

func engine(t testing.TB) *Phrases {
	t.Helper()
	p, err := NewPhrases(Options{})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func samples(t testing.TB, name string) []sample {
	t.Helper()
	f, err := os.Open("corpus/tuned-" + name)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	var out []sample
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	for sc.Scan() {
		var s sample
		if err := json.Unmarshal(sc.Bytes(), &s); err != nil {
			t.Fatalf("%s line %d: %v", name, len(out)+1, err)
		}
		out = append(out, s)
	}
	if err := sc.Err(); err != nil {
		t.Fatal(err)
	}
	return out
}

// score counts how a corpus is read.
type score struct {
	n, right         int
	byLang           map[string][2]int
	sigTP, sigFP, fn int
	alsoExact        int
	safetyN, safety  int
	perSig           map[desk.Signal][3]int // hit, wrongly raised, missed
}

func measure(p *Phrases, list []sample, wrong func(sample, desk.Reading)) score {
	sc := score{byLang: map[string][2]int{}, perSig: map[desk.Signal][3]int{}}
	for _, s := range list {
		r := p.Read(s.input())
		sc.n++
		l := sc.byLang[s.Language]
		l[1]++
		if r.Class == s.Class {
			sc.right++
			l[0]++
		}
		sc.byLang[s.Language] = l
		if slices.Equal(r.Also, s.Also) {
			sc.alsoExact++
		}
		bad := r.Class != s.Class || !slices.Equal(r.Also, s.Also)
		for _, g := range desk.Signals() {
			if g == desk.SignalStatesDeliveryDate {
				continue // dates have a table of their own
			}
			want, got := slices.Contains(s.Signals, g), r.Has(g)
			c := sc.perSig[g]
			switch {
			case want && got:
				sc.sigTP++
				c[0]++
			case got:
				sc.sigFP++
				c[1]++
				bad = true
			case want:
				sc.fn++
				c[2]++
				bad = true
			}
			sc.perSig[g] = c
		}
		if slices.Contains(s.Signals, desk.SignalSafetyHazard) {
			sc.safetyN++
			if r.Has(desk.SignalSafetyHazard) {
				sc.safety++
			}
		}
		if bad && wrong != nil {
			wrong(s, r)
		}
	}
	return sc
}

func (s score) accuracy() float64  { return float64(s.right) / float64(s.n) }
func (s score) precision() float64 { return float64(s.sigTP) / float64(max(1, s.sigTP+s.sigFP)) }
func (s score) recall() float64    { return float64(s.sigTP) / float64(max(1, s.sigTP+s.fn)) }
