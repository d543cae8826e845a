package policy

import (
	"regexp"
	"sort"
	"strings"
)

// Text is the numbered policy text: sections with numbered sentences.
type Text struct {
	sections map[string]*Section
}

// Section is one section of the policy text.
type Section struct {
	Number    string
	Title     string
	Sentences []string // the first is the one quoted when no row names another
}

// Sentence gives the section's first sentence, which sums it up.
func (s *Section) Sentence() string {
	if s == nil || len(s.Sentences) == 0 {
		return ""
	}
	return s.Sentences[0]
}

// Section gives a section by its number, nil when the text has none.
func (t *Text) Section(number string) *Section { return t.sections[number] }

// Numbers gives the numbers of all sections in order.
func (t *Text) Numbers() []string {
	var out []string
	for n := range t.sections {
		out = append(out, n)
	}
	sort.Strings(out)
	return out
}

// Sentence gives a sentence by its full number ("1.2"); false when there is none.
func (t *Text) Sentence(number string) (string, bool) {
	sec, rest, ok := strings.Cut(number, ".")
	s := t.sections[sec]
	if !ok || s == nil {
		return "", false
	}
	n := 0
	for _, r := range rest {
		if r < '0' || r > '9' || n > 999 {
			return "", false
		}
		n = n*10 + int(r-'0')
	}
	if rest == "" || n < 1 || n > len(s.Sentences) {
		return "", false
	}
	return s.Sentences[n-1], true
}

// parseText reads the text's own plain form: "# comment" lines, "1 Title" lines, and
// "1.2 sentence" lines whose continuation lines are indented.
func parseText(b []byte, report reporter) *Text {
	t := &Text{sections: make(map[string]*Section)}
	title := regexp.MustCompile(`^([0-9])\s+(\S.*)$`)
	sentence := regexp.MustCompile(`^([0-9])\.([0-9]{1,3})\s+(\S.*)$`)
	var cur *Section
	for i, line := range strings.Split(strings.ReplaceAll(string(b), "\r\n", "\n"), "\n") {
		n := i + 1
		trimmed := strings.TrimSpace(line)
		switch {
		case trimmed == "" || strings.HasPrefix(trimmed, "#"):
		case line[0] == ' ' || line[0] == '\t':
			if cur == nil || len(cur.Sentences) == 0 {
				report(n, 1, "a continuation line without a sentence before it")
				continue
			}
			cur.Sentences[len(cur.Sentences)-1] += " " + trimmed
		case sentence.MatchString(line):
			m := sentence.FindStringSubmatch(line)
			if cur == nil || cur.Number != m[1] {
				report(n, 1, "sentence %s.%s stands outside section %s", m[1], m[2], m[1])
				continue
			}
			if want := itoa(len(cur.Sentences) + 1); m[2] != want {
				report(n, 1, "sentence %s.%s is out of order: %s.%s was expected", m[1], m[2], m[1], want)
			}
			cur.Sentences = append(cur.Sentences, strings.TrimSpace(m[3]))
		case title.MatchString(line):
			m := title.FindStringSubmatch(line)
			if t.sections[m[1]] != nil {
				report(n, 1, "section %s stands twice", m[1])
			}
			cur = &Section{Number: m[1], Title: strings.TrimSpace(m[2])}
			t.sections[m[1]] = cur
		default:
			report(n, 1, "neither a section (\"1 Title\") nor a sentence (\"1.1 words\")")
		}
	}
	for _, num := range t.Numbers() {
		if len(t.sections[num].Sentences) == 0 {
			report(1, 1, "section %s has no sentence", num)
		}
	}
	return t
}
