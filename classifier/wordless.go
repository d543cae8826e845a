package classifier

import (
	"strings"

	"returndesk/desk"
)

// nameOfPicture are words that cameras write where a person wrote nothing.
func nameOfPicture(word string) bool {
	switch word {
	case "img", "image", "dsc", "dscn", "dscf", "pxl", "vid", "mov", "jpg", "jpeg", "png", "heic":
		return true
	}
	return false
}

// noSubject are words of the subject that mail programs give a mail that has none. In a body
// they are the sender's: "No." is an answer.
func noSubject(word string) bool {
	switch word {
	case "no", "subject", "kein", "betreff", "sans", "objet", "sin", "asunto", "geen", "onderwerp", "nessun", "oggetto":
		return true
	}
	return false
}

// The words, folded, that name an order or a file and bring no matter ("Order HW-10512", "Please see
// the attached letter", "Siehe Anhang"), and those that may stand beside them.
var (
	namingWords = wordsOf("order attached attachment attachments enclosed document letter pdf " +
		"bestellung bestellnummer auftrag auftragsnummer anhang anbei brief schreiben angehaengt angehaengte beigefuegt dokument " +
		"commande jointe joint lettre document pedido adjunto adjunta carta documento " +
		"bestelling bestelnummer ordernummer bijlage bijgevoegd bijgevoegde ordine allegato allegata lettera")
	besideNaming = wordsOf("number hi hello dear sir madam my your our please see find the file files thanks thank you kind regards answer answers reply replies comment comments " +
		"antwort antworten ihre unsere reponse reponses mes vos nos respuesta respuestas antwoord antwoorden uw risposta risposte " +
		"nr nummer hallo guten tag bitte siehe s im in der die das meine zu zur datei danke mit freundlichen gruessen " +
		"numero ma bonjour merci voir veuillez trouver ci piece la le l en fichier cordialement " +
		"mi hola gracias ver el archivo saludos mijn zie bestand groet dank mio buongiorno grazie vedi saluti")
)

// The words, folded, of who points to answers that he typed into the older mail, and how they look there.
var (
	belowWords  = wordsOf("below inline unten dessous abajo onder hieronder sotto")
	colourWords = wordsOf("capitals red blue green colour color bold rot blau gruen fett rouge bleu rojo azul rood blauw rosso blu")
)

// wordless reports whether the sender wrote no word: a picture alone, an order number
// alone, an empty answer below our own subject. A model that has learnt from texts knows
// nothing of such a mail, and would say what its constants happen to add up to.
func (a *analysis) wordless() bool {
	numbered := map[string]bool{}
	for _, n := range a.reading.Numbers {
		// "dead 10512" looks like a number with a prefix as long as no prefix is known.
		if letters := strings.TrimRight(n.Key, "0123456789"); letters != "" && !strings.ContainsAny(n.Written, " \t\n") {
			numbered[strings.ToLower(letters)] = true
		}
	}
	var named, beside, below, coloured bool
	for i := range a.toks {
		t := &a.toks[i]
		if a.tally.reply && t.sent < a.tally.body {
			continue // the words of an earlier mail, often ours
		}
		if a.tally.reply && len(t.word) == 1 && strings.Contains("123", t.word) {
			return false // one of the ways that our mail had numbered
		}
		switch {
		case strings.ContainsAny(t.word, "0123456789"), nameOfPicture(t.word), numbered[t.word], t.sent < a.tally.body && noSubject(t.word):
		case namingWords.has(t.word):
			named = true
		case besideNaming.has(t.word):
			beside = true
		case belowWords.has(t.word):
			below = true
		case colourWords.has(t.word):
			coloured = true
		default:
			return false
		}
	}
	switch {
	case below: // "See my answers below in red."
		return true
	case coloured: // "My order in red, please."
		return false
	}
	return named || !beside // "Thanks" alone is an answer
}

// silent is the reading of a mail without words: it brings no matter of its own, and the
// case that it belongs to says what it is about.
func silent(heard desk.Reading) desk.Reading {
	r := heard
	r.Class, r.RunnerUp, r.Confidence = desk.ClassOther, desk.ClassRMAFollowup, 0
	r.Also, r.Signals = []desk.Class{}, []desk.Signal{}
	return r
}
