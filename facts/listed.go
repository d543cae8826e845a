package facts

import (
	"slices"
	"strings"
	"unicode"
)

// The lists of words of this room stand in one text each, between blanks, with those of six languages: English, German, French,
// Spanish, Dutch, Italian. "Folded" ones have no accents and are asked for the words of tokens, the others for those of split.

// split gives a text's words in small letters, accents and all; tokens leaves those out, and keeps the pauses.
func split(s string) []string {
	return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// listed looks a word up in a list of words between blanks.
func listed(list, word string) bool {
	for from := 0; word != ""; {
		i := strings.Index(list[from:], word)
		if i < 0 {
			return false
		}
		i += from
		end := i + len(word)
		if (i == 0 || blank(list[i-1])) && (end == len(list) || blank(list[end])) {
			return true
		}
		from = end
	}
	return false
}

// blank reports whether a byte parts two words of a list.
func blank(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// has reports whether one of some words stands in a list.
func has(words []string, list string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return listed(list, w) })
}

// saysAny looks for phrases of whole words.
func saysAny(text string, phrases ...string) bool {
	folded := " " + strings.Join(split(text), " ") + " "
	return slices.ContainsFunc(phrases, func(p string) bool { return strings.Contains(folded, " "+p+" ") })
}

// digit reports whether a byte is a figure.
func digit(c byte) bool { return c >= '0' && c <= '9' }
