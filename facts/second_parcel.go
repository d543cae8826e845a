package facts

import "strings"

// The words of a parcel, and of one beside another, in the same languages.
const (
	parcelWords = ` parcel package box shipment delivery consignment paket packchen sendung lieferung karton colis carton livraison paquete envio caja
		pacco scatola spedizione pakket zending doos `
	nextWords = ` next remaining rest zweites anderes prochain ander `
)

// asksSecondParcel reports whether a question is after a further parcel: what the shop's data call delivered may be one of several,
// as far as the customer knows, and the answer to a claim does not say when the rest comes.
func asksSecondParcel(text string) bool {
	for sentence, rest := "", text; rest != ""; {
		sentence, rest = cutSentence(rest)
		if !strings.ContainsRune(sentence, '?') {
			continue
		}
		words := tokens(sentence)
		for i := 0; i+1 < len(words); i++ {
			if (listed(otherWords, words[i]) || listed(nextWords, words[i])) && listed(parcelWords, words[i+1]) {
				return true
			}
		}
	}
	return false
}
