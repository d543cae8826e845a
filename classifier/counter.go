package classifier

// counter counts the features of one mail. Its buffers are kept between mails. A mail has some hundred features, each in
// several terms: they are numbered as they come, so that what is counted lies close together, and the space is asked for
// each of them once.
type counter struct {
	cells   []cell   // the features of the mail, in the order of the terms; those that the space lacks among them
	numbers []number // open addressing over the keys of the cells
	turn    uint32   // of the latest mail
	found   []int32  // the cells of the terms of the latest row, -1 = of a feature that the space lacks
	para    []int32  // cells of the paragraph, or sentence
	all     []int32  // cells of the mail that the space has
	runs    []run    // of the sentences
	vec     vector   // of the latest row or sentence
	touched uint32   // see identify
}

// cell counts one feature.
type cell struct {
	key    uint32
	at     int32 // its place among the features of the space, -1 = none
	weight float32
	block  Block
	count  float32 // within the paragraph
	total  float32 // over the mail
}

// number is a place of the table of keys; one of another turn than the latest is free.
type number struct {
	key, turn uint32
	cell      int32
}

// identify finds the cells of the terms of a mail.
func (c *counter) identify(terms []Term, s *Space) {
	size := 256
	for size < 2*len(terms) {
		size *= 2
	}
	if c.turn++; len(c.numbers) < size || c.turn == 0 {
		c.numbers, c.turn = make([]number, max(size, len(c.numbers))), 1
	}
	mask := uint32(len(c.numbers) - 1)
	c.cells, c.found = c.cells[:0], c.found[:0]
	for i := range terms {
		key := terms[i].Key
		at := key & mask
		for c.numbers[at].turn == c.turn && c.numbers[at].key != key {
			at = (at + 1) & mask
		}
		n := &c.numbers[at]
		if n.turn != c.turn {
			*n = number{key, c.turn, int32(len(c.cells))}
			c.cells = append(c.cells, cell{key: key})
		}
		c.found = append(c.found, n.cell)
	}
	// Each slot is touched before the first is looked at: so the processor fetches many at a time, where it
	// would wait for one after the other.
	touched := uint32(0)
	for i := range c.cells {
		touched ^= s.slots[c.cells[i].key>>s.shift].key
	}
	c.touched = touched
	for i := range c.cells {
		x := &c.cells[i]
		f := s.find(x.key)
		x.at, x.weight, x.block = f.at, f.weight, f.block
	}
	for i, n := range c.found {
		if c.cells[n].at < 0 {
			c.found[i] = -1
		}
	}
}

// tell counts the terms of a paragraph or sentence, whose cells were found.
func (c *counter) tell(terms []Term, found []int32) {
	c.para = c.para[:0]
	c.tellMore(terms, found)
}

// tellMore counts further terms of the same.
func (c *counter) tellMore(terms []Term, found []int32) {
	for i, n := range found {
		if n < 0 {
			continue
		}
		x := &c.cells[n]
		if x.count == 0 {
			c.para = append(c.para, n)
		}
		x.count += terms[i].Value
	}
}
