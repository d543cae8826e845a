package templates

import (
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestFlatTextContains: looking at pairs first gives the same answer as looking for the word.
func TestFlatTextContains(t *testing.T) {
	t.Parallel()
	letters := rapid.RuneFrom([]rune("ab ’‘'é\n\tÄ"))
	rapid.Check(t, func(t *rapid.T) {
		text := newFlatText(rapid.StringOfN(letters, 0, 60, -1).Draw(t, "text"))
		want := strings.Join(strings.Fields(strings.NewReplacer("’", "'", "‘", "'").Replace(text.text)), " ")
		if text.text != want {
			t.Fatalf("the text is %q, not %q", text.text, want)
		}
		word := rapid.StringOfN(rapid.RuneFrom([]rune("ab 'éä")), 0, 4, -1).Draw(t, "word")
		if text.contains(word) != strings.Contains(text.text, word) {
			t.Fatalf("%q in %q: %v", word, text.text, text.contains(word))
		}
	})
}

// TestPlaced: values come into their places as a replacer puts them there.
func TestPlaced(t *testing.T) {
	t.Parallel()
	parts := rapid.SampledFrom([]string{"{day}", "{month}", "{year}", "{", "}", "day", " ", "{da", "é"})
	rapid.Check(t, func(t *rapid.T) {
		sentence := strings.Join(rapid.SliceOfN(parts, 0, 8).Draw(t, "sentence"), "")
		pairs := []string{"{day}", strings.Join(rapid.SliceOfN(parts, 0, 2).Draw(t, "value"), ""), "{month}", "March", "{year}", "2026"}
		if got, want := placed(sentence, pairs...), strings.NewReplacer(pairs...).Replace(sentence); got != want {
			t.Fatalf("%q becomes %q, not %q", sentence, got, want)
		}
	})
}

// TestDayOf: dates are read as before, whatever stands there.
func TestDayOf(t *testing.T) {
	t.Parallel()
	for date, want := range map[string][3]int{"2026-03-19": {2026, 3, 19}, "2026-3-9": {2026, 3, 9}, "0999-12-01": {999, 12, 1}, "2026-03-45": {2026, 3, 45}} {
		if y, m, d, ok := dayOf(date); !ok || [3]int{y, m, d} != want {
			t.Errorf("%q is read as %d %d %d, %v", date, y, m, d, ok)
		}
	}
	for _, date := range []string{"", "2026-13-01", "2026-00-10", "19.03.2026", "20x6-03-19", "tomorrow!!"} {
		if y, m, d, ok := dayOf(date); ok {
			t.Errorf("%q is read as %d %d %d", date, y, m, d)
		}
	}
}
