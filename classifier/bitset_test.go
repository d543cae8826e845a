package classifier

import (
	"testing"

	"pgregory.net/rapid"
)

// TestBitsetHolds: a set has the elements that were put into it, by themselves or with another set,
// and no others; the set that was added stays as it was.
func TestBitsetHolds(t *testing.T) {
	t.Parallel()
	elements := rapid.SliceOfN(rapid.IntRange(0, 3000), 0, 80)
	rapid.Check(t, func(t *rapid.T) {
		var a, b bitset
		in, other := map[int]bool{}, map[int]bool{}
		for _, e := range elements.Draw(t, "a") {
			a.set(e)
			in[e] = true
		}
		for _, e := range elements.Draw(t, "b") {
			b.set(e)
			in[e], other[e] = true, true
		}
		a.or(b)
		a.set(3001)
		for e := range 3001 {
			if a.has(e) != in[e] || b.has(e) != other[e] {
				t.Fatalf("element %d: %v and %v, not %v and %v", e, a.has(e), b.has(e), in[e], other[e])
			}
		}
		if !a.has(3001) || b.has(3001) {
			t.Fatal("the sets share their memory")
		}
	})
}
