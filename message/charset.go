package message

import (
	"bytes"
	"io"
	"strings"
	"unicode/utf8"

	"github.com/emersion/go-message/charset"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/htmlindex"
)

// toUTF8 converts b from the named charset. ok is false when the charset is
// unknown or plainly wrong and the result is a guess: UTF-8 where the bytes are
// UTF-8, else windows-1252, which is what mails without a true label mostly are.
func toUTF8(b []byte, name string) (s string, ok bool) {
	name = strings.ToLower(strings.Trim(name, " \t\"'"))
	switch name {
	case "", "us-ascii", "ascii", "utf-8", "utf8", "unknown-8bit", "unknown", "x-unknown", "8bit", "binary":
		s, ok = guessUTF8(b, name == "utf-8" || name == "utf8")
		return s, ok
	case "ansi_x3.4-1968", "ansi_x3.110-1983", "iso-8859-1", "latin1", "windows-1252", "cp1252", "iso8859-1", "iso_8859-1":
		// A mail that says Latin-1 means windows-1252 (WHATWG Encoding, section 4.2).
		return decode1252(b), true
	}
	if isUTF7(name) {
		return decodeUTF7(b)
	}
	// WHATWG names first: they map gb2312 to its superset and so on, as senders mean them.
	if enc, err := htmlindex.Get(name); err == nil {
		if out, err := enc.NewDecoder().Bytes(b); err == nil {
			return string(out), true
		}
	}
	if r, err := charset.Reader(name, bytes.NewReader(b)); err == nil {
		// UTF-16 and stateful charsets may end in the middle of a character: keep what came.
		out, err := io.ReadAll(r)
		if err == nil || len(out) > 0 {
			return strings.ToValidUTF8(string(out), "\uFFFD"), err == nil
		}
	}
	s, _ = guessUTF8(b, false)
	return s, false
}

// guessUTF8 reads b as UTF-8 or, where it is none, as windows-1252. declared
// says that the mail calls it UTF-8: then single damaged characters are
// replaced, as long as others are sound.
func guessUTF8(b []byte, declared bool) (string, bool) {
	if utf8.Valid(b) {
		return string(b), true
	}
	if declared && hasMultibyte(b) {
		return strings.ToValidUTF8(string(b), "\uFFFD"), false
	}
	return decode1252(b), false
}

// hasMultibyte says whether b has at least one sound UTF-8 sequence of several bytes.
func hasMultibyte(b []byte) bool {
	for len(b) > 0 {
		if b[0] < utf8.RuneSelf {
			b = b[1:]
			continue
		}
		r, n := utf8.DecodeRune(b)
		if r != utf8.RuneError && n > 1 {
			return true
		}
		b = b[n:]
	}
	return false
}

func decode1252(b []byte) string {
	ascii := true
	for _, c := range b {
		if c >= utf8.RuneSelf {
			ascii = false
			break
		}
	}
	if ascii {
		return string(b)
	}
	var sb strings.Builder
	sb.Grow(len(b) + len(b)/4)
	for _, c := range b {
		sb.WriteRune(charmap.Windows1252.DecodeByte(c))
	}
	return sb.String()
}

// cleanText makes line ends "\n" and drops control characters, byte order marks
// and NULs, so that a text is safe for a terminal.
func cleanText(s string) string {
	if strings.IndexByte(s, '\r') >= 0 {
		s = strings.ReplaceAll(s, "\r\n", "\n")
	}
	dirty := false
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c == 0xef || c == 0xc2 || c == 0xe2 {
			dirty = true
			break
		}
	}
	if !dirty {
		return s
	}
	var sb strings.Builder
	sb.Grow(len(s))
	for _, r := range s {
		switch {
		case r == '\r':
			sb.WriteByte('\n') // a lone CR ends a line, too (old Macintosh mail)
		case r == '\n' || r == '\t':
			sb.WriteRune(r)
		case r < ' ' || r >= 0x7f && r < 0xa0:
			if r == '\f' || r == '\v' || r == 0x85 {
				sb.WriteByte('\n')
			}
		case r == '\uFEFF' || isBidiControl(r):
		case r == '\u2028' || r == '\u2029':
			sb.WriteByte('\n')
		default:
			sb.WriteRune(r)
		}
	}
	return sb.String()
}

// isBidiControl names the characters that make text look like other text, as in
// "invoice\u202Egpj.exe".
func isBidiControl(r rune) bool {
	return r >= 0x202a && r <= 0x202e || r >= 0x2066 && r <= 0x2069 || r == 0x200e || r == 0x200f
}

// cleanLine is cleanText for something that stands on one line.
func cleanLine(s string) string {
	s = cleanText(s)
	if strings.ContainsAny(s, "\n\t") {
		s = strings.Map(func(r rune) rune {
			if r == '\n' || r == '\t' {
				return ' '
			}
			return r
		}, s)
	}
	return strings.TrimSpace(s)
}
