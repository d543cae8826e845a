package templates

import "strings"

// flatText is a text as the wording rules read it: in small letters, with straight apostrophes and
// single blanks. It knows which pairs of bytes follow each other in it: some hundred words are looked
// for in every draft, and nearly all of them hold a pair that the text has not.
type flatText struct {
	text  string
	pairs [1 << 16 / 64]uint64
}

func newFlatText(text string) *flatText {
	t := &flatText{text: flatten(text)}
	for i := 1; i < len(t.text); i++ {
		p := pairOf(t.text[i-1], t.text[i])
		t.pairs[p/64] |= 1 << (p % 64)
	}
	return t
}

func pairOf(a, b byte) uint16 { return uint16(a)<<8 | uint16(b) }

// contains reports whether a word stands in the text.
func (t *flatText) contains(word string) bool {
	for i := 1; i < len(word); i++ {
		if p := pairOf(word[i-1], word[i]); t.pairs[p/64]&(1<<(p%64)) == 0 {
			return false
		}
	}
	return strings.Contains(t.text, word)
}

// flatten lower-cases a text, straightens apostrophes and folds white space.
func flatten(text string) string {
	text = strings.ToLower(text)
	if strings.ContainsAny(text, "’‘") {
		text = strings.ReplaceAll(strings.ReplaceAll(text, "’", "'"), "‘", "'")
	}
	return strings.Join(strings.Fields(text), " ")
}
