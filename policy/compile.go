package policy

import (
	"slices"

	"returndesk/desk"
)

// schema numbers the facts and their values, so that a row becomes a handful of bit
// masks and a decision a few comparisons.
type schema struct {
	facts []desk.Fact
	vals  [][]string
	index map[desk.Fact]int
	bit   []map[string]uint16 // by fact: value -> its bit
}

func newSchema() *schema {
	s := &schema{index: make(map[desk.Fact]int)}
	add := func(f desk.Fact, values []string) {
		s.index[f] = len(s.facts)
		s.facts = append(s.facts, f)
		s.vals = append(s.vals, values)
		bits := make(map[string]uint16, len(values))
		for i, v := range values {
			bits[v] = 1 << i
		}
		s.bit = append(s.bit, bits)
	}
	for _, d := range desk.FactDefs() {
		add(d.Name, d.Values)
	}
	for _, g := range desk.Signals() {
		add(desk.Fact(g), []string{"no", "yes"})
	}
	return s
}

func (s *schema) names() []string { return strs(s.facts) }

func (s *schema) values(f desk.Fact) []string { return s.vals[s.index[f]] }

// full is the mask of all values of the fact numbered i.
func (s *schema) full(i int) uint16 { return 1<<len(s.vals[i]) - 1 }

// compiled is a row as masks.
type compiled struct {
	row     *Row
	classes uint16
	cells   []mask
}

// mask asks that the fact numbered i has one of the bits.
type mask struct {
	i    int
	bits uint16
}

func (s *schema) compile(r *Row) compiled {
	c := compiled{row: r}
	for _, x := range r.Classes {
		c.classes |= s.bit[s.index[desk.FactClass]][string(x)]
	}
	for _, x := range r.Cells {
		m := mask{i: s.index[x.Fact]}
		for _, v := range x.Values {
			m.bits |= s.bit[m.i][v]
		}
		c.cells = append(c.cells, m)
	}
	return c
}

// vector turns facts into one bit per fact. A value outside the closed list is an error
// (CodeInvalid): a decision on it could not be replayed.
func (s *schema) vector(f *desk.Facts, out []uint16) error {
	for i, name := range s.facts {
		if name.IsSignal() {
			out[i] = 1
			continue
		}
		v := f.Get(name)
		b, ok := s.bit[i][v]
		if !ok {
			return desk.Errf(desk.CodeInvalid, "the fact %s has the value %q, which is not in the closed list", name, v).
				WithMend("one of %v", s.vals[i])
		}
		out[i] = b
	}
	for _, g := range f.Signals {
		i, ok := s.index[desk.Fact(g)]
		if !ok || !desk.Fact(g).IsSignal() {
			return desk.Errf(desk.CodeInvalid, "%q is not a signal of the closed list", g)
		}
		out[i] = 2
	}
	return nil
}

func (c *compiled) fits(v []uint16, class uint16) bool {
	if c.classes&class == 0 {
		return false
	}
	for _, m := range c.cells {
		if m.bits&v[m.i] == 0 {
			return false
		}
	}
	return true
}

// beside reports whether a modify row may add to the decide row d.
func (c *compiled) beside(d *Row) bool {
	r := c.row
	if len(r.Outcomes) > 0 && !slices.Contains(r.Outcomes, d.Outcome) {
		return false
	}
	return len(r.Rows) == 0 || slices.Contains(r.Rows, d.ID)
}
