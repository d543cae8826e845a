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
	// mineWords are of the own order beside theirs, saidWords of who told it, and meWords of whom he told.
	mineWords = ` mine meine meiner meins mienne mien mio mia mijne mij `
	saidWords = ` told tells said says mentioned sagt sagte erzahlt erzahlte gesagt dit disait raconte dijo dice dicho conto zegt zei vertelde verteld detto dice raccontato `
	meWords   = ` me us mir uns m nous mi nos mij ons ci `
	// likewise ask for the same.
	likewise = ` too also likewise same both well auch ebenso ebenfalls genauso beide aussi pareil egalement tambien igual ambos ook hetzelfde evenals beide anche stesso pure entrambi `
	// stayWords say that the own one is to stay, and whenWords ask when it comes.
	stayWords = ` stay stays keep keeping bleibt bleiben behalte reste garde sigue queda quedo blijft houd hou resta tengo `
	whenWords = ` when wann quand cuando wanneer quando `
	// activeWords stand behind who did it himself, and passiveBetween where it was done for him.
	activeWords    = ` has have had got gets hat habe haben hatte ha heeft hebben avait a ont `
	passiveBetween = ` been worden ete sido stato stata geworden s `
	// doesIt are words that ask us to do what they point at, and pointsAt what stands behind an English one.
	doesIt   = ` mach macht machen faites fais hagan haga haz haced doe fate fai same gleiche `
	pointsAt = ` that it so this mine ours `
)

// othersCancelled reports whether all that a text says of cancelling is that the order of somebody else was cancelled, and that the
// own one is to stay, or the question when it comes: "my brother's order was cancelled, mine is to stay".
func othersCancelled(text string) bool {
	told, keeps := false, false
	for _, s := range sentencesOf(text) {
		words := tokens(unnumbered(s))
		if has(words, likewise) || givesUp(s) || doesLikewise(words) {
			return false
		}
		if has(words, stayWords) && has(words, turnBefore+turnBehind+" pas plus ") { // "mine must not stay"
			return false
		}
		keeps = keeps || has(words, stayWords) || strings.HasSuffix(s, "?") && (has(words, whenWords) && has(words, leaveWords) || has(words, mineWords) && !has(words, turnBefore+turnBehind+" why warum wieso pourquoi perche waarom que ") && !slices.ContainsFunc(split(s), cancels))
		for i, w := range words {
			if !cancels(w) && !listed(cancelledWords, w) {
				continue
			}
			if strings.HasSuffix(s, "?") || namedThere(s) || !cancelledForOthers(words, i) {
				return false
			}
			told = true
		}
	}
	return told && keeps
}

// doesLikewise reports whether words ask us to do a thing that they point at: "do that with mine".
func doesLikewise(words []string) bool {
	if has(words, doesIt) {
		return true
	}
	for i := range len(words) - 1 {
		if (words[i] == "do" || words[i] == "like") && listed(pointsAt, words[i+1]) {
			return true
		}
	}
	return false
}

// namedThere reports whether an order's number stands in the clause of a sentence that tells of the cancelling: whoever did it, it is that order.
func namedThere(sentence string) bool {
	return slices.ContainsFunc(clausesIn(sentence), func(clause string) bool {
		return orderName.MatchString(clause) && slices.ContainsFunc(tokens(clause), func(w string) bool { return cancels(w) || listed(cancelledWords, w) })
	})
}

// withoutTold leaves out to whom something was told: "a colleague told me".
func withoutTold(words []string) []string {
	var out []string
	for i, w := range words {
		if !listed(meWords, w) || !has(words[max(0, i-1):min(i+3, len(words))], saidWords) {
			out = append(out, w)
		}
	}
	return out
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
	if who < 0 || has(withoutTold(words[from+who:to]), ownWords) || has(words[from:to], wantedWords) {
		return false
	}
	between, behind := words[from+who:i], words[i+1:to]
	if has(between, activeWords) && !has(between, passiveBetween) && !has(words[from+who:to], theirWords) { // "my wife has cancelled the order"
		return false
	}
	switch w := words[i]; {
	case w == "cancelo" || w == "anulo":
		return i > 0 && words[i-1] == "se" || has(behind, theirWords)
	case listed(cancelledWords, w):
		return has(between, perfectWords+" got gets had ") || has(behind, theirWords) || has(between, theirWords)
	}
	return false
}
