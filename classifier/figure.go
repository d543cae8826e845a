package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// phrases finds the phrases of a text. Where it holds figures of speech ("smoke grey", "burn
// the firmware"), danger is looked for in the other words alone: nothing that they say is
// lost, and a figure beside a real danger hides none of it.
func (p *Phrases) phrases(toks []token, present *presence, t *tally) []hit {
	var hits []hit
	p.lex.find(toks, present, func(h hit) {
		if e := p.lex.blockOf(h); e.figure {
			switch {
			case slices.Contains(e.takes, desk.SignalLegalThreat):
				if h.to == h.from+1 && parted(toks, h) {
					return // "I go to the rechter, knop or not": two words side by side, and no phrase
				}
				if ofMyself(toks, h) && slices.ContainsFunc(toks[h.from:h.to+1], func(t token) bool { return counsel(t.word) }) {
					return // "I will send the parcel to my lawyer"
				}
				t.disputes = p.lex.hide(t.disputes, toks, h)
			case slices.Contains(e.signals, markKept):
				if !parted(toks, h) {
					t.kept = p.lex.hide(t.kept, toks, h)
				}
			case slices.Contains(e.signals, markCool) && warmed(toks, h), endangers(toks, h):
			case slices.Contains(e.signals, markSound) && (live(toks, h.sent) || within(toks, h.sent)):
			case e.raw || !parted(toks, h):
				t.figures = p.lex.hide(t.figures, toks, h)
			}
			return
		}
		hits = append(hits, h)
	})
	if t.disputes != nil {
		hits = slices.DeleteFunc(hits, func(h hit) bool {
			return slices.Contains(p.lex.blockOf(h).signals, desk.SignalLegalThreat) && t.undisputed(toks, h)
		})
	}
	if t.figures == nil {
		return hits
	}
	hits = slices.DeleteFunc(hits, func(h hit) bool { return p.lex.blockOf(h).safety })
	plain := slices.Clone(toks)
	for i := range plain {
		if t.figures[i] {
			plain[i].bits = nil
		}
	}
	p.lex.find(plain, present, func(h hit) {
		if p.lex.blockOf(h).safety {
			hits = append(hits, h)
		}
	})
	return hits
}

// blockOf gives the block of the phrase that was found.
func (l *lexicon) blockOf(h hit) *effect { return &l.blocks[l.rules[h.rule].block] }

// livePart are the beginnings of words, folded, of parts that carry current or hold it, in six languages.
var livePart = []string{"plug", "socket", "outlet", "adapter", "adaptor", "charger", "batter", "psu", "transformer", "cable", "cord", "wire", "fuse", "power", "supply",
	"stecker", "steckdose", "netzteil", "netzstecker", "ladegeraet", "akku", "trafo", "kabel", "sicherung", "prise", "fiche", "chargeur", "adaptateur", "alimentation", "pile",
	"enchufe", "cargador", "adaptador", "bateria", "fuente", "clavija", "stopcontact", "lader", "oplader", "voeding", "accu", "snoer", "zekering",
	"presa", "spina", "caricatore", "caricabatteri", "alimentator", "adattatore", "cavo", "trasformatore"}

// live reports whether a sentence speaks of a part that carries current: what crackles there may be that part.
func live(toks []token, sent int32) bool {
	return slices.ContainsFunc(toks, func(t token) bool {
		return t.sent == sent && slices.ContainsFunc(livePart, func(p string) bool { return strings.HasPrefix(t.word, p) })
	})
}

// inner are words, folded, of the inside of a thing, of one that is switched off, and of a flash: what sizzles there is no
// sound of a channel.
var inner = strings.Fields("inside internally housing casing cabinet flash flashes blitz blitze blitzt eclair eclairs destello destellos chispazo lampo lampi flits flitsen enclosure chassis off innen inneren innern drinnen drin gehaeuse ausgeschaltet ausgeschaltetem ausgeschalteten " +
	"interieur dedans boitier eteint eteinte dentro interior carcasa chasis caja apagado apagada interno scatola telaio involucro scocca spento spenta binnen binnenin binnenste behuizing uit uitstaat uitgeschakeld")

// within reports whether a sentence has one of those words, or the German "aus ist".
func within(toks []token, sent int32) bool {
	for i := range toks {
		if toks[i].sent != sent {
			continue
		}
		off := i > 0 && toks[i-1].word == "aus" && (toks[i].word == "ist" || toks[i].word == "war")
		if off || slices.Contains(inner, toks[i].word) {
			return true
		}
	}
	return false
}

// endangers reports whether what a figure names smokes or overheats by the words right behind it: "the heated bed overheats".
func endangers(toks []token, h hit) bool {
	return slices.ContainsFunc(near(toks, int(h.to), 1, 2), func(w string) bool {
		return slices.ContainsFunc([]string{"smokes", "smoking", "overheat", "ueberhitz", "surchauff", "sobrecal", "surriscald", "oververhit", "runaway"}, func(b string) bool { return strings.HasPrefix(w, b) })
	})
}

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
	untilWords = strings.Fields("until till before now today since bevor bis jetzt heute seit seitdem vorher avant jusqu maintenant depuis antes hasta ahora hoy desde prima finche adesso oggi da totdat nu vandaag sinds eerder voorheen")
	goesOnSo   = strings.Fields("mehr more anymore longer plus mas piu meer like so such wie comme como come zoals as this ainsi tanto asi cosi")
	askVerb    = strings.Fields("is are isn ist sind wird est is wordt esta estan e sono")
)

// undisputed reports whether a phrase of a threat threatens nobody: it ends in words that dispute a finding, or its lawyer is to
// be brought a parcel.
func (t *tally) undisputed(toks []token, h hit) bool {
	for i := h.from; i <= h.to; i++ {
		if t.disputes[i] && (i == h.to || counsel(toks[i].word)) {
			return true
		}
	}
	return false
}

// ofMyself reports whether somebody says of himself what stands in a phrase: a word for him stands shortly before it, or within.
func ofMyself(toks []token, h hit) bool {
	for i := h.to; i >= max(0, h.from-4) && toks[i].sent == h.sent; i-- {
		if slices.Contains([]string{"i", "we", "ich", "wir", "ik", "wij"}, toks[i].word) {
			return true
		}
	}
	return false
}

// counsel reports whether a word, folded, means a lawyer, in six languages.
func counsel(word string) bool {
	return slices.ContainsFunc([]string{"lawyer", "solicitor", "attorney", "barrister", "anwalt", "anwaelt", "rechtsanw", "avocat", "abogad", "advoca", "avvocat"}, func(b string) bool { return strings.HasPrefix(word, b) })
}

// parted reports whether a comma or the like stands within a phrase: what it parts is
// mostly said of two things.
func parted(toks []token, h hit) bool {
	return slices.ContainsFunc(toks[h.from+1:h.to+1], func(t token) bool { return t.clause })
}

// hide notes the tokens of a figure of speech. What stands in its gaps is none: "the USB port melted and came off".
func (l *lexicon) hide(hidden []bool, toks []token, h hit) []bool {
	if hidden == nil {
		hidden = make([]bool, len(toks))
	}
	l.spell(toks, l.rules[h.rule].steps, h.from, h.to, hidden)
	return hidden
}

// spell marks the tokens that are the steps of a phrase which was found from one token to another.
func (l *lexicon) spell(toks []token, steps []step, i, to int, marked []bool) bool {
	if !toks[i].bits.has(steps[0].elem) {
		return false
	}
	if len(steps) == 1 {
		marked[i] = marked[i] || i == to
		return i == to
	}
	for j := i + 1; j <= min(to, i+1+steps[1].gap); j++ {
		if l.spell(toks, steps[1:], j, to, marked) {
			marked[i] = true
			return true
		}
	}
	return false
}
