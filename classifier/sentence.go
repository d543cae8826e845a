package classifier

import (
	"slices"

	"returndesk/classifier/linear"
)

// leastSentence is the number of word features from which a sentence is read by itself, that of three
// words: "Hello there" tells of nothing.
const leastSentence = 7

// sentences gives the rows of a mail's sentences, each as if it were a mail of its own: its words,
// letter runs and concepts brought to length by themselves, and the bias. What phrases find and how the
// mail is built belongs to the whole and is left out.
// The terms are those of which the counter has made its latest row.
func (s *Space) sentences(terms []Term, c *counter, visit func(linear.Row)) {
	order := c.bySentence(terms)
	bias := s.find(formKey("bias"))
	for from := 0; from < len(order); {
		to, words := from, 0
		for to < len(order) && terms[order[to]].Sent == terms[order[from]].Sent {
			if terms[order[to]].Block == BlockWord {
				words++
			}
			to++
		}
		if words >= leastSentence {
			visit(s.sentence(terms, order[from:to], bias, c))
		}
		from = to
	}
}

// bySentence gives the places of the terms that belong to a sentence, sentence by sentence and in their
// order: words and concepts come one list after the other.
func (c *counter) bySentence(terms []Term) []int32 {
	c.ends = c.ends[:0]
	for i := range terms {
		for s := terms[i].Sent; s >= 0 && int(s) >= len(c.ends); {
			c.ends = append(c.ends, 0)
		}
		if s := terms[i].Sent; s >= 0 {
			c.ends[s]++
		}
	}
	all := int32(0)
	for s, n := range c.ends {
		c.ends[s], all = all, all+n
	}
	c.order = slices.Grow(c.order[:0], int(all))[:all]
	for i := range terms {
		if s := terms[i].Sent; s >= 0 {
			c.order[c.ends[s]] = int32(i)
			c.ends[s]++
		}
	}
	return c.order
}

// sentence makes the row of one sentence. The row lives until the next one is made.
func (s *Space) sentence(terms []Term, places []int32, bias int32, c *counter) linear.Row {
	c.grow(len(s.features))
	c.para = c.para[:0]
	for _, p := range places {
		f := c.found[p]
		if f < 0 {
			continue
		}
		if c.cells[f].count == 0 {
			c.para = append(c.para, f)
		}
		c.cells[f].count += terms[p].Value
	}
	factor := s.factors(s.weigh(c))
	c.row.Index, c.row.Value = c.row.Index[:0], c.row.Value[:0]
	for _, f := range c.para {
		c.row.Index = append(c.row.Index, uint32(f))
		c.row.Value = append(c.row.Value, c.cells[f].count*factor[s.features[f].block])
		c.cells[f].count = 0
	}
	if bias >= 0 {
		c.row.Index, c.row.Value = append(c.row.Index, uint32(bias)), append(c.row.Value, s.scale[BlockForm])
	}
	return c.row
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
		m.space.sentences(terms, c, func(r linear.Row) {
			c.vec.take(r, m.space.features)
			scores[h] = max(scores[h], m.score(h, &c.vec))
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
