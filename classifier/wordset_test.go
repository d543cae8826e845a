package classifier

import (
	"strings"
	"testing"
)

// TestWordSet: a set has the words of its lists and no others, however short or long they are.
func TestWordSet(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("a", 40)
	s := wordsOf("if oder "+long, "zu")
	for w, want := range map[string]bool{"if": true, "oder": true, "zu": true, long: true, long + "a": false, "": false, "i": false, "of": false, "ode": false, "und": false, "é": false} {
		if s.has(w) != want {
			t.Errorf("%q: %v, want %v", w, s.has(w), want)
		}
	}
}
