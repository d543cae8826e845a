package classifier

import (
	"regexp"
	"slices"
	"strings"

	"returndesk/desk"
)

// between finds where a sentence may go on to another order: "B arrived, and please cancel A".
var between = regexp.MustCompile(`(?i)[;,:–—]\s+|\s-\s|\s(?:and|but|while|since|because|only|just|und|aber|sondern|nur|während|da|weil|et|mais|seulement|puisque|car|y|pero|sino|solo|sólo|porque|e|ed|ma|bensì|però|perché|poiché|en|maar|alleen|terwijl|want|omdat)\s`)

// hearing reads a text's matter, and how sure that is.
type hearing func(text string) (desk.Class, float64)

// halves cuts a sentence that names several orders where each half says something of its own about its
// orders: that they have come or are kept, or what is the matter with them. It gives nil where none does, as in "cancel A and, if
// possible, B", where the words say that the same holds for both, and where one half hangs on the other: "if B is late,
// cancel A". Of "not B, only A" the second half is said to be elliptic: what is denied of B is asked of A. A half
// with several orders, "keep A and B, cancel C", is given once for each.
func (p *Phrases) halves(sentence string, hears hearing) (pieces []string, elliptic bool) {
	keys := len(p.keysIn(sentence))
	if sameAgain.MatchString(sentence) || ofAllOrders(sentence) || keys > mostParts {
		return nil, false
	}
	for _, at := range between.FindAllStringIndex(sentence, mostCuts) {
		first, second := sentence[:at[0]+1], sentence[at[0]+1:]
		if len(p.keysIn(first)) == 0 || len(p.keysIn(first))+len(p.keysIn(second)) != keys || len(p.keysIn(second)) == 0 ||
			onCondition.MatchString(first) || onCondition.MatchString(second) {
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
var joins = regexp.MustCompile(`(?i)^(?:[\s\pP&+/]|\b(?:and|und|et|y|e|ed|en|the|order|orders|number|no|die|der|bestellung|bestellungen|nr|la|les|commande|commandes|el|los|pedido|pedidos|il|l|gli|ordine|ordini|de|` +
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
	if pointsBack.MatchString(second) || joined.MatchString(opening.ReplaceAllString(second, "")) {
		return false
	}
	a, sure := hears(first)
	b, surer := hears(second)
	return matter(a) && matter(b) && a != b && min(sure, surer) >= heardMatter && max(sure, surer) >= plainMatter
}

// The confidence of a matter that is heard in a half, and that of one that stands there plainly.
const (
	heardMatter = 0.6
	plainMatter = 0.85
)

// onCondition finds a half that is the condition of the other, in six languages.
var onCondition = regexp.MustCompile(`(?i)^[\s,;:–—-]*(?:(?:and|but|und|aber|et|mais|y|pero|e|ed|ma|en|maar)\s+)?(?:(?:only|just|nur|seulement|solo|sólo|soltanto|alleen)\s+)?(?:if|unless|provided|once|when|wenn|falls|sofern|sobald|si|dès que|à condition|cuando|en cuanto|a menos|se|qualora|quando|appena|als|tenzij|mits|zodra)\s`)

// onlyThis finds a half that says "only this one", or "but this one", and no more, its name taken out.
var onlyThis = regexp.MustCompile(`(?i)^[\s\pP]*(?:(?:but|and|rather|instead|the|die|den|la|le|el|il|l|de|het|und|aber|dafür|sondern|et|mais|plutôt|y|pero|sino|e|ma|bensì|en|maar)\s+)*(?:only|just|but|rather|bitte nur|nur|sondern|lediglich|seulement|uniquement|juste|mais|plutôt|` +
	`sólo|solo|solamente|únicamente|sino|soltanto|ma|bensì|alleen|enkel|slechts|maar|wel|yes|ja|schon|oui|si|sí|sì)` +
	`(?:\s+(?:please|bitte|s['’]il vous plaît|svp|por favor|per favore|graag|alstublieft|aub|thanks|danke|merci|gracias|grazie|bedankt|that|one|das|die|den|celle|celui|la|le|el|ese|quello|quella|il|l|de|het|dat|invece|en cambio|dagegen|hingegen|par contre|do|does|order|bestellung|auftrag|commande|pedido|ordine|bestelling))*[\s\pP]*$`)

// thatIs finds "it is that one", its name taken out.
var thatIs = regexp.MustCompile(`(?i)^[\s\pP]*(?:(?:it['’]?s?|that['’]?s|it is)\s+(?:that (?:is|one)|you (?:can|should|must|may) cancel)?|c['’]est(?: la)?\s+(?:qui l['’]est|qu['’]il faut annuler)?|es\s+(?:es )?el\s+(?:que sí)?|è\s+(?:quello|quella)?)[\s\pP]*$`)

// pointsBack finds a word for what was named before, where the second half may mean the first one's order by it. Small "sie"
// is no form of address.
var pointsBack = regexp.MustCompile(`(?:^|[^\pL])(?:[Ii]t|[Tt]hem|sie|ihn|es|diese|hem|ze|deze|celle-ci|celui-ci|[dD]ie auch)(?:[^\pL]|$)|-l[ae]s?(?:[^\pL]|$)|(?:[aeiáéí][nr]?|ad|ate|ar)l[oa]s?(?:[^\pL]|$)|l['’](?:annul|[ée]chang|renvo)`)

// opening finds the word that joins a half to the one before, joined an order that is the second of two in its own half.
var (
	opening = regexp.MustCompile(`(?i)^[\s,;:–—-]*(?:and|but|while|since|because|und|aber|während|da|weil|et|mais|puisque|car|y|pero|porque|e|ed|ma|però|perché|poiché|en|maar|terwijl|want|omdat)\s+`)
	joined  = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:and|und|sowie|plus|et|y|e|ed|en)[\s,]+(?:[\pL.]+\s+){0,3}#?\pL{0,5}-?\d`)
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
	return unchanged.MatchString(half) && p.saysOutright(half) == "" && !strings.ContainsRune(half, '?')
}

// keptIf reports whether a text says that an order is kept if something happens, and no more.
func (p *Phrases) keptIf(text string) bool {
	at := provided.FindStringIndex(text)
	return at != nil && p.onlyKept(text[:at[0]]) && len(p.keysIn(text[:at[0]])) == 1 && p.saysOutright(text[at[0]:]) == ""
}

// provided finds where the condition of what stands before it begins.
var provided = regexp.MustCompile(`(?i)[\s,]+(?:if|provided|as long as|so long as|wenn|falls|sofern|solange|si|tant que|à condition|siempre que|mientras|se|purché|sempre che|als|mits|zolang)\s`)

// finds gives the class that a text states, or else that phrases find in it, and how sure they are.
func (p *Phrases) finds(text string) (desk.Class, float64) {
	if said := p.saysOutright(text); said != "" {
		return said, 1
	}
	a := p.analyse(Input{NewText: text})
	defer p.release(a)
	return a.reading.Class, a.reading.Confidence
}

// onlyCame reports whether a text says that something has come, or is there, and no more than when, and that it
// did so well: nothing is to be done about it.
func (p *Phrases) onlyCame(text string) bool {
	text = allWell.ReplaceAllString(text, " fine ")
	return !spanishNo.MatchString(text) && saysOnly(mereName.ReplaceAllString(text, " "), cameWords, cameWell)
}

// onlyKept reports whether a text says of an order that it is to be kept, or "but not this one", and no more.
func (p *Phrases) onlyKept(text string) bool {
	if turned.MatchString(text) && wanted.MatchString(text) {
		return false
	}
	words := keepWords
	if butNo.MatchString(text) { // else it is that of a number
		words += "no "
	}
	return saysOnly(numbered.ReplaceAllString(text, " "), words, keepBeside)
}

// turned and wanted tell that somebody does not keep, or does not want, an order, where both stand in a text: "HW-20123
// will ich nicht behalten", "non voglio HW-20123".
var (
	turned = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:not|n['’]?t|nicht|pas|plus|no|non|niet)(?:[^\pL]|$)`)
	wanted = regexp.MustCompile(`(?i)(?:^|[^\pL])(?:keep|want|like|behalten?|will|wollen|möchten?|bleib\pL+|stays|remains|gard\pL+|conserv\pL+|veux|voulons|voudrais|souhaite|reste|quiero|queremos|quisiera|manten\pL+|queda\pL*|` +
		`voglio|vogliamo|vorrei|tenere|tenete|tengo|resta|rimane|wil|willen|houden?|behouden|blijft|right|correct|richtige|bonne|bon|bueno|correcto|buono|giusto|juiste|goede)(?:[^\pL]|$)`)
)

// allWell finds the words of an order with which nothing is wrong that have a fault's word in them.
var allWell = regexp.MustCompile(`(?i)(?:\b(?:no problems?|nothing (?:wrong|to report)|no complaints?)\b(?: with| about)?|\b(?:is|are) (?:not|n['’]t) (?:broken|damaged|defective|faulty|affected)\b|\bisn['’]t (?:broken|damaged|defective|faulty|affected)\b|` +
	`(?:keine probleme?|nichts zu (?:beanstanden|meckern)|alles in ordnung)(?: mit| bei)?|(?:ist|sind) nicht (?:kaputt|beschädigt|defekt|betroffen)|` +
	`(?:rien à signaler|aucun problème|pas de problème)(?: sur| avec| pour)?|n['’](?:est|a) (?:pas|aucun) (?:cassée?|abîmée?|défectueu(?:x|se)|touchée?|concernée?|problème)|` +
	`(?:ningún problema|sin problemas?|nada que (?:objetar|decir))(?: con| sobre)?|no está (?:rot|dañad|defectuos|afectad)[oa]|` +
	`(?:nessun problema|niente da (?:segnalare|ridire))(?: con| su)?|non è (?:rott|danneggiat|difettos|colpit)[oa]|` +
	`(?:geen problemen|niets (?:op|aan) (?:aan te merken|te merken))(?: met| op)?|(?:is|zijn) niet (?:kapot|beschadigd|defect|stuk))`)

// spanishNo finds the Spanish "not" where mereName would take it for that of a number: "no llegó".
var spanishNo = regexp.MustCompile(`(?i)(?:^|[^\pL])no\s+\pL+(?:[^\pL\d-]|$)`)

// butNo finds the Spanish "but not".
var butNo = regexp.MustCompile(`(?i)(?:^|[^\pL])pero no[^\pL]`)

// numbered finds the words that hold a figure.
var numbered = regexp.MustCompile(`#?[\pL-]*\d[\pL\d-]*`)

// saysOnly reports whether a text that asks nothing has one of some words, and beside them only others that may stand there.
func saysOnly(text, words, beside string) bool {
	if strings.ContainsRune(text, '?') {
		return false
	}
	s := &scanner{}
	s.scan(text)
	said := false
	for i := range s.toks {
		w := " " + s.toks[i].word + " "
		said = said || strings.Contains(words, w)
		if !strings.Contains(words, w) && !strings.Contains(beside, w) {
			return false
		}
	}
	return said
}

// The words of a thing that has come, folded, in six languages, and those that may stand beside them: when it came, that
// all is well, and thanks.
const (
	cameWords = " arrived here came received got angekommen da kam eingetroffen geliefert erhalten bekommen arrive arrivee la recu recue livre livree " +
		"llego llegado aqui recibi recibido entregado aangekomen er binnen ontvangen geleverd bezorgd gekomen arrivato arrivata qui ricevuto ricevuta consegnato consegnata works working runs fine good gut goed ok okay prima einwandfrei tadellos impeccable nickel perfect perfekt parfait parfaite perfecto perfecta perfetto perfetta funktioniert laeuft fonctionne marche funciona werkt funziona "
	cameWell = " but aber mais pero ma maar as since i we has have is was it the my our your now already just today yesterday this morning on in last monday tuesday wednesday thursday friday saturday sunday week " +
		"and fine well good safe safely great perfect perfectly perfectly order with me us at by thanks thank you very much many lovely nice happy love product all ok okay flawlessly smoothly " +
		"ich wir nachdem weil ist sind habe haben wurde es ja der die das heute gestern schon bereits jetzt gut heil wohlbehalten am montag dienstag mittwoch donnerstag freitag samstag vielen dank danke bei mir uns und alles bestens tolles geraet prima super einwandfrei tadellos perfekt problemlos wunderbar " +
		"comme puisque est a ai avons j nous l le la ma est bien deja aujourd hui hier ce matin lundi mardi mercredi jeudi vendredi samedi merci beaucoup en bon etat parfait et superbe produit tres parfaitement impeccable nickel " +
		"como el ha he hemos ya hoy ayer bien lunes martes miercoles jueves viernes sabado gracias muchas en buen estado perfecto perfectamente y tout todo tutto alles everything un producto estupendo lo esta muy estupendamente genial maravilla de " +
		"siccome poiche e ed il lo la ho abbiamo gia oggi ieri bene lunedi martedi mercoledi giovedi venerdi sabato grazie mille perfetto ottimo prodotto stato stata benissimo perfettamente molto alla perfezione " +
		"aangezien omdat is het de en ik wij heb hebben al vandaag gisteren goed netjes maandag dinsdag woensdag donderdag vrijdag zaterdag bedankt dank u je wel prima prachtig product inmiddels uitstekend perfect heel "
)

// The words of an order that is to be kept, and those that may stand beside them, in the same languages.
const (
	keepWords  = " ship send deliver liefern verschicken schicken expediez envoyez livrez envien manden spedite inviate consegnate verstuur stuur lever keep stays remains right correct correctly richtig richtige bonne bueno correcto buono giusto juiste goede ahead weiterlaufen rausgehen seguir continuer partir proseguire doorgaan weg  not behalten behalte nicht bleibt bleiben garder gardez garde gardons conserver conservez conserve conservons reste pas conserven mantengan mantener quedarme quedo quedamos conservo mantengo queda non resta rimane tenere tenete mantenete tengo teniamo niet houden houd behouden blijft "
	keepBeside = " sie les lo la li and und et y e en can may go be ordered planned kann darf so raus bestellt geplant peut est prevu commande bon puede es salir adelante puo andare avanti quello mag gewoon besteld my order the one that this only bestellung auftrag die den la le l commande el pedido il ordine de bestelling but please i we want to like would d as it is going thanks ich wir moechte moechten will wollen aber bitte wie sie ist bestehen mais je nous veux voudrais souhaite s il vous plait comme elle est " +
		"pero me nos con quiero quisiera por favor como esta ma voglio vorrei per favore cosi com e maar ik wij wil graag zoals hij het is "
)
