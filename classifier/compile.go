package classifier

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"returndesk/desk"
)

// compiler gathers elements and rules while files are read.
type compiler struct {
	lex   *lexicon
	sets  map[string][]string
	elems map[string]int
	read  map[string]string // alternatives, as mails have their words
	words [][]string        // element -> its words
	uses  []int
}

// manyWords is about how many words the files name: tables of that size need not grow.
const manyWords = 16 << 10

// compile reads the files in order. Sets of one file can be used in the following ones.
// Errors name file, line and what is wrong, all at once.
func compile(files []source) (*lexicon, error) {
	c := &compiler{lex: &lexicon{}, sets: map[string][]string{}, elems: make(map[string]int, manyWords), read: make(map[string]string, manyWords)}
	var bad []string
	for _, f := range files {
		block := -1
		for n, line := range strings.Split(f.text, "\n") {
			line = strings.TrimSpace(line)
			var err error
			switch {
			case line == "" || line[0] == '#':
			case line[0] == '@' && strings.Contains(line, "="):
				err = c.define(line)
			case line[0] == '[':
				block, err = c.head(line, fileLanguage(f.name))
			case block < 0:
				err = fmt.Errorf("a phrase before the first block head")
			default:
				err = c.phrase(line, block)
			}
			if err != nil {
				bad = append(bad, fmt.Sprintf("%s:%d: %v", f.name, n+1, err))
			}
		}
	}
	if len(bad) > 0 {
		return nil, desk.Errf(desk.CodeInvalid, "phrase files: %s", strings.Join(bad, "; "))
	}
	c.finish()
	return c.lex, nil
}

// fileLanguage gives the language of a phrase file from its name, "20-de.txt" or
// "13-en-claims-talk.txt"; "" for files that speak for all languages.
func fileLanguage(name string) string {
	_, rest, _ := strings.Cut(name[strings.LastIndexByte(name, '/')+1:], "-")
	if lang := strings.TrimSuffix(rest, ".txt"); len(lang) >= 2 && (len(lang) == 2 || lang[2] == '-') {
		return lang[:2]
	}
	return ""
}

func (c *compiler) define(line string) error {
	name, list, ok := strings.Cut(line, "=")
	if !ok {
		return fmt.Errorf("a set needs a = : %q", line)
	}
	name = strings.TrimSpace(name)
	var words []string
	for w := range strings.SplitSeq(list, "|") {
		w = strings.TrimSpace(w)
		if strings.HasPrefix(w, "@") {
			sub, ok := c.sets[w]
			if !ok {
				return fmt.Errorf("unknown set %s", w)
			}
			words = append(words, sub...)
		} else if w != "" {
			read, err := c.written(w)
			if err != nil {
				return err
			}
			words = append(words, read)
		}
	}
	c.sets[name] = append(c.sets[name], words...)
	return nil
}

func (c *compiler) head(line, lang string) (int, error) {
	e := effect{lang: lang}
	fields := strings.Fields(strings.Trim(line, "[]"))
	for _, f := range fields {
		switch {
		case f == "!":
			e.raw = true
		case f == "=", f == "==":
			e.outright, e.plain = true, f == "=="
		case f == "figure":
			e.figure = true
		case f[0] == '+':
			s := desk.Signal(f[1:])
			if !s.Valid() && !strings.HasPrefix(f[1:], "_") {
				return -1, fmt.Errorf("unknown signal %q", f[1:])
			}
			e.signals = append(e.signals, s)
			e.safety = e.safety || s == desk.SignalSafetyHazard
		case f[0] == '-' && desk.Class(f[1:]).Valid():
			e.outright, e.denied = true, append(e.denied, desk.Class(f[1:]))
		case f[0] == '-' && len(f) > 1 && !isDigit(f[1]):
			e.takes = append(e.takes, desk.Signal(f[1:]))
		case desk.Class(f).Valid():
			e.class = desk.Class(f)
		default:
			w, err := strconv.ParseFloat(f, 64)
			if err != nil {
				return -1, fmt.Errorf("neither class, weight nor signal: %q", f)
			}
			e.weight = w
		}
	}
	if e.class == "" && len(e.signals)+len(e.takes)+len(e.denied) == 0 && !e.figure || e.class != "" && e.weight == 0 && !e.outright {
		return -1, fmt.Errorf("a block head needs a class with a weight, a signal, or the word figure: %q", line)
	}
	c.lex.blocks = append(c.lex.blocks, e)
	return len(c.lex.blocks) - 1, nil
}

// expand adds a rule for every combination of alternatives of several words; those of
// one word share an element. carry is the gap of a left-out optional part.
func (c *compiler) expand(parts []part, done []step, carry, block, count int) int {
	if count > 400 {
		return count
	}
	if len(parts) == 0 {
		if len(done) > 0 {
			c.lex.rules = append(c.lex.rules, rule{steps: slices.Clone(done), block: block, id: c.lex.lines})
			count++
		}
		return count
	}
	p := parts[0]
	gap := max(p.gap, carry)
	if p.maybe {
		count = c.expand(parts[1:], done, gap, block, count)
	}
	if p.single >= 0 {
		next := append(slices.Clone(done), step{p.single, gap})
		count = c.expand(parts[1:], next, 0, block, count)
	}
	for _, ws := range p.multi {
		next := slices.Clone(done)
		for i, elem := range ws {
			g := gap
			if i > 0 {
				g = 0
			}
			next = append(next, step{elem, g})
		}
		count = c.expand(parts[1:], next, 0, block, count)
	}
	return count
}

// each interns words one by one.
func (c *compiler) each(words []string) []int {
	out := make([]int, len(words))
	for i, w := range words {
		out[i] = c.elem([]string{w})
	}
	return out
}

// elem interns a set of words.
func (c *compiler) elem(words []string) int {
	words = slices.Clone(words)
	slices.Sort(words)
	words = slices.Compact(words)
	key := strings.Join(words, "|")
	if i, ok := c.elems[key]; ok {
		return i
	}
	c.elems[key] = len(c.words)
	c.words = append(c.words, words)
	return len(c.words) - 1
}

// finish builds the word tables and chooses each rule's anchor: the element that the
// fewest words and rules share, so that common words start no search.
func (c *compiler) finish() {
	for i := range c.lex.blocks {
		c.lex.blocks[i].label = c.lex.blocks[i].name()
	}
	l := c.lex
	negator, soft := c.elem(c.sets["@not"]), c.elem(c.sets["@soft"])
	not := wordsOf(c.sets["@not"]...)
	common := map[string]bool{}
	for _, w := range c.sets["@common"] {
		common[w] = true
	}
	c.uses = make([]int, len(c.words))
	negative := make([]bool, len(c.words))
	for i, words := range c.words {
		for _, w := range words {
			if common[w] {
				c.uses[i] += 1000
			}
		}
		c.uses[i] += len(words)
		negative[i] = slices.ContainsFunc(words, not.has)
	}
	for _, r := range l.rules {
		for _, s := range r.steps {
			c.uses[s.elem]++
		}
	}
	// The elements that are looked for first get the lowest places: a search for them reads
	// no more of a word's set than holds them.
	place := make([]int, len(c.words))
	for i := range place {
		place[i] = -1
	}
	n := 0
	for i := range l.rules {
		r := &l.rules[i]
		r.denies = slices.ContainsFunc(r.steps, func(s step) bool { return negative[s.elem] })
		r.guard = !l.blocks[r.block].safety && !r.denies
		best := slices.MinFunc(r.steps, func(a, b step) int { return cmp.Compare(c.uses[a.elem], c.uses[b.elem]) })
		r.anchor = slices.Index(r.steps, best)
		if place[best.elem] < 0 {
			place[best.elem] = n
			n++
		}
	}
	l.anchors = make([]uint64, (n+63)/64)
	for i := range place {
		if place[i] < 0 {
			place[i] = n
			n++
		}
	}
	l.negator, l.soft = place[negator], place[soft]
	l.exact, l.prefix, l.suffix = make(map[string]bitset, manyWords), map[string]bitset{}, map[string]bitset{}
	l.lens, l.tails = map[uint16]uint32{}, map[uint16]uint32{}
	for i, words := range c.words {
		for _, w := range words {
			c.addWord(place[i], w)
		}
	}
	for w, b := range l.exact { // a listed word may satisfy prefixes, suffixes and # too
		l.affixes(w, &b)
		if strings.ContainsAny(w, "0123456789") {
			b.or(l.digits)
		}
		l.exact[w] = slices.Clip(b)
	}
	uses := make([]int, len(c.words)) // by place
	for i, at := range place {
		uses[at] = c.uses[i]
	}
	for i := range l.rules {
		for k := range l.rules[i].steps {
			l.rules[i].steps[k].elem = place[l.rules[i].steps[k].elem]
		}
	}
	l.probeRules(uses)
}

func (c *compiler) addWord(elem int, w string) {
	l := c.lex
	put := func(m map[string]bitset, key string) {
		b := m[key]
		b.set(elem)
		m[key] = b
	}
	switch {
	case w == "#":
		l.digits.set(elem)
	case len(w) > 2 && w[len(w)-1] == '*':
		key := w[:len(w)-1]
		put(l.prefix, key)
		l.lens[pair(key[:2])] |= 1 << min(len(key), 31)
	case len(w) > 2 && w[0] == '*':
		key := w[1:]
		put(l.suffix, key)
		l.tails[pair(key[len(key)-2:])] |= 1 << min(len(key), 31)
	default:
		put(l.exact, w)
	}
}
