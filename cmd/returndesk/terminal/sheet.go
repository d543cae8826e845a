package terminal

import "strings"

// sheet is a page under construction: headed blocks of wrapped lines.
type sheet struct {
	look Look
	out  strings.Builder
}

const labelWidth = 10 // columns before a value

// head begins a block.
func (s *sheet) head(title string) {
	s.out.WriteString("\n" + s.look.faint("── "))
	lines := wrap(title, s.look.page()-3)
	for i, line := range lines {
		if i > 0 {
			s.out.WriteString("\n   ")
		}
		s.out.WriteString(s.look.cyan(line))
	}
	if room := s.look.page() - columns(lines[len(lines)-1]) - 4; room > 0 {
		s.out.WriteString(" " + s.look.faint(strings.Repeat("─", room)))
	}
	s.out.WriteString("\n")
}

// row writes a label and its value, wrapped behind the label. An empty value is left out.
func (s *sheet) row(label, value string) { s.painted(label, value, nil) }

// painted is row with a colour for the value.
func (s *sheet) painted(label, value string, paint func(string) string) {
	if value == "" {
		return
	}
	width := max(labelWidth, columns(label)+1) // a longer label moves its own value alone
	for i, line := range wrap(value, s.look.page()-width) {
		if i > 0 {
			label = ""
		}
		if paint != nil {
			line = paint(line)
		}
		s.out.WriteString(s.look.faint(pad(label, width)) + line + "\n")
	}
}

// Hang writes a value behind a lead, wrapped to the page; later lines stand below the value.
func (l Look) Hang(lead, value string) string {
	width := columns(lead)
	var out strings.Builder
	for i, line := range wrap(value, l.page()-width) {
		if i > 0 {
			lead = strings.Repeat(" ", width)
		}
		out.WriteString(lead + line + "\n")
	}
	return out.String()
}

// item writes a point of a list, wrapped behind its mark. The mark may carry a colour.
func (s *sheet) item(mark, value string, paint func(string) string) {
	width := columns(mark)
	for i, line := range wrap(value, s.look.page()-width-1) {
		if i > 0 {
			mark = strings.Repeat(" ", width)
		}
		line = mark + " " + line
		if paint != nil {
			line = paint(line)
		}
		s.out.WriteString(line + "\n")
	}
}

// quote writes foreign text, marked at the left so that no line of it can pass for one
// of ours.
func (s *sheet) quote(body string) {
	for _, line := range wrap(strings.Trim(Text(body), "\n"), s.look.page()-2) {
		s.out.WriteString(strings.TrimRight(s.look.faint("│")+" "+line, " ") + "\n")
	}
}

// line writes a wrapped line.
func (s *sheet) line(value string, paint func(string) string) {
	for _, line := range wrap(value, s.look.page()) {
		if paint != nil {
			line = paint(line)
		}
		s.out.WriteString(line + "\n")
	}
}

// run writes short pieces beside each other, two blanks between them, on as many lines as they take.
// They may carry colours.
func (s *sheet) run(pieces ...string) {
	used := 0
	for _, piece := range pieces {
		switch w := columns(piece); {
		case used == 0:
			used = w
		case used+2+w > s.look.width():
			s.out.WriteString("\n")
			used = w
		default:
			s.out.WriteString("  ")
			used += 2 + w
		}
		s.out.WriteString(piece)
	}
	s.out.WriteString("\n")
}

// pad fills a label with blanks to a width.
func pad(s string, width int) string {
	return s + strings.Repeat(" ", max(width-len([]rune(s)), 1))
}
