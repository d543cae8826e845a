package message

import (
	"strings"
	"unicode"
)

// parseMailboxes reads an address field (RFC 5322 section 3.4) leniently. clean
// is false when something in it is no plain mailbox: a group, junk around an
// address, an address that cannot be one. Whether to believe a From hangs on
// clean; whether to show it does not.
func parseMailboxes(s string) (list []Mailbox, clean bool) {
	p := addressParser{clean: true}
	for i := 0; i < len(s); {
		switch c := s[i]; c {
		case '(':
			var comment string
			comment, i = p.comment(s, i)
			p.lastComment = comment
		case '"':
			v, rest := unquote(s[i:])
			if strings.HasSuffix(v, "@") || strings.HasPrefix(rest, "@") {
				// A quoted local part stays quoted: it is part of the address.
				n := len(s) - len(rest)
				p.phrase.WriteString(s[i:n])
			} else {
				p.quoted = true
				p.phrase.WriteString(v)
			}
			i = len(s) - len(rest)
		case '<':
			end := strings.IndexByte(s[i:], '>')
			if end < 0 {
				p.clean = false
				end = len(s) - i
			}
			if p.hasAngle {
				p.clean = false // two addresses behind one name
			} else {
				p.hasAngle, p.angle = true, s[i+1:i+end]
			}
			i = min(len(s), i+end+1)
		case ',', ';':
			p.finish()
			i++
		case ':':
			// A group ("undisclosed-recipients:;") or junk.
			p.clean = false
			p.phrase.Reset()
			i++
		default:
			if p.hasAngle && c != ' ' && c != '\t' {
				p.clean = false // text behind the address
			}
			p.phrase.WriteByte(c)
			i++
		}
		if len(p.list) >= maxMailboxes {
			return p.list, false
		}
	}
	p.finish()
	return p.list, p.clean
}

type addressParser struct {
	list             []Mailbox
	clean            bool
	phrase           strings.Builder
	angle            string
	hasAngle, quoted bool
	lastComment      string
}

// comment reads a comment, nested ones included (section 3.2.2).
func (p *addressParser) comment(s string, i int) (text string, next int) {
	depth, start := 0, i+1
	for ; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return s[start:i], i + 1
			}
		}
	}
	p.clean = false
	return s[min(start, len(s)):], len(s)
}

// finish adds what was read since the last comma.
func (p *addressParser) finish() {
	phrase := strings.TrimSpace(p.phrase.String())
	angle, hasAngle, quoted, comment := p.angle, p.hasAngle, p.quoted, p.lastComment
	p.phrase.Reset()
	p.angle, p.hasAngle, p.quoted, p.lastComment = "", false, false, ""
	if phrase == "" && !hasAngle {
		return
	}
	m := Mailbox{}
	if hasAngle {
		m.Name, m.Address = decodeWords(phrase), angle
	} else {
		if quoted && !strings.Contains(phrase, "@") {
			p.clean = false
			return
		}
		m.Address = phrase
		m.Name = decodeWords(comment) // "ann@example.com (Ann)", the old form
	}
	addr, ok := normalAddress(m.Address)
	if !ok {
		p.clean = false
		if addr == "" {
			return
		}
	}
	m.Address = addr
	p.list = append(p.list, m)
}

// normalAddress trims an address and lowers its domain. ok is false when it is
// no address of the form local@domain.
func normalAddress(s string) (string, bool) {
	s = strings.TrimSpace(guessString(s))
	if len(s) > 7 && strings.EqualFold(s[:7], "mailto:") {
		s = s[7:]
	}
	at := strings.LastIndexByte(s, '@')
	if at <= 0 || at == len(s)-1 || len(s) > 320 {
		return "", false
	}
	local, domain := s[:at], s[at+1:]
	quotedLocal := len(local) > 1 && local[0] == '"' && local[len(local)-1] == '"'
	ok := quotedLocal || !strings.ContainsAny(local, "@\"")
	for _, r := range s {
		if unicode.IsControl(r) || isBidiControl(r) || r == unicode.ReplacementChar {
			return "", false
		}
		if unicode.IsSpace(r) && !quotedLocal || strings.ContainsRune("<>(),;:\\[]", r) && !quotedLocal && r != ':' && r != '[' && r != ']' {
			ok = false
		}
	}
	if strings.ContainsAny(domain, " \t\"<>(),;\\") || strings.Contains(domain, "..") {
		return "", false
	}
	if !ok && strings.ContainsAny(local, " \t") {
		return "", false
	}
	return local + "@" + strings.ToLower(strings.TrimSuffix(domain, ".")), ok
}

// domainOf returns the part behind the last @, in lower case.
func domainOf(address string) string {
	return strings.ToLower(address[strings.LastIndexByte(address, '@')+1:])
}

// localOf returns the part before the last @, in lower case, "" without one.
func localOf(address string) string {
	at := strings.LastIndexByte(address, '@')
	if at < 0 {
		return ""
	}
	return strings.ToLower(address[:at])
}

// returnPath reads the topmost Return-Path (RFC 5321 section 4.4): the one that the
// delivering server wrote.
func returnPath(h *header) string {
	v := strings.TrimSpace(h.get("Return-Path"))
	if !strings.HasPrefix(v, "<") || !strings.HasSuffix(v, ">") {
		return ""
	}
	list, clean := parseMailboxes(v)
	if len(list) != 1 || !clean {
		return ""
	}
	return list[0].Address
}
