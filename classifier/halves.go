package classifier

import (
	"regexp"
	"strings"
)

// between finds where a sentence may go on to another order: "B arrived, and please cancel A".
var between = regexp.MustCompile(`(?i)[;,:–—]\s+|\s-\s|\s(?:and|but|while|since|because|und|aber|während|da|weil|et|mais|puisque|car|y|pero|porque|e|ed|ma|però|perché|poiché|en|maar|terwijl|want|omdat)\s`)

// halves cuts a sentence that names two orders where each half says something of its own about one of
// them: that it has come, or in so many words what is to be done. It gives nil where none does, as in "cancel A and, if
// possible, B", and where the words say that the same holds for both.
func (p *Phrases) halves(sentence string) []string {
	if sameAgain.MatchString(sentence) || ofAll.MatchString(sentence) || len(p.keysIn(sentence)) != 2 {
		return nil
	}
	for _, at := range between.FindAllStringIndex(sentence, mostCuts) {
		first, second := sentence[:at[0]+1], sentence[at[0]+1:]
		if p.says(first, second) && p.says(second, first) {
			return []string{first, second}
		}
	}
	return nil
}

// mostCuts is at how many places a sentence is tried to be cut.
const mostCuts = 12

// says reports whether a half names one order and says something of its own about it. Beside one that has merely come,
// what phrases find in the other is enough.
func (p *Phrases) says(half, other string) bool {
	if len(p.keysIn(half)) != 1 {
		return false
	}
	return p.noMatter(half) || p.saysOutright(half) != "" || p.noMatter(other) && p.finds(half)
}

// noMatter reports whether a half asks nothing about its order: it has come, or is to be kept.
func (p *Phrases) noMatter(half string) bool {
	return p.onlyCame(half) || p.onlyKept(half) || kept.MatchString(half)
}

// finds reports whether phrases find a matter in a text.
func (p *Phrases) finds(text string) bool {
	a := p.analyse(Input{NewText: text})
	defer p.release(a)
	return matter(a.reading.Class)
}

// onlyCame reports whether a text says that something has come, or is there, and no more than when, and that it
// did so well: nothing is to be done about it.
func (p *Phrases) onlyCame(text string) bool {
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
		`voglio|vogliamo|vorrei|tenere|tenete|tengo|resta|rimane|wil|willen|houden?|behouden|blijft)(?:[^\pL]|$)`)
)

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
		"llego llegado aqui recibi recibido entregado aangekomen er binnen ontvangen geleverd bezorgd gekomen arrivato arrivata qui ricevuto ricevuta consegnato consegnata "
	cameWell = " as since i we has have is was it the my our your now already just today yesterday this morning on in last monday tuesday wednesday thursday friday saturday sunday week " +
		"and fine well good safe safely great perfect perfectly perfectly order with me us at by thanks thank you very much many lovely nice happy love product all ok okay works " +
		"ich wir nachdem weil ist sind habe haben wurde es ja der die das heute gestern schon bereits jetzt gut heil wohlbehalten am montag dienstag mittwoch donnerstag freitag samstag vielen dank danke bei mir uns und alles bestens tolles geraet " +
		"comme puisque est a ai avons j nous l le la ma est bien deja aujourd hui hier ce matin lundi mardi mercredi jeudi vendredi samedi merci beaucoup en bon etat parfait et superbe produit " +
		"como el ha he hemos ya hoy ayer bien lunes martes miercoles jueves viernes sabado gracias muchas en buen estado perfecto perfectamente y un producto estupendo lo esta " +
		"siccome poiche e ed il lo la ho abbiamo gia oggi ieri bene lunedi martedi mercoledi giovedi venerdi sabato grazie mille perfetto ottimo prodotto stato stata " +
		"aangezien omdat is het de en ik wij heb hebben al vandaag gisteren goed netjes maandag dinsdag woensdag donderdag vrijdag zaterdag bedankt dank u je wel prima prachtig product inmiddels "
)

// The words of an order that is to be kept, and those that may stand beside them, in the same languages.
const (
	keepWords  = " keep stays remains not behalten behalte nicht bleibt bleiben garder gardez conserver conservez reste pas conserven mantengan mantener quedarme queda non resta rimane tenere tenete mantenete tengo niet houden houd behouden blijft "
	keepBeside = " my order the one that this only bestellung auftrag die den la le l commande el pedido il ordine de bestelling but please i we want to like would d as it is going thanks ich wir moechte moechten will wollen aber bitte wie sie ist bestehen mais je nous veux voudrais souhaite s il vous plait comme elle est " +
		"pero quiero quisiera por favor como esta ma voglio vorrei per favore cosi com e maar ik wij wil graag zoals hij het is "
)
