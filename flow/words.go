package flow

import (
	"slices"
	"strings"
	"unicode"
)

const (
	maxWords   = 400 // distinct search words taken from one mail
	maxWordLen = 40  // runes; longer runs are no words that people search for
)

// wordsOf gives the distinct words under which a case is found, folded to lower case.
// Addresses and order numbers count whole and in parts.
func wordsOf(texts ...string) []string {
	seen := map[string]bool{}
	add := func(w string) {
		w = strings.Trim(w, "-.@_'")
		if n := len([]rune(w)); n >= 2 && n <= maxWordLen && len(seen) < maxWords {
			seen[w] = true
		}
	}
	for _, t := range texts {
		whole := strings.FieldsFunc(strings.ToLower(t), func(r rune) bool {
			return !unicode.IsLetter(r) && !unicode.IsDigit(r) && !strings.ContainsRune("-.@_'", r)
		})
		for _, w := range whole {
			add(w)
			if strings.ContainsAny(w, "-.@_") {
				for part := range strings.FieldsFuncSeq(w, func(r rune) bool { return strings.ContainsRune("-.@_", r) }) {
					add(part)
				}
			}
		}
	}
	out := make([]string, 0, len(seen))
	for w := range seen {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}
