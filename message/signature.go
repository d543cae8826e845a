package message

import "strings"

const (
	// maxSignatureLines is how many lines of text a "-- " may cut off: a longer
	// tail is a letter in which somebody drew a line.
	maxSignatureLines = 20
	// maxSignatureBytes is the same in bytes.
	maxSignatureBytes = 1600
)

// markSignature gives roleSignature to the signature lines among the own ones:
// what mail programs mark as such, what follows "-- ", "Sent from my phone" in
// six languages, confidentiality notices at the end, and the office below a name.
func markSignature(ls []line, roles []role, name string) {
	markElements(ls, roles)
	markDelimited(ls, roles)
	for i := range ls {
		if roles[i] == roleOwn && isMobileLine(ls[i].text) {
			roles[i] = roleSignature
		}
	}
	markNotices(ls, roles)
	markClosing(ls, roles, name)
}

// markElements believes signature elements of HTML mails when they are short:
// some people write their letter inside one.
func markElements(ls []line, roles []role) {
	for i := 0; i < len(ls); {
		if !ls[i].sig || roles[i] != roleOwn {
			i++
			continue
		}
		j, n := i, 0
		for j < len(ls) && (ls[j].sig || strings.TrimSpace(ls[j].text) == "") && roles[j] == roleOwn {
			n += len(ls[j].text)
			j++
		}
		if j-i <= maxSignatureLines && n <= maxSignatureBytes && !asks(ls[i:j]) {
			for k := i; k < j; k++ {
				roles[k] = roleSignature
			}
		}
		i = max(j, i+1)
	}
}

// asks says whether lines hold a question.
func asks(ls []line) bool {
	for i := range ls {
		if strings.HasSuffix(strings.TrimSpace(ls[i].text), "?") {
			return true
		}
	}
	return false
}

// markDelimited finds "-- " (RFC 3676 section 4.3) with a short tail of own
// lines.
func markDelimited(ls []line, roles []role) {
	// From the end, so that each line is counted once.
	texts, size := 0, 0
	cut := -1
	for i := len(ls) - 1; i >= 0; i-- {
		if roles[i] != roleOwn {
			continue
		}
		if t := ls[i].text; t == "-- " || t == "--" || t == "—" {
			if texts <= maxSignatureLines && size <= maxSignatureBytes {
				cut = i
			}
			continue
		}
		if strings.TrimSpace(ls[i].text) != "" {
			texts++
			size += len(ls[i].text)
		}
	}
	if cut < 0 {
		return
	}
	for i := cut; i < len(ls); {
		j := i // end of one paragraph
		for j < len(ls) && roles[j] == roleOwn && strings.TrimSpace(ls[j].text) != "" {
			j++
		}
		adds := i > cut && j > i && addsWords(ls[i:j])
		j = max(j, i+1)
		for ; i < j; i++ {
			if roles[i] == roleOwn && !adds {
				roles[i] = roleSignature
			}
		}
	}
}

// mobilePrefixes begin the line that phones and free mailers add, in lower
// case. The line must be short and hold nothing else.
var mobilePrefixes = []string{
	// English
	"sent from my ", "sent from outlook", "sent from yahoo mail", "sent from mail for windows", "sent from proton mail", "sent with proton mail", "sent with [proton mail",
	"sent via ", "get outlook for ", "sent from gmail", "sent from samsung", "sent from a mobile", "sent with spark", "sent from the all-new aol",
	"download the all new aol", "sent using ",
	// German
	"von meinem iphone gesendet", "von meinem ipad gesendet", "von meinem ", "gesendet von ", "gesendet mit ", "gesendet über ", "gesendet aus ", "diese nachricht wurde von mein",
	"outlook für ios", "outlook für android", "holen sie sich outlook", "laden sie outlook für",
	// French
	"envoyé de mon ", "envoyé depuis ", "envoyé à partir de ", "télécharger outlook pour ", "obtenez outlook pour ", "envoyé avec ",
	// Spanish
	"enviado desde ", "obtener outlook para ", "enviado con ", "descargar outlook para",
	// Dutch
	"verstuurd vanaf ", "verzonden vanaf ", "verzonden met ", "verstuurd met ", "outlook voor ", "download outlook voor",
	// Italian
	"inviato da ", "inviato dal mio ", "inviato con ", "scarica outlook per ", "ottieni outlook per ",
}

// mobileNeedles are names of devices and programs of which such a line has one,
// so that "Sent from my office on Tuesday" stays text.
var mobileNeedles = []string{
	"iphone", "ipad", "android", "outlook", "yahoo", "gmail", "gmx", "web.de", "samsung", "galaxy", "huawei", "mobil", "smartphone",
	"handy", "phone", "blackberry", "proton", "mail", "pixel", "tablet", "telefoon", "téléphone", "teléfono", "telefono", "móvil", "cellulare", "xiaomi", "spark", "aol", "libero", "orange", "t-online", "ios", "telekom", "windows", "device",
}

// isMobileLine reads "Sent from my iPhone" and its sisters.
func isMobileLine(t string) bool {
	t = strings.TrimSpace(t)
	if len(t) < 8 || len(t) > 140 {
		return false
	}
	t = strings.Trim(t, "-[]*_ ")
	if len(t) < 8 {
		return false
	}
	// Nearly every line fails here, before anything costs time.
	switch string([]byte{asciiLower(t[0]), asciiLower(t[1]), asciiLower(t[2])}) {
	case "sen", "get", "von", "ges", "die", "hol", "lad", "out", "env", "obt", "t\xc3\xa9", "ver", "inv", "sca", "ott", "dow", "des":
	default:
		return false
	}
	low := strings.ToLower(t)
	for _, p := range mobilePrefixes {
		if !strings.HasPrefix(low, p) {
			continue
		}
		for _, n := range mobileNeedles {
			// A second sentence means that somebody wrote it himself.
			if strings.Contains(low, n) && strings.Count(low, ". ") == 0 && !strings.HasSuffix(low, "?") {
				return true
			}
		}
	}
	return false
}

// mobileOnly reports whether a text has such lines and no other words.
func mobileOnly(text string) bool {
	for l := range strings.Lines(text) {
		if strings.TrimSpace(l) != "" && !isMobileLine(l) {
			return false
		}
	}
	return true
}

// noticeWords are the words of confidentiality notices by language. A paragraph
// at the end with three of one language is one.
var noticeWords = [][]string{
	{"confidential", "intended recipient", "intended solely", "privileged", "notify the sender", "unauthorized", "unauthorised", "delete", "disclosure", "in error", "liability", "liable", "virus"},
	{"vertraulich", "adressat", "empfänger", "irrtümlich", "unbefugt", "vernichten", "löschen", "weitergabe", "nicht gestattet", "absender", "haftung", "viren"},
	{"confidentiel", "destinataire", "par erreur", "divulgation", "détruire", "expéditeur", "interdite", "supprimer", "usage exclusif", "responsabilité", "virus"},
	{"confidencial", "destinatario", "por error", "divulgación", "elimin", "remitente", "prohibida", "privilegiada", "uso exclusivo", "responsabilidad", "virus"},
	{"vertrouwelijk", "geadresseerde", "ten onrechte", "openbaarmaking", "vernietig", "verwijder", "afzender", "niet toegestaan", "bestemd voor", "aansprakelijk", "virus"},
	{"riservat", "destinatari", "per errore", "divulgazione", "distruggere", "eliminar", "mittente", "vietat", "confidenzial", "cancellar", "responsabilità", "virus"},
}

// noticeStems: every such notice has one of them. They are looked for first.
var noticeStems = []string{
	"confiden", "vertraul", "vertrouwel", "riservat", "intended ", "privileged", "irrtüm", "par erreur", "por error", "ten onrechte", "per errore",
}

// markNotices takes confidentiality notices off the end of the own text.
func markNotices(ls []line, roles []role) {
	end := len(ls)
	for range 4 {
		// the last paragraph of own lines before end
		for end > 0 && (roles[end-1] != roleOwn || strings.TrimSpace(ls[end-1].text) == "") {
			end--
		}
		start := end
		for start > 0 && roles[start-1] == roleOwn && strings.TrimSpace(ls[start-1].text) != "" {
			start--
		}
		if start < end && !isNotice(ls[start:end]) && !isServiceNote(ls[start:end]) {
			start = end - 1 // HTML has no empty lines between its blocks
			if !isServiceNote(ls[start:end]) {
				return
			}
		}
		if start == end {
			return
		}
		for i := start; i < end; i++ {
			roles[i] = roleSignature
		}
		end = start
	}
}

// serviceWords are what marketplaces, groups and mailing services write below a mail, in lower
// case. A paragraph at the end with two of them is theirs; with one it may be the sender's.
var serviceWords = []string{
	"unsubscribe", "you received this", "you are receiving this", "you're receiving this", "this email was sent to", "this e-mail was sent to", "this message was sent to",
	"reply to this email", "reply directly to this email", "purchase protection", "buyer protection", "purchases paid for", "trading partner", "outside of ebay", "off etsy", "report this message",
	"change your settings", "email preferences", "manage your notification", "all rights reserved", "©", "learn more about account protection", "email reference id", "retain all messages", "privacy policy",
	"abmelden", "abbestellen", "sie erhalten diese", "diese e-mail wurde an", "käuferschutz", "alle rechte vorbehalten", "datenschutzerklärung", "außerhalb von ebay",
	"désabonner", "désinscrire", "vous recevez cet", "vous recevez ce", "cet e-mail a été envoyé", "protection des achats", "tous droits réservés",
	"darse de baja", "recibes este", "recibe este", "este correo se envió", "protección al comprador", "todos los derechos reservados",
	"uitschrijven", "afmelden", "u ontvangt dit", "u ontvangt deze", "je ontvangt deze", "dit bericht is verzonden", "kopersbescherming", "alle rechten voorbehouden",
	"disiscri", "annulla l'iscrizione", "ricevi questa", "riceve questa", "questa e-mail è stata inviata", "protezione acquirenti", "tutti i diritti riservati",
}

// isServiceNote says whether a paragraph is such a note. One with a question or an order
// number, or in which somebody speaks of himself, is a customer's, who repeats it: "I paid with
// buyer protection, and your privacy policy says that I may withdraw."
func isServiceNote(ls []line) bool {
	var sb strings.Builder
	for i := range ls {
		sb.WriteString(ls[i].text)
		sb.WriteByte(' ')
	}
	text := sb.String()
	if len(text) < 60 || len(text) > 4000 || strings.Contains(text, "?") || looksLikeOrder(text) {
		return false
	}
	for _, w := range lowerWords(text) {
		if firstHand[w] && !pleading[w] {
			return false
		}
	}
	low, hits := strings.ToLower(text), 0
	for _, w := range serviceWords {
		if strings.Contains(low, w) {
			if hits++; hits == 2 {
				return true
			}
		}
	}
	return false
}

func isNotice(ls []line) bool {
	n := 0
	for i := range ls {
		n += len(ls[i].text) + 1
	}
	if n < 60 || n > 4000 {
		return false
	}
	var sb strings.Builder
	for i := range ls {
		sb.WriteString(strings.ToLower(ls[i].text))
		sb.WriteByte(' ')
	}
	low := sb.String()
	if !containsAny(low, noticeStems) || strings.Contains(low, "?") {
		return false
	}
	for _, words := range noticeWords {
		hits := 0
		for _, w := range words {
			if strings.Contains(low, w) {
				hits++
			}
		}
		if hits >= 3 {
			return true
		}
	}
	return false
}
