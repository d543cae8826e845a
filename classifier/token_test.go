package classifier

import (
	"strconv"
	"strings"
	"testing"
)

// BenchmarkDotRuns reads a text of nothing but dots, or figures and dots, beside one of words: their times are to be of one order, since
// whoever writes a mail chooses what it holds.
func BenchmarkDotRuns(b *testing.B) {
	for _, run := range []string{"a word ", ".", "1.", "14.03.", ". "} {
		text := strings.Repeat(run, maxText/len(run))
		b.Run(strconv.Quote(run), func(b *testing.B) {
			b.SetBytes(int64(len(text)))
			for b.Loop() {
				s := &scanner{}
				s.scan(text)
			}
		})
	}
}

// TestDateDots: the dot of a German date ends no sentence, every other one does.
func TestDateDots(t *testing.T) {
	t.Parallel()
	for text, want := range map[string]int32{
		"for Dr. Brandner, please":   0,
		"It is for Mr. Lund":         0,
		"namens mevr. Jansen":        0,
		"at Elm Dr. Please send it":  0, // a street looks the same
		"I saw the Dr. it was fine":  1,
		"He likes HMr. Lund":         1,
		"am 14.03. geliefert":        0,
		"am 14. März geliefert":      0,
		"am 4.3. geliefert":          0,
		"Version 14.03.1. geliefert": 1,
		"am 14.03. Geliefert":        1,
		"die 14. Taste":              1,
		"...14. März":                1,
	} {
		s := &scanner{}
		s.scan(text)
		if got := s.toks[len(s.toks)-1].sent - s.toks[0].sent; got != want {
			t.Errorf("%q: %d sentences end, want %d", text, got, want)
		}
	}
}
