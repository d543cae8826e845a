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
		failli voulais pensais avais pense allais presque hesite pourrais aurais
		pensaba pense pensado queria iba podria casi habria dudaba
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
	conditionWords = tieWords + ` provided long sonst sauf denn menos meno moins until till bis jusqu hasta tot finche `
	// hinderWords tell what kept him from doing it himself: he has not thought better of it.
	hinderWords = ` nobody error errors page site website button phone login account app queue niemand fehler seite webseite knopf telefon konto personne erreur bouton telephone compte
		nadie boton telefono cuenta web pagina fout foutmelding knop telefoon nessuno errore pulsante sito `
	// passiveWords stand beside a cancelling that others did, or were to do.
	passiveWords = ` is was were be been being ist war ware waren sein wurde worden est etait soit ete esta estaba sido fuera werd was geweest worden e era fosse stato stata zijn `
	// verbFirst are those of thoughtWords behind a German or Dutch verb that begins its clause: "stornieren wollte ich".
	verbFirst = ` wollte wollten hatte konnte wilde wilden dacht `
	// keptWords are all that stands beside the keeping of the order itself: what is kept beside them is another thing.
	keptWords = ` it them this that order mine i we ll d will would rather prefer to decided going am have had after all now then think thought better and still instead the my for one anyway
		ich wir sie es ihn diese die den meine bestellung lieber nun jetzt habe mich entschieden zu und dann werde
		je nous j ai la le les l cette ma commande prefere decide de prefererai et maintenant vais
		yo me lo el mi este pedido prefiero he decidido ya con y ahora al final
		ik we hem het ze de deze mijn bestelling liever nu dan toch besloten te en wil
		io l li lo questo mio ordine preferisco ho deciso di e adesso alla fine `
)

// thoughtBetter are the words of who has thought better of what he wanted to do, folded, in the languages of choice.go.
var thoughtBetter = []string{"thought better of it", "changed my mind", "changed our mind", "changed our minds", "decided against it", "decided against that", "decided not to", "reconsidered", "won t", "will not", "not going to", "not any more", "not anymore",
	"anders uberlegt", "anders entschieden", "dagegen entschieden", "lasse es", "lassen es", "change d avis", "ravise", "ravisee", "renonce", "cambiado de idea", "cambiado de opinion", "cambie de idea", "cambie de opinion", "pensado mejor",
	"bedacht", "van gedachten veranderd", "toch niet", "cambiato idea", "ripensato", "ripensata", "ci ripenso"}

// wishedOnly reports whether all that a text says of cancelling is that its writer thought of it, or would do it if he could, and
// then that he waits, keeps the order or thinks otherwise now: "I would cancel if I could, but I will wait". Who asks us for it in whatever form, and who
// waits for an answer or on a condition, cancels.
func wishedOnly(text string) bool {
	if asksMoney(text) || refusesWait(text) || givesUp(text) || severalNamed(text) {
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

// severalNamed reports whether a text names two orders: one of them may be kept, and the other cancelled.
func severalNamed(text string) bool {
	named := orderName.FindAllString(text, -1)
	return slices.ContainsFunc(named, func(n string) bool { return !strings.EqualFold(n, named[0]) })
}

// thoughtOf reports whether the cancelling at i is one that was thought of, and that nobody is asked for. Who thought that it was
// cancelled has asked for it.
func thoughtOf(words []string, i int) bool {
	from := i
	for from > 0 && words[from-1] != pause {
		from--
	}
	to := i
	for to < len(words) && words[to] != pause && !listed(turnsTo, words[to]) {
		to++
	}
	beside := append(slices.Clone(words[max(from, i-1):i]), words[i+1:min(i+2, to)]...)
	if listed(cancelledWords, words[i]) && has(beside, passiveWords) {
		return false
	}
	first := has(words[i+1:min(i+2, to)], verbFirst)
	return (has(words[from:i], thoughtWords) || first || conditional(words[i])) && !has(words[from:to], askedOf) && !turnedAt(words, i)
}

// conditional reports whether a verb says in one word what one would do, in French, Spanish or Italian.
func conditional(verb string) bool {
	return slices.ContainsFunc([]string{"rais", "rions", "ria", "riamos", "rei", "remmo"}, func(end string) bool { return strings.HasSuffix(verb, end) })
}

// noMore reports whether words end by saying that there is no need any more.
func noMore(stay []string) bool {
	said := strings.TrimSuffix(strings.Join(stay, " "), " "+pause)
	return slices.ContainsFunc([]string{"ya no", "plus maintenant", "nu niet meer", "non piu", "adesso no", "jetzt nicht mehr", "no longer"}, func(end string) bool { return strings.HasSuffix(said, end) }) ||
		saysAny(said, "nicht mehr notig", "plus la peine", "hoeft niet meer", "niet meer nodig", "non serve piu", "non e piu necessario", "meinung geandert")
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
	if has(stay, conditionWords+answerNouns+awaitedWords+askedOf+hinderWords) {
		return false
	}
	return noMore(stay) || saysHeWaits(strings.Join(stay, " ")) || saysAny(strings.Join(stay, " "), thoughtBetter...) || has(stay, staysWith) && !slices.ContainsFunc(stay, func(w string) bool { return w != pause && !listed(turnsTo+staysWith+keptWords, w) })
}
