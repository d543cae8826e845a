package classifier

import (
	"math"

	"returndesk/classifier/linear"
)

// Space says which features count, what each weighs, and how the blocks are scaled
// against each other. It turns terms into rows. It is read-only once made.
type Space struct {
	features []feature // ascending by key
	scale    [Blocks]float32
	slots    []slot // open addressing over the features' keys
	shift    uint32
	bias     int32            // the feature that every mail has, -1 = none
	several  [several]float32 // what a count of so many comes to, see weigh
}

// feature is what is known of one feature.
type feature struct {
	key    uint32
	weight float32
	block  Block
}

// slot is a place of the table of features, with what is known of the one in it: memory is what a reading waits
// for, and so each of its keys is asked for in one place.
type slot struct {
	feature
	at int32 // the feature's place among all, -1 = free
}

// several is from which count on the logarithm is computed.
const several = 32

// NewSpace makes a space. The three slices go together, keys ascending.
func NewSpace(keys []uint32, blocks []Block, weight []float32, scale [Blocks]float32) *Space {
	s := &Space{features: make([]feature, len(keys)), scale: scale}
	size := uint32(64)
	for int(size) < 2*len(keys) {
		size *= 2
	}
	s.shift = 32 - uint32(math.Log2(float64(size)))
	s.slots = make([]slot, size)
	for i := range s.slots {
		s.slots[i].at = -1
	}
	for i, k := range keys {
		s.features[i] = feature{key: k, weight: weight[i], block: blocks[i]}
		at := k >> s.shift
		for s.slots[at].at >= 0 {
			at = (at + 1) & (size - 1)
		}
		s.slots[at] = slot{s.features[i], int32(i)}
	}
	for n := range s.several {
		s.several[n] = float32(n)
		if n > 1 {
			s.several[n] = 1 + float32(math.Log(float64(n)))
		}
	}
	s.bias = s.find(formKey("bias")).at
	return s
}

// Size is the number of features.
func (s *Space) Size() int { return len(s.features) }

// find gives the slot of a key; a free one when the space lacks it.
func (s *Space) find(key uint32) *slot {
	mask := uint32(len(s.slots) - 1)
	at := key >> s.shift
	for {
		x := &s.slots[at&mask]
		if x.at < 0 || x.key == key {
			return x
		}
		at++
	}
}

// paraLength is the greatest length of a paragraph's vector within one block: a longer one is
// shortened to it, so that stuffing dilutes.
const paraLength = 40

// row turns the terms of a mail into a row. Within a paragraph a feature counts by the
// logarithm of its number; each block of the row has the length of its scale, but for
// phrases and form, which keep their values.
func (s *Space) row(terms []Term, c *counter) linear.Row {
	factor := s.count(terms, c)
	r := linear.Row{Index: make([]uint32, len(c.all)), Value: make([]float32, len(c.all))}
	for k, i := range c.all {
		x := &c.cells[i]
		r.Index[k], r.Value[k] = uint32(x.at), x.total*factor[x.block]
	}
	return r
}

// vector turns the terms of a mail into a row, block by block. It lives until the next one is made.
func (s *Space) vector(terms []Term, c *counter) *vector {
	factor := s.count(terms, c)
	c.vec.clear()
	for _, i := range c.all {
		x := &c.cells[i]
		c.vec[x.block] = append(c.vec[x.block], weighed{x.at, x.total * factor[x.block]})
	}
	return &c.vec
}

// count counts the terms of a mail, and gives what brings its blocks to their lengths.
func (s *Space) count(terms []Term, c *counter) [Blocks]float32 {
	c.identify(terms, s)
	c.all = c.all[:0]
	for from := 0; from < len(terms); {
		to := from
		for to < len(terms) && terms[to].Para == terms[from].Para && terms[to].Block < BlockPhrase == (terms[from].Block < BlockPhrase) {
			to++
		}
		s.paragraph(terms[from:to], c.found[from:to], c)
		from = to
	}
	var square [Blocks]float64
	for _, i := range c.all {
		x := &c.cells[i]
		square[x.block] += float64(x.total) * float64(x.total)
	}
	return s.factors(square)
}

// factors gives what brings each block, but for phrases and form, from the square of its length to the
// length of its scale.
func (s *Space) factors(square [Blocks]float64) (factor [Blocks]float32) {
	for b := range factor {
		factor[b] = s.scale[b]
		if Block(b) < BlockPhrase && square[b] > 0 {
			factor[b] /= float32(math.Sqrt(square[b]))
		}
	}
	return factor
}

// weigh turns the counts of the features at hand into their values, and gives the square of each
// block's length.
func (s *Space) weigh(c *counter) (square [Blocks]float64) {
	for _, i := range c.para {
		x := &c.cells[i]
		v := x.count
		if x.block < BlockPhrase {
			if n := int(v); n < several && float32(n) == v {
				v = s.several[n]
			} else if v > 1 {
				v = 1 + float32(math.Log(float64(v)))
			}
			v *= x.weight
		}
		x.count = v
		square[x.block] += float64(v) * float64(v)
	}
	return square
}

// paragraph adds the features of one paragraph to the mail's.
func (s *Space) paragraph(terms []Term, found []int32, c *counter) {
	c.tell(terms, found)
	square := s.weigh(c)
	var factor [Blocks]float32
	for b := range factor {
		factor[b] = 1
		if n := math.Sqrt(square[b]); Block(b) < BlockPhrase && n > paraLength {
			factor[b] = float32(paraLength / n)
		}
	}
	for _, i := range c.para {
		x := &c.cells[i]
		if x.total == 0 {
			c.all = append(c.all, i)
		}
		x.total += x.count * factor[x.block]
		x.count = 0
	}
}
