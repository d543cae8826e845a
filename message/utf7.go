package message

import (
	"encoding/base64"
	"strings"
	"unicode/utf16"
)

// isUTF7 knows the names of UTF-7 (RFC 2152), which old Exchange servers still write.
func isUTF7(name string) bool {
	return name == "utf-7" || name == "utf7" || name == "unicode-1-1-utf-7" || name == "x-unicode-1-1-utf-7"
}

// decodeUTF7 reads UTF-7: ASCII, in which "+AOQ-" is UTF-16 in base64 without padding, and "+-"
// a plus sign. A shift that holds no sound base64 stays as it stands; ok is then false.
func decodeUTF7(b []byte) (string, bool) {
	var sb strings.Builder
	ok := true
	for i := 0; i < len(b); {
		c := b[i]
		if c != '+' {
			if c >= 0x80 {
				s, _ := guessUTF8(b, false)
				return s, false // it is no UTF-7 at all
			}
			sb.WriteByte(c)
			i++
			continue
		}
		end := i + 1
		for end < len(b) && isBase64(b[end]) {
			end++
		}
		text, sound := shifted(b[i+1 : end])
		switch {
		case end == i+1 && end < len(b) && b[end] == '-':
			text = "+"
		case !sound:
			text, ok = string(b[i:end]), false
		}
		sb.WriteString(text)
		if i = end; i < len(b) && b[i] == '-' && (sound || text == "+") {
			i++ // the dash that ends a shift belongs to it
		}
	}
	return sb.String(), ok
}

func isBase64(c byte) bool {
	return digit(c) || asciiLower(c) >= 'a' && asciiLower(c) <= 'z' || c == '+' || c == '/'
}

// shifted decodes what stands behind the plus sign.
func shifted(b []byte) (string, bool) {
	raw := make([]byte, base64.RawStdEncoding.DecodedLen(len(b)))
	n, err := base64.RawStdEncoding.Decode(raw, b)
	if err != nil || n < 2 {
		return "", false
	}
	units := make([]uint16, n/2) // an odd byte is the filling of the last group
	for i := range units {
		units[i] = uint16(raw[2*i])<<8 | uint16(raw[2*i+1])
	}
	return string(utf16.Decode(units)), true
}
