package classifier

import (
	"slices"
	"testing"

	"pgregory.net/rapid"
)

// TestShapesInPieces: reading a text piece by piece finds the same numbers as reading it whole.
func TestShapesInPieces(t *testing.T) {
	t.Parallel()
	parts := rapid.SampledFrom([]string{"HW-", "hw ", "#", " ", "\n", "20123", "1234", "7", "a", "order no. ", "ſſKKs", ".", "_", "é", "\t", "99 99", "words that say nothing ", "+1 555 0143 2222", "0123456789012"})
	same := func(t interface{ Fatalf(string, ...any) }, text string, most int) {
		got, want := shapesIn(text, most), orderShape.FindAllStringSubmatchIndex(text, most)
		if !slices.EqualFunc(got, want, func(a, b []int) bool { return slices.Equal(a, b) }) {
			t.Fatalf("%q: %v, not %v", text, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		text := ""
		for _, p := range rapid.SliceOfN(parts, 0, 30).Draw(t, "parts") {
			text += p
		}
		same(t, text, rapid.IntRange(1, 60).Draw(t, "most"))
	})
	for _, s := range samples(t, "dev.jsonl") {
		same(t, s.Text, 60)
		same(t, s.Subject, 60)
	}
}
