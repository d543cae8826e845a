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
	slots    []int32 // open addressing over the features' keys; -1 = free
	shift    uint32
}

// feature is what is known of one feature, side by side: a mail has some thousand terms, each
// asks for all of it, and memory is what it waits for.
type feature struct {
	key    uint32
	weight float32
	block  Block
}

// NewSpace makes a space. The three slices go together, keys ascending.
func NewSpace(keys []uint32, blocks []Block, weight []float32, scale [Blocks]float32) *Space {
	s := &Space{features: make([]feature, len(keys)), scale: scale}
	size := uint32(64)
	for int(size) < 2*len(keys) {
		size *= 2
	}
	s.shift = 32 - uint32(math.Log2(float64(size)))
	s.slots = make([]int32, size)
	for i := range s.slots {
		s.slots[i] = -1
	}
	for i, k := range keys {
		s.features[i] = feature{key: k, weight: weight[i], block: blocks[i]}
		at := k >> s.shift
		for s.slots[at] >= 0 {
			at = (at + 1) & (size - 1)
		}
		s.slots[at] = int32(i)
	}
	return s
}

// Size is the number of features.
func (s *Space) Size() int { return len(s.features) }

// find gives a key's index, -1 when the space lacks it.
func (s *Space) find(key uint32) int32 {
	mask := uint32(len(s.slots) - 1)
	at := key >> s.shift
	for {
		i := s.slots[at]
		if i < 0 || s.features[i].key == key {
			return i
		}
		at = (at + 1) & mask
	}
}

// paraLength is the greatest length of a paragraph's vector within one block: a longer one is
// shortened to it, so that stuffing dilutes.
const paraLength = 40

// counter counts the features of one mail. Its buffers are kept between mails.
type counter struct {
	cells []cell  // by feature
	para  []int32 // features of the paragraph
	all   []int32 // features of the mail
	found []int32 // the features of the terms of the latest row, -1 = none
	order []int32 // places of the terms, sentence by sentence
	ends  []int32 // how many of them stand in a sentence and those before
	vec   vector  // of the latest row or sentence that was scored
	row   linear.Row
}

// cell counts one feature.
type cell struct {
	count float32 // within the paragraph
	total float32 // over the mail
}

func (c *counter) grow(n int) {
	if len(c.cells) < n {
		c.cells = make([]cell, n)
	}
}

// row turns the terms of a mail into a row. Within a paragraph a feature counts by the
// logarithm of its number; each block of the row has the length of its scale, but for
// phrases and form, which keep their values.
func (s *Space) row(terms []Term, c *counter) linear.Row {
	c.grow(len(s.features))
	c.all, c.found = c.all[:0], c.found[:0]
	for from := 0; from < len(terms); {
		to := from
		for to < len(terms) && terms[to].Para == terms[from].Para && terms[to].Block < BlockPhrase == (terms[from].Block < BlockPhrase) {
			to++
		}
		s.paragraph(terms[from:to], c)
		from = to
	}
	r := linear.Row{Index: make([]uint32, len(c.all)), Value: make([]float32, len(c.all))}
	var square [Blocks]float64
	for _, i := range c.all {
		square[s.features[i].block] += float64(c.cells[i].total) * float64(c.cells[i].total)
	}
	factor := s.factors(square)
	for k, i := range c.all {
		r.Index[k], r.Value[k] = uint32(i), c.cells[i].total*factor[s.features[i].block]
		c.cells[i].total = 0
	}
	return r
}

// vector turns the terms of a mail into a row, block by block. It lives until the next one is made.
func (s *Space) vector(terms []Term, c *counter) *vector {
	c.vec.take(s.row(terms, c), s.features)
	return &c.vec
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
	for _, f := range c.para {
		v := c.cells[f].count
		if s.features[f].block < BlockPhrase {
			if v > 1 {
				v = 1 + float32(math.Log(float64(v)))
			}
			v *= s.features[f].weight
		}
		c.cells[f].count = v
		square[s.features[f].block] += float64(v) * float64(v)
	}
	return square
}

// paragraph adds the features of one paragraph to the mail's.
func (s *Space) paragraph(terms []Term, c *counter) {
	c.para = c.para[:0]
	for i := range terms {
		f := s.find(terms[i].Key)
		c.found = append(c.found, f)
		if f < 0 {
			continue
		}
		if c.cells[f].count == 0 {
			c.para = append(c.para, f)
		}
		c.cells[f].count += terms[i].Value
	}
	square := s.weigh(c)
	var factor [Blocks]float32
	for b := range factor {
		factor[b] = 1
		if n := math.Sqrt(square[b]); Block(b) < BlockPhrase && n > paraLength {
			factor[b] = float32(paraLength / n)
		}
	}
	for _, f := range c.para {
		if c.cells[f].total == 0 {
			c.all = append(c.all, f)
		}
		c.cells[f].total += c.cells[f].count * factor[s.features[f].block]
		c.cells[f].count = 0
	}
}
