package message

import (
	"strings"
	"unicode/utf8"
)

// maxAttribution is the longest "On ... wrote:" that is believed, in bytes.
const maxAttribution = 400

// attributionOpeners begin an attribution line that names the date first, in
// English, German, French, Spanish, Dutch, Italian, Portuguese, and the
// Scandinavian languages.
var attributionOpeners = []string{"on ", "am ", "le ", "el ", "op ", "il ", "em ", "den ", "em, "}

// attributionVerbs are what the quoted person did. An attribution has one of
// them; that alone says nothing, see isAttribution.
var attributionVerbs = []string{
	"wrote", "schrieb", "geschrieben", "a écrit", "écrivait", "escribió", "escribio", "schreef", "geschreven",
	"ha scritto", "scrisse", "escreveu", "skrev", "writes",
}

// firstPerson are phrases of a sender who tells what he himself wrote: no quote
// follows.
var firstPerson = []string{" i wrote", "schrieb ich", "ich schrieb", "schreef ik", "ik schreef", "we wrote", "schrieben wir"}

// attribution says how many lines from ls[i] on are one attribution ("On Tue,
// 3 Mar 2026 at 10:22, Ann <ann@example.com> wrote:"), which mail programs wrap
// over up to three lines; 0 when there is none.
func attribution(ls []line, i int) int {
	t := strings.TrimSpace(ls[i].text)
	if len(t) < 6 || len(t) > maxAttribution {
		return 0
	}
	opener := hasOpener(t)
	switch {
	case opener:
	case strings.HasSuffix(t, ":") || strings.HasSuffix(t, "："):
		// name first, or date without opener, on one line
	case i+1 < len(ls) && ls[i+1].depth == ls[i].depth && strings.HasSuffix(strings.TrimSpace(ls[i+1].text), ":"):
		// the same over two lines
		if !strings.ContainsAny(t, "@<") {
			return 0
		}
	default:
		return 0
	}
	if opener && runsOn(t) {
		return 1
	}
	joined := ""
	for n := 1; n <= 4 && i+n <= len(ls); n++ {
		l := &ls[i+n-1]
		part := strings.TrimSpace(l.text)
		if part == "" || l.depth != ls[i].depth || len(joined)+len(part) > maxAttribution {
			return 0
		}
		if joined != "" {
			joined += " "
		}
		joined += part
		if strings.HasSuffix(part, ":") || strings.HasSuffix(part, "：") {
			if isAttribution(strings.ToLower(joined), opener) {
				return n
			}
			return 0
		}
	}
	return 0
}

// runsOn reads an attribution behind which the quoted text begins on the same
// line, as Yahoo's phone program writes it: "On ..., Ann<ann@example.com> wrote:   text".
func runsOn(t string) bool {
	end := strings.IndexByte(t, '>')
	if end < 0 || end > 250 || !strings.Contains(t[:end], "@") {
		return false
	}
	tail := t[end+1:]
	colon := strings.IndexByte(tail, ':')
	return colon > 0 && colon < 30 && colon < len(tail)-1 && isAttribution(strings.ToLower(t[:end+1]+tail[:colon+1]), true)
}

func hasOpener(t string) bool {
	t = strings.TrimLeft(t, "*_ ")
	if len(t) < 4 {
		return false
	}
	var low [4]byte
	for i := range low {
		low[i] = asciiLower(t[i])
	}
	for _, o := range attributionOpeners {
		if len(o) <= len(low) && string(low[:len(o)]) == o {
			return true
		}
	}
	return false
}

// isAttribution judges a joined line in lower case that ends with a colon. It
// wants a verb of writing, and an address, a time or a year: customers write
// "On Monday your colleague wrote:", too.
func isAttribution(s string, opener bool) bool {
	for _, p := range firstPerson {
		if strings.Contains(s, p) {
			return false
		}
	}
	address := strings.Contains(s, "@") || strings.Contains(s, "<")
	verb := false
	for _, v := range attributionVerbs {
		if strings.Contains(s, v) {
			verb = true
			break
		}
	}
	if !verb {
		// "2026-03-03 10:22 GMT+01:00 Ann <ann@example.com>:"
		return s[0] >= '0' && s[0] <= '9' && strings.HasSuffix(s, ">:") && strings.Contains(s, "@")
	}
	if opener || s[0] >= '0' && s[0] <= '9' {
		return address || hasClock(s) || hasYear(s)
	}
	// "Ann <ann@example.com> schrieb am Di., 3. März 2026, 10:22:"
	return address || hasClock(s) && hasYear(s)
}

// hasClock looks for a time of day: digits, a colon, point or "h", two digits.
func hasClock(s string) bool {
	for i := 1; i+2 < len(s); i++ {
		if (s[i] == ':' || s[i] == '.' || s[i] == 'h') && digit(s[i-1]) && digit(s[i+1]) && digit(s[i+2]) {
			return true
		}
	}
	return false
}

// hasYear looks for a year from 2000 to 2099 that stands alone.
func hasYear(s string) bool {
	for i := 0; i+4 <= len(s); i++ {
		if s[i] == '2' && s[i+1] == '0' && digit(s[i+2]) && digit(s[i+3]) &&
			(i == 0 || !digit(s[i-1])) && (i+4 == len(s) || !digit(s[i+4])) {
			return true
		}
	}
	return false
}

func digit(c byte) bool { return c >= '0' && c <= '9' }

// separatorKind is what a line between a new text and an older mail says.
type separatorKind int

const (
	noSeparator separatorKind = iota
	originalSeparator
	forwardSeparator
)

// separators are the words of such lines, in lower case, without dashes.
var separators = map[string]separatorKind{
	"original message": originalSeparator, "original appointment": originalSeparator,
	"reply message": originalSeparator, "original-nachricht": originalSeparator,
	"ursprüngliche nachricht": originalSeparator, "originalnachricht": originalSeparator,
	"originale nachricht": originalSeparator, "message d'origine": originalSeparator,
	"message original": originalSeparator, "message initial": originalSeparator,
	"mensaje original": originalSeparator, "oorspronkelijk bericht": originalSeparator,
	"origineel bericht": originalSeparator, "oorspronkelijke bericht": originalSeparator,
	"messaggio originale": originalSeparator, "mensagem original": originalSeparator,
	"ursprungligt meddelande": originalSeparator, "original meddelelse": originalSeparator,

	"forwarded message": forwardSeparator, "forwarded by": forwardSeparator,
	"weitergeleitete nachricht": forwardSeparator, "message transféré": forwardSeparator,
	"message réexpédié": forwardSeparator, "mensaje reenviado": forwardSeparator,
	"doorgestuurd bericht": forwardSeparator, "doorgestuurde bericht": forwardSeparator,
	"messaggio inoltrato": forwardSeparator, "inoltrato messaggio": forwardSeparator,
	"mensagem encaminhada": forwardSeparator,

	"begin forwarded message":               forwardSeparator,
	"anfang der weitergeleiteten nachricht": forwardSeparator,
	"anfang der weitergeleiteten e-mail":    forwardSeparator,
	"début du message réexpédié":            forwardSeparator,
	"début du message transféré":            forwardSeparator,
	"inicio del mensaje reenviado":          forwardSeparator,
	"begin doorgestuurd bericht":            forwardSeparator,
	"inizio messaggio inoltrato":            forwardSeparator,
}

// separator reads "-----Original Message-----", "Begin forwarded message:" and
// their sisters.
func separator(t string) separatorKind {
	t = strings.TrimSpace(t)
	if len(t) < 8 || len(t) > 90 {
		return noSeparator
	}
	dashed := strings.HasPrefix(t, "--") || strings.HasPrefix(t, "__") || strings.HasPrefix(t, "==") || strings.HasPrefix(t, "—")
	colon := strings.HasSuffix(t, ":")
	if !dashed && !colon {
		return noSeparator
	}
	core := strings.TrimSpace(strings.Trim(t, "-_=—–:* \u00a0"))
	core = strings.ReplaceAll(strings.ToLower(core), "’", "'")
	core = strings.TrimSuffix(core, " follows")
	if kind, ok := separators[core]; ok {
		return kind
	}
	// "--- Original message from Ann, 3 March: ---", "--- Forwarded by Ann on 03/03/2026 ---"
	if dashed {
		for _, w := range [...]string{"original message", "forwarded by", "forwarded message"} {
			if strings.HasPrefix(core, w+" ") {
				return separators[w]
			}
		}
	}
	return noSeparator
}

// blockLabel is a field of the header block that Outlook and others put over the
// older mail.
type blockLabel uint8

const (
	labelFrom blockLabel = 1 << iota
	labelDate
	labelTo
	labelSubject
	labelOther
)

var blockLabels = map[string]blockLabel{
	"from": labelFrom, "von": labelFrom, "de": labelFrom, "van": labelFrom, "da": labelFrom, "från": labelFrom, "fra": labelFrom, "expéditeur": labelFrom, "mittente": labelFrom, "afzender": labelFrom,
	"sent": labelDate, "date": labelDate, "gesendet": labelDate, "datum": labelDate, "envoyé": labelDate, "envoyé le": labelDate,
	"enviado": labelDate, "enviado el": labelDate, "fecha": labelDate, "verzonden": labelDate, "inviato": labelDate, "data": labelDate, "skickat": labelDate, "sendt": labelDate, "gesendet am": labelDate, "received": labelDate,
	"to": labelTo, "an": labelTo, "à": labelTo, "a": labelTo, "para": labelTo, "aan": labelTo, "till": labelTo, "til": labelTo, "pour": labelTo, "destinataire": labelTo,
	"subject": labelSubject, "betreff": labelSubject, "objet": labelSubject, "asunto": labelSubject, "onderwerp": labelSubject, "oggetto": labelSubject, "assunto": labelSubject, "ämne": labelSubject, "emne": labelSubject,
	"cc": labelOther, "kopie": labelOther, "kopie (cc)": labelOther, "bcc": labelOther, "reply-to": labelOther, "antwort an": labelOther, "répondre à": labelOther, "responder a": labelOther, "importance": labelOther, "attachments": labelOther, "priority": labelOther, "wichtigkeit": labelOther, "copie à": labelOther, "organization": labelOther,
}

// labelOf reads "Von:", "*From:*", "Objet :" at the start of a line.
func labelOf(t string) blockLabel {
	t = strings.TrimLeft(t, "*_ \t\u00a0")
	i := strings.IndexByte(t[:min(len(t), 24)], ':')
	if i <= 0 {
		return 0
	}
	word := t[:i]
	if !utf8.ValidString(word) {
		return 0
	}
	return blockLabels[strings.ToLower(strings.TrimRight(word, "*_ \t\u00a0"))]
}

// headerBlock says how many lines from ls[i] on are the header of an older mail:
// at least a sender and two more of date, recipient and subject, each named
// once. Single empty lines between are HTML's.
func headerBlock(ls []line, i int) int {
	if labelOf(ls[i].text) == 0 {
		return 0
	}
	var seen blockLabel
	end, gap := i, 0
scan:
	for j := i; j < len(ls) && j < i+24; j++ {
		t := strings.TrimSpace(ls[j].text)
		if ls[j].depth != ls[i].depth {
			break
		}
		l := labelOf(t)
		switch {
		case t == "":
			if gap++; gap > 1 {
				break scan
			}
		case l != 0 && l != labelOther && seen&l != 0:
			break scan // a second "From:" belongs to the text
		case l != 0:
			seen |= l
			end, gap = j+1, 0
		case gap == 0 && seen&labelTo != 0 && strings.ContainsAny(t, "@;,"):
			end = j + 1 // recipients wrapped onto the next line
		default:
			break scan
		}
	}
	three := 0
	for _, l := range [...]blockLabel{labelDate, labelTo, labelSubject} {
		if seen&l != 0 {
			three++
		}
	}
	if seen&labelFrom == 0 || three < 2 {
		return 0
	}
	return end - i
}
