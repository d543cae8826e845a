package corpus

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// MaxRepeats is in how many mails one sentence of six words or more may stand.
const MaxRepeats = 3

// Check lists what is wrong with a corpus, one line each: mails that are near-duplicates of
// an earlier one, in the same or another file, and sentences that stand in too many mails.
// So no mail of one file can be learnt from another.
func Check(list []Record) []string {
	var found []string
	var seen Index
	sentences := map[string][]int{}
	for i := range list {
		r := &list[i]
		if n, like := seen.Closest(r.Text); like >= Near {
			found = append(found, fmt.Sprintf("%s is a near-duplicate (%.2f) of %s", r.place(), like, list[n].place()))
		}
		seen.Add(r.Text)
		for _, s := range longSentences(r.Text) {
			if at := sentences[s]; len(at) == 0 || at[len(at)-1] != i {
				sentences[s] = append(at, i)
			}
		}
	}
	var often []string
	for s, at := range sentences {
		if len(at) > MaxRepeats {
			places := make([]string, 0, len(at))
			for _, i := range at {
				places = append(places, list[i].place())
			}
			often = append(often, fmt.Sprintf("the sentence %q stands in %d mails: %s", s, len(at), strings.Join(places, ", ")))
		}
	}
	slices.Sort(often)
	return append(found, often...)
}

// place names a record for people.
func (r *Record) place() string { return fmt.Sprintf("%s:%d", r.Source, r.Line) }

// longSentences gives a text's sentences of six words or more, folded, figures masked.
func longSentences(text string) []string {
	var out []string
	for part := range strings.FieldsFuncSeq(strings.ToLower(text), func(r rune) bool {
		return r == '.' || r == '!' || r == '?' || r == '\n'
	}) {
		words := strings.Fields(maskFigures(part))
		if len(words) >= 6 {
			out = append(out, strings.Join(words, " "))
		}
	}
	return out
}

// maskFigures writes every run of digits as "#".
func maskFigures(s string) string {
	var b strings.Builder
	in := false
	for _, r := range s {
		if unicode.IsDigit(r) {
			if !in {
				b.WriteByte('#')
			}
			in = true
			continue
		}
		in = false
		b.WriteRune(r)
	}
	return b.String()
}
