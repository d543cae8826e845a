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
				if slices.Contains(e.signals, markUnthreatened) {
					if !threatensYet(toks, h) {
						t.disputes = deny(t.disputes, toks, h)
					}
					return
				}
				if !tradeWords.has(toks[h.from].word) && ofMyself(toks, h) && slices.ContainsFunc(toks[h.from:h.to+1], func(t token) bool { return counsel(t.word) }) {
					return // "I will send the parcel to my lawyer"
				}
				t.disputes = p.lex.hide(t.disputes, toks, h)
			case slices.Contains(e.signals, markBesides):
				if !parted(toks, h) {
					t.besides = p.lex.hide(t.besides, toks, h)
				}
			case slices.Contains(e.signals, markNotOurs):
				if !parted(toks, h) {
					t.notOurs = wholeClause(t.notOurs, toks, h)
				}
			case slices.Contains(e.signals, markKept):
				if !parted(toks, h) {
					t.kept = p.lex.hide(t.kept, toks, h)
				}
			case slices.Contains(e.signals, markCool) && warmed(toks, h), endangers(toks, h):
			case slices.Contains(e.signals, markElse) && likewise(toks):
			case slices.Contains(e.signals, markSound) && (live(toks, h.sent) || within(toks, h.sent)):
			case e.raw || !parted(toks, h):
				t.figures = p.lex.hide(t.figures, toks, h)
			}
			return
		} else if slices.Contains(e.signals, markEnds) && !ended(toks, h) {
			return
		}
		hits = append(hits, h)
	})
	if t.disputes != nil {
		hits = slices.DeleteFunc(hits, func(h hit) bool {
			return slices.Contains(p.lex.blockOf(h).signals, desk.SignalLegalThreat) && t.undisputed(toks, h)
		})
	}
	if t.besides != nil {
		hits = slices.DeleteFunc(hits, func(h hit) bool {
			return p.lex.blockOf(h).class == desk.ClassCancellation && slices.Contains(t.besides[h.from:h.to+1], true)
		})
	}
	if t.figures == nil {
		return hits
	}
	// What stands in a raw block is heard beside a name that it holds: "the heated bed cannot be switched off".
	anew := func(h hit) bool { e := p.lex.blockOf(h); return e.safety && !e.raw }
	hits = slices.DeleteFunc(hits, anew)
	plain := slices.Clone(toks)
	for i := range plain {
		if t.figures[i] {
			plain[i].bits = nil
		}
	}
	p.lex.find(plain, present, func(h hit) {
		if anew(h) {
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

// tradeWords begin what somebody is: "I am a lawyer and need the pad for my office".
var tradeWords = wordsOf("am m is bin ist suis est soy es ben sono e")
