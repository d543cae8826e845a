package desk

import (
	"strings"
	"unicode"
)

// FoldNumber gives the key under which an order's number is looked up: letters and digits only, in
// upper case. "#hw 10512", "HW–10512" and "HW10512" have one key. O and 0 stay apart: a
// number that needs guessing is one to ask about.
func FoldNumber(number string) string {
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
