package facts

import (
	"slices"
	"strings"
)

// Words that tie a wait to something, in the languages of choice.go. "Si" and "se" mean other things in the
// languages that are not named with them.
const tiesWait = ` if unless otherwise else provided wenn falls sofern sonst ansonsten andernfalls sinon sauf pourvu tenzij anders indien mits altrimenti purche `

// tiedWait reports whether somebody waits, or keeps his order, only on a condition: "if you throw in express
// shipping I'll wait, otherwise I'm out". That consents to nothing (policy section 6); who waits because he
// has to does consent.
func tiedWait(text, language string) bool {
	for _, s := range unmarked(text) {
		words := tokens(s)
		waits := has(words, waitWords)
		if (waits && !refusesWait(s) || keepsOrder(s)) && tiesSentence(words, language) {
			return true
		}
	}
	return false
}

// tiesSentence finds a condition in a sentence's words.
func tiesSentence(words []string, language string) bool {
	// A Spanish or Italian yes: "sí, espero", "si espero".
	if len(words) > 1 && words[0] == "si" && language != "fr" && (words[1] == pause || listed(waitWords, words[1])) {
		words = words[1:]
	}
	text := withoutPolite(slices.DeleteFunc(words, func(w string) bool { return w == pause }))
	for _, mild := range mildTies {
		text = strings.ReplaceAll(text, " "+mild+" ", " ")
	}
	either := func(w string, languages ...string) bool {
		return strings.Contains(text, " "+w+" ") && slices.Contains(languages, language)
	}
	return has(strings.Fields(text), tiesWait) ||
		either("si", "fr", "es", "") || either("se", "it", "") || either("als", "nl") || either("s il", "fr", "") ||
		strings.Contains(text, " as long as ") || strings.Contains(text, " a menos ") || strings.Contains(text, " a moins ") || strings.Contains(text, " a meno ")
}

// mildTies are conditions that are none: of who waits since there is no other way, and of politeness.
var mildTies = []string{
	"if needed", "if necessary", "if need be", "if i must", "if i have to", "if it must be", "if that s ok", "if that is ok", "if that s okay", "if that helps", "if it helps", "if that s what it takes", "if there s no other way",
	"wenn moglich", "wenn es geht", "wenn s geht", "wenn es sein muss", "wenn s sein muss", "wenns sein muss", "wenn notig", "wenn es hilft", "wenn das ok ist", "wenn es nicht anders geht", "wenn es denn sein muss",
	"s il vous plait", "s il te plait", "s il le faut", "s il faut", "si necessaire", "si besoin", "si vous voulez",
	"si hace falta", "si es necesario", "si no hay otro remedio", "si no hay mas remedio", "si no queda otra", "si no hay otra opcion",
	"als het moet", "als het nodig is", "als het niet anders kan", "als dat nodig is",
	"se serve", "se necessario", "se devo", "se proprio devo", "se non c e altro modo", "se non c e alternativa",
}
