package classifier

import (
	_ "embed" // the concepts
	"fmt"
	"strings"

	"returndesk/desk"
)

//go:embed concepts.txt
var conceptText string

// concepts tells which concept a word belongs to. It is read-only once made.
type concepts struct {
	names  []string
	exact  map[string]int16
	prefix map[string]int16
	lens   map[uint16]uint32 // first two bytes -> lengths of prefixes that exist
}

// newConcepts reads the concepts file. A mistake names its line.
func newConcepts(text string) (*concepts, error) {
	c := &concepts{exact: map[string]int16{}, prefix: map[string]int16{}, lens: map[uint16]uint32{}}
	n := 0
	for line := range strings.SplitSeq(text, "\n") {
		n++
		line = strings.TrimSpace(line)
		if line == "" || line[0] == '#' {
			continue
		}
		name, list, ok := strings.Cut(line, ":")
		if !ok || name == "" || strings.ContainsAny(name, " *") {
			return nil, desk.Errf(desk.CodeInternal, "concepts.txt line %d: want a name, a colon and words", n)
		}
		id := int16(len(c.names))
		c.names = append(c.names, name)
		for _, w := range strings.Fields(list) {
			if err := c.add(w, id); err != nil {
				return nil, desk.Errf(desk.CodeInternal, "concepts.txt line %d: %v", n, err)
			}
		}
	}
	return c, nil
}

// add takes one word or beginning of words in; the first concept that names it keeps it.
func (c *concepts) add(w string, id int16) error {
	stem, wild := strings.CutSuffix(w, "*")
	if strings.Contains(stem, "*") || wild && len(stem) < 2 || len(stem) > 31 {
		return fmt.Errorf("%q is neither a word nor a beginning of two letters or more", w)
	}
	into := c.exact
	if wild {
		into = c.prefix
		c.lens[pair(stem)] |= 1 << len(stem)
	}
	if _, taken := into[stem]; !taken {
		into[stem] = id
	}
	return nil
}

// of gives the concept of a folded word, -1 when it belongs to none. The longest
// beginning wins.
func (c *concepts) of(w string) int16 {
	if id, ok := c.exact[w]; ok {
		return id
	}
	if len(w) < 2 {
		return -1
	}
	m := c.lens[pair(w)]
	for n := min(len(w), 31); n >= 2; n-- {
		if m&(1<<n) != 0 {
			if id, ok := c.prefix[w[:n]]; ok {
				return id
			}
		}
	}
	return -1
}
