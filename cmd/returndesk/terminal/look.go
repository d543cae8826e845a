package terminal

import (
	"strings"
	"time"

	"github.com/jedib0t/go-pretty/v6/text"

	"returndesk/desk"
)

// The widths between which a page is laid out. Wider than maxPage is hard to read.
const (
	minWidth = 40
	maxPage  = 110
)

// Look is what the layout needs to know: the terminal's columns, whether it shows
// colours, and the time, in the zone in which times are shown.
type Look struct {
	Width  int // columns; 0 = 80
	Colour bool
	Now    time.Time
}

func (l Look) width() int {
	switch {
	case l.Width == 0:
		return 80
	case l.Width < minWidth:
		return minWidth
	}
	return l.Width
}

// page is the width of running text.
func (l Look) page() int { return min(l.width(), maxPage) }

// paint puts an SGR code around text when colours are wanted.
func (l Look) paint(code, s string) string {
	if !l.Colour || s == "" {
		return s
	}
	return "\x1b[" + code + "m" + s + "\x1b[0m"
}

func (l Look) bold(s string) string   { return l.paint("1", s) }
func (l Look) faint(s string) string  { return l.paint("2", s) }
func (l Look) red(s string) string    { return l.paint("31;1", s) }
func (l Look) yellow(s string) string { return l.paint("33", s) }
func (l Look) green(s string) string  { return l.paint("32", s) }
func (l Look) cyan(s string) string   { return l.paint("36;1", s) }

// columns is how wide text stands, without the colours that it may carry. Signs that are joined from several,
// as 👩‍🔧, count all of them: not every terminal joins them.
func columns(s string) int { return text.StringWidthWithoutEscSequences(s) }

// wrap breaks text into lines of at most width columns, at blanks where there are some.
// Line breaks of the text stay. It knows wide and zero-width runes, but no colours: they
// come after wrapping.
func wrap(s string, width int) []string {
	var out []string
	for line := range strings.SplitSeq(strings.TrimRight(s, "\n"), "\n") {
		out = append(out, wrapLine(strings.TrimRight(line, " "), width)...)
	}
	return out
}

func wrapLine(line string, width int) []string {
	var out []string
	for columns(line) > width {
		cut, w, blank := 0, 0, -1
		for i, r := range line {
			if rw := text.RuneWidth(r); w+rw > width && i > 0 {
				cut = i
				break
			} else {
				w += rw
			}
			if r == ' ' {
				blank = i
			}
		}
		if cut == 0 { // a single rune wider than the column
			break
		}
		if line[cut] == ' ' {
			blank = cut
		}
		if head := strings.TrimRight(line[:max(blank, 0)], " "); strings.TrimSpace(head) != "" {
			out = append(out, head)
			line = strings.TrimLeft(line[blank:], " ")
			continue
		}
		out = append(out, line[:cut])
		line = line[cut:]
	}
	return append(out, line)
}

// cut shortens text to width columns, with an ellipsis when something went.
func cut(s string, width int) string {
	if columns(s) <= width {
		return s
	}
	w := 0
	for i, r := range s {
		if rw := text.RuneWidth(r); w+rw > width-1 {
			return strings.TrimRight(s[:i], " ") + "…"
		} else {
			w += rw
		}
	}
	return s
}

// gone tells whether a day is over.
func (l Look) gone(d desk.Date) bool { return d < desk.Date(l.Now.Format(time.DateOnly)) }

// summed joins what sums a listing up and a hint at what to do next, on one line where both fit.
func (l Look) summed(sum, hint string) string {
	between := " "
	if columns(sum)+1+columns(hint) > l.width() {
		between = "\n"
	}
	return sum + between + l.faint(hint) + "\n"
}
