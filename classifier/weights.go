package classifier

import (
	"bytes"
	"math"
	"slices"
)

// weights are the whole-number weights of a model's heads. Two of three are zero, so that only the
// others are kept, feature by feature.
type weights struct {
	heads int
	set   []headWeight // feature by feature, ascending by head; each feature knows where its own lie
}

// headWeight is what a feature says to one head.
type headWeight struct {
	head uint8
	w    int8
}

// maxHeads bounds the heads of a model.
const maxHeads = 200

// sumsOf are sums by head; their number is that of a head's type, so that no index needs a check.
type sumsOf [math.MaxUint8 + 1]float32

// together is how many features are gone through at a time: their part of every column stays in
// the processor's first cache.
const together = 256

// newWeights takes the weights of at most maxHeads heads, column by column: a column has a head's
// weight of every feature. It notes in the features where theirs lie.
func newWeights(columns []byte, of []feature, heads int) weights {
	features := len(of)
	w := weights{heads: heads, set: make([]headWeight, len(columns)-bytes.Count(columns, []byte{0}))}
	n := uint32(0)
	var next [together]uint32
	var part [together]byte // of a column, where no access to it is watched under the race detector
	for from := 0; from < features; from += together {
		to := min(from+together, features)
		next = [together]uint32{}
		for h := range heads {
			copy(part[:], columns[h*features+from:h*features+to])
			for f := range to - from {
				if part[f] != 0 {
					next[f]++
				}
			}
		}
		for f := range to - from {
			x := &of[from+f]
			x.from, x.weights = n, uint8(next[f])
			next[f], n = n, n+next[f]
		}
		for h := range heads {
			copy(part[:], columns[h*features+from:h*features+to])
			for f := range to - from {
				if b := part[f]; b != 0 {
					w.set[next[f]] = headWeight{uint8(h), int8(b)}
					next[f]++
				}
			}
		}
	}
	return w
}

// columns gives the weights as newWeights takes them.
func (w *weights) columns(features []feature) []byte {
	out := make([]byte, len(features)*w.heads)
	for i := range features {
		for _, x := range w.of(&features[i]) {
			out[int(x.head)*len(features)+i] = byte(x.w)
		}
	}
	return out
}

// of gives the weights of a feature that are not zero.
func (w *weights) of(f *feature) []headWeight { return w.set[f.from:][:f.weights] }

// at gives the weight of a feature for a head.
func (w *weights) at(f *feature, head int) int8 {
	list := w.of(f)
	i, found := slices.BinarySearchFunc(list, head, func(x headWeight, h int) int { return int(x.head) - h })
	if !found {
		return 0
	}
	return list[i].w
}
