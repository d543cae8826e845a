package orders

import (
	"strings"
	"unicode"
)

// Fold gives the key under which a number is looked up: letters and digits only, in
// upper case. "#hw 10512", "HW–10512" and "HW10512" have one key. O and 0 stay apart: a
// number that needs guessing is one to ask about.
func Fold(number string) string {
	plain := true
	for i := range len(number) {
		if c := number[i]; (c < '0' || c > '9') && (c < 'A' || c > 'Z') {
			plain = false
			break
		}
	}
	if plain {
		return number
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToUpper(r)
		}
		return -1
	}, number)
}

// split parts a key into what stands before its last run of digits and that run.
func split(key string) (prefix, digits string) {
	i := len(key)
	for i > 0 && key[i-1] >= '0' && key[i-1] <= '9' {
		i--
	}
	return key[:i], key[i:]
}

// near reports whether two prefixes differ by at most one letter: exchanged, added or
// left out.
func near(a, b string) bool {
	if len(a) < len(b) {
		a, b = b, a
	}
	if len(a)-len(b) > 1 {
		return false
	}
	i := 0
	for i < len(b) && a[i] == b[i] {
		i++
	}
	if len(a) == len(b) {
		return i == len(b) || a[i+1:] == b[i+1:]
	}
	return a[i+1:] == b[i:]
}
