package facts

import (
	"iter"
	"slices"
	"strings"
)

// How a text is cut: into sentences at the marks that end them and at line breaks, and those into clauses. A text is read as its writer
// typed it: a dot within a number or behind a title ends a sentence, too.

// sentences gives a text's sentences, each with the mark or break that ends it.
func sentences(text string) iter.Seq[string] {
	return func(yield func(string) bool) {
		for sentence, rest := "", text; rest != ""; {
			if sentence, rest = cutSentence(rest); !yield(sentence) {
				return
			}
		}
	}
}

// sentencesOf gives the same without the blanks around them; of some nothing is left.
func sentencesOf(text string) []string {
	var out []string
	for s := range sentences(text) {
		out = append(out, strings.TrimSpace(s))
	}
	return out
}

// unmarked gives a text's sentences without the marks that end them, and none that are empty.
func unmarked(text string) []string {
	return strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(sentenceEnds, r) })
}

// sentenceEnds are the marks that end a sentence.
const sentenceEnds = ".!?\n"

// cutSentence cuts a text behind its first sentence.
func cutSentence(text string) (sentence, rest string) {
	if i := strings.IndexAny(text, sentenceEnds); i >= 0 {
		return text[:i+1], text[i+1:]
	}
	return text, ""
}

// clausesIn gives the clauses of a sentence.
func clausesIn(sentence string) []string {
	return strings.FieldsFunc(sentence, func(r rune) bool { return strings.ContainsRune(",;:", r) })
}

// upToPause gives words up to the next pause.
func upToPause(words []string) []string {
	if end := slices.Index(words, pause); end >= 0 {
		return words[:end]
	}
	return words
}

// reversedWords gives words from the last to the first.
func reversedWords(words []string) []string {
	out := slices.Clone(words)
	slices.Reverse(out)
	return out
}
