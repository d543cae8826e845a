package message

import (
	"encoding/base64"
	"strings"
	"unicode/utf8"
)

// decodeWords turns a raw header value into text: encoded words (RFC 2047),
// raw UTF-8, and raw bytes of unknown charset, in any mixture.
func decodeWords(raw string) string {
	if !strings.Contains(raw, "=?") {
		if isPlainASCII(raw) {
			return strings.TrimSpace(raw)
		}
		s, _ := guessUTF8([]byte(raw), false)
		return cleanLine(s)
	}
	var out strings.Builder
	rest := raw
	var pending []byte // bytes of adjacent words in one charset
	var charsetName string
	flush := func() {
		if len(pending) > 0 {
			s, _ := toUTF8(pending, charsetName)
			out.WriteString(s)
			pending = pending[:0]
		}
	}
	for {
		i := strings.Index(rest, "=?")
		if i < 0 {
			break
		}
		cs, text, n, ok := encodedWord(rest[i:])
		if !ok {
			flush()
			out.WriteString(guessString(rest[:i+2]))
			rest = rest[i+2:]
			continue
		}
		// Blanks between two encoded words are not part of the text (section 6.2).
		if len(pending) == 0 || strings.TrimSpace(rest[:i]) != "" {
			flush()
			out.WriteString(guessString(rest[:i]))
		}
		if !strings.EqualFold(cs, charsetName) {
			flush()
			charsetName = cs
		}
		// Some senders cut a character in two words: join the bytes, then decode.
		pending = append(pending, text...)
		rest = rest[i+n:]
	}
	flush()
	out.WriteString(guessString(rest))
	return cleanLine(out.String())
}

func isPlainASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf || s[i] < ' ' || s[i] == 0x7f {
			return false
		}
	}
	return true
}

func guessString(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	g, _ := guessUTF8([]byte(s), false)
	return g
}

// encodedWord reads "=?charset?encoding?text?=" at the start of s, n bytes long.
// Blanks in Q text are tolerated; a word longer than 2,000 bytes is none.
func encodedWord(s string) (cs string, text []byte, n int, ok bool) {
	if len(s) > 2000 {
		s = s[:2000]
	}
	q1 := strings.IndexByte(s[2:], '?')
	if q1 < 1 || len(s) < q1+6 || s[2+q1+2] != '?' {
		return "", nil, 0, false
	}
	cs = s[2 : 2+q1]
	if strings.ContainsAny(cs, " \t=\"") {
		return "", nil, 0, false
	}
	cs, _, _ = strings.Cut(cs, "*") // RFC 2231 section 5: language
	start := 2 + q1 + 3
	end := strings.Index(s[start:], "?=")
	if end < 0 {
		return "", nil, 0, false
	}
	body := s[start : start+end]
	switch s[2+q1+1] {
	case 'q', 'Q':
		text = decodeQ(body)
	case 'b', 'B':
		text, _ = decodeBase64([]byte(body))
	default:
		return "", nil, 0, false
	}
	return cs, text, start + end + 2, true
}

func decodeQ(s string) []byte {
	out := make([]byte, 0, len(s))
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c == '_':
			out = append(out, ' ')
		case c == '=' && i+2 < len(s):
			hi, ok1 := unhex(s[i+1])
			lo, ok2 := unhex(s[i+2])
			if ok1 && ok2 {
				out = append(out, hi<<4|lo)
				i += 2
				continue
			}
			out = append(out, c)
		default:
			out = append(out, c)
		}
	}
	return out
}

func unhex(c byte) (byte, bool) {
	switch {
	case c >= '0' && c <= '9':
		return c - '0', true
	case c >= 'a' && c <= 'f':
		return c - 'a' + 10, true
	case c >= 'A' && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}

// decodeBase64 decodes what is there: line ends and foreign characters are
// skipped, padding may stand anywhere or be missing. problem says what was
// wrong, "" for sound data.
func decodeBase64(b []byte) (out []byte, problem string) {
	out = make([]byte, base64.StdEncoding.DecodedLen(len(b)))
	if n, err := base64.StdEncoding.Decode(out, b); err == nil {
		return out[:n], ""
	}
	out = out[:0]
	var acc uint32
	var bits, foreign int
	for _, c := range b {
		v := base64Value[c]
		switch {
		case v < 64:
			acc = acc<<6 | uint32(v)
			if bits += 6; bits >= 8 {
				bits -= 8
				out = append(out, byte(acc>>bits))
			}
		case c == '=':
			acc, bits = 0, 0 // end of one encoded piece; another may follow
		case c != '\r' && c != '\n' && c != ' ' && c != '\t':
			foreign++
		}
	}
	switch {
	case foreign > 0:
		return out, "base64 with characters that do not belong there"
	case bits >= 6:
		return out, "base64 that ends in the middle"
	}
	return out, ""
}

// base64Value maps a character to its six bits, 64 for all that have none.
var base64Value = func() (t [256]byte) {
	for i := range t {
		t[i] = 64
	}
	for i, c := range "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/" {
		t[c] = byte(i)
	}
	t['-'], t['_'] = 62, 63 // the URL alphabet, seen from web mailers
	return t
}()
