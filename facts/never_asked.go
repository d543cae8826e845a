package facts

import (
	"slices"
	"strings"
)

// Words of somebody who says that he never asked for a cancelling, folded, in the languages of choice.go.
const (
	neverWords   = ` never nie niemals nicht keine jamais pas aucune nunca no jamas nooit niet geen mai non nessun nessuna `
	requestWords = ` asked ask requested request wrote written said say told wanted applied
		geschrieben gesagt verlangt gebeten beantragt gewünscht gewunscht beauftragt veranlasst
		demandé demande demandée demandee ecrit écrit dit voulu réclamé
		pedido pedí pedi solicitado solicité escrito escribí dicho dije
		gevraagd geschreven gezegd verzocht aangevraagd
		chiesto richiesto scritto detto domandato `
	// linkWords stand between an asking and the cancelling that is asked for, or the other way round.
	linkWords = ` once even have has been to you u anyone anybody for a an any the that this it my our order be should i we want wanted of
		dass ich wir stornieren will wollte um eine die das meine bestellung zu habe hab wird etwas
		de d l la le une qu que j je nous cette ma commande soit ai vous
		se el un una mi pedido lo nada quiero he yo
		om te dat ik wil een heb mijn bestelling iets er
		di un che si il mio ordine ho voglio niente `
	// nowAsked are words of who asks for a cancelling, beside one that he never asked for.
	nowAsked = ` please bitte merci veuillez favor graag prego kindly alstublieft svp piacere `
	// yetWords tell of a cancelling that is asked for all the same.
	yetWords = ` yet still why until before noch warum wieso bevor encore pourquoi avant todavía todavia aún aun porque antes nog waarom voordat ancora perché perche prima `
)

// neverAskedTo reports whether a text says that its writer never asked for a cancelling: "nunca he pedido que se cancele nada". The
// cancelling is what was not asked for: who never asked for express, and who was never told, may cancel in the next clause. So may
// who asks for it in another sentence.
func neverAskedTo(text string) bool {
	never, now := false, false
	for _, s := range sentencesOf(unnumbered(text)) {
		words := tokens(s)
		if strings.HasSuffix(s, "?") || has(words, yetWords) {
			continue
		}
		for i, w := range words {
			switch {
			case !cancels(w) || againstWill(words[i+1:]):
			case neverAskedBefore(words, i) || neverAskedBehind(words, i):
				never = true
			case has(words, nowAsked):
				now = true
			}
		}
	}
	return never && !now
}

// neverAskedBefore reports whether the cancelling at i is what the words before it say was never asked for.
func neverAskedBefore(words []string, i int) bool {
	ask := i - 1
	for ask >= 0 && !listed(requestWords, words[ask]) {
		that := words[ask] == pause && listed(" dass que qu che dat that ", words[ask+1])
		if !that && !listed(linkWords, words[ask]) {
			return false
		}
		ask--
	}
	for at := ask - 1; at >= 0 && (listed(linkWords, words[at]) || listed(neverWords, words[at])); at-- {
		if listed(neverWords, words[at]) {
			return true
		}
	}
	return false
}

// neverAskedBehind reports whether the words behind a cancelling that is named say that it was never asked for.
func neverAskedBehind(words []string, i int) bool {
	named := slices.ContainsFunc([]string{"ung", "tion", "cion", "ción", "ing", "mento"}, func(end string) bool { return strings.HasSuffix(words[i], end) })
	for at := i + 1; named && at < len(words); at++ {
		if listed(requestWords, words[at]) {
			return has(words[max(0, i-3):at], neverWords)
		}
		if !listed(linkWords, words[at]) && !listed(neverWords, words[at]) {
			break
		}
	}
	return false
}

// offListYet reports whether a phrase of a list, or of removing, does not keep an order: its writer cancels, or asks why he is not off
// the list yet.
func offListYet(words []string, h hit) bool {
	if !has(words[h.from:h.to], " list liste lijst lista take remove delete drop quiten quiteis borren borreis retirez enlevez supprimez togliete eliminate toglietemi ") {
		return false
	}
	return has(words[max(0, h.from-3):h.from], " noch yet still nog encore todavia ancora why warum waarom ") || slices.ContainsFunc(words, cancels)
}

// cancelNouns are the beginnings of words for a cancelling that somebody speaks of, as of a thing.
var cancelNouns = []string{"stornierung", "storno", "cancellation", "cancelation", "annulation", "cancelacion", "anulacion", "annulering", "annullamento", "cancellazione", "disdetta"}

// asksFor are words, folded, of who asks for a cancelling.
const asksFor = ` um bitte please demande demandons pido pedimos solicito chiedo chiediamo vraag verzoek request want will möchte mochte veux quiero voglio wil `

// cancelledByAnother reports whether a text says of a cancelling that it came from somebody else: "that cancellation, was it done? It was
// not me". It cancels in no other word.
func cancelledByAnother(text string) bool {
	sentences := sentencesOf(unnumbered(text))
	for i, s := range sentences {
		words := tokens(s)
		noun := slices.ContainsFunc(words, func(w string) bool {
			return slices.ContainsFunc(cancelNouns, func(n string) bool { return strings.HasPrefix(w, n) })
		})
		if !noun {
			if slices.ContainsFunc(words, cancels) {
				return false
			}
			continue
		}
		asks := strings.HasSuffix(s, "?") && i+1 < len(sentences)
		named := 0
		for _, w := range words {
			if cancels(w) || listed(cancelledWords, w) {
				named++
			}
		}
		if named > 1 || has(words, asksFor) || !saysOf(s, secNotMe) && !(asks && saysOf(sentences[i+1], secNotMe)) {
			return false
		}
		for _, rest := range sentences[i+1:] {
			if slices.ContainsFunc(tokens(rest), cancels) || givesUp(rest) {
				return false
			}
		}
		return !asksMoney(text)
	}
	return false
}
