package classifier

import "strings"

// wordSet is a list of words that is asked for every word of a mail. Most are told to be none by their length and first
// letter alone.
type wordSet struct {
	lengths [256]uint32 // by first byte: bit n = there is a word of n bytes, bit 31 = of 31 and more
	words   map[string]struct{}
}

// wordsOf makes a set of the words of some lists.
func wordsOf(lists ...string) *wordSet {
	s := &wordSet{words: map[string]struct{}{}}
	for _, list := range lists {
		for w := range strings.FieldsSeq(list) {
			s.lengths[w[0]] |= 1 << min(len(w), 31)
			s.words[w] = struct{}{}
		}
	}
	return s
}

// has reports whether a word is one of the set.
func (s *wordSet) has(w string) bool {
	if w == "" || s.lengths[w[0]]&(1<<min(len(w), 31)) == 0 {
		return false
	}
	_, ok := s.words[w]
	return ok
}
