package classifier

import (
	"math"
	"slices"

	"returndesk/desk"
)

// HeadKind says what a head of the model tells.
type HeadKind string

// The kinds of heads.
const (
	HeadClass  HeadKind = "class"  // the primary class is the highest of these
	HeadIntent HeadKind = "intent" // the mail wants something of this class, first or further
	HeadSignal HeadKind = "signal" // the mail carries this signal
	// HeadSentence: a sentence of the mail tells of this signal by itself. What is told in
	// passing is a small part of a mail and drowns in the rest of it.
	HeadSentence HeadKind = "sentence"
)

// Head is one output of the model.
type Head struct {
	Kind HeadKind `json:"kind"`
	Name string   `json:"name"` // a class or a signal
	// Units say what one step of the head's whole-number weights is worth, block by block:
	// the weights of rare and of common features differ by far.
	Units [Blocks]float64 `json:"units"`
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
	// by class: 98 of 100 such mails of unread authors were right.
	Accept map[desk.Class]float64 `json:"accept"`
	// Corpus names the mails that it was trained on: their hash, number, and how many
	// corrections of agents were among them.
	Corpus      string `json:"corpus"`
	Mails       int    `json:"mails"`
	Corrections int    `json:"corrections"`
	// Steer hears sentences that speak to the program; nil in models of earlier versions.
	Steer *Steer `json:"steer,omitempty"`

	space   *Space
	weights weights
}

// NewModel makes a model of whole-number weights from fitted ones: heads[i] has weights
// fitted[i] over the features of the space.
func NewModel(space *Space, heads []Head, fitted [][]float64) *Model {
	m := &Model{Heads: heads, Temperature: 1, Shift: make([]float64, len(desk.Classes())), Accept: map[desk.Class]float64{},
		space: space}
	columns := make([]byte, space.Size()*len(heads))
	for h := range heads {
		var peak [Blocks]float64
		for f, w := range fitted[h] {
			b := space.features[f].block
			peak[b] = max(peak[b], math.Abs(w))
		}
		for b, p := range peak {
			heads[h].Units[b] = p / steps(heads[h].Kind, Block(b))
		}
		for f, w := range fitted[h] {
			if unit := heads[h].Units[space.features[f].block]; unit > 0 {
				columns[h*space.Size()+f] = byte(int8(math.Round(w / unit)))
			}
		}
	}
	m.weights = newWeights(columns, space.Size(), len(heads))
	return m
}

// steps is how finely the weights of a head are kept. Signals and further intents are told by words;
// what letter runs add to them is coarse, and finer steps would only fill the model file.
func steps(k HeadKind, b Block) float64 {
	switch {
	case k == HeadClass:
		return 31
	case b != BlockChar:
		return 15
	}
	return 7
}

// scores gives the score of each head for a vector of the model's space, into out. Heads that read single
// sentences are left at nothing where all of their group are such.
func (m *Model) scores(v *vector, out []float32) []float32 {
	n := len(m.Heads)
	out = slices.Grow(out[:0], n)[:n]
	clear(out)
	for g := range m.weights.groups {
		heads := m.Heads[g*eight : min(n, (g+1)*eight)]
		if sentencesOnly(heads) {
			continue
		}
		for b := range v {
			sums := m.weights.sum(v[b], g)
			for i := range heads {
				out[g*eight+i] += sums[i] * float32(heads[i].Units[b])
			}
		}
	}
	return out
}

// sentencesOnly reports whether all of some heads read single sentences.
func sentencesOnly(heads []Head) bool {
	for i := range heads {
		if heads[i].Kind != HeadSentence {
			return false
		}
	}
	return true
}

// score gives the score of one head, the same as in scores.
func (m *Model) score(h int, v *vector) float32 {
	all := float32(0)
	for b := range v {
		all += m.weights.alone(v[b], h) * float32(m.Heads[h].Units[b])
	}
	return all
}

// customerBar is the confidence below which nobody is taken for a machine or a seller
// without a person's look, whatever the development mails say: a customer who is dropped
// never hears from us.
const customerBar = 0.95

// Accepts says whether a reading of this model is believed without a second opinion.
func (m *Model) Accepts(r desk.Reading) bool {
	if r.Unsure || r.Has(desk.SignalInstructsReader) && r.Class.MayCost() {
		return false // who tells the program what to do, or may, gets a person's look
	}
	if r.Class == desk.ClassNonCustomer && r.Confidence < customerBar {
		return false
	}
	least, ok := m.Accept[r.Class]
	return ok && r.Confidence >= least
}

// needs gives the confidence from which a class is believed, 0 where it never is.
func (m *Model) needs(c desk.Class) float64 {
	if c == desk.ClassNonCustomer {
		return max(m.Accept[c], customerBar)
	}
	return m.Accept[c]
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
