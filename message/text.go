package message

import (
	"strings"
)

// readTexts makes the readable texts of a mail from its body segments, and
// takes them apart.
func readTexts(m *Message, segments []segment, opt *Options) {
	var all []line
	var texts, htmls []string
	var links []string
	for i := range segments {
		s := &segments[i]
		var ls []line
		if s.hasHTML {
			ls, links = readHTML(m, s, links)
			htmls = append(htmls, s.html)
		}
		if s.hasPlain && (!s.hasHTML || !useHTML(s.plain, ls)) {
			ls = plainLines(s.plain)
			texts = append(texts, strings.Trim(s.plain, "\n"))
		} else {
			texts = append(texts, joinLines(ls))
		}
		if len(all) > 0 && len(ls) > 0 {
			all = append(all, line{})
		}
		all = append(all, ls...)
	}
	m.HTML = strings.Join(htmls, "\n")
	if len(all) >= maxLines {
		m.problem(ProblemTruncated, "more lines than are taken apart")
	}
	m.Text = limitText(m, strings.Trim(strings.Join(texts, "\n\n"), "\n"))
	sp := splitText(all, occasion{forwarded: m.Forwarded, reply: len(m.InReplyTo)+len(m.References) > 0 || m.Subject != m.SubjectClean, name: m.From.Name})
	m.NewText, m.Quoted, m.Signature, m.NewTextFrom = limitText(m, sp.own), limitText(m, sp.quoted), limitText(m, sp.signature), sp.origin
	m.Forwarded = sp.forwarded
	m.QuotesReader = quotesReader(m, sp.writer, opt)
	m.Links = collectLinks(m.NewText, links)
	markInline(m, segments)
}

// readHTML converts a segment's HTML, notes what it refers to, and compares it
// with the plain form.
func readHTML(m *Message, s *segment, links []string) ([]line, []string) {
	t := renderHTML(s.html)
	if t.truncated {
		m.problem(ProblemTruncated, "HTML longer than is converted")
	}
	if t.hidden && !m.HiddenText {
		m.HiddenText = true
		m.problem(ProblemHidden, "the HTML holds text that a reader cannot see; it was left out")
	}
	for _, l := range t.links {
		if !l.quoted {
			links = append(links, l.href)
		}
	}
	s.cids = t.cids
	if s.hasPlain && wordy(s.plain) && !useHTML(s.plain, t.lines) && differ(s.plain, t.lines) {
		m.HTMLDiffers = true
		m.problem(ProblemDiffers, "the HTML part and the plain part say different things")
	}
	return t.lines, links
}

// limitText cuts a text at maxTextBytes.
func limitText(m *Message, s string) string {
	if len(s) <= maxTextBytes {
		return s
	}
	m.problem(ProblemTruncated, "text cut at 1 MiB")
	return strings.ToValidUTF8(s[:maxTextBytes], "")
}

// useHTML says whether the HTML is to be read although there is a plain part:
// when that has no words, or only says that one ought to read the HTML.
func useHTML(plain string, html []line) bool {
	if !hasWords(html) {
		return false
	}
	if !wordy(plain) {
		return true
	}
	if len(plain) > 400 {
		return false
	}
	low := strings.ToLower(plain)
	if !strings.Contains(low, "html") {
		return false
	}
	for _, w := range [...]string{"html e-mail", "html email", "html-mail", "html message", "html-capable", "view this", "does not support", "unterstützt kein", "client", "html-nachricht", "format html"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	// A note about HTML in other words: it is none of the text's, which then says all there is.
	for _, w := range [...]string{"html format", "html-format", "html version", "html-version", "version html", "versione html", "versión html", "html view", "html-ansicht", "html part", "html-teil"} {
		if strings.Contains(low, w) {
			return !strings.Contains(strings.ToLower(joinLines(html)), w)
		}
	}
	return false
}

// markInline sets Inline on the files that some HTML refers to. A file that
// merely says "inline", as iPhones do with photos, is an attachment.
func markInline(m *Message, segments []segment) {
	refs := map[string]bool{}
	for i := range segments {
		for _, c := range segments[i].cids {
			refs[c] = true
		}
	}
	if len(refs) == 0 {
		return
	}
	for i := range m.Attachments {
		a := &m.Attachments[i]
		a.Inline = a.ContentID != "" && refs[a.ContentID]
	}
}

// maxAttachedText is how long an attached text may be to be read as the letter, in bytes.
const maxAttachedText = 64 << 10

// useAttachedText gives a mail that has no words but "see attached" those of the one plain text
// that is attached to it: somebody wrote his letter in an editor.
func useAttachedText(m *Message) {
	if m.NewTextFrom != OriginNone && !(m.NewTextFrom == OriginOwn && pointsOnly(m.NewText)) {
		return
	}
	found := -1
	for i := range m.Attachments {
		if a := &m.Attachments[i]; a.ContentType == "text/plain" && a.Broken == "" && len(a.Bytes) <= maxAttachedText {
			if found >= 0 {
				return
			}
			found = i
		}
	}
	if found < 0 {
		return
	}
	s, _ := toUTF8(m.Attachments[found].Bytes, "utf-8")
	if s = strings.Trim(cleanText(s), "\n"); wordy(s) {
		m.NewText, m.NewTextFrom = strings.TrimLeft(m.NewText+"\n\n"+s, "\n"), OriginOwn
	}
}

// pointing are the words of a text that only points to what is attached, in lower case.
var pointing = wordSet(" ", "see the attached attachment attachments file files document letter pdf please find enclosed hi hello dear sir madam thanks thank you regards kind best "+
	"siehe bitte anhang anbei im in der die das datei dokument brief schreiben angehängt angehängte beigefügt s hallo guten tag danke gruß grüße viele mit freundlichen "+
	"voir pièce jointe ci-joint ci jointe joint lettre fichier document veuillez trouver la le en bonjour merci cordialement "+
	"ver adjunto adjunta archivo carta documento véase el hola gracias saludos "+
	"zie bijlage bijgevoegd bijgevoegde brief bestand document de hallo dank groet "+
	"vedi allegato allegata in lettera file documento buongiorno grazie saluti si veda l'allegato")

// pointsOnly says whether a text has no other words.
func pointsOnly(s string) bool {
	said := lowerWords(s)
	for _, w := range said {
		if !pointing[w] {
			return false
		}
	}
	return len(said) > 0 && len(said) <= maxHanding
}

// useAttachedMail gives a mail without words the words of the one mail that is
// attached to it: forwarded as attachment.
func useAttachedMail(m *Message, opt *Options) {
	var inner *Message
	for i := range m.Attachments {
		if f := m.Attachments[i].Forwarded; f != nil {
			if inner != nil {
				return
			}
			inner = f
		}
	}
	if inner == nil {
		return
	}
	m.Forwarded = true
	if inner.NewText != "" && (m.NewTextFrom == OriginNone || m.NewTextFrom == OriginOwn && handsOver(m.NewText, m.From.Name)) {
		m.NewText, m.NewTextFrom, m.Links = inner.NewText, OriginForwarded, inner.Links
		m.QuotesReader = quotesReader(m, inner.From.Address, opt)
	}
}
