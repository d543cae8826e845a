package classifier

import (
	"strings"
)

// Orders of which a mail asks nothing: they have come, are well, or are kept; and those that have not come at all.

// onlyMissing reports whether a text says of an order that it is missing, and no more: not a part of it is, it has not come.
func (p *Phrases) onlyMissing(text string) bool {
	return saysOnly(numbered.ReplaceAllString(text, " "), missWords, missBeside)
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
	if butNo.MatchString(text) || endNo.MatchString(text) { // else it is that of a number
		words += "no "
	}
	if stillWanted.MatchString(text) {
		words += "want will wil nog noch steeds immer "
	}
	return saysOnly(numbered.ReplaceAllString(text, " "), words, keepBeside)
}

// stillWanted finds that an order is wanted as before; "I want HW-20123" alone may be a wish for more.
var stillWanted = mustPattern(`(?i)(?:^|[^\pL])(?:still want|will (?:ich|wir) (?:weiterhin|immer noch|noch)|wil(?:len)? (?:ik|wij|we) (?:nog|wel|nog wel|nog steeds))(?:[^\pL]|$)`)

// turned and wanted tell that somebody does not keep, or does not want, an order, or is not to be sent it, where both stand in a text: "HW-20123
// will ich nicht behalten", "non voglio HW-20123".
var (
	turned = mustPattern(`(?i)(?:^|[^\pL])(?:not|\pL*n['’]t|nicht|pas|plus|no|non|niet)(?:[^\pL]|$)`)
	wanted = mustPattern(`(?i)(?:^|[^\pL])(?:keep|want|like|behalten?|will|wollen|möchten?|bleib\pL+|stays|remains|gard\pL+|conserv\pL+|veux|voulons|voudrais|souhaite|reste|quiero|queremos|quisiera|manten\pL+|queda\pL*|` +
		`voglio|vogliamo|vorrei|tenere|tenete|tengo|resta|rimane|wil|willen|houden?|behouden|blijft|need|needed|brauche|brauchen|besoin|necesito|necesitamos|bisogno|nodig|ship|send|deliver|liefern|verschicken|schicken|expediez|envoyez|livrez|envien|manden|spedite|inviate|consegnate|verstuur|stuur|right|correct|correctly|richtig|richtige|bonne|bon|bueno|correcto|buono|giusto|juiste|goede)(?:[^\pL]|$)`)
)

// allWell finds the words of an order with which nothing is wrong that have a fault's word in them.
var allWell = mustPattern(`(?i)(?:\b(?:no problems?|nothing (?:wrong|to report)|no complaints?)\b(?: with| about)?|\b(?:is|are) (?:not|n['’]t) (?:broken|damaged|defective|faulty|affected)\b|\bisn['’]t (?:broken|damaged|defective|faulty|affected)\b|` +
	`(?:keine probleme?|nichts zu (?:beanstanden|meckern)|alles in ordnung)(?: mit| bei)?|(?:ist|sind) nicht (?:kaputt|beschädigt|defekt|betroffen)|` +
	`(?:rien à signaler|aucun problème|pas de problème)(?: sur| avec| pour)?|n['’](?:est|a) (?:pas|aucun) (?:cassée?|abîmée?|défectueu(?:x|se)|touchée?|concernée?|problème)|` +
	`(?:ningún problema|sin problemas?|nada que (?:objetar|decir))(?: con| sobre)?|no está (?:rot|dañad|defectuos|afectad)[oa]|` +
	`(?:nessun problema|niente da (?:segnalare|ridire))(?: con| su)?|non è (?:rott|danneggiat|difettos|colpit)[oa]|` +
	`(?:geen problemen|niets (?:op|aan) (?:aan te merken|te merken))(?: met| op)?|(?:is|zijn) niet (?:kapot|beschadigd|defect|stuk))`)

// spanishNo finds the Spanish "not" where mereName would take it for that of a number: "no llegó".
var spanishNo = mustPattern(`(?i)(?:^|[^\pL])no\s+\pL+(?:[^\pL\d-]|$)`)

// butNo finds the Spanish "but not".
var butNo = mustPattern(`(?i)(?:^|[^\pL])pero no[^\pL]`)

// endNo finds the Spanish and Italian "not" that ends what is said of an order: "HW-20123 ovviamente no".
var endNo = mustPattern(`(?i)\d,?(?:\s+(?:claro|que|por|supuesto|ovviamente|naturalmente|invece|en|cambio|desde|luego)){0,3}\s+no[\s\pP]*$`)

// numbered finds the words that hold a figure.
var numbered = mustPattern(`#?[\pL-]*\d[\pL\d-]*`)

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
	cameWell = " an only nur bisher seul seule seulement solo sola solamente alleen but aber mais pero ma maar as since i we has have is was it the my our your now already just today yesterday this morning on in last monday tuesday wednesday thursday friday saturday sunday week " +
		"and fine well good safe safely great perfect perfectly perfectly order with me us at by thanks thank you very much many lovely nice happy love product all ok okay flawlessly smoothly " +
		"ich wir nachdem weil ist sind habe haben wurde es ja der die das heute gestern schon bereits jetzt gut heil wohlbehalten am montag dienstag mittwoch donnerstag freitag samstag vielen dank danke bei mir uns und alles bestens tolles geraet prima super einwandfrei tadellos perfekt problemlos wunderbar " +
		"comme puisque est a ai avons j nous l le la ma est bien deja aujourd hui hier ce matin lundi mardi mercredi jeudi vendredi samedi merci beaucoup en bon etat parfait et superbe produit tres parfaitement impeccable nickel " +
		"como el ha he hemos ya hoy ayer bien lunes martes miercoles jueves viernes sabado gracias muchas en buen estado perfecto perfectamente y tout todo tutto alles everything un producto estupendo lo esta muy estupendamente genial maravilla de " +
		"siccome poiche e ed il lo la ho abbiamo gia oggi ieri bene lunedi martedi mercoledi giovedi venerdi sabato grazie mille perfetto ottimo prodotto stato stata benissimo perfettamente molto alla perfezione " +
		"aangezien omdat is het de en ik wij heb hebben al vandaag gisteren goed netjes maandag dinsdag woensdag donderdag vrijdag zaterdag bedankt dank u je wel prima prachtig product inmiddels uitstekend perfect heel "
)

// The words of an order that is missing, and those that may stand beside them, in the same languages.
const (
	missWords  = " missing fehlt manque falta manca ontbreekt "
	missBeside = " is still but and my the order noch immer aber und die meine bestellung encore toujours mais et la ma commande aun todavia sigue faltando pero y el mi pedido ancora ma e il mio ordine nog steeds maar en de mijn bestelling me mi mir l "
)

// The words of an order that is to be kept, and those that may stand beside them, in the same languages.
const (
	keepWords  = " finish bauen fertigbauen terminez terminer terminen terminad acaben acabad maak afmaken finite finire quiero voglio veux continue continues leave leaves stand stands untouched alone proceed proceeds stay kommen lassen laufen fortfuehren weiterbauen unberuehrt laisser laissez continuer garde maintenir maintenez intacte dejar dejen dejad sigue pie queremos mantenga laten intact lasciare lasciate andare tengo need brauche brauchen besoin necesito necesitamos bisogno nodig ship send deliver liefern verschicken schicken expediez envoyez livrez envien manden spedite inviate consegnate verstuur stuur lever keep stays remains right correct correctly richtig richtige bonne bueno correcto buono giusto juiste goede ahead weiterlaufen rausgehen seguir continuer partir proseguire doorgaan weg  not behalten behalte nicht bleibt bleiben garder gardez garde gardons conserver conservez conserve conservons reste pas conserven mantengan mantener quedarme quedo quedamos conservo mantengo queda non resta rimane tenere tenete mantenete tengo teniamo niet houden houd hou behouden blijft "
	keepBeside = " si fertig do still igual igualmente valable valide valido confermato confermata confirmada confirmed let so now jetzt maintenant ahora adesso nu of course naturally obviously definitely though however goes not natuerlich selbstverstaendlich soll sollen hingegen dagegen weiterhin bleibt nur bien sur evidemment en revanche par contre telle quelle etat donc claro supuesto cambio tal cual gewoon uiteraard natuurlijk wel juist invece ovviamente naturalmente certo stare intatto com only nur que n ai avons solo solamente di ho abbiamo heb hebben alleen sie les lo la li and und et y e en can may go be ordered planned kann darf so raus bestellt geplant peut est prevu commande bon puede es salir adelante puo andare avanti quello mag gewoon besteld my order the one that this only bestellung auftrag die den la le l commande el pedido il ordine de bestelling but please i we want to like would d as it is going thanks ich wir moechte moechten will wollen aber bitte wie sie ist bestehen mais je nous veux voudrais souhaite s il vous plait comme elle est " +
		"pero me nos con quiero quisiera por favor como esta ma voglio vorrei per favore cosi com e maar ik wij wil graag zoals hij het is af maar "
)
