package classifier

import (
	"cmp"
	"slices"

	"returndesk/desk"
)

// The form of a phrase file. Lines are comments ("#"), word sets ("@name = a | b c*"),
// block heads and phrases:
//
//	[doa_defect 3 +safety_hazard]   every phrase below speaks for the class with weight 3
//	                                and raises the signal; "_name" is an inner mark
//	[wrong_item -3 -part_missing]   speaks against the class and takes the signal back
//	                                in its sentence
//	(do|does) not ~2 work*          alternatives; a gap of up to two words; a prefix
//	*kosten zurueck?                a suffix; an optional word
//
//	[figure]                        figures of speech: their words tell of no danger;
//	                                [! figure]: also with a comma or quotation mark in them;
//	                                [figure -legal_threat]: of no threat;
//	                                [figure +_kept], [figure +_besides]: of no cancellation
//
// A file's name names its language ("20-de.txt"): in a body that is plainly in another one,
// the phrases of a file count little; English and nameless files count everywhere.
// Words are written folded (see foldRune) and without apostrophes or hyphens; what no mail can
// hold is refused, and so is a gap or an optional word at a phrase's end, which asks for nothing.
// A phrase lies within one sentence. The word "!" in a head lets the phrases of the block count even when they are negated; "=" makes
// a block of phrases that say a thing outright, which a class may stand in without a weight:
//
//	[= cancellation +choice_cancel]
//	[== delivery_problem]           believed although the model is sure of another class
//	[= -doa_defect]                 what sounds like this class and is not: a link that does not work

// bitset says which elements a word satisfies: the words of the set that are not empty, ascending.
// A word satisfies a few elements of many thousands.
type bitset []piece

// piece is one word of a set: elements 64*at and those behind.
type piece struct {
	bits uint64
	at   int32
}

func (b bitset) has(i int) bool {
	at := int32(i >> 6)
	for len(b) > 8 { // the words that everybody uses satisfy hundreds
		if half := len(b) / 2; b[half].at <= at {
			b = b[half:]
		} else {
			b = b[:half]
		}
	}
	for k := range b {
		if b[k].at >= at {
			return b[k].at == at && b[k].bits&(1<<(i&63)) != 0
		}
	}
	return false
}

// set adds an element.
func (b *bitset) set(i int) { b.or(bitset{{1 << (i & 63), int32(i >> 6)}}) }

// or adds the elements of another set.
func (b *bitset) or(o bitset) {
	for _, p := range o {
		k, found := slices.BinarySearchFunc(*b, p.at, func(x piece, at int32) int { return cmp.Compare(x.at, at) })
		if found {
			(*b)[k].bits |= p.bits
		} else {
			*b = slices.Insert(*b, k, p)
		}
	}
}

// effect is what a phrase speaks for.
type effect struct {
	class   desk.Class // "" = none
	weight  float64
	signals []desk.Signal // also inner marks, which begin with "_"
	takes   []desk.Signal // signals and marks that it takes back in its sentence
	denied  []desk.Class  // classes that the mail does not say outright, though it sounds so
	raw     bool          // counts although negated
	safety  bool
	figure  bool // figures of speech, whose words tell of no danger
	// outright: the phrase says its class and signals in so many words; see outright.go.
	// plain: it is believed whatever the model says.
	outright, plain bool
	lang            string // language of its file, "" = all
	label           string // its name, see name
}

// step is one element of a phrase with the gap of words allowed before it.
type step struct {
	elem int
	gap  int
}

// rule is one compiled phrase.
type rule struct {
	steps  []step
	anchor int // index into steps of the element that is looked for first
	block  int
	id     int  // phrases that stem from one line share it
	guard  bool // its gaps must not step over a negator
	denies bool // it holds a negator itself, which must stand in the same clause
}

// lexicon is a compiled set of phrase files. It is read-only after compile.
type lexicon struct {
	blocks   []effect
	rules    []rule
	byAnchor [][]probe // element -> rules anchored at it
	anchors  []uint64  // elements that are looked for first, which have the lowest places
	exact    map[string]bitset
	prefix   map[string]bitset
	suffix   map[string]bitset
	lens     map[uint16]uint32 // first two bytes -> lengths of prefixes that exist
	tails    map[uint16]uint32 // last two bytes -> lengths of suffixes
	digits   bitset            // what a token with a digit satisfies
	lines    int
	negator  int // element of @not, @soft (transparent to negation)
	soft     int
}

// source is one phrase file.
type source struct{ name, text string }

func pair(s string) uint16 { return uint16(s[0])<<8 | uint16(s[1]) }

// affixes adds to b what w satisfies by its beginning and its end.
func (l *lexicon) affixes(w string, b *bitset) {
	if len(w) < 2 {
		return
	}
	for m, n := l.lens[pair(w)], 2; m>>n != 0 && n <= len(w); n++ {
		if m&(1<<n) != 0 {
			if p, ok := l.prefix[w[:n]]; ok {
				b.or(p)
			}
		}
	}
	for m, n := l.tails[pair(w[len(w)-2:])], 2; m>>n != 0 && n <= len(w); n++ {
		if m&(1<<n) != 0 {
			if p, ok := l.suffix[w[len(w)-n:]]; ok {
				b.or(p)
			}
		}
	}
}

// known reports whether a word that the exact table lacks has any affix of the lexicon.
func (l *lexicon) known(w string) bool {
	return len(w) >= 2 && (l.lens[pair(w)] != 0 || l.tails[pair(w[len(w)-2:])] != 0)
}
