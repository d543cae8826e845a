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

// Row gives a mail's terms as a row of a space.
func (x *Extractor) Row(s *Space, terms []Term) linear.Row { return s.row(terms, &x.counter) }
