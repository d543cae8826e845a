package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// The values of desk.FactCarrierSays.
const (
	carrierSilent    = "none"
	carrierDelivered = "delivered"
)

// carrierSaysFacts settles whether the customer quotes the carrier as having delivered his parcel: the shop's data come late, and
// who reads "delivered" and has nothing is not told that it is on its way (domain.md section 1, "scanned but not received"). While the
// parcel is traced for that it stays true, whatever he writes about it.
func carrierSaysFacts(in *Input, fs *desk.Facts) {
	says := in.CarrierSays != "" && in.Asked == desk.OutcomeCarrierTrace || quotesDelivered(in.Text)
	fs.Enum[desk.FactCarrierSays] = choose(says, carrierDelivered, carrierSilent)
}

// quotesDelivered reports whether a sentence of a text says that the carrier calls a parcel delivered: it names the carrier, his page
// or what is shown there, and says that it was done, not that it will be, was not, or that something came back.
func quotesDelivered(text string) bool {
	for sentence := range sentences(text) {
		words := tokens(sentence)
		if !has(words, carrierWords) {
			continue
		}
		for i, w := range words {
			if listed(deliveredWords, w) && !undone(words, i) {
				return true
			}
		}
	}
	return false
}

// undone reports whether the words around one that says delivered deny it, put it off, or tell of another way than to the customer.
func undone(words []string, at int) bool {
	for n, w := range reversedWords(words[:at]) {
		if w == pause || n == undoneReach {
			break
		}
		if listed(denials, w) || listed(notYetWords, w) {
			return true
		}
	}
	end := slices.Index(words[at:], pause)
	if end < 0 {
		end = len(words) - at
	}
	after := words[at+1 : at+max(end, 1)]
	promised := has(words, promiseWords) && !has(words, agoWords) && !saysAny(strings.Join(words, " "), "il y a") || len(after) > 1 && after[0] == "by" && digit(after[1][0]) // "delivered within two weeks", "by 12 May"
	return promised || has(after, laterWords) || has(words, returnedWords) || has(words, firstWords)
}

// undoneReach is how many words before the one that says delivered a word that undoes it may stand ("will most likely be delivered").
const undoneReach = 6

// Words in six languages, without accents. A carrier's name is not needed where his page is named or what it shows.
const (
	carrierWords = ` carrier courier tracking status ups fedex usps dhl dpd gls hermes evri postnl bpost colissimo chronopost correos seur mrw brt
		post says said shows shown showed marked marks states lists listed reports claims according driver
		zusteller zustelldienst paketdienst spediteur sendungsverfolgung sendungsstatus sendung laut angeblich bote fahrer meldet zeigt
		transporteur livreur suivi selon indique affiche facteur poste marque
		transportista mensajeria seguimiento estado segun repartidor mensajero consta figura aparece
		vervoerder bezorger volgens zou status volgsysteem bezorgdienst
		corriere tracciamento stato secondo risulta spedizioniere segna `
	deliveredWords = ` delivered zugestellt ausgeliefert abgeliefert geliefert livre livree distribue distribuee remis remise entregado entregada
		bezorgd afgeleverd geleverd consegnato consegnata recapitato recapitata `
	notYetWords = ` be will would should could might must can if when until unless before expected attempted cannot ll isn wasn hasn hadn undelivered once
		wird wurden werde soll sollte kann wenn falls bis sobald noch
		sera serait doit devait devrait pourra si quand jusqu avant etre
		sera seran debe deberia deberan podra cuando hasta si ser pueda
		wordt worden zal zullen moet als tot wanneer kan
		sara saranno dovrebbe deve verra quando finche se essere viene `
	// promiseWords are those of a span of time in which a shop promises to deliver, agoWords make of it one that is over; firstWords name
	// another parcel than the one that is waited for.
	promiseWords  = ` within innerhalb days weeks tagen wochen jours semaines dias semanas dagen weken giorni settimane `
	agoWords      = ` ago vor hace fa geleden since seit depuis desde sinds `
	firstWords    = ` first erste ersten erstes premier premiere primer primera primo eerste `
	laterWords    = ` werden wird tomorrow morgen demain manana domani soon yet `
	returnedWords = ` sender returned zuruck absender retour expediteur renvoye remitente devuelto devuelta afzender teruggestuurd mittente rispedito rispedita `
)
