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
	// yetWords tell of a cancelling that is asked for all the same.
	yetWords = ` yet still why until before noch warum wieso bevor encore pourquoi avant todavía todavia aún aun porque antes nog waarom voordat ancora perché perche prima `
)

// neverAskedTo reports whether a text says that its writer never asked for a cancelling: "nunca he pedido que se cancele nada". The "not"
// stands before the asking, and the cancelling behind it or in the same clause before.
func neverAskedTo(text string) bool {
	for _, s := range sentencesOf(unnumbered(text)) {
		words := tokens(s)
		if strings.HasSuffix(s, "?") || has(words, yetWords) {
			continue
		}
		for i, w := range words {
			if !cancels(w) || againstWill(words[i+1:]) {
				continue
			}
			from, to := max(0, i-10), i+1
			for to < min(len(words), i+7) && words[to] != pause {
				to++
			}
			ask := slices.IndexFunc(words[from:to], func(x string) bool { return listed(requestWords, x) })
			if ask < 0 {
				continue
			}
			ask += from
			if has(words[max(from, ask-5):ask], neverWords) && !has(words[min(i, ask+1):max(i, ask)], turnBefore) || ask > i && has(words[i+1:ask], neverWords) {
				return true
			}
		}
	}
	return false
}
