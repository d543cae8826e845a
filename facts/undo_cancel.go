package facts

import (
	"regexp"
	"slices"
	"strings"

	"returndesk/desk"
)

// Words of undoing a cancellation, folded. Where the verb stands first, only small words part it from the cancellation; in German and
// Dutch it ends the clause.
const (
	undoWords = ` undo undoing undone reverse reversed revoke revoked rescind retract withdraw withdrawn withdrawing retracting cancel stop ignore disregard forget scrap drop
		oublier oubliez oublie tomber olvidar olviden olvida olvidad olvide efecto dimenticate dimentica dimentichi vergessen vergiss vergesst vergeet ignore ignorez ignorad
		annuler annulez revoquer revoquez retirer retirez retire lever levez ignorer ignorez stopper stoppez revenir
		anular anulen anulad cancelar cancelen deshacer deshagan deshaced revertir reviertan retirar retiren retiro revocar revoquen ignoren
		annullare annullate revocare revocate revoco ritirare ritirate ritiro ignorate ignorare
		ignorieren ignoriert ignorier nehmen betrachten negeer negeren `
	undoneWords = ` ruckgangig zurucknehmen zuruckzunehmen zuruckgenommen zuruck zuruckziehen zuruckzuziehen zuruckgezogen widerrufen aufheben aufgehoben
		gegenstandslos hinfallig ongedaan terugdraaien teruggedraaid terugtrekken intrekken ingetrokken herroepen opheffen zitten `
	// accounts is what a request is not to be taken into: "ne tenez pas compte de".
	accounts      = ` compte cuenta conto rekening account `
	undoneObjects = ` cancellation cancelation annulation cancelacion anulacion cancellazione annullamento disdetta stornierung storno annulering annulatie `
	// smallWords may part the two, besidesWords name what else is undone: "the cancellation and the payment".
	smallWords   = ` the my our this that last of on for sur la l ma notre cette votre de d demande mi nuestra esta su solicitud il lo mio mia nostro nostra questa questo richiesta di dell della sie u of met of meine unsere die diese mijn onze deze earlier previous request `
	besidesWords = ` and und et y e en fee fees charge zahlung abbuchung lastschrift betrag kauf betaling incasso `
)

// Words that tell an undoing from one that others did, or that means something else, folded.
const (
	// othersWords stand before what the shop or somebody else does, askWords before what it shall do.
	othersWords = ` you your they he she who why somebody someone shop ihr sie warum wieso wer shop vous votre pourquoi qui ustedes vosotros quien porque
		u jullie waarom wie webshop voi perche chi `
	askWords = ` please can could would will bitte konnen konnten konnt wurden pouvez pourriez pueden podrian podeis kunt kunnen wilt willen potete potreste `
	// nounsFor part a cancellation from what is undone for it: "call me back about the cancellation".
	nounsFor = ` um wegen nach zur bei trotz mit fur ohne seit om wegens na met voor over bij sinds `
	// passives tell what was done with it.
	passives   = ` wurde wird wurden werd wordt worden is ist `
	doneBack   = ` zuruckgenommen zuruckgezogen aufgehoben teruggedraaid ingetrokken `
	takesVerbs = ` nehmen nehmt nimm nehme ziehen zieht ziehe genommen gezogen `
	orderNouns = ` bestellung auftrag kauf vertrag order bestelling aankoop koop `
	ofWords    = ` der des meiner unserer dieser von vom van `
)

// undoesCancelling reports whether a text asks for a cancellation to be undone: who does so cancels nothing. Who complains that one
// was undone, or ignored, and who cancels in another sentence beside it, does.
func undoesCancelling(text string) bool {
	undoes := false
	if containsAny(text, cancelStems) {
		text = toldBefore.ReplaceAllString(text, " cancellation ")
	}
	for _, s := range sentencesOf(parted.Replace(text)) {
		switch {
		case undoesIn(tokens(s)) && !saysAny(s, "cancel it", "cancel the order", "cancel my order"):
			undoes = true
		case givesUp(s) || saysAny(s, "cancel it", "cancel the order", "cancel my order", "please cancel", "want it cancelled", "want it canceled", "bitte stornieren", "will sie nicht",
			"will ihn nicht", "annulez la", "veuillez annuler", "por favor cancelen", "cancélenlo", "graag annuleren", "annullatelo"):
			return false
		}
	}
	return undoes
}

// toldBefore finds a cancelling that was asked for in an earlier word of the writer's: "my request to cancel", "what I wrote about cancelling".
var toldBefore = regexp.MustCompile(`(?i)(?:what i(?: have|'ve|’ve)? (?:said|wrote|written|asked)|(?:request|wish|mail|e-?mail|message|note)(?: (?:from|of) (?:yesterday|this morning|today|last night))?)(?: (?:to|about|for|on|regarding)| asking(?: you)? (?:to|for)){1,2}(?: (?:a|the|my))? cancel\pL*|` +
	`(?:bitte|anfrage|wunsch|mail|nachricht) (?:um|nach|zur|wegen|über|auf|zu)(?: (?:der|die|das|eine))? storn\pL*|, was ich (?:über|zum|zur|zu|wegen)(?: (?:der|die|das|dem))? storn\pL*(?: (?:geschrieben|gesagt) habe)?|` +
	`(?:demande|souhait|mail|message) (?:d['’]|de l['’]|pour )annul\pL*|ce que j['’]ai (?:dit|écrit) (?:sur|à propos de|concernant|au sujet de) l['’]annul\pL*|` +
	`(?:solicitud|petición|mensaje|correo) (?:de|sobre|para)(?: la)? (?:cancel|anul)\pL*|lo que (?:dije|escribí|he dicho|he escrito) (?:de|sobre)(?: la)? (?:cancel|anul)\pL*|` +
	`(?:richiesta|messaggio|mail) (?:di|per|su|sull['’])(?: l['’])?(?: )?(?:annull|cancell|disd)\pL*|quello che ho (?:detto|scritto) (?:su|sull['’]|riguardo all['’]|circa l['’])(?: )?(?:annull|cancell)\pL*|` +
	`(?:verzoek|vraag|mail|bericht) (?:om|tot|over)(?: (?:de|te))?(?: annul\pL*)|wat ik (?:zei|schreef|heb gezegd|heb geschreven) over(?: (?:de|het))? annul\pL*`)

// cancelStems are pieces, in small letters, one of which each match of toldBefore has.
var cancelStems = []string{"cancel", "storn", "annul", "anul", "disd"}

// parted puts a mark where a dash or a quotation parts a sentence.
var parted = strings.NewReplacer(" - ", " ; ", "–", ";", "—", ";", `"`, ";", "“", ";", "”", ";", "„", ";", "«", ";", "»", ";")

// undoesIn is undoesCancelling for the words of a sentence.
func undoesIn(words []string) bool {
	for i, w := range words {
		if !listed(undoneObjects, w) {
			continue
		}
		from, to := i, i // the clause
		for from > 0 && words[from-1] != pause {
			from--
		}
		for to < len(words) && words[to] != pause {
			to++
		}
		if has(words[from:i], othersWords) && !listed(undoWords, words[from]) && !has(words[from:to], askWords) && !has(words[from:to], takesVerbs) {
			continue
		}
		for j := i - 1; j >= max(from, i-5); j-- {
			into := listed(accounts, words[j])
			if into || listed(undoWords, words[j]) || words[j] == "back" && j > 0 && listed(" take taking takes ", words[j-1]) {
				if turnedAt(words, j) == into && !(i+1 < len(words) && listed(besidesWords, words[i+1])) {
					return true
				}
				break
			}
			if !listed(smallWords, words[j]) {
				break
			}
		}
		if undoneBehind(words, from, i, to) {
			return true
		}
	}
	return false
}

// undoneBehind reports whether the German or Dutch verb that ends a clause undoes the cancellation that stands at i.
func undoneBehind(words []string, from, i, to int) bool {
	if has(words[max(from, i-3):i], nounsFor) {
		return false
	}
	for j := i + 1; j < min(i+9, to) && !listed(besidesWords, words[j]); j++ {
		switch {
		case listed(orderNouns, words[j]) && !has(words[max(i, j-2):j], ofWords): // the order is what is undone
			return false
		case !listed(undoneWords, words[j]),
			words[j] == "zuruck" && !has(words[from:j], takesVerbs),
			listed(doneBack, words[j]) && has(words[from:to], passives) && !has(words[from:to], askWords):
			continue
		}
		return !has(words[max(0, i-4):min(j+3, len(words))], turnBefore)
	}
	return false
}

// Words of an order that has been cancelled, and of one that its writer wants to be: he asks to do it, or why it is not done.
const (
	cancelledWords = ` cancelled canceled storniert annulliert annule annulee cancelado cancelada anulado anulada geannuleerd annullato annullata cancellato cancellata disdetto `
	perfectWords   = ` was is has have been wurde ist habt haben hat est ete avez a ont se ha han esta fue is werd hebben heeft hebt stato stata avete risulta e `
	wantedWords    = ` possible chance way option having getting moglich moglichkeit bekommen lassen soit faire posible posibilidad sea mogelijk mogelijkheid possibile possibilita venga venisse
		can could would will may might should want like please be get why when how if unless now already finally yet still not t so then
		kann konnte konnen konnten werden wird will mochte bitte warum wann wenn schon bereits endlich nun jetzt nicht noch
		peut pourrait pouvez pourriez etre veux voudrais pourquoi quand deja enfin bien maintenant pas toujours sera
		puede pueden podria ser quiero quisiera cuando ya ahora no todavia aun sera
		kan kunt kunnen wil graag worden wordt waarom wanneer al inmiddels nu niet nog eindelijk
		puo potete potrebbe essere vorrei voglio perche quando gia ora adesso non finalmente sara `
)

const (
	// spokenWords tell of an earlier word of his, or of ours, or of a better offer: the order is given up in some other way.
	spokenWords = ` again erneut nochmal nochmals nouveau nuevo nuovo opnieuw nogmaals rang called phoned wrote mailed emailed sent told spoke colleague better instead elsewhere changed angerufen telefoniert geschrieben geschickt gesendet
		gebeten gesagt kollege kollegin besser anders woanders anderswo appele telephone ecrit envoye dit collegue mieux ailleurs llame llamado escribi escrito envie enviado mande
		dije companero companera mejor otro gebeld geschreven gestuurd gemaild gezegd collega beter elders chiamato telefonato scritto mandato inviato detto meglio altrove `
	pleaseWords = ` please kindly bitte veuillez favor graag alstublieft gelieve prego `
	elseWords   = ` otherwise else sonst andernfalls sinon altrimenti sino anders fatelo hacedlo haganlo hazlo ` // "if not, do it"
	hopeWords   = ` hope hopefully hoffe hoffentlich espere espero hoop hopelijk spero `
)

// asksWhetherCancelled reports whether all that a mail says of cancelling is the question whether his order has been cancelled, which
// he asked for in no mail before: he wants to know, and not that.
func asksWhetherCancelled(in *Input) bool {
	if askedBefore(in, desk.ClassCancellation) || asksChoice(in.Asked) || saysAny(in.Text, "i asked", "we asked", "i requested", "as requested", "my request", "i wrote", "i told", "my cancellation", "confirm", "confirmation", "confirmed",
		"ich hatte", "ich habe", "meine stornierung", "bestätigen", "bestätigung", "j ai demandé", "j avais", "ma demande", "mon annulation", "confirmer", "confirmez", "confirmation",
		"pedí", "he pedido", "solicité", "mi solicitud", "confirmar", "confirmen", "confirmación", "heb gevraagd", "had gevraagd", "mijn annulering", "bevestigen", "bevestiging", "ho chiesto", "avevo", "la mia richiesta", "confermare", "confermate", "conferma") {
		return false
	}
	asked := false
	for _, s := range sentencesOf(unnumbered(in.Text)) {
		words := withoutOrNot(tokens(s))
		if has(words, elseWords+doesIt) || has(words, spokenWords) || has(words, pleaseWords) && !has(words, tellWords) || givesUp(s) || !strings.HasSuffix(s, "?") && !has(words, hopeWords) && (has(words, turnBefore) || has(words, turnBehind)) {
			return false
		}
		at := slices.IndexFunc(words, func(w string) bool { return listed(cancelledWords, w) })
		if at < 0 {
			if slices.ContainsFunc(split(s), cancels) {
				return false
			}
			continue
		}
		indirect := has(words[:at], " whether ob ")
		if !strings.HasSuffix(s, "?") && !indirect || !has(words, perfectWords) || has(words, wantedWords) ||
			slices.ContainsFunc(split(s), func(w string) bool { return cancels(w) && !listed(cancelledWords, tokens(w)[0]) }) {
			return false
		}
		asked = true
	}
	return asked
}

// orNot are the ends of a question that leave it one, folded.
var orNot = [][]string{{"or", "not"}, {"or", "isn", "t", "it"}, {"or", "no"}, {"yes", "or", "no"}, {"or", "is", "it", "still", "on"}, {"oder", "nicht"}, {"ja", "oder", "nein"}, {"ou", "pas"}, {"ou", "non"}, {"oui", "ou", "non"},
	{"o", "no"}, {"si", "o", "no"}, {"of", "niet"}, {"ja", "of", "nee"}}

// withoutOrNot gives a sentence's words without such an end.
func withoutOrNot(words []string) []string {
	n := len(words)
	if n > 0 && words[n-1] == pause {
		n--
	}
	for _, end := range slices.Backward(orNot) {
		if k := n - len(end); k > 0 && slices.Equal(words[k:n], end) {
			return words[:k]
		}
	}
	return words
}

// notThis finds that an order is not the one that is meant.
var notThis = regexp.MustCompile(`(?i)(?:(?:^|[^\pL])(?:not|nicht|pas|niet|non)|[,;]\s*no)\s+(?:(?:the|order|die|meine|bestellung|la|ma|commande|el|mi|pedido|de|mijn|bestelling|il|mio|ordine)\s+){0,3}#?\pL{0,4}-?\d{3,}`)

// meansOther reports whether what is to be cancelled is another order, which is not named, and not the one that is: "cancel the other
// order, not HW-1". A person finds out which.
func meansOther(text string) bool {
	if !notThis.MatchString(text) && !keepsNamed(text) {
		return false
	}
	words := tokens(text)
	for i := 1; i < len(words); i++ {
		if listed(otherWords, words[i]) && listed(otherLead, words[i-1]) && ordersOther(words[i+1:]) {
			return true
		}
	}
	return false
}

// keepsNamed reports whether the order that a text names is the one to be kept, in a clause that cancels nothing: "I only want HW-1 now, cancel
// the other order".
func keepsNamed(text string) bool {
	if severalNamed(text) {
		return false
	}
	return slices.ContainsFunc(strings.FieldsFunc(text, func(r rune) bool { return strings.ContainsRune(",;:.!?–—\n", r) }), func(clause string) bool {
		words := tokens(clause)
		return namedOrder.MatchString(clause) && has(words, keptAlone) && !slices.ContainsFunc(words, cancels) && !has(words, turnBefore+turnBehind+otherWords+" plus pas ")
	})
}

// keptAlone are words by which an order is kept, alone or at all, folded; namedOrder finds its number.
const keptAlone = ` only keep need stays nur behalte behalten bleibt brauche seulement garde garder gardez solo necesito quedo conservo tengo tenere voglio alleen houd houden blijft resta queda `

var namedOrder = regexp.MustCompile(`(?i)#?\pL{1,4}-?\d{3,}`)
