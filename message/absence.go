package message

import (
	"strings"
	"unicode"
)

// absenceSubjects begin the subject of absence notices, in lower case. A reply
// to such a notice ("Re: Automatic reply: ...") begins otherwise.
var absenceSubjects = []string{
	"automatic reply", "auto reply", "autoreply", "auto-reply", "out of office", "out of the office", "automatic response", "vacation notice", "away from",
	"automatische antwort", "abwesenheitsnotiz", "abwesenheit", "autoantwort", "nicht im büro",
	"réponse automatique", "absence du bureau", "absent du bureau", "message d'absence",
	"respuesta automática", "fuera de la oficina", "ausencia",
	"automatisch antwoord", "afwezig", "afwezigheid", "automatische reactie",
	"risposta automatica", "fuori sede", "fuori ufficio", "assenza",
}

// absenceTexts are what such notices say.
var absenceTexts = []string{
	"out of office", "out of the office", "on vacation", "on holiday", "on annual leave", "on leave until", "away from my desk", "currently away", "limited access to e-mail",
	"limited access to email", "no access to e-mail", "no access to email", "maternity leave", "parental leave",
	"nicht im büro", "nicht im hause", "im urlaub", "abwesend", "außer haus", "ausser haus", "elternzeit", "nicht erreichbar", "wird nicht weitergeleitet",
	"absent du bureau", "absente du bureau", "suis absent", "suis actuellement absent", "en congé", "en vacances", "de retour le",
	"fuera de la oficina", "de vacaciones", "estoy ausente", "estaré ausente", "no estaré disponible",
	"niet op kantoor", "afwezig", "met vakantie", "op vakantie", "met verlof",
	"fuori ufficio", "fuori sede", "in ferie", "sono assente", "sarò assente",
}

// maxAbsenceBytes: longer texts are letters.
const maxAbsenceBytes = 1500

// isAbsence recognises an absence notice that no field marks. Subject and the
// beginning of the text must agree, and nothing may look like a customer's
// concern: an attachment, a question, an order number in the text.
func isAbsence(m *Message, opt *Options) bool {
	subject := strings.ToLower(strings.TrimSpace(strings.ReplaceAll(m.Subject, "’", "'")))
	if !hasAnyPrefix(subject, absenceSubjects) || len(m.NewText) > maxAbsenceBytes || m.NewTextFrom != OriginOwn {
		return false
	}
	head := oneLine(m.NewText[:min(len(m.NewText), 400)])
	agrees := false
	for _, t := range absenceTexts {
		if strings.Contains(head, t) {
			agrees = true
			break
		}
	}
	if !agrees || strings.Contains(m.NewText, "?") {
		return false
	}
	for i := range m.Attachments {
		if !m.Attachments[i].Inline {
			return false
		}
	}
	if opt.NamesOrder != nil {
		return !opt.NamesOrder(m.NewText)
	}
	return !looksLikeOrder(m.NewText)
}

func hasAnyPrefix(s string, list []string) bool {
	for _, p := range list {
		if strings.HasPrefix(s, p) {
			return true
		}
	}
	return false
}

// orderWords stand before a number that is an order's.
var orderWords = []string{"order", "bestell", "auftrag", "commande", "pedido", "bestelling", "ordine", "encomenda"}

// looksLikeOrder guesses whether a text names an order: "HW-10512", "#10512",
// "order no. 512". Years, sums and invoice numbers are none.
func looksLikeOrder(s string) bool {
	if len(s) > 20000 {
		s = s[:20000]
	}
	for i := 0; i < len(s); i++ {
		if !digit(s[i]) {
			continue
		}
		j := i
		for j < len(s) && digit(s[j]) {
			j++
		}
		if numberLooksLikeOrder(s, i, j) {
			return true
		}
		i = j
	}
	return false
}

// numberAbbreviations hold a full stop that ends no sentence.
var numberAbbreviations = strings.NewReplacer("no.", "", "nr.", "", "num.", "", "nro.", "")

// numberLooksLikeOrder judges the digits s[i:j] by what stands before them.
func numberLooksLikeOrder(s string, i, j int) bool {
	n := j - i
	if n < 3 || n > 12 {
		return false
	}
	// letters right before, with a dash, a blank or a "#" between at most
	k := i
	for k > 0 && i-k < 2 && strings.IndexByte("-# ", s[k-1]) >= 0 {
		k--
	}
	if n >= 4 && strings.HasSuffix(s[:i], "#") {
		return true
	}
	start := k
	for start > 0 && k-start < 12 && s[start-1] < 0x80 && unicode.IsLetter(rune(s[start-1])) {
		start--
	}
	prefix := s[start:k]
	if n >= 4 && len(prefix) >= 1 && len(prefix) <= 3 && prefix == strings.ToUpper(prefix) && (k < i || prefix != "") {
		switch prefix {
		case "INV", "RE", "NO", "NR", "ID", "TEL", "FAX", "IN", "OF", "USD", "EUR", "GBP", "A", "I", "KB", "MB", "VAT", "ISO", "RFC", "DIN", "BOX", "ZIP", "PIN", "CVE", "CA", "NY":
			return false
		}
		return true
	}
	before := strings.ToLower(strings.ToValidUTF8(s[max(0, i-24):i], ""))
	before = numberAbbreviations.Replace(before)
	for _, w := range orderWords {
		if at := strings.LastIndex(before, w); at >= 0 && !strings.ContainsAny(before[at:], ".!?\n") {
			return true
		}
	}
	return false
}
