package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// between finds where a sentence may go on to another order: "B arrived, and please cancel A".
var between = mustPattern(`(?i)[;,:–—]\s+|\s-\s|\s(?:and|but|while|since|because|only|just|und|aber|sondern|nur|während|da|weil|et|mais|seulement|puisque|car|y|pero|sino|solo|sólo|porque|e|ed|ma|bensì|però|perché|poiché|en|maar|alleen|terwijl|want|omdat)\s`)

// hearing reads a text's matter, and how sure that is.
type hearing func(text string) (desk.Class, float64)

// halves cuts a sentence that names several orders where each half says something of its own about its
// orders: that they have come or are kept, or what is the matter with them. It gives nil where none does, as in "cancel A and, if
// possible, B", where the words say that the same holds for both, and where one half hangs on the other: "if B is late,
// cancel A". Of "not B, only A" the second half is said to be elliptic: what is denied of B is asked of A. A half
// with several orders, "keep A and B, cancel C", is given once for each.
func (p *Phrases) halves(sentence string, hears hearing) (pieces []string, elliptic bool) {
	if at := strings.IndexByte(sentence, ':'); at > 0 && len(p.keysIn(sentence[:at])) == 0 && p.saysOutright(sentence[:at]) == "" && len(p.keysIn(sentence[at:])) > 1 {
		sentence = sentence[at+1:] // "one is enough: finish A and cancel B"
	}
	keys := len(p.keysIn(sentence))
	if sameAgain.MatchString(sentence) || ofAllOrders(sentence) || keys > mostParts {
		return nil, false
	}
	for _, at := range between.FindAllStringIndex(sentence, mostCuts) {
		first, second := sentence[:at[0]+1], sentence[at[0]+1:]
		if len(p.keysIn(first)) == 0 || len(p.keysIn(first))+len(p.keysIn(second)) != keys || len(p.keysIn(second)) == 0 ||
			onCondition.MatchString(first) || onCondition.MatchString(second) || keys == 2 && (joined.MatchString(opening.ReplaceAllString(second, "")) || lists.MatchString(sentence)) {
			continue
		}
		if keys > 2 {
			if !listsOrders(first) || !listsOrders(second) {
				continue
			}
			if p.noMatter(first) && plainly(hears, second) || plainly(hears, first) && p.noMatter(second) {
				return append(p.oneEach(first), p.oneEach(second)...), false
			}
			continue
		}
		if bare := numbered.ReplaceAllString(second, " "); p.denies(first) && (onlyThis.MatchString(bare) || thatIs.MatchString(bare)) {
			return []string{first, second}, true
		}
		if p.contrast(first, second) || p.contrast(second, first) {
			return []string{first, second}, false
		}
		if p.says(first, second, hears) && p.says(second, first, hears) || p.differ(first, second, hears) {
			return []string{first, second}, false
		}
	}
	return nil, false
}

// listsOrders reports whether a text says one thing of all the orders that it names: nothing but what joins them stands
// between their numbers, and all that it says stands before them or all behind.
func listsOrders(text string) bool {
	parts := numbered.Split(opening.ReplaceAllString(text, ""), -1)
	last := len(parts) - 1
	if last < 2 {
		return true
	}
	if !joins.MatchString(parts[0]) && !joins.MatchString(parts[last]) {
		return false
	}
	return !slices.ContainsFunc(parts[1:last], func(s string) bool { return !joins.MatchString(s) })
}

// joins matches what stands between two numbers of a list, or beside it and says nothing.
var joins = mustPattern(`(?i)^(?:[\s\pP&+/]|\b(?:and|und|et|y|e|ed|en|the|order|orders|number|no|die|der|bestellung|bestellungen|nr|la|les|commande|commandes|el|los|pedido|pedidos|il|l|gli|ordine|ordini|de|` +
	`bestelling|bestellingen|please|thanks|bitte|danke|merci|por favor|gracias|per favore|grazie|graag|bedankt)\b)*$`)

// plainly reports whether a matter stands plainly in a text.
func plainly(hears hearing, text string) bool {
	c, sure := hears(text)
	return matter(c) && sure >= plainMatter
}

// oneEach gives a text once for each order that it names, with that one's name alone.
func (p *Phrases) oneEach(text string) []string {
	var out []string
	found := p.findNumbers(Input{NewText: text})
	for _, key := range p.keysIn(text) {
		one := text
		for _, n := range found {
			if n.Key != key {
				one = strings.ReplaceAll(one, n.Written, "")
			}
		}
		out = append(out, one+" ")
	}
	return out
}

// denies reports whether a half says that its order is not to be cancelled, or changed.
func (p *Phrases) denies(half string) bool {
	return kept.MatchString(half) || leftAlone.MatchString(half)
}

// differ reports whether two halves have each a matter of its own, one of them plainly, and the second speaks
// of its own order alone: "B arrived broken, and please cancel A", but not "B arrived broken, please cancel it and A".
func (p *Phrases) differ(first, second string, hears hearing) bool {
	if p.means(second) {
		return false
	}
	a, sure := hears(first)
	b, surer := hears(second)
	return matter(a) && matter(b) && a != b && min(sure, surer) >= heardMatter && max(sure, surer) >= plainMatter
}

// means reports whether a half may mean the order of the one before: by a word that points back, unless the half has named its own order
// before that word, "and B you may cancel, too".
func (p *Phrases) means(half string) bool {
	at := pointsBack.FindStringIndex(half)
	return at != nil && len(p.keysIn(half[:at[0]])) == 0
}

// The confidence of a matter that is heard in a half, and that of one that stands there plainly.
const (
	heardMatter = 0.6
	plainMatter = 0.85
)

// onCondition finds a half that is the condition of the other, in six languages.
var onCondition = mustPattern(`(?i)^[\s,;:–—-]*(?:(?:and|but|und|aber|et|mais|y|pero|e|ed|ma|en|maar)\s+)?(?:(?:only|just|nur|seulement|solo|sólo|soltanto|alleen)\s+)?(?:if|unless|otherwise|else|or else|provided|once|when|sonst|ansonsten|andernfalls|sinon|si no|de lo contrario|altrimenti|oppure|anders|wenn|falls|sofern|sobald|si|dès que|à condition|cuando|en cuanto|a menos|se|qualora|quando|appena|als|tenzij|mits|zodra)\s`)

// onlyThis finds a half that says "only this one", or "but this one", and no more, its name taken out.
var onlyThis = mustPattern(`(?i)^[\s\pP]*(?:(?:but|and|rather|instead|the|die|den|la|le|el|il|l|de|het|und|aber|dafür|sondern|et|mais|plutôt|y|pero|sino|e|ma|bensì|en|maar)\s+)*(?:only|just|but|rather|bitte nur|nur|sondern|lediglich|seulement|uniquement|juste|mais|plutôt|` +
	`sólo|solo|solamente|únicamente|sino|soltanto|ma|bensì|alleen|enkel|slechts|maar|wel|yes|ja|schon|oui|si|sí|sì)` +
	`(?:\s+(?:please|bitte|s['’]il vous plaît|svp|por favor|per favore|graag|alstublieft|aub|thanks|danke|merci|gracias|grazie|bedankt|that|one|das|die|den|celle|celui|la|le|el|ese|quello|quella|il|l|de|het|dat|invece|en cambio|dagegen|hingegen|par contre|do|does|order|bestellung|auftrag|commande|pedido|ordine|bestelling))*[\s\pP]*$`)

// thatIs finds "it is that one", its name taken out.
var thatIs = mustPattern(`(?i)^[\s\pP]*(?:(?:it['’]?s?|that['’]?s|it is)\s+(?:that (?:is|one)|you (?:can|should|must|may) cancel)?|c['’]est(?: la)?\s+(?:qui l['’]est|qu['’]il faut annuler)?|es\s+(?:es )?el\s+(?:que sí)?|è\s+(?:quello|quella)?)[\s\pP]*$`)

// pointsBack finds a word for what was named before, where the second half may mean the first one's order by it. Small "sie"
// is no form of address.
var pointsBack = mustPattern(`(?:^|[^\pL])(?:[Ii]t|[Tt]hem|sie|ihn|es|diese|hem|ze|deze|celle-ci|celui-ci|[dD]ie auch)(?:[^\pL]|$)|-l[ae]s?(?:[^\pL]|$)|(?:[aeiáéí][nr]?|ad|ate|ar)l[oa]s?(?:[^\pL]|$)|l['’](?:annul|[ée]chang|renvo)`)

// lists finds two orders of which the same clause speaks: "I ordered A and B by mistake".
var lists = mustPattern(`(?i)\d\s+(?:and|und|et|y|e|ed|en|&)\s+(?:(?:order|die|bestellung|la|commande|el|pedido|il|l['’]?ordine|de|bestelling)\s+)?#?\pL{0,5}-?\d`)

// opening finds the word that joins a half to the one before, joined an order that is the second of two in its own half.
var (
	opening = mustPattern(`(?i)^[\s,;:–—-]*(?:and|but|while|since|because|und|aber|während|da|weil|et|mais|puisque|car|y|pero|porque|e|ed|ma|però|perché|poiché|en|maar|terwijl|want|omdat)\s+`)
	joined  = mustPattern(`(?i)(?:^|[^\pL])(?:and|und|sowie|plus|et|y|e|ed|en)[\s,]+(?:[\pL.]+\s+){0,3}#?\pL{0,5}-?\d`)
)

// mostCuts is at how many places a sentence is tried to be cut.
const mostCuts = 12

// says reports whether a half says something of its own about its order. Beside one of which nothing is asked,
// whatever is heard in the other is enough.
func (p *Phrases) says(half, other string, hears hearing) bool {
	if p.noMatter(half) || p.saysOutright(half) != "" {
		return true
	}
	found, _ := hears(half)
	return p.noMatter(other) && matter(found)
}

// noMatter reports whether a half asks nothing about its order: it has come, or is to be kept, be it on a condition,
// which a person looks at.
func (p *Phrases) noMatter(half string) bool {
	return p.onlyCame(half) || p.onlyKept(half) || p.denies(half) || p.keptIf(half) || p.staysAsIs(half)
}

// staysAsIs reports whether a half says of its order that it stays as it is, and asks nothing beside.
func (p *Phrases) staysAsIs(half string) bool {
	return (unchanged.MatchString(half) || goesOnAsIs.MatchString(half)) && p.saysOutright(half) == "" && !strings.ContainsRune(half, '?')
}

// keptIf reports whether a text says that an order is kept if something happens, and no more.
func (p *Phrases) keptIf(text string) bool {
	at := provided.FindStringIndex(text)
	return at != nil && p.onlyKept(text[:at[0]]) && len(p.keysIn(text[:at[0]])) == 1 && p.saysOutright(text[at[0]:]) == ""
}

// provided finds where the condition of what stands before it begins.
var provided = mustPattern(`(?i)[\s,]+(?:if|provided|as long as|so long as|wenn|falls|sofern|solange|si|tant que|à condition|siempre que|mientras|se|purché|sempre che|als|mits|zolang)\s`)

// finds gives the class that a text states, or else that phrases find in it, and how sure they are.
func (p *Phrases) finds(text string) (desk.Class, float64) {
	if p.onlyMissing(text) {
		return desk.ClassDelay, 1
	}
	if said := p.saysOutright(text); said != "" {
		return said, 1
	}
	a := p.analyse(Input{NewText: text})
	defer p.release(a)
	return a.reading.Class, a.reading.Confidence
}
