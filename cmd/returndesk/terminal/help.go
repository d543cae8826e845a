package terminal

import (
	"regexp"
	"strings"
)

// narrowColumn is the least room, in columns, in which an explanation stands beside its word;
// with less it stands below.
const narrowColumn = 24

// A line of a list: a flag, two blanks or more, what it does; a command, which has no blank in its name.
var (
	flagLine    = regexp.MustCompile(`^( +\S+(?: \S+)*? {2,})(\S.*)$`)
	commandLine = regexp.MustCompile(`^( +\S+ +)(\S.*)$`)
)

// Help lays a command's help out for the terminal: what the command is for flows anew, lists
// keep their columns where there is room. What is to be typed stays on its line, to be copied.
func (l Look) Help(about, usage string) string {
	var out []string
	for block := range strings.SplitSeq(strings.TrimSpace(about), "\n\n") {
		out = append(out, l.flow(block)...)
		out = append(out, "")
	}
	section := ""
	for line := range strings.SplitSeq(strings.TrimRight(usage, "\n"), "\n") {
		if line != "" && line[0] != ' ' {
			section = line
		}
		switch section {
		case "Examples:":
			out = append(out, line)
		case "Usage:":
			out = append(out, l.Lines(line, "      ")...)
		case "Available Commands:":
			out = append(out, l.listed(line, commandLine)...)
		default:
			out = append(out, l.listed(line, flagLine)...)
		}
	}
	return strings.Join(out, "\n") + "\n"
}

// flow fills the lines of a paragraph anew. An indented line is one of a list, and one behind a
// tab is to be typed.
func (l Look) flow(block string) []string {
	var out []string
	text := ""
	end := func() {
		if text != "" {
			out = append(out, wrap(text, l.page())...)
		}
		text = ""
	}
	for line := range strings.SplitSeq(block, "\n") {
		switch {
		case strings.HasPrefix(line, "\t"):
			end()
			out = append(out, line)
		case strings.HasPrefix(line, " "):
			end()
			out = append(out, l.Lines(line, line[:len(line)-len(strings.TrimLeft(line, " "))])...)
		case text == "":
			text = line
		default:
			text += " " + line
		}
	}
	end()
	return out
}

// listed wraps a flag or a command with its explanation, the latter in a column of its own.
func (l Look) listed(line string, form *regexp.Regexp) []string {
	m := form.FindStringSubmatch(line)
	if m == nil {
		return wrap(line, l.page())
	}
	if l.page()-columns(m[1]) >= narrowColumn {
		return strings.Split(strings.TrimRight(l.Hang(m[1], m[2]), "\n"), "\n")
	}
	out := []string{strings.TrimRight(m[1], " ")}
	for _, s := range wrap(m[2], l.page()-10) {
		out = append(out, "          "+s)
	}
	return out
}

// Lines wraps a text; where a line does not hold it the next ones are indented.
func (l Look) Lines(text, indent string) []string {
	var out []string
	for line := range strings.SplitSeq(text, "\n") {
		first := wrap(line, l.page())[0]
		out = append(out, first)
		rest := strings.TrimLeft(strings.TrimPrefix(line, first), " ")
		if rest == "" {
			continue
		}
		for _, s := range wrap(rest, l.page()-len(indent)) {
			out = append(out, indent+s)
		}
	}
	return out
}
