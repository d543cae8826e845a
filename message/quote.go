package message

import "strings"

// split is a text taken apart.
type split struct {
	own, quoted, signature string
	origin                 Origin
	forwarded              bool
	sawOwn                 bool   // some own line before had words
	sawQuote               bool   // something was quoted before
	writer                 string // of the older mail, where no own words were found
}

// role is what a line turned out to be.
type role uint8

const (
	roleOwn role = iota
	roleQuoted
	roleSignature
	roleDropped
)

// maxUnwrap is how often a text without a word of its own is opened: a forward
// of a forward of a reply.
const maxUnwrap = 3

// occasion is what the header tells of a text.
type occasion struct {
	forwarded bool   // the subject speaks of forwarding
	reply     bool   // the mail answers another one
	name      string // the sender's, as From shows it
}

// splitText separates what the sender wrote now from what he quoted and from
// his signature.
func splitText(ls []line, o occasion) split {
	if from, to, ok := framed(ls); ok {
		around := append(append([]line{}, ls[:from-1]...), ls[to+1:]...)
		s := splitText(ls[from:to], o)
		s.quoted = strings.Trim(joinLines(around)+"\n\n"+s.quoted, "\n")
		return s
	}
	if !o.reply && !o.forwarded {
		ownItems(ls)
	}
	s, rest := splitOnce(ls, o.name)
	s.forwarded = s.forwarded || o.forwarded && s.quoted != ""
	if s.forwarded && s.origin == OriginOwn && len(rest) > 0 && handsOver(s.own, o.name) {
		s.origin = OriginNone
	}
	if s.origin == OriginOwn || len(rest) == 0 {
		if s.origin == OriginNone && s.signature != "" && !mobileOnly(s.signature) {
			// Nothing but a signature: then it is what was said. A telephone's line never is.
			s.own, s.signature, s.origin = s.signature, "", OriginOwn
		}
		return s
	}
	// No word of his own: the text is what he forwarded or quoted.
	s.writer = writerOf(rest)
	s.origin = OriginQuoted
	if s.forwarded {
		s.origin = OriginForwarded
	}
	for range maxUnwrap {
		inner, deeper := splitOnce(unwrap(rest), "")
		s.forwarded = s.forwarded || inner.forwarded
		if inner.origin == OriginOwn {
			s.own = inner.own
			if s.signature == "" {
				s.signature = inner.signature
			}
			return s
		}
		if len(deeper) == 0 {
			break
		}
		rest = deeper
	}
	s.own = joinLines(unwrap(rest))
	return s
}

// unwrap removes one level of quoting and the header of the older mail.
func unwrap(ls []line) []line {
	out := make([]line, 0, len(ls))
	base := maxQuoteDepth
	for i := range ls {
		if strings.TrimSpace(ls[i].text) != "" && !ls[i].attr && attribution(ls, i) == 0 && separator(ls[i].text) == noSeparator {
			base = min(base, ls[i].depth)
		}
	}
	head := true
	for i := 0; i < len(ls); i++ {
		l := ls[i]
		l.depth = max(0, l.depth-base)
		l.cut, l.attr, l.sig = false, false, false
		if head {
			if strings.TrimSpace(l.text) == "" || ls[i].attr || separator(l.text) != noSeparator || isRule(l.text) {
				continue
			}
			if n := headerBlock(ls, i); n > 0 {
				i += n - 1
				continue
			}
			if n := attribution(ls, i); n > 0 {
				i += n - 1
				continue
			}
			head = false
		}
		out = append(out, l)
	}
	return out
}

// splitOnce gives each line its role. rest are the quoted lines.
func splitOnce(ls []line, name string) (s split, rest []line) {
	roles := s.roles(ls)
	markForm(ls, roles)
	markSignature(ls, roles, name)
	var own, sig []line
	for i := range ls {
		switch roles[i] {
		case roleOwn:
			if i > 0 && roles[i-1] != roleOwn {
				own = append(own, line{}) // separate answers stay separate
			}
			own = append(own, ls[i])
		case roleQuoted:
			rest = append(rest, ls[i])
		case roleSignature:
			sig = append(sig, ls[i])
		}
	}
	s.own, s.quoted, s.signature = joinLines(own), joinLines(rest), joinLines(sig)
	if hasWords(own) {
		s.origin = OriginOwn
	}
	if !hasWords(rest) {
		rest = nil
	}
	return s, rest
}

// roles tells own lines from quoted ones.
func (s *split) roles(ls []line) []role {
	roles := make([]role, len(ls))
	for i := 0; i < len(ls); {
		i = s.classify(ls, roles, i)
	}
	dropAttributionBeforeQuote(ls, roles)
	return roles
}

// classify gives roles to ls[i] and the lines that belong to it, and returns
// the index of the next line to look at.
func (s *split) classify(ls []line, roles []role, i int) int {
	l := &ls[i]
	t := strings.TrimSpace(l.text)
	switch {
	case l.depth == 1 && isComparison(ls, i) && !s.sawQuote:
		return i + 1
	case l.depth > 0 || l.cut:
		roles[i], s.sawQuote = roleQuoted, true
		if l.cut && l.depth == 0 && separator(t) == forwardSeparator {
			s.forwarded = true
		}
		return i + 1
	case t == "":
		return i + 1
	case l.attr:
		return s.marked(ls, roles, i)
	case l.item:
		s.sawOwn = true
		return i + 1
	case isReplyMark(t):
		if !s.sawOwn {
			roles[i] = roleDropped
			return i + 1
		}
		return cutFrom(roles, i)
	}
	if kind := separator(t); kind != noSeparator {
		if kind == forwardSeparator {
			s.forwarded = true
		}
		return s.quoteFrom(ls, roles, i, i+1)
	}
	if isRule(t) {
		if j := nextText(ls, i+1); j < len(ls) && headerBlock(ls, j) > 0 {
			return cutFrom(roles, i)
		}
		return i + 1
	}
	if headerBlock(ls, i) > 0 {
		return cutFrom(roles, i)
	}
	if n := attribution(ls, i); n > 0 {
		return s.quoteFrom(ls, roles, i, i+n)
	}
	s.sawOwn = s.sawOwn || wordy(t)
	return i + 1
}

// marked handles lines that the mail program itself marks as attribution. Gmail
// marks the head of a forwarded mail the same way, without a quote below it.
func (s *split) marked(ls []line, roles []role, i int) int {
	j := i
	for j < len(ls) && ls[j].depth == 0 && (ls[j].attr || strings.TrimSpace(ls[j].text) == "") {
		if separator(ls[j].text) == forwardSeparator {
			s.forwarded = true
		}
		j++
	}
	return s.quoteFrom(ls, roles, i, j)
}

// quoteFrom marks the lines from i to j as quoted. When marked quotes follow,
// only these are quoted, and what stands between or under them is an answer;
// otherwise everything to the end is the older mail.
func (s *split) quoteFrom(ls []line, roles []role, i, j int) int {
	s.sawQuote = true
	if k := nextText(ls, j); k < len(ls) && ls[k].depth > 0 {
		for ; i < j; i++ {
			roles[i] = roleQuoted
		}
		return j
	}
	return cutFrom(roles, i)
}

func cutFrom(roles []role, i int) int {
	for ; i < len(roles); i++ {
		roles[i] = roleQuoted
	}
	return i
}

// isComparison tells "> 5 mm", a line of somebody who compares numbers, from a
// quote: it stands alone within his text.
func isComparison(ls []line, i int) bool {
	t := ls[i].text
	return t != "" && digit(t[0]) && i > 0 && ls[i-1].depth == 0 && strings.TrimSpace(ls[i-1].text) != "" &&
		!strings.HasSuffix(ls[i-1].text, ":") && (i+1 == len(ls) || ls[i+1].depth == 0)
}

// nextText returns the index of the next line that is not empty, within 4.
func nextText(ls []line, i int) int {
	for n := 0; i < len(ls) && n < 4; i, n = i+1, n+1 {
		if strings.TrimSpace(ls[i].text) != "" {
			return i
		}
	}
	return len(ls)
}

// isRule says whether a line is a drawn rule ("________"), as Outlook puts one
// above the header of the older mail.
func isRule(t string) bool {
	return len(t) >= 10 && strings.Trim(t, "_-") == ""
}

// isReplyMark reads the line that help desks put over their mails: "##- Please
// type your reply above this line -##".
func isReplyMark(t string) bool {
	if len(t) > 160 || !strings.HasPrefix(t, "##") && !strings.HasPrefix(t, "--") && !strings.HasPrefix(t, "==") {
		return false
	}
	low := strings.ToLower(t)
	for _, w := range [...]string{"above this line", "über dieser zeile", "oberhalb dieser zeile", "au-dessus de cette ligne", "encima de esta línea", "boven deze regel", "sopra questa riga", "sopra questa linea"} {
		if strings.Contains(low, w) {
			return true
		}
	}
	return false
}

// dropAttributionBeforeQuote catches what stands right before a quote: a short
// line with a colon at its end and an address, or an attribution whose colon the
// mail program forgot.
func dropAttributionBeforeQuote(ls []line, roles []role) {
	for i := 1; i < len(ls); i++ {
		if ls[i].depth == 0 || ls[i-1].depth > 0 && roles[i-1] == roleQuoted {
			continue
		}
		j := i - 1
		for j >= 0 && j >= i-2 && strings.TrimSpace(ls[j].text) == "" {
			j--
		}
		if j < 0 || roles[j] != roleOwn {
			continue
		}
		t := strings.TrimSpace(ls[j].text)
		if len(t) < 160 && (strings.HasSuffix(t, ":") && strings.Contains(t, "@") || hasOpener(t) && isAttribution(strings.ToLower(t), true)) {
			roles[j] = roleQuoted
		}
	}
}
