package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// phrases finds the phrases of a text. Where it holds figures of speech ("smoke grey", "burn
// the firmware"), danger is looked for in the other words alone: nothing that they say is
// lost, and a figure beside a real danger hides none of it.
func (p *Phrases) phrases(toks []token, t *tally) []hit {
	var hits []hit
	p.lex.find(toks, func(h hit) {
		if e := p.lex.blockOf(h); e.figure {
			switch {
			case slices.Contains(e.takes, desk.SignalLegalThreat):
				t.disputes = hide(t.disputes, toks, h)
			case slices.Contains(e.signals, markSound) && live(toks, h.sent):
			case e.raw || !parted(toks, h):
				t.figures = hide(t.figures, toks, h)
			}
			return
		}
		hits = append(hits, h)
	})
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
	p.lex.find(plain, func(h hit) {
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

// parted reports whether a comma or the like stands within a phrase: what it parts is
// mostly said of two things.
func parted(toks []token, h hit) bool {
	return slices.ContainsFunc(toks[h.from+1:h.to+1], func(t token) bool { return t.clause })
}

// hide notes the tokens of a figure of speech.
func hide(hidden []bool, toks []token, h hit) []bool {
	if hidden == nil {
		hidden = make([]bool, len(toks))
	}
	for i := h.from; i <= h.to; i++ {
		hidden[i] = true
	}
	return hidden
}
