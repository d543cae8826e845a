package redact

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// clean gives a text in one spelling: full-width digits and ligatures are the plain ones,
// every blank is a blank, what cannot be seen is gone. A number with an invisible sign in
// its middle is a number all the same.
func clean(s string) string {
	s = norm.NFKC.String(strings.ToValidUTF8(s, "\uFFFD"))
	return strings.Map(func(c rune) rune {
		switch {
		case c == '[':
			return '('
		case c == ']':
			return ')'
		case c == '\n' || c == '\t':
			return c
		case c == '\r' || c == '\u2028' || c == '\u2029' || c == '\u0085':
			return '\n'
		case c == '\u2010' || c == '\u2011' || c == '\u2012' || c == '\u2013' || c == '\u2212':
			return '-'
		case unicode.Is(unicode.Zs, c):
			return ' '
		case unicode.Is(unicode.Cf, c) || unicode.IsControl(c):
			return -1
		case unicode.Is(unicode.Nd, c) && c > '9':
			return '0' + digitOf(c)
		}
		return c
	}, s)
}

// digitOf gives the value of a decimal digit of any script: each script's ten digits stand
// in a row that begins at its zero (Unicode standard, section 4.6).
func digitOf(c rune) rune {
	n := rune(0)
	for n < 9 && unicode.Is(unicode.Nd, c-n-1) {
		n++
	}
	return n % 10
}
