package templates

import (
	"slices"
	"strings"
	"unicode"
)

// and gives the language's word between two things. Spanish and Italian change theirs
// before a word that begins with its own sound: "funda e imán", "cavo ed estensione". A shop
// that writes another word than the language's own keeps it as it is.
func (s *Set) and(lang, next string) string {
	and := s.Sentence(lang, "form.and")
	base, _, _ := strings.Cut(strings.ReplaceAll(strings.ToLower(lang), "_", "-"), "-")
	switch {
	case base == "es" && and == "y" && soundsLikeI(next):
		return "e"
	case base == "it" && and == "e" && soundsLikeE(next):
		return "ed"
	}
	return and
}

// soundsLikeI reports whether a Spanish reader begins a name with the vowel i: "imán",
// "hilo", "Ypsilon". Not "hielo" or "yate", in which it is the consonant of a diphthong, nor
// "iPad", whose small letter before a capital is read in English.
func soundsLikeI(name string) bool {
	w := firstWord(name)
	silent := len(w) > 1 && unicode.ToLower(w[0]) == 'h'
	if silent {
		w = w[1:]
	}
	if len(w) == 0 || !slices.Contains([]rune("iíy"), unicode.ToLower(w[0])) {
		return false
	}
	if len(w) == 1 {
		return true
	}
	vowel := slices.Contains([]rune("aeouáéóú"), unicode.ToLower(w[1]))
	switch {
	case unicode.ToLower(w[0]) == 'y':
		return unicode.IsLetter(w[1]) && !vowel
	case unicode.IsUpper(w[1]) && !silent: // "ISO", "IEEE" by their letters, "iPad" in English
		return unicode.IsUpper(w[0])
	}
	return !vowel
}

// soundsLikeE reports whether Italian puts "ed" before a name: before an e, but not before
// "ed" itself ("e edizione").
func soundsLikeE(name string) bool {
	w := []rune(strings.ToLower(string(firstWord(name))))
	return len(w) > 0 && slices.Contains([]rune("eéè"), w[0]) && (len(w) == 1 || w[1] != 'd')
}

// firstWord gives a name from its first letter or digit on, up to the next blank.
func firstWord(name string) []rune {
	name = strings.TrimLeftFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	w, _, _ := strings.Cut(name, " ")
	return []rune(w)
}
