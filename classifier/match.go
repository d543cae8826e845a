package classifier

// guarded is the widest gap over which a phrase without a negator of its own must not
// step over one: "is ~2 defective" is not said by "is not defective".
const guarded = 4

// Likewise a "not" in the next clause does not deny what stands in this one: "it works,
// but I do not use it".

// hit is one phrase found in a text.
type hit struct {
	rule       int32
	from, to   int // tokens
	sent, para int32
}

// left matches the steps before k, where step k stands at token i.
func (l *lexicon) left(toks []token, r *rule, k, i int) (int, bool) {
	if k == 0 {
		return i, true
	}
	if r.denies && r.steps[k].gap <= guarded && toks[i].clause {
		return 0, false
	}
	for j := i - 1; j >= 0 && j >= i-1-r.steps[k].gap && toks[j].sent == toks[i].sent; j-- {
		if toks[j].bits.has(r.steps[k-1].elem) {
			if from, ok := l.left(toks, r, k-1, j); ok {
				return from, true
			}
		}
		if r.steps[k].gap <= guarded && (r.guard && toks[j].bits.has(l.negator) || r.denies && toks[j].clause) {
			break
		}
	}
	return 0, false
}

// right matches the steps after k, where step k stands at token i.
func (l *lexicon) right(toks []token, r *rule, k, i int) (int, bool) {
	if k == len(r.steps)-1 {
		return i, true
	}
	gap := r.steps[k+1].gap
	for j := i + 1; j < len(toks) && j <= i+1+gap && toks[j].sent == toks[i].sent; j++ {
		if r.denies && gap <= guarded && toks[j].clause {
			break
		}
		if toks[j].bits.has(r.steps[k+1].elem) {
			if to, ok := l.right(toks, r, k+1, j); ok {
				return to, true
			}
		}
		if gap <= guarded && r.guard && toks[j].bits.has(l.negator) {
			break
		}
	}
	return 0, false
}

// negated reports whether a negator governs the phrase that begins at token i: it
// stands right before it, or with nothing but transparent words ("want", "to", "the")
// between, in the same clause.
func (l *lexicon) negated(toks []token, i int, reach int) bool {
	if toks[i].clause {
		return false
	}
	for j := i - 1; j >= 0 && j >= i-reach && toks[j].sent == toks[i].sent; j-- {
		if toks[j].bits.has(l.negator) {
			return true
		}
		if toks[j].clause || !toks[j].bits.has(l.soft) {
			return false
		}
	}
	return false
}
