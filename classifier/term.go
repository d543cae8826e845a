package classifier

import (
	"math"
	"strings"

	"returndesk/desk"
)

// Block is a family of features. Each is weighed and brought to length by itself, so that
// the many character features do not drown the few words.
type Block uint8

// The blocks of features of a mail.
const (
	BlockWord   Block = iota // words, pairs and triples of words within a sentence
	BlockChar                // runs of 3 to 5 letters within a word
	BlockSense               // concepts, alone and in order
	BlockPhrase              // what the phrase engine found and made of it
	BlockForm                // length, questions, numbers: how the mail is built
	Blocks      = int(iota)
)

// Term is one occurrence of a feature.
type Term struct {
	Key   uint32 // hash of block and text
	Block Block
	Para  int32   // paragraph; the subject is the first
	Sent  int32   // sentence; -1 = of the mail as a whole
	Value float32 // its weight before counting
}

// FNV-1a, 32 bits, with a last mixing step: keys are used as table addresses.
const (
	fnvStart uint32 = 2166136261
	fnvPrime uint32 = 16777619
)

func mix(h uint32) uint32 {
	h ^= h >> 16
	h *= 0x7feb352d
	h ^= h >> 15
	return h
}

func hashString(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = (h ^ uint32(s[i])) * fnvPrime
	}
	return h
}

func hashByte(h uint32, c byte) uint32 { return (h ^ uint32(c)) * fnvPrime }

// maxTerms bounds the terms of one mail, and with them its time.
const maxTerms = 1 << 15

// terms appends the features of an analysed mail to out.
func (a *analysis) terms(in Input, out []Term) []Term { return a.termsBut(a.tally.told, in, out) }

// termsBut leaves out the words for which masked is true.
func (a *analysis) termsBut(masked func([]token, int) bool, in Input, out []Term) []Term {
	out = a.wordTerms(masked, out)
	out = a.senseTerms(masked, out)
	out = a.phraseTerms(out)
	return a.formTerms(in, out)
}

// shape is a token's form as a word feature: figures are masked by their length.
func shape(w string) string {
	digit, letter, point := false, false, false
	for i := 0; i < len(w); i++ {
		switch {
		case isDigit(w[i]):
			digit = true
		case w[i] == '.' || w[i] == ',':
			point = true
		default:
			letter = true
		}
	}
	switch {
	case !digit:
		return w
	case letter:
		return "x#"
	case point:
		return "#.#"
	case len(w) >= 4:
		return "####"
	}
	return "#"
}

// wordTerms gives words, pairs, triples and letter runs. Words for which masked is
// true speak to the program and say nothing of the matter.
func (a *analysis) wordTerms(masked func([]token, int) bool, out []Term) []Term {
	const word, twin, triple, skip, subject, run = 'w', 'p', 't', 's', 'j', 'c'
	var one, two string // the words before, in the same sentence
	sent := int32(-1)
	for i := range a.toks {
		if len(out) > maxTerms {
			return out
		}
		t := &a.toks[i]
		if t.sent != sent {
			sent, one, two = t.sent, "", ""
		}
		if masked(a.toks, i) {
			continue
		}
		w := shape(t.word)
		add := func(kind byte, parts ...string) {
			h := hashByte(fnvStart, kind)
			for _, p := range parts {
				h = hashByte(hashString(h, p), ' ')
			}
			out = append(out, Term{Key: mix(h), Block: BlockWord, Para: t.para, Sent: t.sent, Value: 1})
		}
		add(word, w)
		if t.sent < a.tally.body {
			add(subject, w)
		}
		add(twin, one, w)
		if two != "" {
			add(triple, two, one, w)
			add(skip, two, w)
		}
		two, one = one, w
		if len(t.word) >= 3 && len(t.word) <= 24 && w == t.word {
			out = letterRuns(t, run, out)
		}
	}
	return out
}

// senseTerms gives the concepts of each sentence: alone; in pairs, triples and pairs that
// one or two concepts part, as they follow each other, whatever other words stand between
// them; and each beside the words around it.
func (a *analysis) senseTerms(masked func([]token, int) bool, out []Term) []Term {
	const alone, twin, triple, skip, word, behind = 'A', 'P', 'T', 'K', 'X', 'Y'
	var last [3]int16 // the concepts before, latest first; -1 = none
	var before string // the word that the latest concept was said by
	sent := int32(-1)
	for i := range a.toks {
		if len(out) > maxTerms {
			return out
		}
		t := &a.toks[i]
		if t.sent != sent {
			sent, last, before = t.sent, [3]int16{-1, -1, -1}, ""
		}
		c := t.sense
		if w := shape(t.word); w != t.word {
			c = a.concepts.of(w)
		}
		if c < 0 || c == last[0] || masked(a.toks, i) {
			continue
		}
		add := func(kind byte, text string, ids ...int16) {
			h := hashString(hashByte(fnvStart, kind), text)
			for _, id := range ids {
				h = hashByte(h, ' ')
				if id >= 0 {
					h = hashString(h, a.concepts.names[id])
				}
			}
			out = append(out, Term{Key: mix(h), Block: BlockSense, Para: t.para, Sent: t.sent, Value: 1})
		}
		add(alone, "", c)
		add(twin, "", last[0], c)
		add(word, t.word, last[0])
		if before != "" {
			add(behind, before, c)
		}
		if last[1] >= 0 {
			add(triple, "", last[1], last[0], c)
			add(skip, "", last[1], c)
		}
		if last[2] >= 0 {
			add(skip, "", last[2], c)
		}
		last, before = [3]int16{c, last[0], last[1]}, t.word
	}
	return out
}

// letterRuns gives the runs of 3 to 5 letters of a word, its ends marked.
func letterRuns(t *token, kind byte, out []Term) []Term {
	w := t.word
	n := len(w) + 2
	at := func(i int) byte {
		if i == 0 || i == n-1 {
			return '_'
		}
		return w[i-1]
	}
	for i := range n {
		h := hashByte(fnvStart, kind)
		for j := i; j < n && j < i+5; j++ {
			h = hashByte(h, at(j))
			if j-i >= 2 {
				out = append(out, Term{Key: mix(h), Block: BlockChar, Para: t.para, Sent: t.sent, Value: 1})
			}
		}
	}
	return out
}

// phraseTerms gives what the phrase engine found: the blocks of its files by what they
// speak for, so that languages share them; and class, intents and signals as it read them.
func (a *analysis) phraseTerms(out []Term) []Term {
	add := func(value float64, parts ...string) {
		h := hashByte(fnvStart, 'F')
		for _, p := range parts {
			h = hashByte(hashString(h, p), ' ')
		}
		out = append(out, Term{Key: mix(h), Block: BlockPhrase, Sent: -1, Value: float32(value)})
	}
	seen := map[string]bool{}
	for _, e := range a.tally.found {
		if n := e.label; !seen[n] {
			seen[n] = true
			add(1, "block", n)
		}
	}
	for _, c := range desk.Classes() {
		if s := a.tally.score[c]; s > 0 {
			add(min(s, 6)/6, "score", string(c))
		}
	}
	r := &a.reading
	add(1, "class", string(r.Class))
	for _, c := range r.Also {
		add(1, "also", string(c))
	}
	for _, s := range r.Signals {
		add(1, "signal", string(s))
	}
	return out
}

// name says what a block of phrases speaks for, the same in every language.
func (e *effect) name() string {
	var b strings.Builder
	b.WriteString(string(e.class))
	if e.weight < 0 {
		b.WriteByte('-')
	}
	if math.Abs(e.weight) >= 2 {
		b.WriteByte('!')
	}
	for _, s := range e.signals {
		b.WriteByte('+')
		b.WriteString(string(s))
	}
	for _, s := range e.takes {
		b.WriteByte('/')
		b.WriteString(string(s))
	}
	return b.String()
}

func formKey(name string) uint32 { return mix(hashString(hashByte(fnvStart, 'B'), name)) }

// formTerms gives how the mail is built.
func (a *analysis) formTerms(in Input, out []Term) []Term {
	add := func(value float64, name string) {
		out = append(out, Term{Key: formKey(name), Block: BlockForm, Sent: -1, Value: float32(value)})
	}
	add(1, "bias")
	n := len(a.toks)
	add(min(math.Log1p(float64(n))/6, 1), "length")
	if n < 12 {
		add(1, "short")
	}
	if q := strings.Count(in.NewText, "?"); q > 0 {
		add(1, "asks")
		if q > 1 {
			add(1, "asks more than once")
		}
	}
	if strings.Contains(in.NewText, "!") {
		add(0.5, "shouts")
	}
	if strings.ContainsAny(in.NewText, "€$£") {
		add(1, "money")
	}
	if strings.Contains(in.NewText, "://") || strings.Contains(in.NewText, "www.") {
		add(1, "link")
	}
	if a.tally.reply {
		add(1, "reply")
	}
	if len(a.tally.numbers) > 0 {
		if a.tally.numbers[0].Strong {
			add(1, "order number")
		} else {
			add(0.5, "bare number")
		}
	}
	if a.reading.Language != "" {
		add(0.5, "language "+a.reading.Language)
	}
	return out
}
