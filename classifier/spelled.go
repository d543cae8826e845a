package classifier

import "strings"

// spelled is what is known of a word: what it satisfies in the phrases, the languages of which it is a stop word, and
// its concept, -1 = none. Each word of a mail is looked up once for all of it.
type spelled struct {
	bits  bitset
	stops uint32
	sense int16
}

// dictionary knows the words that phrases, concepts and lists of stop words name, and what is to be said of any other. It is
// read-only once made.
type dictionary struct {
	words    map[string]spelled
	lex      *lexicon
	concepts *concepts
}

func newDictionary(lex *lexicon, senses *concepts, stops map[string]uint32) *dictionary {
	d := &dictionary{words: make(map[string]spelled, len(lex.exact)+len(senses.exact)+len(stops)), lex: lex, concepts: senses}
	for w, b := range lex.exact {
		d.words[w] = spelled{b, stops[w], senses.of(w)}
	}
	for w, set := range stops {
		if _, ok := lex.exact[w]; !ok {
			d.words[w] = spelled{d.unlisted(w), set, senses.of(w)}
		}
	}
	for w, id := range senses.exact {
		if _, ok := d.words[w]; !ok {
			d.words[w] = spelled{d.unlisted(w), 0, id}
		}
	}
	return d
}

// lookup fills in what is known of each token. Words of the dictionary share their sets.
func (d *dictionary) lookup(toks []token) {
	for i := range toks {
		t := &toks[i]
		var ok bool
		if t.spelled, ok = d.words[t.word]; !ok {
			t.spelled = spelled{d.unlisted(t.word), 0, d.concepts.of(t.word)}
		}
	}
}

// unlisted gives what a word satisfies that no phrase names.
func (d *dictionary) unlisted(w string) (b bitset) {
	if strings.ContainsAny(w, figures) {
		return d.lex.digits
	}
	if d.lex.known(w) {
		d.lex.affixes(w, &b)
	}
	return b
}

// figures are the digits of a number.
const figures = "0123456789"
