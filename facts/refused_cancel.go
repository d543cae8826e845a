package facts

import (
	"slices"
	"strings"
)

// Words of somebody who says of cancelling that he does not do it, or no longer, folded, in the languages of choice.go. Between the
// word that turns and the verb stand nothing but words of willing and of the order.
const (
	turnsVerb = ` not t never no nicht nie niemals keinesfalls pas plus jamais no nunca ya non mai niet nooit `
	// willing leads from an English negation to "to cancel"; nearVerb leads from one of another language to its verb.
	willing  = ` want wanting wish need intend intention plan planning going have longer asking trying looking desire decided prefer wanna really actually now anymore any be even to `
	nearVerb = ` intention d mehr gar doch jetzt wirklich nun einfach es sie ihn das die den meine mein diese bestellung auftrag kauf zu
		plus du tout l la le les ma cette commande rien mas lo mi el este nuestro pedido piu il mio questo ordine l meer hem het de mijn deze order bestelling te `
	// doesVerbs stand before an English negation that says what somebody does, and no more than that: who could not cancel would have.
	doesVerbs   = ` do don dont will won would wouldn d ll shall shan should please to rather better decided definitely certainly `
	infinitives = ` cancel cancelling canceling stornieren abbestellen annuler annulerai annulerais cancelar cancelarlo cancelarla cancelare anular anularlo anularla anulare
		annullare annullarlo annullarla annullo disdire disdirlo disdirla annuleren `
	// forced are words of who cancels against his will: he cancels.
	forced = ` must forced forces muss mussen gezwungen zwingt dois devons oblige obligee contraint contrainte obligado obligada remedio debo devo costretto costretta moet moeten gedwongen `
)

// refusesToCancel reports whether a text says that its writer does not cancel, or does so no longer: "I no longer want to cancel". Who
// could not, who did not want to and has to, and who is told so by us, cancels.
func refusesToCancel(text string) bool {
	for _, s := range sentencesOf(parted.Replace(withoutBound(unnumbered(text)))) {
		words := tokens(s)
		for i, w := range words {
			if !strings.HasSuffix(s, "?") && (listed(infinitives, w) && refusedAt(words, i) || refusedBehind(words, i)) && !againstWill(words[i+1:]) {
				return true
			}
		}
	}
	return false
}

// refusedAt reports whether the cancelling at i is one that is turned by words which lead to it.
func refusedAt(words []string, i int) bool {
	if strings.HasPrefix(words[i], "cancel") && !strings.HasPrefix(words[i], "cancela") {
		j, wills := i-1, false
		for j >= 0 && listed(willing, words[j]) && words[j] != "t" {
			wills = wills || words[j] != "to" && words[j] != "be" && words[j] != "longer"
			j--
		}
		if j < 0 || !listed(" not t never no ", words[j]) || wills && words[i-1] != "to" {
			return false
		}
		if words[j] == "no" {
			return j+1 < i
		}
		before := ""
		if j > 0 {
			before = words[j-1]
		}
		return !listed(" did didn had hadn ", before) && (wills || before == "" || before == pause || listed(doesVerbs, before) || words[j] == "never" && listed(" i we d ll ", before))
	}
	for j := i - 1; j >= max(0, i-5) && words[j] != pause; j-- {
		if listed(turnsVerb, words[j]) && (words[j] != "plus" || !pronounWanted(words[:j])) && (words[j] != "ya" || j > 0 && words[j-1] == "no") {
			return !ableBefore(words, j) && !has(upToPause(words[i+1:]), pleaseWords)
		}
		if !listed(nearVerb, words[j]) && !listed(wantVerbs, words[j]) {
			return false
		}
	}
	return false
}

// wantVerbs are verbs of willing that stand between a negation and the verb, in Spanish and Italian, or before it, in the others.
const wantVerbs = ` quiero queremos deseo pretendo voy a pienso necesito voglio vogliamo vorrei desidero intendo penso devo ho intenzione di bisogno `

// pronounWanted reports whether words end in a French "want" that has its object before it: "je n'en veux plus" gives up what was ordered.
func pronounWanted(words []string) bool {
	n := len(words)
	return n > 1 && listed(" veux voulons souhaite voudrais ", words[n-1]) && listed(" en la le les l ", words[n-2])
}

// ableBefore reports whether a verb of being able stands in the clause before j: "ich kann online nicht stornieren" would if he could.
func ableBefore(words []string, j int) bool {
	for k := j - 1; k >= 0 && words[k] != pause; k-- {
		if listed(" kann konnte konnten peux puedo posso kan kon ", words[k]) {
			return true
		}
	}
	return false
}

// againstWill reports whether behind a cancelling that somebody does not want it is said that he has to: "I don't want to cancel, but
// you leave me no choice".
func againstWill(behind []string) bool {
	behind = behind[:min(24, len(behind))]
	at := slices.IndexFunc(behind, func(w string) bool { return listed(butWords+" doch however ", w) })
	return at >= 0 && (has(behind[at:], forced) || saysAny(strings.Join(behind[at:], " "), "have to", "got to", "no choice", "no option", "no other", "bleibt mir", "bleibt uns", "keine wahl", "keine andere",
		"pas le choix", "pas d autre", "n ai plus", "tengo que", "tenemos que", "me queda", "otra opcion", "mi resta", "mi tocca", "altra scelta", "geen keus", "geen keuze", "geen andere",
		"nicht anders", "faire autrement", "hacer otra cosa", "mas remedio", "fare altrimenti", "fare altro", "niet anders", "can t help it"))
}

// refusedBehind reports whether a German or Dutch verb of cancelling at i is turned behind it: "ich storniere doch nicht".
func refusedBehind(words []string, i int) bool {
	if words[i] != "storniere" && words[i] != "annuleer" {
		return false
	}
	for _, w := range words[i+1:] {
		switch {
		case w == "nicht" || w == "niet":
			return true
		case !listed(" ich wir ik wij doch lieber also dann nun es sie hem het toch maar die meine de mijn bestellung bestelling order ", w):
			return false
		}
	}
	return false
}
