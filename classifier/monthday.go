package classifier

import (
	"slices"
	"strings"
	"time"
)

// otherMatter reports whether a clause or a conjunction parts two words of a sentence.
func otherMatter(toks []token, from, to int) bool {
	for k := from + 1; k <= to; k++ {
		if toks[k].clause || slices.Contains(joiners[:7], toks[k].word) || slices.Contains(partingWords, toks[k].word) {
			return true
		}
	}
	return false
}

// lastWeek reports whether the weekday that word(0) names is one of the week before: "Tuesday last week".
func lastWeek(word func(int) string) bool {
	for _, n := range []int{-1, 1, 2, 3, 4} {
		if slices.Contains(weekWords, word(n)) && (slices.Contains(pastWords, word(n-1)) || n > 0 && slices.Contains(pastWords, word(n+1))) {
			return true
		}
	}
	return false
}

// dayAlone reads the day of a month that is not named: "on the 12th", "le 19", "am 4.". It is the latest that does not lie ahead,
// as with a month whose year is not named; where that month has no such day, it is none, and the date is asked for.
func dayAlone(toks []token, k int, day time.Time) (time.Time, bool) {
	n, ok := ordinal(toks[k].word)
	if !ok || !namesDay(toks, k) || !endsDay(toks, k) {
		return day, false
	}
	y, m := day.Year(), day.Month()
	if n > day.Day() {
		m--
	}
	t := time.Date(y, m, n, 0, 0, 0, 0, time.UTC)
	return t, t.Day() == n
}

// namesDay reports whether what stands before a number at k makes it a day of the month.
func namesDay(toks []token, k int) bool {
	before, w := near(toks, k, -2, -1), toks[k].word
	n := len(before)
	if n == 0 {
		return false
	}
	switch last := before[n-1]; last {
	case "the":
		return n > 1 && before[0] == "on" && w != strings.TrimRight(w, "stndrh")
	case "le", "el", "il", "am", "dia", "giorno":
		return true
	case "de", "op": // "op de 19e", "op 4"
		return last == "op" || n > 1 && before[0] == "op"
	case "l":
		return w == "8" || w == "11" || w == "1"
	}
	return false
}

// endsDay reports whether the word behind a number at k begins something else: "the 4th key" is no day.
func endsDay(toks []token, k int) bool {
	if k+1 >= len(toks) || toks[k+1].para != toks[k].para {
		return true
	}
	next := &toks[k+1]
	if next.sent == toks[k].sent {
		return next.clause || behindDay.has(next.word)
	}
	// The dot of "am 4." ends a sentence for the eye alone: "am 2. Kanal".
	return toks[k-1].word != "am" || newSentence.has(next.word)
}

// dayBefore reads such a day that stands before the word of arriving at i: "am 4. angekommen", "le 19 je l'ai reçu".
func dayBefore(toks []token, i int, day time.Time) (time.Time, bool) {
	for k := i - 1; k >= max(0, i-5) && toks[k].sent == toks[i].sent && !toks[k+1].clause && !parts(toks, k, i); k-- {
		if t, ok := dayAlone(toks, k, day); ok {
			return t, true
		}
	}
	return day, false
}

// parts reports whether a conjunction stands at k. "È arrivato" has none, folded though it is.
func parts(toks []token, k, i int) bool {
	w := toks[k].word
	return slices.Contains(joiners, w) && !(w == "e" && k == i-1)
}

// moneyCame reports whether what came at i is money that was paid back, or a letter of ours: "your refund came yesterday".
func moneyCame(toks []token, i int) bool {
	for k := i - 1; k >= max(0, i-4) && toks[k].sent == toks[i].sent && !toks[k+1].clause; k-- {
		switch w := toks[k].word; {
		case itself.has(w), parts(toks, k, i):
			return false
		case comingMoney.has(w):
			return true
		}
	}
	for k := i + 1; k <= i+4 && k < len(toks) && toks[k].sent == toks[i].sent && !toks[k].clause && !slices.Contains(joiners, toks[k].word); k++ {
		if comingMoney.has(toks[k].word) {
			return gettingWords.has(toks[i].word)
		}
	}
	return false
}

// scannedAt reports whether the word of arriving at i tells of a place that the parcel's tracking names: "arrived in
// Memphis according to tracking".
func scannedAt(toks []token, i int) bool {
	behind := near(toks, i, 1, 1)
	if len(behind) == 0 || !placedIn.has(behind[0]) {
		return false
	}
	return anyOf(near(toks, i, -9, 12), trackingWords)
}
