package classifier

import (
	"cmp"
	"slices"

	"returndesk/classifier/linear"
)

// leastSentence is the number of word features from which a sentence is read by itself, that of three
// words: "Hello there" tells of nothing.
const leastSentence = 7

// sentences counts a mail's sentences, each as if it were a mail of its own: its words,
// letter runs and concepts brought to length by themselves, and the bias. What phrases find and how the
// mail is built belongs to the whole and is left out. Whoever is called makes a row or a vector of the counter.
// The terms are those of which the counter has made its latest row.
func (s *Space) sentences(terms []Term, c *counter, visit func(*counter, [Blocks]float32)) {
	runs := c.bySentence(terms)
	for from := 0; from < len(runs); {
		to, words := from, 0
		for to < len(runs) && runs[to].sent == runs[from].sent {
			words += runs[to].words
			to++
		}
		if words >= leastSentence {
			c.para = c.para[:0]
			for _, r := range runs[from:to] {
				c.tellMore(terms[r.from:r.to], c.found[r.from:r.to])
			}
			visit(c, s.factors(s.weigh(c)))
			for _, i := range c.para {
				c.cells[i].count = 0
			}
		}
		from = to
	}
}

// run is a row of terms of one sentence.
type run struct {
	sent     int32
	from, to int // terms
	words    int // word features among them
}

// bySentence gives the terms that belong to a sentence, sentence by sentence and in their
// order: words and concepts come one list after the other.
func (c *counter) bySentence(terms []Term) []run {
	c.runs = c.runs[:0]
	for from := 0; from < len(terms); {
		r := run{sent: terms[from].Sent, from: from, to: from}
		for r.to < len(terms) && terms[r.to].Sent == r.sent {
			if terms[r.to].Block == BlockWord {
				r.words++
			}
			r.to++
		}
		if r.sent >= 0 {
			c.runs = append(c.runs, r)
		}
		from = r.to
	}
	slices.SortStableFunc(c.runs, func(a, b run) int { return cmp.Compare(a.sent, b.sent) })
	return c.runs
}

// sentenceRow makes the row of the sentence that was counted.
func (s *Space) sentenceRow(c *counter, factor [Blocks]float32) (r linear.Row) {
	for _, i := range c.para {
		x := &c.cells[i]
		r.Index, r.Value = append(r.Index, uint32(x.at)), append(r.Value, x.count*factor[x.block])
	}
	if s.bias >= 0 {
		r.Index, r.Value = append(r.Index, uint32(s.bias)), append(r.Value, s.scale[BlockForm])
	}
	return r
}

// sentenceVector makes the vector of the sentence that was counted.
func (s *Space) sentenceVector(c *counter, factor [Blocks]float32) *vector {
	c.vec.clear()
	for _, i := range c.para {
		x := &c.cells[i]
		c.vec[x.block] = append(c.vec[x.block], weighed{x.at, x.count * factor[x.block]})
	}
	if s.bias >= 0 {
		c.vec[s.features[s.bias].block] = append(c.vec[s.features[s.bias].block], weighed{s.bias, s.scale[BlockForm]})
	}
	return &c.vec
}

// readSentences gives the heads that read single sentences the score of the sentence that speaks for
// them the most, and the score of the whole mail for the same signal on top: on mails of unread authors
// the two together told danger from none better than each of them, or the higher, did.
func (m *Model) readSentences(terms []Term, c *counter, scores []float32) {
	for h := range m.Heads {
		if m.Heads[h].Kind != HeadSentence {
			continue
		}
		scores[h] = unsaid
		m.space.sentences(terms, c, func(c *counter, factor [Blocks]float32) {
			scores[h] = max(scores[h], m.score(h, m.space.sentenceVector(c, factor)))
		})
		if whole := m.whole(h); scores[h] > unsaid && whole >= 0 {
			scores[h] += scores[whole]
		}
	}
}

// whole gives the head that reads whole mails for the signal of a head that reads sentences, -1 for none.
func (m *Model) whole(h int) int {
	return slices.IndexFunc(m.Heads, func(o Head) bool { return o.Kind == HeadSignal && o.Name == m.Heads[h].Name })
}

// unsaid is the score of a mail without a sentence long enough: below every threshold.
const unsaid = -100
