package facts

import (
	"slices"
	"strings"
)

// The words of a parcel, and of one beside another, in the same languages.
const (
	parcelWords = ` parcel package box shipment delivery consignment paket packchen sendung lieferung karton colis carton livraison paquete envio caja
		pacco scatola spedizione pakket zending doos `
	nextWords = ` next remaining rest zweites anderes prochain ander `
	// comesWords are those of coming, which a negation before them says did not happen.
	comesWords = ` arrived arrive came come delivered turned shown angekommen gekommen geliefert zugestellt livre livree venu venue arrivee llego llegado llegada entregado entregada
		arrivato arrivata consegnato consegnata aangekomen bezorgd geleverd `
	missesWords = ` never not t nie nicht jamais pas nunca no mai non nooit niet `
)

// asksSecondParcel reports whether a question is after a further parcel: what the shop's data call delivered may be one of several,
// as far as the customer knows, and the answer to a claim does not say when the rest comes. Who says that it never came asks, too.
func asksSecondParcel(text string) bool {
	for sentence := range sentences(text) {
		words := tokens(sentence)
		for i := 0; i+1 < len(words); i++ {
			if !listed(otherWords, words[i]) && !listed(nextWords, words[i]) || !listed(parcelWords, words[i+1]) {
				continue
			}
			if behind := words[i+2 : min(i+10, len(words))]; strings.ContainsRune(sentence, '?') || neverCame(behind) {
				return true
			}
		}
	}
	return false
}

// neverCame reports whether words say that what stands before them has not come.
func neverCame(behind []string) bool {
	at := slices.IndexFunc(behind, func(w string) bool { return listed(missesWords, w) })
	return at >= 0 && has(behind[at:], comesWords)
}
