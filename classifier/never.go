package classifier

import (
	"slices"
	"strings"
)

// What never was, or is not, may be so at another time: who says so takes no danger back.

// warmed reports whether a sentence that says of a thing that it is not hot may tell of one that is, or was: it has a word of
// another time, or begins as a question does ("is that not hot?").
func warmed(toks []token, h hit) bool {
	if next := h.to + 1; next < len(toks) && toks[next].sent == h.sent && slices.Contains(goesOnSo, toks[next].word) {
		return true
	}
	times := otherTime
	if slices.ContainsFunc(toks[h.from:h.to+1], func(t token) bool { return slices.Contains(neverWords, t.word) }) {
		times = untilWords
	}
	for i := range toks {
		if toks[i].sent == h.sent && (slices.Contains(times, toks[i].word) || dutchUntil(toks, i)) {
			return true
		}
	}
	i := h.from
	return i > 1 && toks[i-2].clause && slices.Contains(askVerb, toks[i-2].word)
}

// began reports whether a thing of which somebody says that it never did something did so in the end: "it never smoked until
// yesterday".
func began(toks []token, h hit) bool {
	never := false
	for i := max(0, h.from-3); i < len(toks) && toks[i].sent <= h.sent; i++ {
		switch {
		case toks[i].sent < h.sent:
		case i < h.from:
			never = never || slices.Contains(neverWords, toks[i].word)
		case never && (slices.Contains(beginWords, toks[i].word) || dutchUntil(toks, i)):
			return true
		}
	}
	return false
}

// ended reports whether a phrase ends its clause: "never smoked before, but today it did", and not "but today it did nothing".
func ended(toks []token, h hit) bool {
	next := h.to + 1
	return next == len(toks) || toks[next].sent != h.sent || toks[next].clause
}

// likewise reports whether a mail tells of the writer's own thing what he heard of others': "mine does the same".
func likewise(toks []token) bool {
	return slices.ContainsFunc(toks, func(t token) bool { return slices.Contains(sameWords, t.word) })
}

// dutchUntil reports whether a token is the Dutch "until", which in German is "dead": a day or somebody follows it.
func dutchUntil(toks []token, i int) bool {
	return toks[i].word == "tot" && i+1 < len(toks) && toks[i+1].sent == toks[i].sent &&
		slices.Contains([]string{"gisteren", "vandaag", "vanmorgen", "nu", "vorige", "deze", "ik", "hij", "het", "we", "de", "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag"}, toks[i+1].word)
}

// otherTime are words, folded, of a time at which a thing is otherwise; askVerb those with which a question begins.
var (
	otherTime = strings.Fields("was were before until till unless usually normally otherwise yesterday first war waren wurde bevor bis sonst normalerweise gestern zuerst anfangs etait avant jusqu sinon normalement hier habitude " +
		"estaba era antes hasta normalmente ayer era stata stato prima finche normalmente ieri eerst anders normaal gesproken gisteren totdat werd")
	// What never was is not so at another time, unless it began: untilWords; goesOnSo follow what was so, or is so in another way: "smokes
	// nothing any more", "never smoked like that".
	neverWords = strings.Fields("never nie niemals jamais nunca jamas mai nooit")
	beginWords = strings.Fields("until till bis avant jusqu hasta fino finche totdat")
	untilWords = strings.Fields("until till fino before now today since bevor bis jetzt heute seit seitdem vorher avant jusqu maintenant depuis antes hasta ahora hoy desde prima finche adesso oggi da totdat nu vandaag sinds eerder voorheen")
	goesOnSo   = strings.Fields("mehr more anymore longer plus mas piu meer like so such wie comme como come zoals as this ainsi tanto asi cosi")
	// sameWords make of others' case one's own.
	sameWords = strings.Fields("same too also likewise auch ebenso genauso gleiche gleichen dasselbe aussi pareil meme idem tambien igual mismo misma ook hetzelfde zelfde anche stesso stessa uguale")
	askVerb   = strings.Fields("is are isn ist sind wird est is wordt esta estan e sono")
)
