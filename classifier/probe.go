package classifier

import (
	"cmp"
	"math/bits"
	"slices"
)

// probe is a phrase as it is looked for where its anchor stands: most phrases fail because their other words are
// nowhere in the sentence, and two of their elements tell so at once.
type probe struct {
	rule   int32
	others [2]int32 // the elements that the fewest words and phrases share beside the anchor; the anchor where there are none
}

// probeRules lists the rules by their anchors. uses says how many words and rules share an element.
func (l *lexicon) probeRules(uses []int) {
	l.byAnchor = make([][]probe, len(uses))
	for i := range l.rules {
		r := &l.rules[i]
		at := r.steps[r.anchor].elem
		p := probe{int32(i), [2]int32{int32(at), int32(at)}}
		others := slices.Delete(slices.Clone(r.steps), r.anchor, r.anchor+1)
		slices.SortStableFunc(others, func(a, b step) int { return cmp.Compare(uses[a.elem], uses[b.elem]) })
		for k := range min(len(others), len(p.others)) {
			p.others[k] = int32(others[k].elem)
		}
		l.byAnchor[at] = append(l.byAnchor[at], p)
		l.anchors[at>>6] |= 1 << (at & 63)
	}
}

// presence says which elements the words of one sentence satisfy.
type presence []uint64

func (p presence) has(elem int32) bool { return p[elem>>6]&(1<<(elem&63)) != 0 }

// add takes in what the words of a sentence satisfy.
func (p presence) add(sentence []token) {
	for i := range sentence {
		for _, b := range sentence[i].bits {
			p[b.at] |= b.bits
		}
	}
}

// clear takes it out again.
func (p presence) clear(sentence []token) {
	for i := range sentence {
		for _, b := range sentence[i].bits {
			p[b.at] = 0
		}
	}
}

// find calls yield with every phrase that stands in the tokens. The memory of present is kept from one text to the next.
func (l *lexicon) find(toks []token, present *presence, yield func(hit)) {
	if words := len(l.byAnchor)/64 + 1; len(*present) < words {
		*present = make(presence, words)
	}
	for from := 0; from < len(toks); {
		to := from + 1
		for to < len(toks) && toks[to].sent == toks[from].sent {
			to++
		}
		present.add(toks[from:to])
		for i := from; i < to; i++ {
			l.findAt(toks, i, *present, yield)
		}
		present.clear(toks[from:to])
		from = to
	}
}

// findAt finds the phrases whose anchor stands at a token.
func (l *lexicon) findAt(toks []token, i int, present presence, yield func(hit)) {
	t := &toks[i]
	for _, p := range t.bits {
		if int(p.at) >= len(l.anchors) {
			break
		}
		for m := p.bits & l.anchors[p.at]; m != 0; m &= m - 1 {
			for _, x := range l.byAnchor[int(p.at)<<6+bits.TrailingZeros64(m)] {
				if !present.has(x.others[0]) || !present.has(x.others[1]) {
					continue
				}
				r := &l.rules[x.rule]
				from, ok := l.left(toks, r, r.anchor, i)
				if !ok {
					continue
				}
				to, ok := l.right(toks, r, r.anchor, i)
				if !ok {
					continue
				}
				yield(hit{x.rule, from, to, t.sent, t.para})
			}
		}
	}
}
