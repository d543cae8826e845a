package classifier

import "returndesk/classifier/linear"

// Extractor turns mails into features, for training. It is not safe for concurrent use.
type Extractor struct {
	phrases *Phrases
	counter counter
}

// NewExtractor makes an extractor over the phrase engine.
func NewExtractor(p *Phrases) *Extractor { return &Extractor{phrases: p} }

// Terms gives the features of a mail, and what is heard in it beside them.
func (x *Extractor) Terms(in Input) ([]Term, Heard) {
	a := x.phrases.analyse(in)
	defer x.phrases.release(a)
	return a.terms(in, nil), a.heard()
}

// Sentences gives the rows of a mail's sentences, each read as a mail of its own.
func (x *Extractor) Sentences(s *Space, terms []Term) []linear.Row {
	var out []linear.Row
	s.row(terms, &x.counter)
	s.sentences(terms, &x.counter, func(c *counter, factor [Blocks]float32) { out = append(out, s.sentenceRow(c, factor)) })
	return out
}

// Scores gives the heads' scores for a mail, as the engine has them.
func (x *Extractor) Scores(m *Model, terms []Term) []float32 {
	scores := m.scores(m.space.vector(terms, &x.counter), nil)
	m.readSentences(terms, &x.counter, scores)
	return scores
}

// Row gives a mail's terms as a row of a space.
func (x *Extractor) Row(s *Space, terms []Term) linear.Row { return s.row(terms, &x.counter) }
