package console

import (
	"strings"
	"unicode/utf8"
)

// draftWidth is where the lines of drafts are wrapped, in characters (templates).
const draftWidth = 72

// passage is a piece of a draft as a narrow screen shows it: its lines joined again.
type passage struct {
	Text  string
	In    bool // it stands in from the margin, as a quotation does
	Close bool // no blank line stands before it
}

// reading joins the lines that wrapping parted, for screens on which they would be broken a
// second time. Only what is shown is made so; the draft keeps its lines.
func reading(text string) []passage {
	var out []passage
	fresh := true // the next line begins a passage
	last := 0     // length of the line before, with its indent
	for line := range strings.SplitSeq(strings.TrimSpace(text), "\n") {
		line = strings.TrimRight(line, " \r")
		words := strings.TrimLeft(line, " ")
		indent := len(line) - len(words)
		first, _, _ := strings.Cut(words, " ")
		switch {
		case words == "":
			fresh = true
			continue
		case !fresh && last+1+utf8.RuneCountInString(first) > draftWidth && !strings.HasPrefix(line, "- "):
			out[len(out)-1].Text += " " + words
		default:
			out = append(out, passage{Text: words, In: indent >= 4, Close: !fresh})
		}
		fresh, last = false, utf8.RuneCountInString(line)
	}
	return out
}

// Reading is the draft's text for narrow screens.
func (d shownDraft) Reading() []passage { return reading(d.Text) }
