package facts

import (
	"regexp"
	"slices"
	"strings"

	"returndesk/desk"
)

// The words of a cancellation that waits for a day, in the languages of choice.go.
const (
	tieWords = ` if unless should otherwise wenn falls sofern sollte si sinon als indien tenzij mocht se qualora caso salvo `
	byWords  = ` by until till before within bis vor innerhalb avant ici antes para entro prima voor binnen tot `
	// thenWords begin what is to be done after the wait, and pastWords tell of one that is over.
	thenWords = ` then after afterwards thereafter danach dann anschließend anschliessend sonst ensuite puis après apres sinon luego después despues entonces sino daarna dan anders poi dopo dopodiché altrimenti otherwise else `
	pastWords = ` agreed said told promised chose was were had have been would wollte sollte hatte habe gesagt zugestimmt versprochen avais accepté accepte dit devais ai había habia acepté acepte dije iba he zou had heb gezegd afgesproken avevo ho accettato detto dovevo `
	// untilWords end a wait, where byWords would end a condition.
	untilWords = ` bis jusqu jusque hasta tot fino sino `
	// spanWords are spans of time, and lastWords make one of how long it still takes: "if it takes another month".
	spanWords = ` days weeks month months tage wochen monat monate jours semaines mois dias días semanas mes meses dagen week weken maand maanden giorni settimane mese mesi week woche semaine semana settimana `
	// The Dutch and the Italian "if" are words of German and Spanish too, "länger als", "se tarda", and tie only words of their own.
	lastWords   = ` take takes last lasts longer another more still dauert dauern dauere länger laenger weitere noch prend prendre prendra prendrait dure durer durera encore plus tarda tarde tardar tardará tardara tardan todavía todavia más mas ` + lastDutch + lastItalian
	lastDutch   = ` duurt duren langer nog meer `
	lastItalian = ` dura durare durerà ancora altri altre più serve servono vuole vogliono ci `
	thisWords   = ` this diese dieser diesen cette ce esta este deze questa questo `
	dayWords    = ` monday tuesday wednesday thursday friday saturday sunday tomorrow week weekend month christmas
		montag dienstag mittwoch donnerstag freitag samstag sonntag morgen woche wochenende monat monatsende weihnachten
		lundi mardi mercredi jeudi vendredi samedi dimanche demain semaine mois noël noel
		lunes martes miércoles miercoles jueves viernes sábado sabado domingo mañana manana semana mes navidad
		maandag dinsdag woensdag donderdag vrijdag zaterdag zondag maand kerst
		lunedì lunedi martedì martedi mercoledì mercoledi giovedì giovedi venerdì venerdi sabato domenica domani settimana mese natale `
)

// tiedCancel makes of a cancellation that holds only if a day to come passes first what it is: a question of
// when, with a cancellation beside it (docs/labels.md). Every sentence that cancels has to be tied so; one
// that cancels unless the thing is built or sent already means now. What answers our own question whether
// to wait, and what a person has read, stands.
func tiedCancel(in Input) Input {
	r := &in.Reading
	threat := r.Class == desk.ClassCancellation || r.Class == desk.ClassDelay && slices.Contains(r.Also, desk.ClassCancellation)
	if in.Machine != MachineNone || r.ByPerson() || !threat || asksChoice(in.Asked) || len(in.Lookup.Matches) > 1 || !tiedToDay(in.Text) {
		return in
	}
	if in.tied = !slices.Contains(in.Open, desk.ClassCancellation); r.Class == desk.ClassDelay {
		return in
	}
	also := slices.DeleteFunc(slices.Clone(r.Also), func(c desk.Class) bool { return c == desk.ClassDelay })
	r.Class, r.Also = desk.ClassDelay, append([]desk.Class{desk.ClassCancellation}, also...)
	return in
}

// notYet reports whether a cancellation is none yet, since it is tied to a day to come and the row of the table would act on it at once: stop
// production that he wants to go on (domain.md section 1, "placed, not started"), or take section 6's choice for made, which
// is "never closed as consent". The answer to the question of when serves him: it names the date, or offers
// that very choice, and he can cancel before the day. Where the row would only tell him that it is too late (in
// production with the promise open, shipped) it is told him: he reckons with a cancellation that he is not going to get.
func notYet(in *Input, base *desk.Facts) bool {
	if !in.tied {
		return false
	}
	switch base.Get(desk.FactStage) {
	case "shipped", "delivered", "closed":
		return false
	case "in_production":
		return underDelay(base)
	}
	return true
}

// tiedToDay reports whether a text cancels, and only if a day to come passes first: on a condition, or after
// waiting until then.
func tiedToDay(text string) bool {
	some, waited := false, false // waited: the sentence before waits until a day
	for _, s := range strings.FieldsFunc(dayDot.ReplaceAllString(askedFirst(text), "$1 $2"), func(r rune) bool { return strings.ContainsRune(".!?\n", r) }) {
		s = beforeOwnCondition(s)
		words := strings.Fields(withoutPolite(split(s)))
		if len(words) == 0 || len(words) == 1 && digit(words[0][0]) { // a date's own full stop
			continue
		}
		waits := waitsUntilDay(words) && !refusesWait(s)
		if !slices.ContainsFunc(words, cancels) && !((waits || waitsForDay(words) || failsByDay(s)) && givesUp(s)) {
			waited = waits
			continue
		}
		then := waited && has(words[:min(4, len(words))], thenWords)
		if !waits && !then && !waitsForDay(words) && !waitsForSpan(s) && !failsByDay(s) {
			return false
		}
		some = true
	}
	return some
}

// askedFirst makes one sentence of a question with its day and what is to be done if it is not so, "Will it be here by the 5th? If not,
// cancel it", and of a day for which the goods are needed and a cancelling if that day cannot be kept.
func askedFirst(text string) string {
	return neededFor.ReplaceAllString(orElse.ReplaceAllString(text, "if not $1, $2"), "if it is not here by $1, $2")
}

var (
	orElse = regexp.MustCompile(`(?i)([^.?!\n]+?)\s*\?+\s+(?:if (?:not|it (?:won['’]t|doesn['’]t|isn['’]t|can['’]t)|you can['’]?(?:t|not)|that(?:['’]s| is) not possible)|otherwise|or else|wenn nicht|falls nicht|sonst|ansonsten|andernfalls|sinon|si non|` +
		`si no|de lo contrario|zo niet|zo nee|indien niet|als dat niet (?:lukt|kan)|anders|se no|altrimenti|in caso contrario)\b,?\s*([^.?!\n]*)`)
	neededFor = regexp.MustCompile(`(?i)\b(?:need|want|must have) [^.?!\n]*?\b(?:on|by|for|before|until) ((?:the )?[^.?!,\n]{1,30}?)\s*[,;.!–-]\s*((?:so |and )?(?:please )?cancel(?: it| that| the order| my order)?) if (?:you|it|that|this) (?:can['’]?t|can ?not|won['’]t|will not|doesn['’]t|does not|isn['’]t|is not)\b`)
)

// dayDot finds the full stop of a German day before its month: "den 10. April".
var dayDot = regexp.MustCompile(`(?i)(\b\d{1,2})\.\s+(januar|februar|märz|maerz|april|mai|juni|juli|august|september|oktober|november|dezember)`)

// givesUp reports whether a sentence gives an order up in other words than cancelling.
func givesUp(sentence string) bool {
	return saysAny(sentence, "don t want it", "do not want it", "don t need it", "won t need it", "no longer want it", "no longer need it", "can keep it", "forget it", "forget about it", "forget my order", "forget the order", "take it off",
		"bestellung vergessen", "auftrag vergessen", "oublier ma commande", "oublier la commande", "olvidar de mi pedido", "olvidaros de mi pedido", "olvidar mi pedido", "bestelling vergeten", "scordarvi il mio ordine", "scordarvi l ordine", "dimenticare il mio ordine", "money back",
		"brauche ich es nicht", "brauche ich sie nicht", "brauche ich ihn nicht", "will ich es nicht", "will ich sie nicht", "will ich ihn nicht", "könnt ihr es behalten", "können sie es behalten", "geld zurück",
		"n en veux plus", "n en ai plus besoin", "n en aurai plus besoin", "pouvez le garder", "pouvez la garder",
		"ya no lo quiero", "ya no la quiero", "no lo quiero", "no la quiero", "ya no me hace falta", "ya no me sirve",
		"hoef ik het niet", "hoef ik hem niet", "hoeft het niet meer", "heb ik het niet meer nodig", "heb ik hem niet meer nodig", "geld terug",
		"nothing more from you", "nothing more to do with", "nichts mehr von ihnen", "nichts mehr von euch", "plus rien de vous", "nada más de ustedes", "nada más de vosotros",
		"niets meer van jullie", "niets meer van u", "più niente da voi", "più nulla da voi",
		"non lo voglio", "non la voglio", "non mi serve più", "non mi servirà più", "potete tenervelo")
}

// waitsUntilDay finds who waits until a day, "I'll wait until the 30th", in a sentence's words, and not for what follows a
// cancelling: "I cancel, and wait until Friday for your word", "wait until Monday with the refund".
func waitsUntilDay(words []string) bool {
	if has(words, pastWords) {
		return false
	}
	for i, w := range words {
		if cancels(w) || has(tokens(w), awaitedWords) {
			return false
		}
		if !listed(waitWords, w) {
			continue
		}
		if has(tokens(strings.Join(words[i+1:], " ")), awaitedWords) {
			return false
		}
		for j := max(0, i-6); j < min(i+6, len(words)) && !cancels(words[j]); j++ { // "fino a fine mese posso aspettare"
			if (j > i || listed(untilWords, words[j])) && listed(byWords+untilWords, words[j]) && slices.ContainsFunc(words[j+1:min(j+5, len(words))], func(d string) bool { return listed(dayWords, d) || digit(d[0]) }) {
				return true
			}
		}
	}
	return false
}

// waitsForSpan finds a condition of how long it still takes, "if it takes months", in one of a sentence's clauses.
func waitsForSpan(sentence string) bool {
	for _, clause := range clausesIn(sentence) {
		tied, lasts, span, done, long, before := false, false, false, false, "", ""
		for _, w := range split(clause) {
			switch {
			case cancels(w):
				tied = false
			case listed(tieWords, w) && !(tied && (w == "als" || w == "se")): // "wenn es länger als zwei Wochen dauert", "si se tarda"
				tied, lasts, span, done, long = true, false, false, false, lastWords
				switch w {
				case "als":
					long = lastDutch
				case "se":
					long = lastItalian
				}
			case tied && listed(spanWords, w) && listed(thisWords, before): // "costs more this week" is no span
			case tied:
				lasts, span, done = lasts || listed(long, w), span || listed(spanWords, w), done || listed(possibleWords, tokens(w)[0]) // "if that is still possible this week"
			}
			if tied && lasts && span && !done {
				return true
			}
			before = w
		}
	}
	return false
}

// waitsForDay finds a condition with its day, "if it is not here by Friday", in a sentence's words.
func waitsForDay(words []string) bool {
	tie := -1
	for i, w := range words {
		switch {
		case listed(tieWords, w):
			tie = i
		case cancels(w):
			tie = -1 // what stands behind it is when to cancel
		case tie >= 0 && listed(byWords, w) && !canBeDone(words[tie:i]):
			for _, d := range words[i+1 : min(i+5, len(words))] {
				if listed(dayWords, d) || digit(d[0]) {
					return true
				}
			}
		}
	}
	return false
}

// cancels reports whether a word is one of cancelling an order.
func cancels(word string) bool {
	return slices.ContainsFunc([]string{"cancel", "storn", "annul", "anul", "trete", "zurücktret", "rücktritt", "disdic", "disdir", "desist"}, func(b string) bool { return strings.HasPrefix(word, b) })
}

// orderName finds an order's number as it stands in a sentence, and a word for it: "no. HW-20123".
var orderName = regexp.MustCompile(`(?i)(?:\b(?:no|nr|number|nummer)[.:]?\s+|n[°º]\s*)?#?\b\pL{0,4}-?\d+\b`)

// unnumbered drops what names an order by its number: "my order HW-20123 cancelled" says "my order cancelled".
func unnumbered(text string) string {
	if !strings.ContainsAny(text, "0123456789") { // the expression is tried at each letter of a mail
		return text
	}
	return orderName.ReplaceAllString(text, " ")
}
