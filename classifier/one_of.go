package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// oneOf finds what says of two orders that only the one is needed which is named behind it, "of the two orders I only need HW-20124",
// in six languages. What is said of the other, and no more, is that it is not.
var oneOf = mustPattern(`(?i)(?:^|[^\pL])(?:of (?:the|my) two orders|von (?:den|meinen) (?:beiden|zwei) bestellungen|des deux commandes|de (?:los|mis) dos pedidos|van (?:de|mijn) twee bestellingen|dei (?:miei )?due ordini),?` +
	`\s(?:[\pL'’]+\s){0,6}?(?:only|just|nur|bloß|bloss|plus que|que|solo|sólo|solamente|alleen|slechts|maar|soltanto)\s`)

// needed are the words that may stand between, or behind, and say that the order is wanted.
var (
	needed    = wordsOf("need want require brauche brauchen will moechte besoin faut veux voudrais necesito necesitamos quiero falta nodig wil serve servono voglio interessa keep behalte garde")
	unneeded  = wordsOf("not nicht kein keine pas ne no non niet geen neither")
	goneWords = wordsOf("can go away be cancelled canceled dropped deleted you may kann koennen koennt ihr sie bitte weg raus entfallen gestrichen streichen storniert stornieren " +
		"peut sauter etre annulee supprimee vous pouvez l annuler supprimer la le lo podeis pueden quitar anular cancelar quitarlo anularlo cancelarlo borrar " +
		"kan mag weg eruit vervallen geannuleerd annuleren worden puo potete toglierlo annullarlo togliere annullare eliminare eliminarlo essere annullato please svp por favor per favore graag and und et y e en the die das noch nog still only other andere autre otro altro one")
)

// meantOther finds who asked for one of two orders to be cancelled and meant the other, in English.
var meantOther = mustPattern(`(?i)\b(?:told|asked|wrote|said)\b[^.?!]*\bcancel\pL*[^.?!\d]*?([\pL-]*\d[\pL\d-]*)[^.?!]*\b(?:but|when|though)\b[^.?!]*?\b(?:it (?:was|is|should (?:be|have been))|i (?:really |actually )?mean(?:t)?)[^.?!\d]*?([\pL-]*\d[\pL\d-]*)`)

// otherMeant gives, of a mail that says so, the order that was named wrongly and is kept, and the one that is meant.
func (p *Phrases) otherMeant(text string) (keep, drop string) {
	m := meantOther.FindStringSubmatch(text)
	if m == nil || len(p.keysIn(text)) != 2 {
		return "", ""
	}
	kept, meant := p.keysIn(m[1]), p.keysIn(m[2])
	if len(kept) != 1 || len(meant) != 1 || kept[0] == meant[0] {
		return "", ""
	}
	return kept[0], meant[0]
}

// oneNeeded gives, of a mail that names two orders and says that only one of them is needed and nothing else, the one that is kept and
// the one that is given up.
func (p *Phrases) oneNeeded(text string) (keep, drop string) {
	at := oneOf.FindStringIndex(text)
	keys := p.keysIn(text)
	if at == nil || len(keys) != 2 || strings.ContainsRune(text, '?') {
		return "", ""
	}
	behind := p.keysIn(text[at[1]:])
	if len(behind) == 0 {
		return "", ""
	}
	s := &scanner{}
	s.scan(numbered.ReplaceAllString(text[at[0]:at[1]], " "))
	lead := slices.Clone(s.toks)
	s = &scanner{}
	s.scan(numbered.ReplaceAllString(text[at[1]:], " "))
	wants := false
	for i, t := range append(lead, s.toks...) {
		if unneeded.has(t.word) && t.word != "ne" {
			return "", ""
		}
		wants = wants || needed.has(t.word)
		if i >= len(lead) && !needed.has(t.word) && !goneWords.has(t.word) && !strings.Contains(keepBeside+keepWords, " "+t.word+" ") {
			return "", ""
		}
	}
	keep = behind[0]
	drop = keys[0]
	if drop == keep {
		drop = keys[1]
	}
	if !wants || drop == keep {
		return "", ""
	}
	return keep, drop
}

// onlyOne gives what a mail says of two orders of which only one is needed.
func onlyOne(keep, drop string) []desk.ReadingPart {
	return []desk.ReadingPart{{Number: keep, Classes: []desk.Class{desk.ClassOther}}, {Number: drop, Classes: []desk.Class{desk.ClassCancellation}}}
}
