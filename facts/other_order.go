package facts

import "strings"

// The words by which a reply speaks of the one of two orders that it does not name, folded, in the languages of words.go.
const (
	otherWords = ` other second andere anderen zweite zweiten autre second seconde deuxieme otro otra segundo segunda tweede altro altra secondo seconda `
	otherLead  = ` the your ihre ihrer ihren deine deiner die der das den dem l le la votre ton ta el su tu de het uw je il lo sua suo tua tuo `
	otherOrder = ` one order parcel package shipment delivery bestellung sendung lieferung paket auftrag commande colis livraison pedido paquete envio ordine pacco spedizione bestelling pakket zending levering `
	// What may follow where no word for an order does: a verb, a preposition, a day. Anything else is a part of the goods, "the
	// other key".
	otherGoes = ` is was will has had goes went ships shipped leaves left follows comes came arrives can should would may on in by to at a an next this then too as about today tomorrow
		ist war wird wurde hat hatte geht ging kommt kam folgt verlasst versenden verschicken stornieren haben konnen kann soll sollte am im bis ab eine einen nachste erst dann heute morgen ebenfalls auch ubermorgen
		est sera etait a part partira suit suivra arrive arrivera va peut doit le dans avant d une un demain aujourd aussi ensuite
		es esta sera fue ha sale saldra sigue seguira llega llegara va puede el en antes una un manana hoy tambien
		wordt werd heeft gaat ging komt volgt vertrekt verzenden versturen kan moet op binnen voor een volgende vandaag ook
		e sara era ha parte partira segue seguira arriva arrivera puo deve entro prima una uno domani oggi anche
		monday tuesday wednesday thursday friday saturday sunday montag dienstag mittwoch donnerstag freitag samstag lundi mardi mercredi jeudi vendredi samedi
		lunes martes miercoles jueves viernes sabado maandag dinsdag woensdag donderdag vrijdag zaterdag lunedi martedi mercoledi giovedi venerdi sabato `
	// Who asks, looks or writes again has not answered yet.
	otherNotYet = ` ask asking check checking find unsure unknown unclear separately information anything yet nothing
		frage fragen nachfragen klare klaren klart prufe prufen melde unklar unbekannt separat gesondert nichts noch
		demande demander verifie verifier renseigne renseigner reviens revenons reviendrai reviendrons recontacte ignore separement encore rien
		pregunto preguntar preguntare consulto consultar compruebo comprobar averiguo averiguar informaremos informare ignoro aparte todavia nada
		vraag vragen navragen controleer kijk zoek onbekend apart terug nog niets
		chiedo chiedero chiedere verifico verifichero verificare controllo controllero informo informero aggiorno aggiornero separatamente ancora niente `
)

// otherLater are the like in several words.
var otherLater = []string{"get back", "come back", "write again", "write to you", "look into", "let you know", "tell you", "know more", "not know", "t know", "not sure",
	"weiss ich", "wissen wir", "bescheid", "ne sais pas", "ne savons pas", "no se", "no sabemos", "laat ik", "laten wij", "laten we", "weet ik", "weten we", "non so", "non sappiamo", "faro sapere", "faremo sapere"}

// AnswersOther reports whether a reply that names one of two orders says something of "the other" as well: "HW-1 leaves on
// Friday, the other a week later". Who only says that he will ask about it, or asks himself, answers nothing; nor
// does one who speaks of another part of the goods.
func AnswersOther(text string) bool {
	said := false
	for sentence, rest := "", text; rest != ""; {
		sentence, rest = cutSentence(rest)
		words := tokens(sentence)
		at := -1
		for i := 1; i < len(words) && at < 0; i++ {
			if listed(otherWords, words[i]) && listed(otherLead, words[i-1]) && ordersOther(words[i+1:]) {
				at = i
			}
		}
		if at < 0 {
			continue
		}
		if strings.ContainsRune(sentence, '?') || postpones(tokens(sentence+rest)) {
			return false
		}
		said = true
	}
	return said
}

// ordersOther reports whether the words behind "the other" leave it an order, and no part of one.
func ordersOther(behind []string) bool {
	if len(behind) == 0 || behind[0] == pause {
		return true
	}
	return listed(otherOrder, behind[0]) || listed(otherGoes, behind[0]) || digit(behind[0][0])
}

// postpones reports whether words put an answer off.
func postpones(words []string) bool {
	if has(words, otherNotYet) {
		return true
	}
	all := " " + strings.Join(words, " ") + " "
	for _, p := range otherLater {
		if strings.Contains(all, " "+p+" ") {
			return true
		}
	}
	return false
}
