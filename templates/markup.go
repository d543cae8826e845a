package templates

import "strings"

// kind is what a block of a body is.
type kind int

const (
	paragraph kind = iota
	bullet
	quotation
	heading
	nextStep
	rule
)

// block is one paragraph, bullet, quotation, heading, next step or rule of a body.
type block struct {
	kind kind
	text string // inline markup still in it, values still guarded
	line int    // 1-based line of the rendered source, for messages
}

// parseBlocks splits a rendered body into blocks. Lines of one block are joined, since
// text is wrapped and HTML flows; a blank line ends a block.
func parseBlocks(src string) []block {
	var blocks []block
	open := false // the last block still takes continuation lines
	for i, line := range strings.Split(src, "\n") {
		line = strings.TrimSpace(line)
		if line == "" || line == "=>" { // a next step that another paragraph of the mail says
			open = false
			continue
		}
		k, text := lineKind(line)
		if k == paragraph && open {
			last := &blocks[len(blocks)-1]
			last.text += " " + text
			continue
		}
		// Two quotation lines in a row are two quotations: each is a sentence of its own.
		blocks = append(blocks, block{kind: k, text: text, line: i + 1})
		open = k != rule && k != heading
	}
	return blocks
}

// lineKind tells what a line starts, and what is left of it.
func lineKind(line string) (kind, string) {
	for _, m := range []struct {
		mark string
		kind kind
	}{{"=> ", nextStep}, {"- ", bullet}, {"> ", quotation}, {"## ", heading}} {
		if rest, ok := strings.CutPrefix(line, m.mark); ok {
			return m.kind, strings.TrimSpace(rest)
		}
	}
	if line == "---" {
		return rule, ""
	}
	return paragraph, line
}

// span is a run of words in one style.
type span struct {
	text string
	bold bool
	link bool
}

// parseSpans reads **stress** and <https://link> out of a block's text and takes the
// guard off the values. A mark without its end is plain text.
func parseSpans(s string) []span {
	var spans []span
	plain := func(t string) {
		if t != "" {
			spans = append(spans, span{text: unguard(t)})
		}
	}
	for {
		b, l := strings.Index(s, "**"), strings.IndexByte(s, '<')
		if b < 0 && l < 0 {
			plain(s)
			return spans
		}
		if b >= 0 && (l < 0 || b < l) {
			end := strings.Index(s[b+2:], "**")
			if end < 0 {
				plain(s)
				return spans
			}
			plain(s[:b])
			spans = append(spans, span{text: unguard(s[b+2 : b+2+end]), bold: true})
			s = s[b+4+end:]
			continue
		}
		end := strings.IndexByte(s[l:], '>')
		if end < 0 {
			plain(s)
			return spans
		}
		plain(s[:l])
		target := unguard(s[l+1 : l+end])
		spans = append(spans, span{text: target, link: linkable(target)})
		s = s[l+end+1:]
	}
}

// linkable reports whether a link may be made clickable: web and mail addresses only.
func linkable(u string) bool {
	return (strings.HasPrefix(u, "https://") || strings.HasPrefix(u, "http://") || strings.HasPrefix(u, "mailto:")) &&
		!strings.ContainsAny(u, " \"'<>")
}

// guardBase shifts markup characters of values into the private use area while the
// markup is read, so that a customer's "- " or "**" stays what it is: text.
const guardBase = 0xE000

// marks are the characters that the markup gives a meaning.
const marks = "*<>#-="

// guard makes a value one line of plain characters and hides its markup characters.
func guard(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\r' || r == '\t' || r == '\u00a0' || r == '\u202f':
			return ' '
		case r < 0x20 || r == 0x7f || (r >= 0x80 && r < 0xa0):
			return -1
		case r >= 0x202a && r <= 0x202e, r >= 0x2066 && r <= 0x2069:
			return -1 // bidirectional overrides can turn a sentence round
		case r >= guardBase && r < guardBase+0x80:
			return -1
		case strings.ContainsRune(marks, r):
			return guardBase + r
		}
		return r
	}, s)
	return strings.Join(strings.Fields(s), " ")
}

// unguard gives guarded characters back.
func unguard(s string) string {
	return strings.Map(func(r rune) rune {
		if r >= guardBase && r < guardBase+0x80 {
			return r - guardBase
		}
		return r
	}, s)
}
