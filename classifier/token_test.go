package classifier

import (
	"strings"
	"testing"
	"time"
)

// TestDotRuns: a text of nothing but dots, or figures and dots, takes no longer than one of words.
func TestDotRuns(t *testing.T) {
	t.Parallel()
	took := func(text string) time.Duration {
		s, from := &scanner{}, time.Now()
		s.scan(text)
		return time.Since(from)
	}
	words := time.Hour
	for range 5 {
		words = min(words, took(strings.Repeat("a word ", maxText/7)))
	}
	for _, run := range []string{".", "1.", "14.03.", ". "} {
		text, best := strings.Repeat(run, maxText/len(run)), time.Hour
		for tries := 0; best > 20*words+10*time.Millisecond; tries++ { // others may have the processor for a while
			if best = min(best, took(text)); tries == 50 {
				t.Errorf("%d bytes of %q: %v, of words: %v", maxText, run, best, words)
				break
			}
		}
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
