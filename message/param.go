package message

import (
	"sort"
	"strconv"
	"strings"
	"unicode/utf8"
)

// param is one parameter of a Content-Type or Content-Disposition value.
type param struct {
	key, value string // key in lower case, value decoded
}

// params is a short list: the first of several of one name counts.
type params []param

func (p params) get(key string) string {
	for _, q := range p {
		if q.key == key {
			return q.value
		}
	}
	return ""
}

// maxParams bounds the parameters that are read of one field.
const maxParams = 200

// parseParams reads "head; key=value; ..." as senders write it: quoted or not,
// with blanks in unquoted file names, RFC 2231 pieces and charsets, RFC 2047
// words where they do not belong, raw bytes, and repeated names. head is in
// lower case.
func parseParams(s string) (head string, out params) {
	semi := strings.IndexByte(s, ';')
	if semi < 0 {
		return strings.ToLower(firstToken(s)), nil
	}
	head = strings.ToLower(firstToken(s[:semi]))
	rest := s[semi+1:]
	var pieces []piece
	for n := 0; rest != "" && n < maxParams; n++ {
		var key, value string
		var quoted bool
		key, value, quoted, rest = nextParam(rest)
		if key == "" {
			continue
		}
		if base, section, ext, ok := pieceName(key); ok {
			pieces = append(pieces, piece{base, value, section, ext})
			continue
		}
		if !quoted {
			value = trimUnquoted(key, value)
		}
		if out.get(key) == "" {
			out = append(out, param{key, decodeWords(value)})
		}
	}
	if len(pieces) == 0 {
		return head, out
	}
	// RFC 2231 forms win over the plain ones that stand beside them for old readers.
	return head, append(joinPieces(pieces), out...)
}

// nextParam reads one "key=value" up to the next semicolon outside quotes.
func nextParam(s string) (key, value string, quoted bool, rest string) {
	s = strings.TrimLeft(s, " \t;")
	eq := strings.IndexAny(s, "=;")
	if eq < 0 {
		return "", "", false, ""
	}
	if s[eq] == ';' {
		return "", "", false, s[eq+1:]
	}
	key = strings.ToLower(strings.TrimSpace(s[:eq]))
	s = strings.TrimLeft(s[eq+1:], " \t")
	if s == "" || s[0] != '"' {
		value, rest, _ = strings.Cut(s, ";")
		return key, strings.TrimSpace(value), false, rest
	}
	value, rest = unquote(s)
	if _, after, found := strings.Cut(rest, ";"); found {
		return key, value, true, after
	}
	return key, value, true, ""
}

// unquote reads a quoted string at the start of s. A backslash before anything
// but a quote or a backslash is a folder of a Windows path, and kept.
func unquote(s string) (value, rest string) {
	if i := strings.IndexAny(s[1:], `"\`); i >= 0 && s[1+i] == '"' {
		return s[1 : 1+i], s[2+i:]
	}
	var sb strings.Builder
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == '"':
			return sb.String(), s[i+1:]
		case c == '\\' && i+1 < len(s) && (s[i+1] == '"' || s[i+1] == '\\'):
			i++
			sb.WriteByte(s[i])
		default:
			sb.WriteByte(c)
		}
	}
	return sb.String(), "" // the closing quote is missing
}

// trimUnquoted cuts an unquoted value at its first blank, except where blanks
// are meant: in file names.
func trimUnquoted(key, value string) string {
	if key == "name" || key == "filename" {
		return value
	}
	return firstToken(value)
}

// piece is one "name*0*=" of RFC 2231.
type piece struct {
	base, value string
	section     int
	ext         bool // percent-encoded
}

// pieceName takes "filename*0*" apart.
func pieceName(key string) (base string, section int, ext, ok bool) {
	star := strings.IndexByte(key, '*')
	if star <= 0 {
		return "", 0, false, false
	}
	base, num := key[:star], key[star+1:]
	if strings.HasSuffix(num, "*") {
		ext, num = true, num[:len(num)-1]
	}
	if num == "" { // "filename*="
		return base, 0, true, true
	}
	n, err := strconv.Atoi(num)
	if err != nil || n < 0 || n >= maxParams {
		return "", 0, false, false
	}
	return base, n, ext, true
}

// joinPieces puts the pieces of each name together and decodes them
// (RFC 2231 sections 3 and 4).
func joinPieces(pieces []piece) params {
	sort.SliceStable(pieces, func(i, j int) bool {
		if pieces[i].base != pieces[j].base {
			return pieces[i].base < pieces[j].base
		}
		return pieces[i].section < pieces[j].section
	})
	var out params
	for i := 0; i < len(pieces); {
		base := pieces[i].base
		var raw []byte
		charsetName, last := "", -1
		for ; i < len(pieces) && pieces[i].base == base; i++ {
			p := pieces[i]
			if p.section == last {
				continue // repeated: the first counts
			}
			value := p.value
			if p.ext && last < 0 {
				if cs, tail, ok := cutCharset(value); ok {
					charsetName, value = cs, tail
				}
			}
			last = p.section
			if p.ext {
				raw = appendPercent(raw, value)
			} else {
				raw = append(raw, value...)
			}
		}
		s, _ := toUTF8(raw, charsetName)
		out = append(out, param{base, decodeWords(s)})
	}
	return out
}

// cutCharset cuts "utf-8'en'rest" at its quotes.
func cutCharset(s string) (charsetName, rest string, ok bool) {
	a, rest, ok1 := strings.Cut(s, "'")
	_, rest, ok2 := strings.Cut(rest, "'")
	return a, rest, ok1 && ok2
}

func appendPercent(out []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			hi, ok1 := unhex(s[i+1])
			lo, ok2 := unhex(s[i+2])
			if ok1 && ok2 {
				out = append(out, hi<<4|lo)
				i += 2
				continue
			}
		}
		out = append(out, s[i])
	}
	return out
}

// maxNameBytes bounds a file name, as file systems do.
const maxNameBytes = 200

// cleanFileName makes a name from a mail safe to show and to use as a base
// name: no folders, no control or direction characters, bounded length.
func cleanFileName(s string) string {
	s = cleanLine(s)
	if i := strings.LastIndexAny(s, `/\`); i >= 0 {
		s = s[i+1:]
	}
	s = strings.TrimSpace(strings.Trim(s, "\"'"))
	if strings.Trim(s, ". ") == "" {
		return ""
	}
	if len(s) > maxNameBytes {
		// Keep the extension: it says what the file claims to be.
		ext := ""
		if i := strings.LastIndexByte(s, '.'); i >= 0 && len(s)-i <= 12 {
			ext = s[i:]
		}
		cut := maxNameBytes - len(ext)
		for cut > 0 && !utf8.RuneStart(s[cut]) {
			cut--
		}
		s = s[:cut] + ext
	}
	return s
}
