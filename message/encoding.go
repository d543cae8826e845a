package message

import (
	"bytes"
	"strings"
)

// decodeTransfer undoes a Content-Transfer-Encoding (RFC 2045 section 6). The
// bytes before a fault are always returned; broken says what was wrong. For
// encodings that change nothing the result is b itself.
func decodeTransfer(b []byte, encoding string) (out []byte, broken string) {
	switch enc := strings.ToLower(strings.Trim(firstToken(encoding), "\"'")); enc {
	case "", "7bit", "8bit", "binary", "7-bit", "8-bit":
		return b, ""
	case "base64":
		return decodeBase64(b)
	case "quoted-printable":
		return decodeQuotedPrintable(b), ""
	case "x-uuencode", "uuencode", "x-uue", "uue":
		if _, data, _, ok := cutUU(b); ok {
			return data, ""
		}
		return b, "uuencoded part without a sound begin and end"
	default:
		return b, "unknown transfer encoding " + cleanLine(guessString(enc[:min(len(enc), 40)]))
	}
}

// firstToken returns s up to the first blank, semicolon or comment.
func firstToken(s string) string {
	s = strings.TrimSpace(s)
	if i := strings.IndexAny(s, " \t;("); i >= 0 {
		s = s[:i]
	}
	return s
}

// decodeQuotedPrintable follows RFC 2045 section 6.7, but takes an "=" that
// begins no sequence as itself.
func decodeQuotedPrintable(b []byte) []byte {
	out := make([]byte, 0, len(b))
	for len(b) > 0 {
		i := bytes.IndexByte(b, '\n')
		line, eol := b, 0
		if i >= 0 {
			line, eol = b[:i], 1
			if i > 0 && line[i-1] == '\r' {
				line, eol = line[:i-1], 2
			}
			b = b[i+1:]
		} else {
			b = nil
		}
		// Blanks at the end of a line were added on the way (rule 3).
		trimmed := bytes.TrimRight(line, " \t")
		soft := len(trimmed) > 0 && trimmed[len(trimmed)-1] == '='
		if soft {
			trimmed = trimmed[:len(trimmed)-1]
		}
		out = appendQP(out, trimmed)
		switch {
		case soft:
		case eol == 1:
			out = append(out, '\n')
		case eol == 2:
			out = append(out, '\r', '\n')
		}
	}
	return out
}

func appendQP(out, line []byte) []byte {
	for {
		i := bytes.IndexByte(line, '=')
		if i < 0 {
			return append(out, line...)
		}
		out = append(out, line[:i]...)
		if i+2 < len(line) {
			hi, ok1 := unhex(line[i+1])
			lo, ok2 := unhex(line[i+2])
			if ok1 && ok2 {
				out = append(out, hi<<4|lo)
				line = line[i+3:]
				continue
			}
		}
		out = append(out, '=')
		line = line[i+1:]
	}
}

// cutUU finds the first uuencoded file in b: "begin 644 name", lines, "end".
// rest is b without it.
func cutUU(b []byte) (name string, data, rest []byte, ok bool) {
	start := 0
	if !bytes.HasPrefix(b, []byte("begin ")) {
		i := bytes.Index(b, []byte("\nbegin "))
		if i < 0 {
			return "", nil, b, false
		}
		start = i + 1
	}
	line, off := nextLine(b, start)
	parts := strings.SplitN(string(line), " ", 3)
	if len(parts) < 3 || len(parts[1]) < 3 || len(parts[1]) > 4 || strings.Trim(parts[1], "01234567") != "" {
		return "", nil, b, false
	}
	for off < len(b) {
		var next int
		line, next = nextLine(b, off)
		if string(bytes.TrimSpace(line)) == "end" {
			rest = append(append([]byte(nil), b[:start]...), b[next:]...)
			return cleanFileName(guessString(parts[2])), data, rest, true
		}
		if len(line) > 0 {
			var sound bool
			if data, sound = appendUULine(data, line); !sound {
				return "", nil, b, false
			}
		}
		off = next
	}
	return "", nil, b, false
}

func appendUULine(data, line []byte) ([]byte, bool) {
	if line[0] < ' ' || line[0] > '`' {
		return data, false
	}
	n := int(line[0]-' ') & 63
	line = line[1:]
	if len(line) > 64 { // 60 characters for 45 bytes, and a checksum some write
		return data, false
	}
	for i := 0; i < n; i += 3 {
		var quad [4]byte
		for j := range quad {
			c := byte(' ') // blanks at the end get lost on the way
			if k := i/3*4 + j; k < len(line) {
				c = line[k]
			}
			if c < ' ' || c > '`' {
				return data, false
			}
			quad[j] = (c - ' ') & 63
		}
		three := [3]byte{quad[0]<<2 | quad[1]>>4, quad[1]<<4 | quad[2]>>2, quad[2]<<6 | quad[3]}
		data = append(data, three[:min(3, n-i)]...)
	}
	return data, true
}
