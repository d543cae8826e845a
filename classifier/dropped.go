package classifier

import (
	"slices"

	"returndesk/desk"
)

// Two orders of which one is kept and the other one is sent off in a word: "A behalte ich, B weg damit".

// dropped reports whether a text says nothing of its order but that it is not wanted, in a word that says so only beside one that is kept.
func (p *Phrases) dropped(text string) bool {
	return saysOnly(numbered.ReplaceAllString(text, " "), dropWords, dropBeside)
}

// contrast reports whether of two halves the first says that its order is kept, and the second that its own is not. What "stays" or is
// "right" is kept, and "not" beside it would say that the other one is wrong: so it has to be wanted.
func (p *Phrases) contrast(kept, off string) bool {
	return p.dropped(off) && p.onlyKept(kept) && (wantsIt.MatchString(kept) || !bareNot.MatchString(numbered.ReplaceAllString(off, " ")) && staysOn.MatchString(kept))
}

// droppedOf gives the keys of the orders that a mail's parts send off in a word, where they keep another one.
func (p *Phrases) droppedOf(texts []orderText) []string {
	var out []string
	for i, t := range texts {
		if slices.ContainsFunc(texts, func(other orderText) bool { return other.key != t.key && p.contrast(other.text, t.text) }) {
			out = append(out, texts[i].key)
		}
	}
	return out
}

// offClass is the class of an order that is sent off: it is given back where the mail speaks of that.
func offClass(whole *desk.Reading) desk.Class {
	if whole.Class == desk.ClassChangeOfMind {
		return desk.ClassChangeOfMind
	}
	return desk.ClassCancellation
}

var (
	// wantsIt finds that an order is kept by who wants it, staysOn that it stays.
	wantsIt = mustPattern(`(?i)(?:^|[^\pL])(?:keep|keeping|want|behalt\pL*|will|wollen|möchte|moechte|nehme|gard\pL+|conserv\pL+|veux|voulons|prends|quedo|quedamos|quiero|queremos|hou|houd|houden|behoud\pL*|wil|willen|tengo|teniamo|tenere|voglio|vogliamo)(?:[^\pL]|$)`)
	staysOn = mustPattern(`(?i)(?:^|[^\pL])(?:stays|remains|bleibt|bleiben|reste|queda|blijft|resta|rimane)(?:[^\pL]|$)`)
	// bareNot finds a half that says no more than "not".
	bareNot = mustPattern(`(?i)^[\s\pP]*(?:\pL{1,5}\s+)?(?:not|nicht|pas|non|no|niet)[\s\pP]*$`)
)

// The words that send an order off, and those that may stand beside them, folded, in six languages.
const (
	dropWords  = " go out scrap bin drop weg raus streichen entfallen entfaellt fliegt laisse lasciatelo lasciatela oublie oubliez oublier poubelle dehors vire supprimer fuera olvidad olviden olvidadlo olvidenlo quitad quitadlo quitenlo quiten via fuori eliminate eliminatelo toglietelo togliete not nicht pas non no niet schrappen eruit "
	dropBeside = " tomber perdere stare can may the order please and but one goes damit kann koennen darf bitte die der das den und aber on la le l et mais a peut svp s il vous plait commande el los y pero lo por favor pedido il e ed ma invece pure per favore ordine de het en maar mag kan ermee er bestelling aub graag ce celle celui hingegen dagegen par contre cambio "
)

// unaskedOf gives the class of an order of which nothing is asked, or that is sent off beside one that is kept; "" of any other.
func (p *Phrases) unaskedOf(t orderText, off []string, whole *desk.Reading) desk.Class {
	switch {
	case slices.Contains(off, t.key):
		return offClass(whole)
	case p.onlyCame(t.text) || p.onlyKept(t.text) || p.keptIf(t.text) || p.merelyGoesOn(t.text):
		return desk.ClassOther
	}
	return ""
}
