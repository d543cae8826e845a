package templates

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// textWidth is where lines of the text part are wrapped, in characters.
const textWidth = 72

// plainText renders blocks as the text part: wrapped, one blank line between blocks,
// bullets of one list together.
func plainText(blocks []block) string {
	var b strings.Builder
	for i, bl := range blocks {
		if i > 0 {
			b.WriteByte('\n')
			if bl.kind != bullet || blocks[i-1].kind != bullet {
				b.WriteByte('\n')
			}
		}
		words := spanText(parseSpans(bl.text))
		switch bl.kind {
		case bullet:
			b.WriteString(wrap(words, "- ", "  "))
		case quotation:
			b.WriteString(wrap(words, "    ", "    "))
		case heading:
			b.WriteString(wrap(words, "", ""))
			b.WriteByte('\n')
			b.WriteString(strings.Repeat("-", min(textWidth, utf8.RuneCountInString(words))))
		case rule:
			b.WriteString("-- ")
		default:
			b.WriteString(wrap(words, "", ""))
		}
	}
	b.WriteByte('\n')
	return b.String()
}

// spanText gives the words of spans without their styles.
func spanText(spans []span) string {
	var b strings.Builder
	for _, s := range spans {
		b.WriteString(s.text)
	}
	return strings.Join(breakable(b.String()), " ")
}

// breakable splits a text where a line may end. A non-breaking blank, which French sets
// before a colon and inside its quotation marks, is no such place.
func breakable(s string) []string {
	if plainASCII(s) { // as most lines are; then it is the same, and quicker
		return strings.Fields(s)
	}
	return strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) && r != '\u00a0' && r != '\u202f' })
}

func plainASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// wrap breaks s into lines of at most textWidth characters at blanks; a word that is
// longer (a link) keeps a line of its own.
func wrap(s, first, next string) string {
	var b strings.Builder
	b.WriteString(first)
	col := utf8.RuneCountInString(first)
	start := true
	for _, w := range breakable(s) {
		n := utf8.RuneCountInString(w)
		if !start && col+1+n > textWidth {
			b.WriteByte('\n')
			b.WriteString(next)
			col = utf8.RuneCountInString(next)
			start = true
		}
		if !start {
			b.WriteByte(' ')
			col++
		}
		b.WriteString(w)
		col += n
		start = false
	}
	return b.String()
}
