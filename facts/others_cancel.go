package facts

import (
	"slices"
	"strings"
)

// Words of somebody else's order that was cancelled, folded, in the languages of choice.go.
const (
	otherPeople = ` brother sister friend colleague neighbour neighbor son daughter wife husband father mother dad mum mom boss cousin partner mate
		bruder bruders schwester freund freundes freundin kollege kollegen kollegin nachbar nachbarn nachbarin sohn sohnes tochter frau mann mannes vater vaters mutter chef chefs
		frere soeur ami amie collegue voisin voisine fils fille femme mari pere mere hermano hermana amigo amiga colega companero companera vecino vecina hijo hija mujer marido padre madre
		broer zus vriend vriendin collega buurman buurvrouw zoon dochter vrouw man vader moeder fratello sorella amico amica vicino vicina figlio figlia moglie `
	// ownWords tell that it is the writer's own after all, theirWords that it is theirs.
	ownWords   = ` i we my our me us ich wir mir uns meine unsere je nous ma notre yo nosotros nuestro ik wij mij ons onze io noi nostro `
	theirWords = ` his her their seine seinen ihre ihren sa son leur su sus zijn haar hun sua suo loro `
	// likewise ask for the same.
	likewise = ` too also likewise same both well auch ebenso ebenfalls genauso beide aussi pareil egalement tambien igual ambos ook hetzelfde evenals beide anche stesso pure entrambi `
	// stayWords say that the own one is to stay, and whenWords ask when it comes.
	stayWords = ` stay stays keep keeping bleibt bleiben behalte reste garde sigue queda quedo blijft houd hou resta tengo `
	whenWords = ` when wann quand cuando wanneer quando `
)

// othersCancelled reports whether all that a text says of cancelling is that the order of somebody else was cancelled, and that the
// own one is to stay, or the question when it comes: "my brother's order was cancelled, mine is to stay".
func othersCancelled(text string) bool {
	told, keeps := false, false
	for _, s := range sentencesOf(text) {
		words := tokens(unnumbered(s))
		if has(words, likewise) || givesUp(s) {
			return false
		}
		keeps = keeps || has(words, stayWords) || strings.HasSuffix(s, "?") && has(words, whenWords)
		for i, w := range words {
			if !cancels(w) && !listed(cancelledWords, w) {
				continue
			}
			if strings.HasSuffix(s, "?") || !cancelledForOthers(words, i) {
				return false
			}
			told = true
		}
	}
	return told && keeps
}

// cancelledForOthers reports whether the word of cancelling at i tells of an order of somebody else that is named before it.
func cancelledForOthers(words []string, i int) bool {
	from, to := i, i+1
	for from > 0 && words[from-1] != pause {
		from--
	}
	for to < len(words) && words[to] != pause {
		to++
	}
	who := slices.IndexFunc(words[from:i], func(w string) bool { return listed(otherPeople, w) })
	if who < 0 || has(words[from+who:to], ownWords) || has(words[from:to], wantedWords) {
		return false
	}
	between, behind := words[from+who:i], words[i+1:to]
	switch w := words[i]; {
	case w == "cancelo" || w == "anulo":
		return i > 0 && words[i-1] == "se" || has(behind, theirWords)
	case listed(cancelledWords, w):
		return has(between, perfectWords+" got gets had ") || has(behind, theirWords)
	}
	return false
}
