package classifier

import (
	"math"

	"returndesk/classifier/linear"
	"returndesk/desk"
)

// HeadKind says what a head of the model tells.
type HeadKind string

// The kinds of heads.
const (
	HeadClass  HeadKind = "class"  // the primary class is the highest of these
	HeadIntent HeadKind = "intent" // the mail wants something of this class, first or further
	HeadSignal HeadKind = "signal" // the mail carries this signal
)

// Head is one output of the model.
type Head struct {
	Kind HeadKind `json:"kind"`
	Name string   `json:"name"` // a class or a signal
	// Unit is what one step of the head's whole-number weights is worth.
	Unit float64 `json:"unit"`
	// Threshold is the score from which an intent or a signal counts.
	Threshold float64 `json:"threshold"`
}

// Model is a trained embedded engine: features, weights and what was fitted on the
// development mails. It is read-only and may serve many goroutines.
type Model struct {
	Heads []Head `json:"heads"`
	// Temperature and Shift turn the scores of the classes into chances:
	// softmax(score/Temperature + Shift).
	Temperature float64   `json:"temperature"`
	Shift       []float64 `json:"shift"` // by class, in the order of desk.Classes
	// Accept is the confidence from which a class is believed without a second opinion,
	// by class: 98 of 100 such development mails were right.
	Accept map[desk.Class]float64 `json:"accept"`
	// Corpus names the mails that it was trained on: their hash, number, and how many
	// corrections of agents were among them.
	Corpus      string `json:"corpus"`
	Mails       int    `json:"mails"`
	Corrections int    `json:"corrections"`

	space   *Space
	weights []int8 // feature by feature, one a head
}

// NewModel makes a model of whole-number weights from fitted ones: heads[i] has weights
// fitted[i] over the features of the space.
func NewModel(space *Space, heads []Head, fitted [][]float64) *Model {
	m := &Model{Heads: heads, Temperature: 1, Shift: make([]float64, len(desk.Classes())), Accept: map[desk.Class]float64{},
		space: space, weights: make([]int8, space.Size()*len(heads))}
	for h := range heads {
		peak := 0.0
		for _, w := range fitted[h] {
			peak = max(peak, math.Abs(w))
		}
		unit := peak / 127
		if unit == 0 {
			unit = 1
		}
		heads[h].Unit = unit
		for f, w := range fitted[h] {
			m.weights[f*len(heads)+h] = int8(math.Round(w / unit))
		}
	}
	return m
}

// Scores gives the score of each head for a row of the model's space, into out.
func (m *Model) Scores(r linear.Row, out []float32) []float32 {
	n := len(m.Heads)
	if cap(out) < n {
		out = make([]float32, n)
	}
	out = out[:n]
	clear(out)
	for k, f := range r.Index {
		v := r.Value[k]
		w := m.weights[int(f)*n : int(f)*n+n]
		for h := range out {
			out[h] += v * float32(w[h])
		}
	}
	for h := range out {
		out[h] *= float32(m.Heads[h].Unit)
	}
	return out
}

// Accepts says whether a reading of this model is believed without a second opinion.
func (m *Model) Accepts(r desk.Reading) bool {
	least, ok := m.Accept[r.Class]
	return ok && r.Confidence >= least
}

// Space gives the model's features.
func (m *Model) Space() *Space { return m.space }

// Chances turns the scores of the classes into chances that add up to one.
func (m *Model) Chances(scores []float64) []float64 {
	out := make([]float64, len(scores))
	top := math.Inf(-1)
	for i, s := range scores {
		out[i] = s/m.Temperature + m.Shift[i]
		top = max(top, out[i])
	}
	sum := 0.0
	for i := range out {
		out[i] = math.Exp(out[i] - top)
		sum += out[i]
	}
	for i := range out {
		out[i] /= sum
	}
	return out
}
