package orders

import (
	"io"
)

// lineCounter knows on which line a byte of what was read through it lies, as long as it
// is asked in ascending order.
type lineCounter struct {
	r    io.Reader
	line int     // line of the first byte that was not asked for yet
	read int64   // bytes read
	ends []int64 // offsets of the newlines behind that
}

func (c *lineCounter) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\n' {
			c.ends = append(c.ends, c.read+int64(i))
		}
	}
	c.read += int64(n)
	return n, err
}

// at gives the line of a byte.
func (c *lineCounter) at(offset int64) int {
	n := 0
	for n < len(c.ends) && c.ends[n] < offset {
		n++
	}
	c.line += n
	c.ends = append(c.ends[:0], c.ends[n:]...)
	return c.line
}
