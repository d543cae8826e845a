package message

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// line is one line of readable text. depth is how deeply it is quoted; text is
// without quote marks. The flags come from HTML, where programs mark these.
type line struct {
	text  string
	depth int
	attr  bool // part of "On ... wrote:", marked so by the mail program
	cut   bool // from here everything is quoted
	sig   bool // inside a signature element
	item  bool // begins with a list mark: not to be taken for anything else
}

// maxQuoteDepth bounds depth; deeper quotes count as this deep.
const maxQuoteDepth = 50

// plainLines takes text apart, reading ">" marks. ">From" at the start of an
// unquoted paragraph is an escape of old mailboxes, not a quote.
func plainLines(s string) []line {
	out := make([]line, 0, min(maxLines, strings.Count(s, "\n")+1))
	for t := range strings.SplitSeq(s, "\n") {
		if len(out) == maxLines {
			break
		}
		depth, rest := quoteDepth(t)
		if depth == 1 && strings.HasPrefix(t, ">From ") && (len(out) == 0 || out[len(out)-1].depth == 0) {
			depth, rest = 0, t[1:]
		}
		// trailing blank of "-- " matters, all others do not
		if !strings.HasSuffix(rest, "-- ") {
			rest = strings.TrimRight(rest, " \t\u00a0")
		}
		out = append(out, line{text: rest, depth: depth})
	}
	return out
}

// quoteDepth counts leading quote marks: ">", "> >", ">>". Blanks before the
// first one are allowed up to a single blank.
func quoteDepth(t string) (int, string) {
	i, depth := 0, 0
	if strings.HasPrefix(t, " >") {
		i = 1
	}
	for i < len(t) && t[i] == '>' {
		depth++
		i++
		if i+1 < len(t) && t[i] == ' ' && t[i+1] == '>' {
			i++
		}
	}
	if depth == 0 {
		return 0, t
	}
	return min(depth, maxQuoteDepth), strings.TrimPrefix(t[i:], " ")
}

// joinLines is the readable form of lines: quote marks before quoted ones, no
// more than one empty line in a row, none at the ends.
func joinLines(ls []line) string {
	var sb strings.Builder
	n := 0
	for i := range ls {
		n += len(ls[i].text) + 1 + 2*ls[i].depth
	}
	sb.Grow(n)
	blank := true // swallow empty lines at the start
	for i := range ls {
		l := &ls[i]
		empty := strings.TrimSpace(l.text) == ""
		if empty && blank && l.depth == 0 {
			continue
		}
		blank = empty && l.depth == 0
		for range l.depth {
			sb.WriteByte('>')
		}
		if l.depth > 0 && !empty {
			sb.WriteByte(' ')
		}
		sb.WriteString(strings.TrimRight(l.text, " \t"))
		sb.WriteByte('\n')
	}
	return strings.Trim(sb.String(), "\n")
}

// hasWords says whether any of the lines has a letter or digit.
func hasWords(ls []line) bool {
	for i := range ls {
		if wordy(ls[i].text) {
			return true
		}
	}
	return false
}

// wordy says whether s has a letter, a digit, or anything visible beyond ASCII
// (a mail of one emoji says something, too).
func wordy(s string) bool {
	for i := 0; i < len(s); {
		c := s[i]
		if c < utf8.RuneSelf {
			if digit(c) || asciiLower(c) >= 'a' && asciiLower(c) <= 'z' {
				return true
			}
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		if !unicode.IsSpace(r) && unicode.IsGraphic(r) {
			return true
		}
		i += n
	}
	return false
}
