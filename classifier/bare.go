package classifier

import (
	"slices"
	"strings"
)

// orderedOff reports whether a sentence of the mail's own text says nothing but that an order is to be cancelled:
// "Please cancel." What is told beside it, how late it is or what was agreed, is the reason, and a matter of its
// own only where it is asked for (domain.md section 1, "Conflict rules"; S04). A sentence with a condition or a
// negation holds other words and is none of these, and neither is one that takes up the word of a question.
func orderedOff(toks []token, body int32) bool {
	for from := 0; from < len(toks); {
		to := from + 1
		for to < len(toks) && toks[to].sent == toks[from].sent {
			to++
		}
		if toks[from].sent >= body && bareOrder(toks[from:to]) {
			return true
		}
		from = to
	}
	return false
}

// speaksOfCancelling reports whether a word of cancelling stands in the mail's own text, whatever is said of it.
func speaksOfCancelling(toks []token, body int32) bool {
	return slices.ContainsFunc(toks, func(t token) bool {
		return t.sent >= body && (offWords.has(t.word) || slices.ContainsFunc([]string{"cancel", "storn", "annul", "anul", "trete", "ruecktr", "disdi"}, func(b string) bool { return strings.HasPrefix(t.word, b) }))
	})
}

// bareOrder reports whether a sentence has a word that cancels, and beside it only those that may stand there.
func bareOrder(sentence []token) bool {
	said := false
	for i, t := range sentence {
		switch {
		case offWords.has(t.word):
			said = true
		case !offBeside.has(t.word) && !numeral(sentence[i:]):
			return false
		}
	}
	return said
}

// numeral reports whether words begin with an order's number, or with what stands before its figures.
func numeral(words []token) bool {
	return strings.ContainsAny(words[0].word, figures) || len(words) > 1 && strings.ContainsAny(words[1].word, figures)
}

// The words that cancel, as a request, folded, in six languages, and those that may stand beside them: politeness,
// the thing, the moment, and that the money is wanted back.
var (
	offWords = wordsOf("cancel stornieren storniert storniere storno annulez annuler cancelar cancelad cancelen cancelenlo cancelala cancelalo canceladlo canceladla anular anulad anulen anulenlo anuladlo " +
		"annullare annullate annulli annullatelo annullatela disdire annuleren annuleer annuleert")
	offBeside = wordsOf("please kindly so then therefore hence just simply now immediately today right away it this that the my whole order purchase for me thanks thank you and refund money i we want wish would d like to ll " +
		"bitte also dann daher deshalb darum jetzt sofort umgehend einfach sie es die das den ihn diese bestellung auftrag meine meinen ich wir moechte moechten will wollen danke und " +
		"merci de d donc alors s il vous plait svp la le l ma cette commande tout maintenant je j nous veux voulons souhaite souhaitons voudrais aimerais prefere veuillez et moi " +
		"por favor pues entonces asi que ahora ya lo el este mi pedido compra quiero queremos quisiera prefiero gracias y " +
		"per favore quindi allora dunque adesso ora lo il questo ordine mio voglio vogliamo vorrei preferisco grazie e " +
		"graag alsjeblieft alstublieft a u b dan dus nu meteen hem het de deze bestelling mijn ik wij wil willen bedankt maar en")
)
