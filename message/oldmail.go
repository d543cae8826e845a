package message

import (
	"strings"
	"unicode/utf8"
)

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

// writerOf gives what the head of an older mail says of who wrote that: the attribution, or the
// sender's line of a header block; "" when its words begin without either.
func writerOf(ls []line) string {
	for i := 0; i < len(ls) && i < 16; i++ {
		t := strings.TrimSpace(ls[i].text)
		n := attribution(ls, i)
		for ls[i].attr && i+n < len(ls) && ls[i+n].attr {
			n++
		}
		if n > 0 {
			return joinLines(ls[i : i+n])
		}
		if n = headerBlock(ls, i); n > 0 {
			for _, l := range ls[i : i+n] {
				if labelOf(strings.TrimSpace(l.text)) == labelFrom {
					return l.text
				}
			}
		}
		if t != "" && separator(t) == noSeparator && !isRule(t) {
			return ""
		}
	}
	return ""
}

// quotesReader says whether the writer of an older mail is one to whom m goes: then its words
// are the reader's, and none of the sender's.
func quotesReader(m *Message, writer string, opt *Options) bool {
	if writer == "" || m.NewTextFrom != OriginQuoted && m.NewTextFrom != OriginForwarded {
		return false
	}
	low := strings.ToLower(writer)
	if m.From.Address != "" && strings.Contains(low, strings.ToLower(m.From.Address)) {
		return false
	}
	for _, list := range [][]string{opt.OwnAddresses, opt.Aliases} {
		for _, a := range list {
			if a != "" && strings.Contains(low, strings.ToLower(a)) {
				return true
			}
		}
	}
	for _, r := range readers(m, opt) {
		if r.Address != "" && strings.Contains(low, strings.ToLower(r.Address)) {
			return true
		}
		// Outlook leaves the address out: "From: Shop Support".
		if len(r.Name) > 3 && !strings.Contains(low, "@") && strings.Contains(low, strings.ToLower(r.Name)) {
			return true
		}
	}
	return false
}

// readers are those to whom a mail goes that may be us: our own addresses where one is named, else
// everybody it is directed to. Who only gets a copy may be the one whose complaint is handed on.
func readers(m *Message, opt *Options) []Mailbox {
	var ours []Mailbox
	for _, list := range [][]Mailbox{m.To, m.Cc} {
		for _, r := range list {
			if containsFold(opt.OwnAddresses, r.Address) || containsFold(opt.Aliases, r.Address) {
				ours = append(ours, r)
			}
		}
	}
	if len(ours) > 0 {
		return ours
	}
	return m.To
}
