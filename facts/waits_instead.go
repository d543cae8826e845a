package facts

import (
	"slices"
	"strings"
)

// How somebody says of himself that he waits, in the languages of choice.go.
const (
	selfWaits  = ` warte attends attendons attendrai patiente patienterai patientons espero esperare esperamos wacht aspetto aspettero aspettiamo attendo `
	bareWaits  = ` wait warten attendre patienter esperar wachten aspettare attendere `
	ableWords  = ` ll will can could happy glad rather kann konnen wir gern gerne mochte peux prefere veux puedo prefiero podemos kan wil liever posso preferisco possiamo `
	sinceWords = ` since already seit schon depuis deja desde hace ya al sinds da gia `
	turnBefore = ` no not never dont t ne n non nicht kein keine nie niet geen nooit nunca jamais mai `
	turnBehind = ` nicht nichts kein niet niets geen nooit nada rien niente `
	// awaitedWords are what is still to come after a cancelling, and thanWords stand before the worse of two ways.
	awaitedWords = ` confirmation refund money reimbursement repayment cancellation bestatigung geld erstattung ruckerstattung ruckzahlung stornierung
		remboursement argent annulation confirmacion devolucion reembolso dinero cancelacion anulacion bevestiging terugbetaling annulering
		conferma rimborso soldi denaro annullamento `
	thanWords  = ` than als statt dan que qu che `
	butWords   = ` but aber mais pero maar ma `
	optionWord = ` option options choice moglichkeit variante opcion optie keuze opzione choix `
)

// waitsInstead reports whether somebody says that he waits, and that he does not cancel or nothing of
// cancelling: "cancel? no way, I'll wait". A reader that sees the one word may take it for its opposite.
func waitsInstead(text string) bool {
	asks := strings.ContainsRune(text, '?') && !slices.ContainsFunc(split(text), cancels) // something else than whether he cancels
	return saysHeWaits(text) && !refusesWait(text) && !asksMoney(text) && !cancelsIn(text) && !asks
}

// waitsAndCancels reports whether a text says both of somebody who waits and of cancelling, so that a
// person has to read it.
func waitsAndCancels(text string) bool {
	return saysHeWaits(text) && !refusesWait(text) && cancelsIn(text)
}

// namesOption reports whether a short answer names one of two ways by its place alone: "the first option".
func namesOption(text string) bool {
	words := tokens(text)
	return len(words) <= maxChoiceWords && !says(words) && !asksMoney(text) && has(words, optionWord)
}

// saysHeWaits finds a wait of the writer's own that is to come: who has waited for weeks says another thing.
func saysHeWaits(text string) bool {
	words := tokens(text)
	for i, w := range words {
		able := has(words[max(0, i-3):i], ableWords)
		if !listed(selfWaits, w) && (!listed(bareWaits, w) || !able) {
			continue
		}
		if otherWait(words, i) {
			continue
		}
		if !has(words[i+1:min(i+4, len(words))], sinceWords) {
			return true
		}
	}
	return !has(words, awaitedWords) && saysAny(text, "take your time", "no rush", "be patient", "hab zeit", "habe zeit", "keine eile", "ai le temps", "pas pressé", "tengo tiempo", "sin prisa", "heb de tijd", "geen haast", "nessuna fretta")
}

// otherWait reports whether the wait at a word is no wait for the goods: for a confirmation or the money, one that is named
// as the worse way ("rather cancel than wait"), one that is turned at once ("I could, but"), or hope ("espero que").
func otherWait(words []string, i int) bool {
	rest := words[i+1:]
	if end := slices.Index(rest, pause); end == 0 && len(rest) > 1 && listed(butWords, rest[1]) {
		return true
	} else if end >= 0 {
		rest = rest[:end]
	}
	if len(rest) > 0 && strings.HasPrefix(words[i], "esper") && rest[0] == "que" {
		return true
	}
	if has(rest[:min(6, len(rest))], awaitedWords) {
		return true
	}
	for j := i - 1; j >= max(0, i-4) && words[j] != pause; j-- {
		if listed(thanWords, words[j]) || words[j] == "way" && j > 0 && words[j-1] == "no" {
			return true
		}
	}
	return len(rest) > 2 && rest[0] == "auf" && rest[1] == "keinen" && rest[2] == "fall"
}

// cancelsIn reports whether a text speaks of cancelling outside of a question, and does not turn it.
func cancelsIn(text string) bool {
	for s := range sentences(text) {
		if strings.HasSuffix(s, "?") {
			continue
		}
		words := tokens(s)
		for i, w := range words {
			if (listed(cancelWords, w) || cancels(w)) && !turnedAt(words, i) {
				return true
			}
		}
	}
	return false
}

// turnedAt reports whether a word is turned by one of its own clause.
func turnedAt(words []string, i int) bool {
	for j := i - 1; j >= max(0, i-3) && words[j] != pause; j-- {
		if listed(turnBefore, words[j]) {
			return true
		}
	}
	for j := i + 1; j < min(i+5, len(words)) && words[j] != pause; j++ {
		if listed(turnBehind, words[j]) {
			return true
		}
	}
	return false
}
