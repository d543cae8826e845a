package corpus

import (
	"hash/fnv"
	"slices"
	"strings"
	"unicode"
)

// Near is the Jaccard likeness of word 3-shingles from which two mails count as one
// written twice.
const Near = 0.5

// Shingles gives the hashes of a text's word 3-shingles, sorted, without repeats. Figures
// count as one word whatever they say. A text of fewer than three words is one shingle.
func Shingles(text string) []uint64 {
	words := strings.FieldsFunc(strings.ToLower(text), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '_'
	})
	for i, w := range words {
		if strings.TrimFunc(w, unicode.IsDigit) == "" {
			words[i] = "#"
		}
	}
	if len(words) < 3 {
		return []uint64{hashOf(words)}
	}
	out := make([]uint64, 0, len(words)-2)
	for i := 0; i+3 <= len(words); i++ {
		out = append(out, hashOf(words[i:i+3]))
	}
	slices.Sort(out)
	return slices.Compact(out)
}

func hashOf(words []string) uint64 {
	h := fnv.New64a()
	for _, w := range words {
		_, _ = h.Write([]byte(w)) // a hash never fails
		_, _ = h.Write([]byte{0})
	}
	return h.Sum64()
}

// Jaccard is the likeness of two sorted sets of shingles, 0 to 1.
func Jaccard(a, b []uint64) float64 {
	both, i, j := 0, 0, 0
	for i < len(a) && j < len(b) {
		switch {
		case a[i] == b[j]:
			both++
			i++
			j++
		case a[i] < b[j]:
			i++
		default:
			j++
		}
	}
	if len(a)+len(b) == both {
		return 1
	}
	return float64(both) / float64(len(a)+len(b)-both)
}

// Index finds the mails that are like a text. The zero value is empty.
type Index struct {
	sets [][]uint64
	by   map[uint64][]int32
}

// Add takes a text in and gives its number, counted from 0.
func (x *Index) Add(text string) int {
	s := Shingles(text)
	n := len(x.sets)
	if x.by == nil {
		x.by = map[uint64][]int32{}
	}
	x.sets = append(x.sets, s)
	for _, h := range s {
		x.by[h] = append(x.by[h], int32(n))
	}
	return n
}

// Closest gives the number of the likest text and its likeness; -1 when none shares a
// shingle.
func (x *Index) Closest(text string) (int, float64) {
	s := Shingles(text)
	shared := map[int32]int{}
	for _, h := range s {
		for _, n := range x.by[h] {
			shared[n]++
		}
	}
	best, like := -1, 0.0
	for n, both := range shared {
		j := float64(both) / float64(len(s)+len(x.sets[n])-both)
		if j > like || j == like && (best < 0 || int(n) < best) {
			best, like = int(n), j
		}
	}
	return best, like
}
