package digest

import (
	"fmt"
	"strings"
	"time"
	"unicode/utf8"

	"returndesk/desk"
)

// textWidth is the length of a line of the text part.
const textWidth = 72

// Text gives the digest as plain text that reads well alone.
func Text(d *Digest) string {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, strings.TrimRight(format, " ")+"\n", args...) }
	line("%s: week %s, %s", d.Shop, d.Week, span7(d))
	line("%s.", upper(d.Headline))
	if s := stateWords(d.State); s != "" {
		line("%s", s)
	}
	for i := range d.Blocks {
		block := &d.Blocks[i]
		line("\n%s\n%s", strings.ToUpper(block.Title), strings.Repeat("-", min(utf8.RuneCountInString(block.Title), textWidth)))
		for _, s := range block.Leads {
			b.WriteString(wrap(s, "") + "\n")
		}
		textMatters(&b, block)
		textFigures(&b, block)
		for _, t := range block.Tables {
			textTable(&b, t)
		}
		for _, n := range block.Notes {
			b.WriteString(wrap(n, ""))
		}
	}
	line("\n%s", strings.TrimRight(wrap(foot(d), ""), "\n"))
	if at := pageOf(d); at != "" {
		line("\nOpen it: %s", at)
	}
	return b.String()
}

// span7 says the days of the week: "16 to 22 November 2026".
func span7(d *Digest) string {
	from, err1 := time.Parse(time.DateOnly, string(d.From))
	to, err2 := time.Parse(time.DateOnly, string(d.To))
	if err1 != nil || err2 != nil {
		return string(d.From)
	}
	last := to.AddDate(0, 0, -1)
	switch {
	case from.Year() != last.Year():
		return from.Format("2 January 2006") + " to " + last.Format("2 January 2006")
	case from.Month() != last.Month():
		return from.Format("2 January") + " to " + last.Format("2 January 2006")
	}
	return from.Format("2") + " to " + last.Format("2 January 2006")
}

// dayWords says a day as people do.
func dayWords(d desk.Date) string {
	t, err := time.Parse(time.DateOnly, string(d))
	if err != nil {
		return string(d)
	}
	return t.Format("2 January 2006")
}

// foot says what the figures are and when they were taken.
func foot(d *Digest) string {
	at := d.MadeAt
	if zone, err := time.LoadLocation(d.Zone); err == nil {
		at = at.In(zone)
	}
	return "Each figure: this week, last week, the median of the eight weeks before this one, and n, the number of things it rests on. " +
		"\u2013 means not known. What stands open is of " + at.Format("Monday 2 January, 15:04 MST") +
		". A week that was sent does not change any more; corrections follow in the next. The attached table has every row."
}

// pageOf gives the address of the digest's page on the console, "" where it is not known.
func pageOf(d *Digest) string {
	if d.Console == "" {
		return ""
	}
	return strings.TrimRight(d.Console, "/") + "/digest?week=" + d.Week
}

func upper(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToUpper(string(r)) + s[n:]
}

// textMatters lists what waits, and names what does not in one sentence.
func textMatters(b *strings.Builder, block *Block) {
	var none []string
	for _, m := range block.Matters {
		if deref(m.This) == 0 {
			none = append(none, lower(m.Label))
			continue
		}
		n := left(value(m.This, ""), 5) + "  "
		b.WriteString(n + strings.TrimLeft(wrap(m.Label+before(&m.Figure), strings.Repeat(" ", utf8.RuneCountInString(n))), " "))
		if len(m.Cases) > 0 {
			b.WriteString(wrap(casesWords(m), "       "))
		}
	}
	if len(none) > 0 && len(none) == len(block.Matters) {
		b.WriteString("Nothing waits for a decision.\n")
	} else if len(none) > 0 {
		b.WriteString(wrap("None: "+strings.Join(none, "; ")+".", ""))
	}
}

func lower(s string) string {
	r, n := utf8.DecodeRuneInString(s)
	return strings.ToLower(string(r)) + s[n:]
}

// before says a matter's earlier weeks, "" where there are none.
func before(f *Figure) string {
	if f.Last == nil {
		return ""
	}
	s := " (last week " + value(f.Last, f.Unit)
	if f.Median != nil {
		s += ", median " + value(f.Median, f.Unit)
	}
	return s + ")"
}

func casesWords(m Matter) string {
	s := strings.Join(m.Cases, ", ")
	if len(m.Cases) == 0 {
		return ""
	}
	if more := int(deref(m.This)) - len(m.Cases); more > 0 {
		s += " and " + count(int64(more)) + " more"
	}
	return s
}

func textFigures(b *strings.Builder, block *Block) {
	const name, cell = 38, 9
	headed := false
	for i := range block.Figures {
		f := &block.Figures[i]
		if f.Minor {
			continue
		}
		if !headed {
			fmt.Fprintf(b, "%s%s%s%s%8s\n", pad("", name), left("week", cell), left("last", cell), left("median", cell), "n")
			headed = true
		}
		label, mark := f.Label, ""
		if f.Red {
			mark = "! "
		}
		lines := strings.Split(strings.TrimRight(wrapAt(mark+label, name-1), "\n"), "\n")
		for _, l := range lines[:len(lines)-1] {
			b.WriteString(l + "\n")
		}
		fmt.Fprintf(b, "%s%s%s%s%s\n", pad(lines[len(lines)-1], name), left(cellOf(f.This, f), cell), left(cellOf(f.Last, f), cell), left(cellOf(f.Median, f), cell), left(count(f.N), cell-1))
	}
}

// cellOf writes a value for a narrow column: money without its currency, which the label
// names, and without cents once it is large.
func cellOf(v *float64, f *Figure) string {
	if v == nil || !f.money() {
		return value(v, f.Unit)
	}
	if *v >= 1000 || *v <= -1000 {
		return grouped(*v, 0)
	}
	return grouped(*v, 2)
}

func (f *Figure) money() bool {
	switch f.Unit {
	case "", "%", "h", "d":
		return false
	}
	return true
}

// textTable writes each row as a line of its own, so that it survives narrow screens.
func textTable(b *strings.Builder, t Table) {
	fmt.Fprintf(b, "\n%s\n", t.Title)
	head, rows := t.shown()
	for i, row := range rows {
		mark := "  "
		if i < len(t.Red) && t.Red[i] {
			mark = "! "
		}
		var cells []string
		for k := 1; k < len(row); k++ {
			cells = append(cells, lower(head[k])+" "+row[k])
		}
		b.WriteString(wrap(mark+row[0]+": "+strings.Join(cells, ", "), "    "))
	}
	if left := t.left(); left != "" {
		b.WriteString("  " + left + "\n")
	}
}

func pad(s string, n int) string { return s + strings.Repeat(" ", max(0, n-utf8.RuneCountInString(s))) }
func left(s string, n int) string {
	return strings.Repeat(" ", max(0, n-utf8.RuneCountInString(s))) + s
}

// wrap breaks a sentence into lines; all but the first begin with indent, and the first too
// when the text has none of its own.
func wrap(s, indent string) string {
	if !strings.HasPrefix(s, " ") && !strings.HasPrefix(s, "! ") {
		s = indent + s
	}
	var b strings.Builder
	width := 0
	lead := s[:len(s)-len(strings.TrimLeft(s, " "))]
	for i, word := range strings.Fields(s) {
		n := utf8.RuneCountInString(word)
		switch {
		case i == 0:
			b.WriteString(lead + word)
			width = len(lead) + n
		case width+1+n > textWidth:
			b.WriteString("\n" + indent + word)
			width = len(indent) + n
		default:
			b.WriteString(" " + word)
			width += 1 + n
		}
	}
	return b.String() + "\n"
}

// wrapAt breaks a label into lines of at most n runes, a word that is longer, too.
func wrapAt(s string, n int) string {
	var b strings.Builder
	width := 0
	for i, word := range strings.Fields(s) {
		r := []rune(word)
		if i > 0 {
			switch room := n - width - 1; {
			case len(r) <= room, len(r) > n-2 && room >= n/2: // a word of no line begins in this one
				b.WriteByte(' ')
				width++
			default:
				b.WriteString("\n  ")
				width = 2
			}
		}
		for len(r) > n-width {
			b.WriteString(string(r[:n-width]) + "\n  ")
			r, width = r[n-width:], 2
		}
		b.WriteString(string(r))
		width += len(r)
	}
	return b.String() + "\n"
}
