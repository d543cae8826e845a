package facts

import (
	"slices"
	"strings"
)

// Words of a cancelling that somebody only thinks of, folded, in the languages of choice.go.
const (
	// thoughtWords stand before a cancelling that was thought of, or would be done if things were otherwise.
	thoughtWords = ` would d could wanted intended thought thinking considered considering going tempted nearly almost meant planned
		wurde hatte konnte wollte fast beinahe eigentlich uberlegt dachte
		failli voulais pensais allais presque hesite pourrais aurais
		pensaba queria iba podria casi habria dudaba
		zou wilde wou kon dacht bijna overwoog had
		volevo stavo pensavo potrei quasi avrei `
	// askedOf are words of who asks us for it, however he dresses it.
	askedOf = ` you your please kindly like love wish possible yourself bitte sie ihr euch gern gerne mochte mochten moglich
		vous svp merci aimerais aime souhaite souhaiterais possible gustaria agradeceria favor ustedes vosotros posible
		u jullie graag alsjeblieft alstublieft mogelijk voi prego cortesemente gradirei vorrei possibile piacerebbe `
	// turnsTo stand before what he does instead, staysWith is how he says that he keeps it.
	turnsTo   = ` but so though still instead decided aber doch jedoch also dennoch mais donc finalement pero asi sino maar toch dus ma invece quindi `
	staysWith = ` keep keeping behalte behalten garde garderai quedo conservo mantengo houd hou behoud tengo terro `
	// answerNouns are what else than the goods somebody waits for: what is the shop's, or comes by mail.
	answerNouns = ` your ihre ihren ihrem eure euren votre vos vuestra vuestro su uw vostra vostro help hilfe aide ayuda hulp aiuto reply response answer word email mail call hear news instructions invoice label antwort ruckmeldung nachricht anruf bescheid rechnung
		reponse retour nouvelles facture respuesta noticias factura antwoord reactie bericht factuur risposta notizie fattura `
	conditionWords = tieWords + ` provided long sonst sauf denn menos meno moins `
)

// wishedOnly reports whether all that a text says of cancelling is that its writer thought of it, or would do it if he could, and
// then that he waits or keeps the order: "I would cancel if I could, but I will wait". Who asks us for it in whatever form, and who
// waits for an answer or on a condition, cancels.
func wishedOnly(text string) bool {
	if asksMoney(text) || refusesWait(text) || givesUp(text) {
		return false
	}
	thought, stays := false, false
	for _, s := range sentencesOf(unnumbered(text)) {
		words := tokens(s)
		last := -1
		for i, w := range words {
			if !cancels(w) && !listed(cancelledWords, w) {
				continue
			}
			if strings.HasSuffix(s, "?") || !thoughtOf(words, i) {
				return false
			}
			last = i
		}
		thought = thought || last >= 0
		if thought && turnsToWait(words[last+1:]) {
			stays = true
		} else if last >= 0 {
			stays = false
		}
	}
	return thought && stays
}

// thoughtOf reports whether the cancelling at i is one that was thought of, and that nobody is asked for.
func thoughtOf(words []string, i int) bool {
	from := i
	for from > 0 && words[from-1] != pause {
		from--
	}
	to := i
	for to < len(words) && words[to] != pause && !listed(turnsTo, words[to]) {
		to++
	}
	return (has(words[from:i], thoughtWords) || conditional(words[i])) && !has(words[from:to], askedOf) && !turnedAt(words, i)
}

// conditional reports whether a verb says in one word what one would do, in French, Spanish or Italian.
func conditional(verb string) bool {
	return slices.ContainsFunc([]string{"rais", "rions", "ria", "riamos", "rei", "remmo"}, func(end string) bool { return strings.HasSuffix(verb, end) })
}

// turnsToWait reports whether the words behind a cancelling turn to waiting for the goods, or to keeping them, on no condition.
func turnsToWait(behind []string) bool {
	at := slices.IndexFunc(behind, func(w string) bool { return listed(turnsTo, w) })
	if at < 0 {
		return false
	}
	from := at
	for from > 0 && behind[from-1] != pause { // "warte aber doch"
		from--
	}
	if from == 0 && (len(behind) == 0 || behind[0] != pause) {
		from = at
	}
	stay := behind[from:]
	if has(stay, conditionWords+answerNouns+awaitedWords+askedOf) {
		return false
	}
	return saysHeWaits(strings.Join(stay, " ")) || slices.ContainsFunc(stay, func(w string) bool { return listed(staysWith, w) && !turnedAt(stay, slices.Index(stay, w)) })
}
