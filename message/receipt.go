package message

import "strings"

// receiptSubjects begin the subject of read receipts that come as plain words, in lower case
// (RFC 8098 asks for a report, but web mailers and phones write a letter).
var receiptSubjects = []string{
	"read:", "read receipt", "return receipt", "displayed:", "gelesen:", "lesebestätigung", "empfangsbestätigung", "lu :", "lu:", "accusé de lecture", "confirmation de lecture",
	"leído:", "confirmación de lectura", "acuse de recibo", "gelezen:", "leesbevestiging", "letto:", "conferma di lettura", "ricevuta di ritorno",
}

// receiptTexts are what such letters say.
var receiptTexts = []string{
	"was read on", "was displayed on", "this is a return receipt", "this is a read receipt", "read receipt for",
	"lesebestätigung für", "empfangsbestätigung für", "gelesen.", "gelesen worden", "angezeigt wurde", "wurde gelesen",
	"a été lu", "accusé de lecture", "accusé de réception pour", "confirmation de lecture", "se leyó", "ha sido leído", "fue leído", "acuse de recibo",
	"is gelezen", "leesbevestiging", "è stato letto", "è stata letta", "conferma di lettura", "ricevuta di ritorno",
}

// isReceipt recognises a read receipt that is no report: subject and text agree, and nothing is
// asked, attached or named but the mail that was read.
func isReceipt(m *Message) bool {
	subject := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(m.Subject, "’", "'")))
	if !hasAnyPrefix(subject, receiptSubjects) || len(m.NewText) > maxAbsenceBytes || m.NewTextFrom != OriginOwn || strings.Contains(m.NewText, "?") {
		return false
	}
	if !containsAny(oneLine(m.NewText), receiptTexts) {
		return false
	}
	for i := range m.Attachments {
		if !m.Attachments[i].Inline {
			return false
		}
	}
	for l := range strings.Lines(m.NewText) {
		if looksLikeOrder(l) && labelOf(strings.TrimSpace(l)) != labelSubject {
			return false
		}
		for _, w := range lowerWords(l) {
			if firstHand[w] {
				return false // somebody speaks
			}
		}
	}
	return true
}

// firstHand are words of a person who speaks of himself, in lower case.
var firstHand = wordSet(" ", "i i'm i've my me ich mir mich mein meine je j'ai mon ma mes moi yo mi mis me ik mij mijn io mio mia ho please bitte svp graag")
