package terminal

import (
	"fmt"
	"strings"
	"unicode"
	"unicode/utf16"

	"returndesk/explain"
)

// JSON makes finished JSON safe to print without changing what it says: control and
// invisible characters, which can stand in its strings only, become escapes. A program
// reads the same values; a terminal sees nothing to obey.
func JSON(doc string) string {
	if !strings.ContainsFunc(doc, unsafeInJSON) {
		return doc
	}
	var out strings.Builder
	for _, r := range doc {
		switch {
		case !unsafeInJSON(r):
			out.WriteRune(r)
		case r > 0xffff:
			hi, lo := utf16.EncodeRune(r)
			fmt.Fprintf(&out, "\\u%04x\\u%04x", hi, lo)
		default:
			fmt.Fprintf(&out, "\\u%04x", r)
		}
	}
	return out.String()
}

func unsafeInJSON(r rune) bool { return r != '\n' && (unicode.Is(unicode.Cc, r) || explain.Hidden(r)) }
