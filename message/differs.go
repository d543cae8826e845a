package message

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// differ says whether the plain and the HTML form of one text say different
// things in what the sender wrote now. Layout, links, and pictures make harmless
// differences; numbers and negations do not.
func differ(plain string, html []line) bool {
	p := splitOwn(plainLines(plain))
	h := splitOwn(html)
	if sameLetters(p, h) {
		return false
	}
	pw, hw := words(p), words(h)
	return missing(pw, hw) || missing(hw, pw)
}

// splitOwn returns the lines that are not quoted, signature included.
func splitOwn(ls []line) string {
	var s split
	roles := s.roles(ls)
	own := make([]line, 0, len(ls))
	for i := range ls {
		if roles[i] == roleOwn {
			own = append(own, ls[i])
		}
	}
	return joinLines(own)
}

// sameLetters compares letters and digits alone, the quick way.
func sameLetters(a, b string) bool {
	i, j := 0, 0
	for {
		ra, na := nextLetter(a, i)
		rb, nb := nextLetter(b, j)
		if ra != rb {
			return false
		}
		if ra == 0 {
			return true
		}
		i, j = na, nb
	}
}

// nextLetter returns the next letter or digit of s from i on, 0 at the end.
func nextLetter(s string, i int) (rune, int) {
	for i < len(s) {
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			if digit(c) || asciiLower(c) >= 'a' && asciiLower(c) <= 'z' {
				return rune(asciiLower(c)), i
			}
			continue
		}
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return r, i
		}
	}
	return 0, i
}

// negations turn a sentence round: one more or less is a difference.
var negations = map[string]bool{"not": true, "don't": true, "nicht": true, "kein": true, "keine": true, "pas": true, "no": true, "niet": true, "geen": true, "non": true}

// maxCompared bounds the words that are compared.
const maxCompared = 5000

// words counts the words of a text, without links and bracketed pictures.
func words(s string) map[string]int {
	out := make(map[string]int, 64)
	n := 0
	for w := range strings.FieldsSeq(strings.ToLower(s)) {
		if strings.Contains(w, "://") || strings.HasPrefix(w, "cid:") || strings.HasPrefix(w, "[") || strings.HasSuffix(w, "]") || strings.Contains(w, "mailto:") {
			continue
		}
		w = strings.TrimFunc(w, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
		if w == "" {
			continue
		}
		out[w]++
		if n++; n >= maxCompared {
			break
		}
	}
	return out
}

// missing says whether b lacks enough of a's words to say something else: a
// number of four digits or more, a negation, or two words that make a quarter.
func missing(a, b map[string]int) bool {
	lack, total := 0, 0
	for w, n := range a {
		total += n
		d := n - b[w]
		if d <= 0 {
			continue
		}
		if negations[w] && b[w] == 0 || b[w] == 0 && digitsIn(w) >= 4 && len(w) <= 20 {
			return true
		}
		lack += d
	}
	return lack >= 2 && lack*4 > total
}

func digitsIn(w string) int {
	n := 0
	for i := 0; i < len(w); i++ {
		if digit(w[i]) {
			n++
		}
	}
	return n
}
