package classifier

import "math"

// weights are the whole-number weights of a model's heads, a byte each, feature by feature: those of a
// feature lie side by side, and where the heads are 57 to 64, as the shipped model's are, they are one line
// of the processor's cache. What a reading waits for is memory, and it asks for every head of a feature.
type weights struct {
	heads  int
	groups int      // of heads, eights
	eights []uint64 // feature by feature, group by group: the first head's weight is the lowest byte
	value  [math.MaxUint8 + 1]float32
}

// maxHeads bounds the heads of a model.
const maxHeads = 200

// eight is how many heads share a word of weights.
const eight = 8

// abreast is how many features are taken in at a time: their part of eight columns stays in the
// processor's first cache.
const abreast = 256

// newWeights takes the weights of at most maxHeads heads, column by column: a column has a head's
// weight of every feature.
func newWeights(columns []byte, features, heads int) weights {
	w := weights{heads: heads, groups: (heads + eight - 1) / eight}
	w.eights = make([]uint64, features*w.groups)
	for b := range w.value {
		w.value[b] = float32(int8(b))
	}
	var part [eight][abreast]byte // of the columns, where no access to it is watched under the race detector
	for from := 0; from < features; from += abreast {
		n := min(abreast, features-from)
		for g := range w.groups {
			for i := range part {
				if h := g*eight + i; h < heads {
					copy(part[i][:n], columns[h*features+from:])
				} else {
					part[i] = [abreast]byte{}
				}
			}
			for f := range n {
				w.eights[(from+f)*w.groups+g] = uint64(part[0][f]) | uint64(part[1][f])<<8 | uint64(part[2][f])<<16 | uint64(part[3][f])<<24 |
					uint64(part[4][f])<<32 | uint64(part[5][f])<<40 | uint64(part[6][f])<<48 | uint64(part[7][f])<<56
			}
		}
	}
	return w
}

// columns gives the weights as newWeights takes them.
func (w *weights) columns() []byte {
	features := len(w.eights) / max(w.groups, 1)
	out := make([]byte, features*w.heads)
	for h := range w.heads {
		column := out[h*features:][:features]
		for f := range column {
			column[f] = w.at(f, h)
		}
	}
	return out
}

// at gives the weight of a feature for a head, as a byte.
func (w *weights) at(f, head int) byte {
	return byte(w.eights[f*w.groups+head/eight] >> (8 * (head % eight)))
}

// weighed is a feature of a mail with its value in the row.
type weighed struct {
	feature int32
	value   float32
}

// vector is a row of a space, block by block; within a block the features stand in the row's order.
type vector [Blocks][]weighed

// clear takes all features out. It keeps the memory.
func (v *vector) clear() {
	for b := range v {
		v[b] = v[b][:0]
	}
}

// sum adds up what features say to the eight heads of a group: each value times the weight. The order of the
// features is that of the sum, so that a score is the same to the last bit.
func (w *weights) sum(list []weighed, group int) (s [eight]float32) {
	var s0, s1, s2, s3, s4, s5, s6, s7 float32 // in registers, where an array would lie in memory
	value, eights, groups := &w.value, w.eights, w.groups
	for _, x := range list {
		b, v := eights[int(x.feature)*groups+group], x.value
		s0 += v * value[uint8(b)]
		s1 += v * value[uint8(b>>8)]
		s2 += v * value[uint8(b>>16)]
		s3 += v * value[uint8(b>>24)]
		s4 += v * value[uint8(b>>32)]
		s5 += v * value[uint8(b>>40)]
		s6 += v * value[uint8(b>>48)]
		s7 += v * value[uint8(b>>56)]
	}
	return [eight]float32{s0, s1, s2, s3, s4, s5, s6, s7}
}

// alone adds up what features say to one head.
func (w *weights) alone(list []weighed, head int) float32 {
	s, shift, at := float32(0), 8*(head%eight), head/eight
	for _, x := range list {
		s += x.value * w.value[uint8(w.eights[int(x.feature)*w.groups+at]>>shift)]
	}
	return s
}
