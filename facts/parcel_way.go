package facts

import (
	"math/big"
	"regexp"
	"strings"

	"returndesk/desk"
)

// parcelForm is what carriers write on a parcel by which it is followed: one to four letters and nine digits or more (DHL's "JD" and
// "JJD", Hermes' "H", Amazon's "TBA", OnTrac's "C"), the post's two letters, nine digits and two letters (UPU standard S10), also in
// groups, a digit and a letter before ten digits or more (Colissimo, PostNL), or eighteen digits and more (a serial shipping container
// code, the American and Polish posts).
var parcelForm = regexp.MustCompile(`\b(?:[A-Z]{2}(?: ?[0-9]){9} ?[A-Z]{2}|[A-Z]{1,4}[0-9]{9,20}|[0-9][A-Z]{1,5}[0-9]{7,14}|[0-9]{18,34})\b`)

// onItsWay finds the number of a parcel of which a mail says that it is on its way to us, or was sent, in the same sentence or in the
// one before, where no carrier is named and nobody calls the number one.
func onItsWay(text string, numbers []desk.NumberFound, o *desk.Order) (Parcel, bool) {
	before := false
	for sentence := range sentences(text) {
		words := tokens(sentence)
		tells := tellsOfSending(words) && !strings.ContainsRune(sentence, '?')
		if tells || before && !has(words, otherParcel) {
			for _, at := range parcelForm.FindAllStringIndex(sentence, 5) {
				number := desk.FoldNumber(sentence[at[0]:at[1]])
				if !known(number, numbers, o) && !account(number) && !calledElse(tokens(sentence[:at[0]])) {
					return Parcel{Tracking: number}, true
				}
			}
		}
		if len(words) > 0 {
			before = tells
		}
	}
	return Parcel{}, false
}

// tellsOfSending reports whether a sentence says that something was sent or is on its way, and not that we have sent it.
func tellsOfSending(words []string) bool {
	if denied(words) {
		return false
	}
	if !has(words, sendingWords) {
		way := has(words, wayWords)
		if !way || !has(words, " on en in op im auf ") {
			return false
		}
	}
	return !has(words, otherParcel) || has(words, backWords)
}

// denied reports whether a sentence says that nothing was sent ("I have not sent it yet"): a word of denial stands shortly before
// the word of sending.
func denied(words []string) bool {
	for i, w := range words {
		if !listed(sendingWords, w) {
			continue
		}
		for _, b := range reversedWords(words[max(0, i-denialReach):i]) {
			if b == pause { // "it did not work, I sent it back"
				break
			}
			if listed(denials, b) {
				return true
			}
		}
	}
	return false
}

// denialReach is how many words before the word of sending a denial of it may stand ("non l'ho ancora spedito").
const denialReach = 4

// calledElse reports whether the words right before a number call it something else than a parcel's.
func calledElse(words []string) bool {
	for n, w := range reversedWords(words) {
		if n == 4 || w == pause && n > 0 || strings.ContainsAny(w, "0123456789") {
			return false
		}
		if listed(otherNumbers, w) {
			return true
		}
	}
	return false
}

// account reports whether a number is a bank account's: its check digits are those of ISO 13616.
func account(number string) bool {
	if len(number) < 15 || len(number) > 34 || digit(number[0]) || digit(number[1]) || !digit(number[2]) || !digit(number[3]) {
		return false
	}
	var b strings.Builder
	for _, c := range number[4:] + number[:4] {
		if c >= 'A' && c <= 'Z' {
			b.WriteString(big.NewInt(int64(c - 'A' + 10)).String())
		} else {
			b.WriteRune(c)
		}
	}
	n, ok := new(big.Int).SetString(b.String(), 10)
	return ok && n.Mod(n, big.NewInt(97)).Int64() == 1
}

// Words of sending, without accents, in six languages: that it was done, that a thing is on its way ("on its way", "en camino"; with
// the word before), and that it goes back.
const (
	sendingWords = ` sent shipped posted dispatched mailed unterwegs verschickt abgeschickt zuruckgeschickt losgeschickt versendet versandt abgesandt
		zuruckgesandt zuruckgesendet aufgegeben abgegeben envoye envoyee expedie expediee renvoye renvoyee retourne retournee poste postee parti partie
		enviado enviada mandado mandada devuelto devuelta expedido expedida onderweg verzonden verstuurd opgestuurd teruggestuurd teruggezonden
		spedito spedita inviato inviata mandato mandata rispedito rispedita restituito restituita partito partita `
	denials   = ` not never nicht nie pas jamais no nunca niet nooit non mai `
	wayWords  = ` way route chemin camino viaggio weg `
	backWords = ` back return returning returned zuruck ruckweg rucksendung retour renvoi renvoye renvoyee devuelto devuelta devolucion vuelta terug
		zuruckgeschickt zuruckgesandt zuruckgesendet retourne retournee retourzending teruggestuurd teruggezonden indietro reso rispedito rispedita restituito restituita `
	otherParcel  = ` you your yours sie ihr ihre ihnen euch euer eure vous votre vos usted ustedes vosotros vuestro vuestra u uw jullie voi vostro vostra vi `
	otherNumbers = ` serial sn seriennummer serie seriale serienummer matricola firmware version versione revision rev build model modell modele modelo modello
		order bestellung bestellnummer auftrag auftragsnummer commande pedido ordine bestelling bestelnummer invoice rechnung rechnungsnummer facture factura
		fattura factuur rma ticket case iban konto account compte cuenta conto rekening tel phone telefon telefono telephone imei mac batch charge lot lote lotto `
)
