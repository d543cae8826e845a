package classifier

import (
	"slices"

	"returndesk/desk"
)

// enough is the score from which a class counts as an intent of its own. Weights: 3 and
// more decide alone, 2 is enough when nothing else speaks, 1 is a hint.
const enough = 2.0

// tally is what the phrases of one mail add up to.
type tally struct {
	body     int32  // first sentence of the body; earlier ones are the subject
	language string // of the body, "" = unknown
	reply    bool
	weights  map[desk.Class]map[int]float64 // class -> phrase line -> weight
	marks    map[desk.Signal][]int32        // signal or inner mark -> sentences
	taken    map[desk.Signal][]int32        // signals taken back -> sentences
	score    map[desk.Class]float64
	numbers  []desk.NumberFound
	words    int
	found    []*effect // blocks of which a phrase was found, in the order of the text
	outright []*effect // blocks of which a phrase was found that says a thing outright
	// Sentences that ask for the price outright, and that say that no money is wanted.
	priced, unpriced []int32
	costly           []int32              // sentences that ask a cost back, and nothing beside it
	repriced         bool                 // the price is asked for in a clause behind one that wants no money
	fee              feeTold              // what is told of a fee, and asked back
	conditional      bool                 // a word of a condition or a choice stands in it
	ifPossible       bool                 // it is asked for if it can still be done
	says             map[desk.Signal]bool // inner marks of phrases that say a thing outright
	asks             bool                 // the customer's words hold a question
	cancels          bool                 // a word of cancelling stands in the mail's own text
	cancelsYet       bool                 // the same, beside words that say that it is not to be done
	ends             bool                 // a word of ending something, of money or of keeping stands in it
	goods            bool                 // a thing that is sold, or a part of one, is named in the mail's own text
	changes          bool                 // a change, an option or a part of the goods is spoken of in the mail's own text
	alters           bool                 // the same, without the words of sending it
	orderedOff       bool                 // a sentence says nothing but that the order is to be cancelled
	denies           bool                 // a negator stands in the mail's own text
	// Instructions to the reader: the token from which on each such sentence is one, and
	// the first such sentence of each paragraph.
	orders   map[int32]int
	silenced map[int32]int32
	// Tokens of figures of speech ("smoke grey", "burn the firmware"); nil = none.
	figures []bool
	// Tokens by which a finding is disputed, which is no dispute of a payment; nil = none.
	disputes []bool
	// Tokens that say of cancelling that it is not to be done; nil = none.
	kept []bool
	// Tokens that tell of a cancelling of something else than an order of ours; nil = none.
	besides []bool
	// Tokens of clauses that tell of a fault of what is not the order's; nil = none.
	notOurs []bool
}

func newTally(body int32, reply bool) *tally {
	return &tally{body: body, reply: reply, weights: map[desk.Class]map[int]float64{},
		marks: map[desk.Signal][]int32{}, taken: map[desk.Signal][]int32{}, score: map[desk.Class]float64{}, says: map[desk.Signal]bool{}}
}

// add counts one phrase. A line counts once a mail: saying a thing twice proves no more.
// The subject of a reply is mostly our own wording and speaks softly.
func (t *tally) add(e *effect, line int, sent int32) {
	w := e.weight
	if sent < t.body && t.reply {
		w *= 0.3
	}
	foreign := t.foreign(e, sent)
	if foreign {
		w *= 0.3
	}
	if e.class != "" {
		m := t.weights[e.class]
		if m == nil {
			m = map[int]float64{}
			t.weights[e.class] = m
		}
		if old, ok := m[line]; !ok || w > old {
			m[line] = w
		}
	}
	if !foreign {
		t.found = append(t.found, e)
	}
	if foreign || sent < t.body && t.reply {
		return
	}
	for _, s := range e.takes {
		t.taken[s] = append(t.taken[s], sent)
	}
	for _, s := range e.signals {
		if !slices.Contains(t.marks[s], sent) {
			t.marks[s] = append(t.marks[s], sent)
		}
	}
}

// foreign reports whether a phrase of another language than the body's matched in the
// body: mostly a word that two languages share and that means something else there.
// English is everywhere, a subject may be in any language, and danger and cited law
// count in every language.
func (t *tally) foreign(e *effect, sent int32) bool {
	return t.language != "" && e.lang != "" && e.lang != "en" && e.lang != t.language && sent >= t.body &&
		!e.safety && !slices.Contains(e.signals, desk.SignalCitesStatute)
}

// takeBack removes the marks of sentences in which a phrase took them back.
func (t *tally) takeBack() {
	for s, sents := range t.taken {
		left := slices.DeleteFunc(t.marks[s], func(x int32) bool { return slices.Contains(sents, x) })
		if len(left) == 0 {
			delete(t.marks, s)
		} else {
			t.marks[s] = left
		}
	}
}

// sum adds up the phrases of each class, the strongest whole and each further one by
// half of the one before; phrases that speak against a class count in full.
func (t *tally) sum() {
	for c, m := range t.weights {
		var plus []float64
		minus := 0.0
		for _, w := range m {
			if w < 0 {
				minus += w
			} else {
				plus = append(plus, w)
			}
		}
		slices.Sort(plus)
		s, f := minus, 1.0
		for _, w := range slices.Backward(plus) {
			s += w * f
			f /= 2
		}
		t.score[c] = s
	}
}

// best gives the highest score so far.
func (t *tally) best() float64 {
	t.sum()
	b := 0.0
	for _, s := range t.score {
		b = max(b, s)
	}
	return b
}

// has reports whether a signal or mark was seen.
func (t *tally) has(s ...desk.Signal) bool {
	for _, x := range s {
		if len(t.marks[x]) > 0 {
			return true
		}
	}
	return false
}

// together reports whether two marks stand in one sentence, or b in the one before a.
func (t *tally) together(a, b desk.Signal) bool {
	for _, x := range t.marks[a] {
		for _, y := range t.marks[b] {
			if x == y || y == x-1 && y >= t.body {
				return true
			}
		}
	}
	return false
}

// alone reports whether a stands in a sentence where none of others does.
func (t *tally) alone(a desk.Signal, others ...desk.Signal) bool {
	for _, x := range t.marks[a] {
		free := true
		for _, o := range others {
			free = free && !slices.Contains(t.marks[o], x)
		}
		if free {
			return true
		}
	}
	return false
}

// drop takes classes out of the running.
func (t *tally) drop(classes ...desk.Class) {
	for _, c := range classes {
		delete(t.score, c)
	}
}

// atLeast lifts a class to a score.
func (t *tally) atLeast(c desk.Class, s float64) { t.score[c] = max(t.score[c], s) }

// told reports whether a token belongs to an instruction to the program or its reader: it
// stands where one begins or behind it in its sentence, or in a later sentence of the
// paragraph.
func (t *tally) told(toks []token, i int) bool {
	if from, ok := t.orders[toks[i].sent]; ok && i >= from {
		return true
	}
	at, silent := t.silenced[toks[i].para]
	return silent && toks[i].sent > at
}
