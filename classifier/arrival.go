package classifier

import (
	"slices"
	"strings"
)

// brought reports whether the word at i says that the goods came in one of these ways.
func brought(toks []token, i int) bool {
	switch w := toks[i].word; {
	case w == "up":
		return turnedUp(toks, i)
	case fetchWords.has(w):
		return fetched(toks, i)
	case handingWords.has(w):
		return handed(toks, i)
	}
	return false
}

// near gives the words of the same sentence from the i-th's neighbour at distance from to that at distance to.
func near(toks []token, i, from, to int) []string {
	var out []string
	for k := max(0, i+from); k <= i+to && k < len(toks); k++ {
		if toks[k].sent == toks[i].sent && k != i {
			out = append(out, toks[k].word)
		}
	}
	return out
}

// clauseAt gives the words of the clause that holds the i-th, in their order.
func clauseAt(toks []token, i int) []string {
	from, to := i, i
	for from > 0 && !toks[from].clause && toks[from-1].sent == toks[i].sent {
		from--
	}
	for to+1 < len(toks) && !toks[to+1].clause && toks[to+1].sent == toks[i].sent {
		to++
	}
	out := make([]string, 0, to-from+1)
	for _, t := range toks[from : to+1] {
		out = append(out, t.word)
	}
	return out
}

func anyOf(words, list []string) bool {
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, w) })
}

// handed reports whether a carrier, or somebody to us, handed the goods over at i.
func handed(toks []token, i int) bool {
	around, behind := clauseAt(toks, i), near(toks, i, 1, 4)
	before := near(toks, i, -3, -1)
	if anyOf(around, slipWords) || anyOf(around, sayWords) || anyOf(behind, letters) || anyOf(behind, backWords) || anyOf(before, backWords) || anyOf(near(toks, i, -2, -1), ownHand) {
		return false
	}
	switch toks[i].word {
	case "left": // who leaves leaves something
		if len(behind) == 0 || slices.Contains(leavesWords, behind[0]) {
			return false
		}
	case "dropped":
		if !slices.Contains(behind, "off") {
			return false
		}
	}
	for k := max(0, i-8); k < len(toks) && k <= i+6; k++ {
		if toks[k].sent != toks[i].sent || !slices.Contains(carrierWords, toks[k].word) {
			continue
		}
		before := near(toks, k, -2, -1)
		if n := len(before); n > 0 && (slices.Contains(toWords, before[n-1]) || n > 1 && slices.Contains(articles, before[1]) && slices.Contains(toWords, before[0])) {
			continue // "to the courier" is where he took it
		}
		return true
	}
	if slices.Contains(theyBrought, toks[i].word) && anyOf(before, spanishToUs) {
		return true // "they brought it to me": nobody else does
	}
	return anyOf(near(toks, i, -5, -1), passives) && (anyOf(near(toks, i, -5, -1), toUs) || len(behind) > 1 && behind[0] == "to" && slices.Contains(toUs, behind[1]))
}

// fetched reports whether the goods were fetched at i where a carrier keeps them.
func fetched(toks []token, i int) bool {
	before, around := near(toks, i, -4, -1), near(toks, i, -9, 9)
	if !strings.HasPrefix(toks[i].word, "recogi") && !anyOf(near(toks, i, -9, -1), ownHand) && !anyOf(before, goneTo) {
		return false // nobody says that he fetched it
	}
	if anyOf(around, returnWords) || anyOf(before, toBeFetched) || !anyOf(around, placeWords) {
		return false
	}
	switch toks[i].word {
	case "retirer", "recuperer":
		return anyOf(before, goneTo)
	case "picked":
		behind := near(toks, i, 1, 4)
		return slices.Contains(behind, "up") && anyOf(behind, goods)
	case "collected", "fetched":
		return anyOf(near(toks, i, 1, 4), goods)
	}
	return true
}

// turnedUp reports whether "up" at i ends "it turned up".
func turnedUp(toks []token, i int) bool {
	before := near(toks, i, -9, -1)
	n := len(before)
	if n < 2 || !slices.Contains(upWords, before[n-1]) {
		return false
	}
	for n -= 2; n > 0 && slices.Contains(asideWord, before[n]); n-- {
	}
	if n > 1 && digital(before[n]) { // "the amp from order 13025"
		for n--; n > 0 && slices.Contains(ofOrder, before[n]); n-- {
		}
		return slices.Contains(goods, before[n]) || slices.Contains(made, before[n])
	}
	if slices.Contains(goods, before[n]) || !slices.Contains(made, before[n]) {
		return slices.Contains(goods, before[n])
	}
	for k := n - 1; k >= max(0, n-2); k-- { // "our new amp", and not "a hum in my amp"
		if slices.Contains(articles, before[k]) {
			return k == 0 || !slices.Contains(ofOrder, before[k-1])
		}
	}
	return false
}

// digital reports whether a word holds a figure, as an order's number does.
func digital(w string) bool { return strings.ContainsAny(w, "0123456789") }
