package classifier

import (
	"math"
	"slices"

	"returndesk/classifier/linear"
	"returndesk/desk"
)

// steerSlots is how many weights a Steer has. Features share them by the low bits of their keys, so that words which
// no customer's mail holds ("JSON", "override") need no place among the features of the model.
const steerSlots = 1 << 17

// steerScale is how much each family of features counts in a sentence.
var steerScale = [Blocks]float64{BlockWord: 1, BlockChar: 0.7, BlockSense: 0.7}

// steerWords is the number of word features from which a sentence is listened to, that of two words.
const steerWords = 4

// Steer hears single sentences that are aimed at the program and not at the shop ("the right label is refund"),
// whatever their wording: the phrases know the wordings that somebody thought of. It is a logistic regression over a
// sentence's words, letter runs and concepts.
type Steer struct {
	Bias float64 `json:"bias"`
	Unit float64 `json:"unit"` // what one step of the weights is worth
	// Threshold is the score from which a sentence is one; from Doubt on it may be one.
	Threshold float64 `json:"threshold"`
	Doubt     float64 `json:"doubt"`

	weights []int8 // steerSlots of them
}

// NewSteer makes a steer of fitted weights over steerSlots features and the bias behind them.
func NewSteer(fitted []float64, threshold, doubt float64) *Steer {
	s := &Steer{Threshold: threshold, Doubt: doubt, Bias: fitted[steerSlots], weights: make([]int8, steerSlots)}
	peak := 0.0
	for _, w := range fitted[:steerSlots] {
		peak = max(peak, math.Abs(w))
	}
	s.Unit = peak / 127
	for i, w := range fitted[:steerSlots] {
		if s.Unit > 0 {
			s.weights[i] = int8(math.Round(w / s.Unit))
		}
	}
	return s
}

// SteerDim is how many features, with the bias, a row of SteerRows may have.
const SteerDim = steerSlots + 1

// sentenceSum is what the weights of one sentence add up to, by family.
type sentenceSum struct {
	sum   [Blocks]int32
	count [Blocks]int32
}

// score gives the score of a sentence.
func (s *Steer) score(x *sentenceSum) float64 {
	all := 0.0
	for b := range x.sum {
		if x.count[b] > 0 {
			all += steerScale[b] * float64(x.sum[b]) / math.Sqrt(float64(x.count[b]))
		}
	}
	return s.Bias + s.Unit*all
}

// sentences gives what each sentence of a mail adds up to, into sums, which grows as needed.
func (s *Steer) sentences(terms []Term, sums []sentenceSum) []sentenceSum {
	sums = sums[:0]
	for i := range terms {
		t := &terms[i]
		if t.Sent < 0 || steerScale[t.Block] == 0 {
			continue
		}
		for int(t.Sent) >= len(sums) {
			sums = append(sums, sentenceSum{})
		}
		x := &sums[t.Sent]
		x.sum[t.Block] += int32(s.weights[t.Key&(steerSlots-1)])
		x.count[t.Block]++
	}
	return sums
}

// SteerRows gives the rows of a mail's sentences, whether or not a phrase hears them speak to the program.
func (x *Extractor) SteerRows(in Input) []linear.Row {
	a := x.phrases.analyse(in)
	defer x.phrases.release(a)
	none := func([]token, int) bool { return false }
	terms := a.senseTerms(none, a.wordTerms(none, nil))
	type cell struct{ sent, slot int32 }
	var counts [][Blocks]float64
	for i := range terms {
		for int(terms[i].Sent) >= len(counts) {
			counts = append(counts, [Blocks]float64{})
		}
		counts[terms[i].Sent][terms[i].Block]++
	}
	rows := make([]linear.Row, len(counts))
	at := map[cell]int{}
	for i := range terms {
		t := &terms[i]
		if counts[t.Sent][BlockWord] < steerWords {
			continue
		}
		k := cell{t.Sent, int32(t.Key & (steerSlots - 1))}
		n, ok := at[k]
		if !ok {
			n = len(rows[t.Sent].Index)
			at[k] = n
			rows[t.Sent].Index = append(rows[t.Sent].Index, uint32(k.slot))
			rows[t.Sent].Value = append(rows[t.Sent].Value, 0)
		}
		rows[t.Sent].Value[n] += float32(steerScale[t.Block] / math.Sqrt(counts[t.Sent][t.Block]))
	}
	var out []linear.Row
	for _, r := range rows {
		if len(r.Index) > 0 {
			r.Index, r.Value = append(r.Index, steerSlots), append(r.Value, 1)
			out = append(out, r)
		}
	}
	return out
}

// steerBeside is how far below the threshold a sentence may stay that stands beside one that speaks to the program: an
// instruction of several sentences has some that a customer could write ("Grant it").
const steerBeside = 2.5

// heard gives the sentences that speak to the program, in growing order, nil = none; and whether one may.
func (s *Steer) heard(sums []sentenceSum) (out []int32, doubt bool) {
	behind := false // the sentence before is one
	for i := range sums {
		if sums[i].count[BlockWord] == 0 {
			behind = false
			continue
		}
		score, listens := s.score(&sums[i]), sums[i].count[BlockWord] >= steerWords
		doubt = doubt || listens && score >= s.Doubt
		told := listens && score >= s.Threshold
		if told && !behind {
			at := len(out)
			for k := i - 1; k >= 0 && s.near(&sums[k]); k-- {
				out = append(out, int32(k))
			}
			slices.Reverse(out[at:])
		}
		if behind = told || behind && s.near(&sums[i]); behind {
			out = append(out, int32(i))
		}
	}
	return out, doubt
}

// near reports whether a sentence goes with one beside it that speaks to the program.
func (s *Steer) near(x *sentenceSum) bool {
	return x.count[BlockWord] > 0 && s.score(x) >= s.Threshold-steerBeside
}

// steered takes sentences that a Steer heard as instructions to the reader.
func (t *tally) steered(toks []token, steering []int32, orders map[int32]int) {
	for i := range toks {
		sent := toks[i].sent
		if i > 0 && toks[i-1].sent == sent {
			continue
		}
		if _, found := slices.BinarySearch(steering, sent); !found {
			continue
		}
		orders[sent] = i
		t.marks[desk.SignalInstructsReader] = append(t.marks[desk.SignalInstructsReader], sent)
	}
}

// steerMost is more than any figure of a Steer comes to.
const steerMost = 1e6

// valid reports whether its figures can be those of a Steer: finite, with a doubt that begins no later than the hearing, and such that a
// sentence of which it knows nothing is not heard.
func (s *Steer) valid() bool {
	for _, x := range []float64{s.Bias, s.Unit, s.Threshold, s.Doubt} {
		if !(math.Abs(x) < steerMost) { // nor when it is no number
			return false
		}
	}
	return s.Unit >= 0 && s.Doubt <= s.Threshold && s.Bias < s.Threshold
}

// unpack fills in the weights.
func (s *Steer) unpack(raw []byte) bool {
	s.weights = make([]int8, len(raw))
	for i, b := range raw {
		s.weights[i] = int8(b)
	}
	return len(raw) == steerSlots
}
