package explain

import (
	"strings"
	"unicode"
)

// maxMarks is how many combining marks in a row are kept: more pile up over other lines.
const maxMarks = 4

// tabWidth is what a tab becomes, in blanks; a real one would break the layout.
const tabWidth = 4

// Line makes foreign text safe to show and puts it on one line.
func Line(s string) string {
	return strings.Join(strings.Fields(Text(s)), " ")
}

// Text makes foreign text safe to show and keeps its lines: control characters and
// escape sequences (ECMA-48 section 5), bidirectional overrides and invisible characters
// go; tabs become blanks; every kind of line end becomes a newline.
func Text(s string) string {
	var out strings.Builder
	out.Grow(len(s))
	rs := []rune(strings.ReplaceAll(s, "\r\n", "\n"))
	marks := 0
	for i := 0; i < len(rs); i++ {
		r := rs[i]
		if unicode.In(r, unicode.Mn, unicode.Me) {
			if marks++; marks > maxMarks {
				continue
			}
		} else {
			marks = 0
		}
		switch {
		case r == '\x1b' || r == '\u009b' || isStringStart(r):
			i += escapeLen(rs[i:]) - 1
		case r == '\t':
			out.WriteString(strings.Repeat(" ", tabWidth))
		case r == '\n', r == '\r', r == '\v', r == '\f', r == '\u0085', r == '\u2028', r == '\u2029':
			out.WriteByte('\n')
		case r < ' ', r >= 0x7f && r <= 0x9f, Hidden(r):
		default:
			out.WriteRune(r)
		}
	}
	return out.String()
}

// Hidden reports whether a rune has no place in text that a person judges: it turns the
// direction of writing, or stands there unseen. Joiners stay, since scripts need them.
func Hidden(r rune) bool {
	switch {
	case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069, r == 0x200e, r == 0x200f, r == 0x061c:
		return true // Unicode Bidirectional Algorithm (UAX 9), explicit formatting characters
	case r == 0x200b, r >= 0x2060 && r <= 0x2065, r >= 0x206a && r <= 0x206f, r == 0xfeff, r == 0x180e, r == 0x00ad:
		return true
	case r >= 0xe0000 && r <= 0xe007f, r >= 0xfff9 && r <= 0xfffb:
		return true // tags and interlinear annotation: text inside text
	}
	return r == 0x2800 || r == 0x3164 || r == 0x115f || r == 0x1160 || r == 0xffa0 // blanks that count as letters
}

// isStringStart reports whether the C1 control begins a string that ends with ST.
func isStringStart(r rune) bool {
	return r == '\u0090' || r == '\u0098' || r >= '\u009d' && r <= '\u009f'
}

// escapeLen gives how many runes the escape sequence at the start of rs takes, at least
// one. A string that does not end on its line is not taken away: a mail must not be able
// to hide what follows.
func escapeLen(rs []rune) int {
	n, kind := 1, rs[0]
	if kind == '\x1b' {
		if len(rs) == 1 {
			return 1
		}
		n = 2
		switch k := rs[1]; {
		case k == '[':
			kind = '\u009b'
		case k == 'P' || k == 'X' || k == ']' || k == '^' || k == '_':
			kind = '\u009d'
		case k >= ' ' && k <= '/': // intermediate bytes, then one final
			for n < len(rs) && rs[n] >= ' ' && rs[n] <= '/' {
				n++
			}
			if n < len(rs) && rs[n] >= '0' && rs[n] <= '~' {
				n++
			}
			return n
		case k >= '0' && k <= '~':
			return 2
		default:
			return 1
		}
	}
	if kind == '\u009b' {
		for n < len(rs) && rs[n] >= ' ' && rs[n] <= '?' {
			n++
		}
		if n < len(rs) && rs[n] >= '@' && rs[n] <= '~' {
			n++
		}
		return n
	}
	for i := n; i < len(rs) && rs[i] != '\n'; i++ {
		if rs[i] == '\a' || rs[i] == '\u009c' {
			return i + 1
		}
		if rs[i] == '\x1b' && i+1 < len(rs) && rs[i+1] == '\\' {
			return i + 2
		}
	}
	return n
}
