package templates

import (
	"html/template"
	"regexp"
	"slices"
	"sort"
	"strings"

	"returndesk/desk"
)

// Values are what a template's placeholders become: a string, or a []string for a list.
// An absent or empty value is a missing one.
type Values map[string]any

// Part is one template's contribution to a mail.
type Part struct {
	Template string
	Heading  string // above the part, in a mail about several orders; "" = none
	Values   Values
}

// Letter is one mail: one part, or several for several intents or orders. Common holds
// the values of greeting and closing (first_name, agent_name, brand, case_ref, ...); a
// part's own values come before them. Asks are sentences that no part lists itself.
type Letter struct {
	Parts  []Part
	Common Values
	Asks   []string
}

// Mail is a rendered letter.
type Mail struct {
	Subject  string
	Text     string // wrapped, "\n" line ends
	HTML     string // a whole document
	Language string
	Fallback bool     // the wanted language lacks a template of the letter
	Missing  []string // names of placeholders that stayed open, sorted
}

// open finds the mark of a missing value.
var open = regexp.MustCompile(`\[\[([a-z_]+)\]\]`)

// OpenPlaceholders gives the names of placeholders that stayed open in a text, sorted
// and without repeats.
func OpenPlaceholders(text string) []string {
	if !strings.Contains(text, "[[") {
		return nil
	}
	var names []string
	for _, m := range open.FindAllStringSubmatch(text, -1) {
		names = append(names, m[1])
	}
	sort.Strings(names)
	return slices.Compact(names)
}

// Render makes the mail in the wanted language ("de", "de-AT", "" = English). It falls
// back to English as a whole when a part does not exist in that language. An unknown
// template is CodeNotFound.
func (s *Set) Render(want string, letter Letter) (Mail, error) {
	if len(letter.Parts) == 0 {
		return Mail{}, desk.Errf(desk.CodeInvalid, "a mail without any template")
	}
	l, fallback := s.choose(want, letter.Parts)
	m := Mail{Language: l.code, Fallback: fallback}
	var src strings.Builder
	if err := l.partial(&src, "greeting", letter.Common); err != nil {
		return Mail{}, err
	}
	for i, p := range letter.Parts {
		w := l.words[p.Template]
		if w == nil {
			return Mail{}, desk.Errf(desk.CodeNotFound, "there is no template %q", p.Template).
				WithMend("`returndesk templates check` lists what is missing")
		}
		v := merge(letter.Common, p.Values)
		src.WriteString("\n\n")
		if p.Heading != "" {
			src.WriteString("## " + guard(p.Heading) + "\n\n")
		} else if i > 0 {
			if err := l.partial(&src, "between", v); err != nil {
				return Mail{}, err
			}
			src.WriteString("\n\n")
		}
		if err := w.body.Execute(&src, v); err != nil {
			return Mail{}, desk.Wrap(desk.CodeInvalid, trimParse(err), "the template %s cannot be filled", w.file)
		}
		if i == 0 {
			var subject strings.Builder
			if err := w.subject.Execute(&subject, v); err != nil {
				return Mail{}, desk.Wrap(desk.CodeInvalid, trimParse(err), "the subject of %s cannot be filled", w.file)
			}
			m.Subject = strings.Join(strings.Fields(unguard(subject.String())), " ")
		}
	}
	if len(letter.Asks) > 0 {
		src.WriteString("\n\n")
		if err := l.partial(&src, "more_asks", merge(letter.Common, Values{"asks": letter.Asks})); err != nil {
			return Mail{}, err
		}
	}
	src.WriteString("\n\n")
	if err := l.partial(&src, "closing", letter.Common); err != nil {
		return Mail{}, err
	}
	blocks := parseBlocks(src.String())
	m.Text = plainText(blocks)
	html, err := s.document(l.code, m.Subject, blocks)
	if err != nil {
		return Mail{}, err
	}
	m.HTML = html
	m.Missing = OpenPlaceholders(m.Subject + "\n" + m.Text)
	return m, nil
}

// document puts rendered blocks into the HTML frame.
func (s *Set) document(lang, subject string, blocks []block) (string, error) {
	var b strings.Builder
	err := s.frame.Execute(&b, map[string]any{
		"Language": lang, "Subject": subject, "Body": template.HTML(hyperText(blocks)), // escaped character by character there
	})
	if err != nil {
		return "", desk.Wrap(desk.CodeInvalid, trimParse(err), "the HTML frame cannot be filled")
	}
	return b.String(), nil
}

// Page gives an edited text as an HTML document in the built-in frame, so that an
// edited draft says the same in both parts.
func Page(lang, text string) string {
	t, err := template.ParseFS(builtin, "frame.html")
	if err != nil { // the built-in frame is parsed by every Load and test
		return ""
	}
	s := Set{frame: t}
	page, err := s.document(lang, "", textDocument(text))
	if err != nil {
		return ""
	}
	return page
}

// choose picks the language for a letter, and says whether it fell back.
func (s *Set) choose(want string, parts []Part) (*language, bool) {
	want = strings.ToLower(strings.TrimSpace(want))
	base, _, _ := strings.Cut(strings.ReplaceAll(want, "_", "-"), "-")
	for _, code := range []string{want, base} {
		l := s.languages[code]
		if l == nil || l.partials == nil {
			continue
		}
		whole := true
		for _, p := range parts {
			whole = whole && l.words[p.Template] != nil
		}
		if whole {
			return l, false
		}
	}
	return s.languages[BaseLanguage], want != "" && base != BaseLanguage
}

// partial writes one of the language's partial templates.
func (l *language) partial(b *strings.Builder, name string, v Values) error {
	if err := l.partials.ExecuteTemplate(b, name, v); err != nil {
		return desk.Wrap(desk.CodeInvalid, trimParse(err), "the partial template %q cannot be filled", name)
	}
	return nil
}

// merge lays a part's values over the common ones.
func merge(common, own Values) Values {
	v := make(Values, len(common)+len(own))
	for k, x := range common {
		v[k] = x
	}
	for k, x := range own {
		v[k] = x
	}
	return v
}

// Cite is a policy sentence to quote. Firm means that the template chose it by a value, so
// that no other sentence of its section says the same.
type Cite struct {
	Number string
	Firm   bool
}

// Cites gives the numbers of the policy sentences ("1.3") that a template quotes for a
// decision resting on the given sections, in the template's own order. v holds the values
// on which some of them depend.
func (s *Set) Cites(name string, sections []string, v Values) []Cite {
	w := s.languages[BaseLanguage].words[name]
	if w == nil {
		return nil
	}
	var out []Cite
	for _, c := range w.cites {
		if section, _, _ := strings.Cut(c.number, "."); c.given != "" {
			if v[c.given] == nil || v[c.given] == "" {
				continue
			}
			out = append(out, Cite{Number: c.number, Firm: true})
		} else if c.always || slices.Contains(sections, section) {
			out = append(out, Cite{Number: c.number})
		}
	}
	return out
}

// ListsAsks reports whether the template itself lists what is missing.
func (s *Set) ListsAsks(name string) bool {
	w := s.languages[BaseLanguage].words[name]
	return w != nil && slices.Contains(calls(w.body.Lookup(w.file)), "asks")
}

// SaysRest reports whether the template says by itself what else the customer has to do, or that it is nothing.
func (s *Set) SaysRest(name string) bool {
	w := s.languages[BaseLanguage].words[name]
	return w != nil && slices.Contains(calls(w.body.Lookup(w.file)), "rest")
}

// Sentence gives a fixed sentence ("ask.photo_video", "rma.under_review",
// "statutory_notice") in a language, in English when that one lacks it, "" when none
// has it.
func (s *Set) Sentence(lang, key string) string {
	lang = strings.ToLower(lang)
	base, _, _ := strings.Cut(strings.ReplaceAll(lang, "_", "-"), "-")
	for _, code := range []string{lang, base, BaseLanguage} {
		if l := s.languages[code]; l != nil && l.sentences[key] != "" {
			return l.sentences[key]
		}
	}
	return ""
}

// Languages gives the codes of the loaded languages, sorted.
func (s *Set) Languages() []string {
	codes := make([]string, 0, len(s.languages))
	for c := range s.languages {
		codes = append(codes, c)
	}
	sort.Strings(codes)
	return codes
}
