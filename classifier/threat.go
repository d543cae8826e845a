package classifier

import (
	"returndesk/desk"
)

// markUnthreatened stands with phrases that say that no lawyer, court or bank is gone to.
const markUnthreatened desk.Signal = "_unthreatened"

// A senior looks at a threat, so what may be one stays one: what somebody says that he will not do may hang on something or be put off
// (hangs), and a phrase may only begin with his "not" ("we have not heard of you, so our lawyer ...", "I would not hesitate to sue": turns;
// "I have had no answer, my lawyer will write": a comma).
var (
	hangs = wordsOf("if unless otherwise until yet sooner wenn falls sonst ansonsten andernfalls bevor noch sinon sauf encore salvo todavia aun sino " +
		"indien tenzij anders nog altrimenti ancora before avant antes prima voordat")
	turns = wordsOf("hesitate afraid scared shy reluctant only just so then therefore hence and rather like want wanted prefer choice option mind rule but " +
		"sondern zoegern zoegere scheue scheuen zurueckschrecken nur deshalb daher und moechte will wollen gern gerne lieber mehr anders ausgeschlossen ausschliessen umhin erst sofort gleich " +
		"hesiter hesiterai hesiterons peur seulement donc alors et veux voudrais souhaite aimerais plutot " +
		"sino pero mais maar ma dudar dudare dudo dudaremos miedo solo entonces y quiero quisiera gustaria mas " +
		"aarzelen schromen bang alleen dus wil graag liever meteen " +
		"esitare esitero esito esiteremo paura solo quindi e voglio vorrei vorremmo")
)

// threatensYet reports whether what a phrase denies of a lawyer or a court may be a threat all the same.
func threatensYet(toks []token, h hit) bool {
	for i := range toks {
		at := toks[i].sent
		if at == h.sent && hangs.has(toks[i].word) || i > h.from && i <= h.to && toks[i].clause || i >= h.from && i <= h.to && turns.has(toks[i].word) {
			return true
		}
	}
	return false
}

// deny marks the words of a phrase that denies a threat, and those behind it in its clause: "not going to sue you in court".
func deny(denied []bool, toks []token, h hit) []bool {
	if denied == nil {
		denied = make([]bool, len(toks))
	}
	for i := h.from; i < len(toks) && toks[i].sent == h.sent; i++ {
		if i > h.to && (toks[i].clause || turns.has(toks[i].word)) {
			break
		}
		denied[i] = true
	}
	return denied
}
