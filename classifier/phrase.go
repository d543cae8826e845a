package classifier

import (
	"fmt"
	"strconv"
	"strings"
)

// part is one place of a phrase: words that fit there, and the gap before it.
type part struct {
	single int     // element of the alternatives of one word, -1 = there are none
	multi  [][]int // elements of each alternative of several words
	gap    int
	maybe  bool
}

func (c *compiler) phrase(line string, block int) error {
	var parts []part
	gap := 0
	for _, f := range splitPhrase(line) {
		if f[0] == '~' {
			n, err := strconv.Atoi(f[1:])
			if err != nil || n < 1 || n > 9 {
				return fmt.Errorf("bad gap %q", f)
			}
			gap = n
			continue
		}
		p := part{gap: gap, single: -1}
		gap = 0
		if strings.HasSuffix(f, "?") {
			p.maybe, f = true, f[:len(f)-1]
		}
		var alts []string
		for a := range strings.SplitSeq(strings.Trim(f, "()"), "|") {
			a = strings.TrimSpace(a)
			if strings.HasPrefix(a, "@") {
				set, ok := c.sets[a]
				if !ok {
					return fmt.Errorf("unknown set %s", a)
				}
				alts = append(alts, set...)
				continue
			}
			read, err := c.written(a)
			if err != nil {
				return err
			}
			alts = append(alts, read)
		}
		var single []string
		for _, a := range alts {
			switch ws := strings.Fields(a); len(ws) {
			case 0:
				return fmt.Errorf("an empty alternative in %q", f)
			case 1:
				single = append(single, ws[0])
			default:
				p.multi = append(p.multi, c.each(ws))
			}
		}
		if len(single) > 0 {
			p.single = c.elem(single)
		}
		parts = append(parts, p)
	}
	switch {
	case len(parts) == 0:
		return fmt.Errorf("an empty phrase")
	case gap > 0:
		return fmt.Errorf("a gap at the end, which asks for nothing")
	case parts[len(parts)-1].maybe && !c.lex.blocks[block].figure: // a figure hides the words that it spans
		return fmt.Errorf("an optional word at the end, which asks for nothing")
	}
	c.lex.lines++
	out := c.expand(parts, nil, 0, block, 0)
	if out > 400 {
		return fmt.Errorf("the phrase stands for %d sequences, at most 400 are allowed", out)
	}
	return nil
}

// written gives the words of an alternative as mails have them. Most stand in many phrases.
func (c *compiler) written(alternative string) (string, error) {
	if read, ok := c.read[alternative]; ok {
		return read, nil
	}
	words, err := written(alternative)
	if err != nil {
		return "", err
	}
	c.read[alternative] = strings.Join(words, " ")
	return c.read[alternative], nil
}

// written gives the words of an alternative as the scanner reads them in a mail: "im" and
// "wheres" as two. It refuses what no word of a mail ever looks like, since it is not folded or
// holds a mark that parts words ("brûlé", "won't", "abat-jour").
func written(alternative string) ([]string, error) {
	var out []string
	for w := range strings.FieldsSeq(alternative) {
		stem := strings.Trim(w, "*")
		_, short := contractions[stem]
		if folded(stem) && (stem != w || !short) {
			out = append(out, w)
			continue
		}
		s := &scanner{}
		s.scan(stem)
		var words []string
		for i := range s.toks {
			words = append(words, s.toks[i].word)
		}
		switch {
		case w == "#", stem != w && len(words) > 0 && (short || words[0] == stem):
			out = append(out, w)
		case short, len(words) == 1 && words[0] == w:
			out = append(out, words...)
		default:
			return nil, fmt.Errorf("no mail holds the word %q, it is read as %q", w, strings.Join(words, " "))
		}
	}
	return out, nil
}

// folded reports whether a word is of small ASCII letters and figures alone: the scanner leaves it as it is.
func folded(w string) bool {
	for i := range len(w) {
		if c := w[i]; (c < 'a' || c > 'z') && !isDigit(c) {
			return false
		}
	}
	return w != ""
}

// splitPhrase cuts at blanks outside of parentheses.
func splitPhrase(line string) []string {
	var out []string
	depth, start := 0, -1
	for i := 0; i <= len(line); i++ {
		if i == len(line) || line[i] == ' ' && depth == 0 {
			if start >= 0 {
				out = append(out, line[start:i])
				start = -1
			}
			continue
		}
		if start < 0 {
			start = i
		}
		switch line[i] {
		case '(':
			depth++
		case ')':
			depth--
		}
	}
	return out
}
