package facts

import (
	"slices"
	"strings"
)

// clause is a part of a sentence with what it says of the diagnostic.
type clause struct {
	words []string
	other int // where it names another device or cable, -1 where it does not
	gear  int // where that thing's word stands, or any thing's
}

// clausesOf parts a text at its pauses and contrasts. The last part of a question is left out.
func clausesOf(text string) []clause {
	var out []clause
	start := 0
	add := func(sentence string, question bool) {
		var words []string
		var parts [][]string
		end := func() {
			if len(words) > 0 {
				parts, words = append(parts, words), nil
			}
		}
		for _, w := range tokens(sentence) {
			if w == pause {
				end()
				continue
			}
			if french := w == "ma" && listed(" de d sur avec a chez pour par dans en que et ou comme ", last(words)); listed(diagBut, w) && !french {
				end()
			}
			words = append(words, w)
		}
		end()
		if question && len(parts) > 0 {
			parts = parts[:len(parts)-1]
		}
		for _, p := range parts {
			if p = withoutTrouble(p); len(p) > 0 {
				out = append(out, clauseOf(p))
			}
		}
	}
	for i, r := range text {
		if strings.ContainsRune(".!?\n", r) {
			add(text[start:i], r == '?')
			start = i + 1
		}
	}
	add(text[start:], false)
	return out
}

// last is the last word, "" of none.
func last(words []string) string {
	if len(words) == 0 {
		return ""
	}
	return words[len(words)-1]
}

// withoutTrouble drops a "without" that denies a problem, and "same" where it is of a time or a make.
func withoutTrouble(words []string) []string {
	var out []string
	for i, w := range words {
		next := ""
		if i+1 < len(words) {
			next = words[i+1]
		}
		if listed(diagNot, w) && listed(" problem problems problema problemas probleme problemes problemi problemen trouble issue issues bother prob probs inconveniente ", next) ||
			listed(diagSame, w) && listed(" year time model make day order week way machine zeit jahr tag modell annee temps jour modele ano tiempo dia modelo jaar tijd dag anno tempo giorno modello ", next) {
			continue
		}
		out = append(out, w)
	}
	return out
}

// clauseOf finds in words the thing with which it was tried: "another usb cable", "le câble
// différent", "my wife's laptop".
func clauseOf(words []string) clause {
	c := clause{words: words, other: -1, gear: -1}
	for i, w := range words {
		if !listed(diagGear, w) {
			continue
		}
		if c.gear < 0 {
			c.gear = i
		}
		for j := max(0, i-4); j <= min(i+4, len(words)-1); j++ {
			beside := j >= i-3 && j < i || j == i+1
			if counts(words, j) && beside || people(words, j) && j != i {
				c.gear, c.other = i, min(i, j)
				for c.other > 0 && listed(" my the a an one mein meine das die der ein eine mon ma mes un une le la mi mis el los las mijn het de een il i gli l d ", words[c.other-1]) {
					c.other--
				}
				return c
			}
		}
	}
	return c
}

// counts reports whether the word at j tells a thing from the one at hand: "another", "two", and not a make's figure.
func counts(words []string, j int) bool {
	model := j > 0 && listed(diagNumbered, words[j-1]) && digit(words[j][0])
	return listed(diagOther, words[j]) && !model
}

// people reports whether the word at j is of somebody else, whose thing it may be. A French "son" is the thing's own.
func people(words []string, j int) bool {
	if words[j] == "son" && (j == 0 || !listed(" my our his her their the a ", words[j-1])) {
		return false
	}
	return listed(diagPeople, words[j])
}

func (c clause) has(list string) bool {
	return has(c.words, list)
}

func (c clause) before(i int) string {
	for i--; i > 0 && listed(" my the a an this that our mein meine meinem meinen dem den der mon ma mes le la l mi mis el mijn de het il mio mia ", c.words[i]); i-- {
	}
	return c.words[max(i, 0)]
}

// fails reports whether it says that nothing has changed.
func (c clause) fails() bool {
	return (c.has(diagSame) || c.has(diagToo)) && !c.works() || c.has(diagDead) || c.has(diagNot) && c.has(diagVerb)
}

// works reports whether it says that it works.
func (c clause) works() bool {
	return c.has(diagVerb) && !c.has(diagNot) && !c.has(diagDead) && !c.changes()
}

// goes reports whether it says in so many words that it works, and not of a cable "that works with my phone".
func (c clause) goes() bool {
	if !c.works() || c.has(diagSame) || c.has(" still immer toujours sigue steeds ancora aus ") {
		return false
	}
	i := slices.IndexFunc(c.words, func(w string) bool { return listed(diagGoes, w) })
	return i > 0 && !listed(" that which who qui que che die das der ", c.words[i-1])
}

// well reports whether it says that all is well there.
func (c clause) well() bool { return c.has(diagWell) && !c.has(diagNot) && !c.has(diagDead) }

// changes reports whether its verb is of a difference, which is none of working.
func (c clause) changes() bool {
	return c.has(" change changes changed difference andert geandert unterschied changement cambia diferencia verandert verschil differenza help helps helped hilft geholfen aide ayuda helpt aiuta detect recognise recognize ") || c.has(diagTry)
}

// lacks reports whether it says that there is nothing to try it with.
func (c clause) lacks() bool {
	if c.gear >= 0 && c.has(diagOnly) && c.has(diagHave) {
		return true
	}
	if c.other < 0 || c.has(diagTried) {
		return false
	}
	return c.has(diagHave) && c.has(diagNot) && !c.has(diagVerb) && !c.has(diagDead) || c.has(diagTry) && c.cannot()
}

// cannot reports whether a word of what he can do is turned: "I can't try another cable".
func (c clause) cannot() bool {
	for i, w := range c.words {
		if w == "cannot" {
			return true
		}
		if !listed(diagSoon, w) {
			continue
		}
		if i+1 < len(c.words) && listed(" t not nicht pas niet keinen kein geen ", c.words[i+1]) || i > 0 && listed(" no non ne ", c.words[i-1]) {
			return true
		}
	}
	return false
}

// undone reports whether it speaks of what he would do, or has not done.
func (c clause) undone() bool {
	if c.has(diagSoon) && !c.cannot() && !c.has(diagSame) && !c.has(diagDead) {
		return true
	}
	for i, w := range c.words {
		if listed(diagTried, w) {
			for j := max(0, i-3); j < i; j++ {
				if listed(" not t haven never nicht nie kein keine keinen ne n pas jamais no nunca niet nooit geen non mai ", c.words[j]) {
					return true
				}
			}
		}
	}
	return false
}

// comparesUnit reports whether it says that another item like it works: "my old keyboard works on it".
func (c clause) comparesUnit() bool {
	if !c.works() {
		return false
	}
	for i, w := range c.words {
		if i > 0 && listed(diagUnit, w) && listed(diagOther+" old alte alten alter ancien vieux vieille viejo vieja antiguo oude vecchio vecchia ", c.words[i-1]) {
			return true
		}
	}
	return false
}

// there reports whether it says no more of other cables and devices than that they are there: in the box, in
// the house. Nothing was tried with them yet.
func (c clause) there() bool {
	if c.other < 0 || c.has(diagTried) || c.has(diagUsed) || c.works() {
		return false
	}
	arrives := c.has(diagIs) && (c.has(diagIn) || c.other > 0 && listed(" with mit avec con met ", c.words[c.other-1]) && c.has(" came comes arrived "))
	owns := c.other > 0 && listed(diagHave, c.words[c.other-1]) && !c.fails()
	return arrives || owns
}
