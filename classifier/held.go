package classifier

import (
	"maps"
	"slices"
	"strings"
	"time"
)

// Who has had the goods "since Monday" or "for three days" got them then. Only a pronoun stands for the goods:
// who has had "this noise" since Monday dates a fault.
var holding = map[string]struct{ held, thing []string }{
	"since":  {strings.Fields("had have"), strings.Fields("it them")},
	"for":    {strings.Fields("had"), strings.Fields("it them")},
	"seit":   {strings.Fields("habe haben hab bei"), strings.Fields("sie ihn es mir uns")},
	"depuis": {strings.Fields("l les"), strings.Fields("ai avons")},
	"desde":  {strings.Fields("lo la los las"), strings.Fields("tengo tenemos")},
	"sinds":  {strings.Fields("heb hebben"), strings.Fields("hem het ze haar")},
	"da":     {strings.Fields("l li le"), strings.Fields("ho abbiamo")},
}

// holdingWords are the words of holding, to be asked for first.
var holdingWords = wordsOf(slices.Collect(maps.Keys(holding))...)

// held resolves the date from which somebody says to have had the goods, where one of those words stands at i.
func (c *calendar) held(toks []token, i int, day time.Time, negator int) (time.Time, bool) {
	if !holdingWords.has(toks[i].word) {
		return day, false
	}
	pair := holding[toks[i].word]
	if c.hypothetical(toks, i, negator) {
		return day, false
	}
	before := near(toks, i, -2, -1)
	has := len(before) == 2 && slices.Contains(pair.thing, before[1]) && slices.Contains(pair.held, before[0])
	if toks[i].word == "for" && !anyOf(near(toks, i, -5, -3), haveWords) {
		return day, false // "I had it for two weeks, years ago"
	}
	if english := pair.thing[0] == "it"; english && !anyOf(near(toks, i, -5, -3), weWords) {
		return day, false // the workshop has had it
	}
	last := i + 3
	if toks[i].word == "for" {
		last = i + 1 // "for under 30 days" is no day
	}
	for k := i + 1; k <= last && k < len(toks) && toks[k].sent == toks[i].sent; k++ {
		// "the pad has stood here with us since Monday": German names the place behind the day.
		behind := near(toks, k, 1, 4)
		with := slices.Index(behind, "bei")
		if with >= 0 && (with+2 < len(behind) && !heldAlone(toks, k+with+3) || !anyOf(near(toks, i, -6, -1), beingWords)) {
			with = -1 // "it is broken at mine since Monday"
		}
		if !has && !(toks[i].word == "seit" && with >= 0 && with < 3 && with+1 < len(behind) && slices.Contains(toUs, behind[with+1])) {
			continue
		}
		if n, ok := c.count(toks[k].word); ok && k+1 < len(toks) && toks[k+1].sent == toks[k].sent {
			if u, ok := c.unit[toks[k+1].word]; ok && (!has || heldAlone(toks, k+2)) {
				return day.AddDate(0, 0, -n*u), true
			}
		}
		if t, ok := c.at(toks, k, day, "recu"); ok && toks[i].word != "for" && (!has || heldAlone(toks, k+1)) {
			return t, true
		}
	}
	return day, false
}

// heldAlone reports whether nothing that was done follows at k the day since which one has something: "ich habe es seit Montag", unlike
// "ich habe es seit Montag nicht mehr benutzt".
func heldAlone(toks []token, k int) bool {
	return k >= len(toks) || toks[k].sent != toks[k-1].sent || toks[k].clause || slices.Contains(joiners, toks[k].word) ||
		slices.Contains(restWords, toks[k].word)
}

// theirs reports whether it is the shop that something reached at i: a return, or a parcel that came back; or somebody else
// whose parcel it was, or a place on the way.
func theirs(toks []token, i int) bool {
	before, behind := near(toks, i, -4, -1), near(toks, i, 1, 4)
	if n := len(before); n > 0 && slices.Contains(youSubject, before[n-1]) {
		return true
	}
	if n := len(before); n > 0 && toks[i].word == "came" && slices.Contains(weWords, before[n-1]) {
		return true // "I came on the 4th, and it was gone"
	}
	if around := clauseAt(toks, i); strangers(around) || onTheWay(around) {
		return true
	}
	for _, words := range [][]string{before, behind} {
		for n := 1; n < len(words); n++ {
			if slices.Contains(youWords, words[n]) && slices.Contains(toYouWords, words[n-1]) {
				return true
			}
		}
	}
	return len(behind) > 0 && slices.Contains(behind[:min(2, len(behind))], "back") || anyOf(before, sentBackWords)
}

// strangers reports whether words name the parcel of somebody else: "my neighbour's parcel", "el paquete de mi vecino".
func strangers(words []string) bool {
	for i, w := range words {
		switch {
		case deliveries.has(w) && i+2 < len(words) && slices.Contains(ofWords, words[i+1]) && anyOf(words[i+2:min(i+4, len(words))], othersWords):
			return true
		case slices.Contains(strangerWords, w):
			for _, next := range words[i+1 : min(i+4, len(words))] {
				if slices.Contains(ourWords, next) {
					break
				}
				if deliveries.has(next) {
					return true
				}
			}
		}
	}
	return false
}

// onTheWay reports whether words name a place at which parcels only pass: "arrived at customs".
func onTheWay(words []string) bool {
	for i, w := range words {
		if i > 0 && slices.Contains(hubWords, w) && slices.Contains(atWords, words[i-1]) {
			return true
		}
	}
	return false
}

// fellThrough reports whether the words of a clause say that a delivery was none.
func fellThrough(words []string) bool {
	return anyOf(words, failedWords) ||
		anyOf(words, deniedWords) && anyOf(words, happenWords) || slices.Contains(words, "never")
}

// deliveries are the nouns of what came: "yesterday's parcel", "la livraison de lundi".
var deliveries = wordsOf("delivery parcel package lieferung paket livraison colis entrega paquete consegna pacco levering pakket pakje")

// dayOf resolves the day that a delivery is named by at i.
func (c *calendar) dayOf(toks []token, i int, day time.Time) (time.Time, bool) {
	if !deliveries.has(toks[i].word) || fellThrough(clauseAt(toks, i)) {
		return day, false
	}
	if i > 0 && toks[i-1].sent == toks[i].sent && !toks[i].clause && slices.Contains(englishGoods, toks[i].word) {
		if w := toks[i-1].word; c.today[w] || c.ytd[w] {
			return c.at(toks, i-1, day, "")
		}
		if i > 1 && toks[i-2].word == "this" {
			return c.at(toks, i-1, day, "")
		}
	}
	if behind := near(toks, i, 1, 1); i+2 < len(toks) && len(behind) == 1 && toks[i+2].sent == toks[i].sent && slices.Contains(fromWords, behind[0]) {
		k := i + 2
		if slices.Contains(thisWords, toks[k].word) && k+1 < len(toks) {
			k++
		}
		w := toks[k].word
		if _, weekday := c.weekday[w]; !c.today[w] && !c.ytd[w] && (!weekday || len(w) < 4) && k == i+2 {
			return day, false // "de mon clavier" is no Monday
		}
		return c.at(toks, k, day, "recu")
	}
	return day, false
}
