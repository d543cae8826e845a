package templates

import (
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// written are the languages that the product writes besides English.
func written() []string { return []string{"de", "fr", "es", "nl", "it"} }

// TestLanguagesAreThere: the built-in set holds the languages that are written, each whole.
func TestLanguagesAreThere(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	want := append([]string{BaseLanguage}, written()...)
	slices.Sort(want)
	if got := s.Languages(); !slices.Equal(got, want) {
		t.Errorf("languages %v, want %v", got, want)
	}
	for _, lang := range want {
		if !s.Complete(lang) {
			t.Errorf("%s is not complete", lang)
		}
	}
}

// shape is what a template says by its structure: which values it names, in which
// partial templates it puts words, and which policy sentences it cites.
func shape(s *Set, lang, name string) (values, partials []string, cites []cite) {
	w := s.languages[lang].words[name]
	for _, u := range append(uses(w.subject.Lookup(w.file)), uses(w.body.Lookup(w.file))...) {
		values = append(values, u.name)
	}
	slices.Sort(values)
	partials = calls(w.body.Lookup(w.file))
	slices.Sort(partials)
	return slices.Compact(values), slices.Compact(partials), w.cites
}

// TestLanguagesHaveTheSameShape: the same values, partial templates and citations as the
// English template, and the same values in the frame.
func TestLanguagesHaveTheSameShape(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	for _, lang := range written() {
		for _, name := range Names() {
			v, p, c := shape(s, lang, name)
			ev, ep, ec := shape(s, BaseLanguage, name)
			if !slices.Equal(v, ev) {
				t.Errorf("%s/%s names %v, English %v", lang, name, v, ev)
			}
			if !slices.Equal(p, ep) {
				t.Errorf("%s/%s includes %v, English %v", lang, name, p, ep)
			}
			if !slices.Equal(c, ec) {
				t.Errorf("%s/%s cites %v, English %v", lang, name, c, ec)
			}
		}
		for _, p := range append(partialNames(), "quotes") {
			got, want := uses(s.languages[lang].partials.Lookup(p)), uses(s.languages[BaseLanguage].partials.Lookup(p))
			if len(got) != len(want) {
				t.Errorf("%s/frame.tmpl: %q names %v, English %v", lang, p, got, want)
			}
		}
	}
}

// ownSample is a letter whose values are of no language, so that each word of the mail is
// the template's own. without names values that are left out.
func ownSample(s *Set, lang, name string, without ...string) Letter {
	v := Values{}
	for _, p := range Placeholders() {
		switch {
		case slices.Contains(without, p.Name):
		case p.Name == "asks":
			v[p.Name] = []string{s.Sentence(lang, "ask.photo_video"), s.Sentence(lang, "ask.serial_firmware")}
		case p.Name == "status":
			v[p.Name] = s.Sentence(lang, "rma.under_review")
		case p.Name == "statutory_notice":
			v[p.Name] = s.Sentence(lang, "statutory_notice")
		case p.Name == "quotes":
			v[p.Name] = []string{s.Quote(lang, "1", "Xyz."), s.Quote(lang, "0", "Xyz.")}
		case p.Name == "policy_url":
			v[p.Name] = "https://xyz.example"
		case regexp.MustCompile(`20\d\d$`).MatchString(p.Sample):
			v[p.Name] = s.Date(lang, "2026-03-16")
		case p.List:
			v[p.Name] = []string{"HW-10501"}
		default:
			v[p.Name] = "Xyz"
		}
	}
	return Letter{Parts: []Part{{Template: name, Values: v}, {Template: name, Values: v}}, Common: v, Asks: []string{s.Sentence(lang, "ask.delivery_date")}}
}

// everyMail calls f with each template of a language with all values, with few, and with
// each optional value left out on its own.
func everyMail(t *testing.T, s *Set, lang string, f func(name string, m Mail)) {
	t.Helper()
	for _, name := range Names() {
		v, _, _ := shape(s, lang, name)
		cuts := [][]string{nil, append(slices.Clone(v), "first_name", "agent_name", "signature", "case_ref", "policy_url")}
		for _, x := range v {
			cuts = append(cuts, []string{x})
		}
		for _, cut := range cuts {
			m, err := s.Render(lang, ownSample(s, lang, name, cut...))
			if err != nil || m.Language != lang || m.Fallback {
				t.Fatalf("%s/%s: %s, fallback %v, %v", lang, name, m.Language, m.Fallback, err)
			}
			f(name, m)
		}
	}
}

// english are words that stand in nearly every English mail and in none of the other
// languages ("is", "was" and "we" are Dutch words too).
var english = strings.Fields(`the you your our please this that they have has thank for from with not nothing and are will would should
	reply parcel delivered delivery return returned refund policy section about when what which whether because until still them need
	date tracking carrier item fault photo attached write know see change March January October`)

// allowed are words that English shares with another language.
func allowed(lang string) []string {
	return map[string][]string{"fr": {"photo", "date", "change"}, "it": {"date"}}[lang]
}

// noEnglish reports an English word in a text of another language.
func noEnglish(t *testing.T, lang, where, text string) {
	t.Helper()
	for _, w := range strings.FieldsFunc(text, func(r rune) bool { return !unicode.IsLetter(r) }) {
		if slices.ContainsFunc(english, func(e string) bool { return strings.EqualFold(e, w) }) && !slices.Contains(allowed(lang), strings.ToLower(w)) {
			t.Errorf("%s/%s holds the English word %q:\n%s", lang, where, w, text)
		}
	}
}

// TestSentencesAreTranslated: no fixed sentence is the English one or holds a word of it.
func TestSentencesAreTranslated(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	for _, lang := range written() {
		for key, sentence := range s.languages[lang].sentences {
			noEnglish(t, lang, key, regexp.MustCompile(`\{\w+\}`).ReplaceAllString(sentence, ""))
			if key != "form.first_day" && key != "form.date" && sentence == s.Sentence("en", key) {
				t.Errorf("%s: %s is the English sentence", lang, key)
			}
		}
	}
}

// TestMailsAreCleanlySet: no English word, no doubled or missing blanks, no straight
// quotation marks, no sentence that starts small after a full stop, no promise and no
// blame, whichever values are there.
func TestMailsAreCleanlySet(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	faults := map[string]*regexp.Regexp{
		"a doubled blank":                 regexp.MustCompile(`[^ \n\-]  +\S`),
		"a blank before a mark":           regexp.MustCompile(`[ ][,.)]|[( ]\)`),
		"doubled marks":                   regexp.MustCompile(`\.\.|,,|,\.|::|\.:`),
		"a straight quotation mark":       regexp.MustCompile(`["'` + "`" + `]`),
		"a small letter after a full one": regexp.MustCompile(`[a-zß)]\. [a-zäöü]`),
		"no blank after a mark":           regexp.MustCompile(`[.,;:][A-Za-zÄÖÜ]{2}`),
	}
	for _, lang := range append([]string{BaseLanguage}, written()...) {
		everyMail(t, s, lang, func(name string, m Mail) {
			text := m.Subject + "\n\n" + m.Text
			flat := strings.NewReplacer("https://xyz.example", "", "\n  ", " ", "\n    ", " ", "-- \n", "").Replace(text)
			for what, re := range faults {
				if lang == BaseLanguage && what == "a straight quotation mark" {
					continue // apostrophes stand straight in English
				}
				if hit := re.FindString(flat); hit != "" {
					t.Errorf("%s/%s has %s (%q):\n%s", lang, name, what, hit, text)
				}
			}
			if lang != BaseLanguage {
				noEnglish(t, lang, name, open.ReplaceAllString(m.Subject+"\n"+m.Text, ""))
			}
			if d := drift(m); d != "" {
				t.Errorf("%s/%s: %s", lang, name, d)
			}
			if lang != BaseLanguage && len(Promises(m.Text)) > 0 && !MayPromise(name) {
				t.Errorf("%s/%s promises %v", lang, name, Promises(m.Text))
			}
			if lang != BaseLanguage && len(Blames(m.Text)) > 0 {
				t.Errorf("%s/%s blames %v", lang, name, Blames(m.Text))
			}
		})
	}
}

// TestBlanksHold: a line of the text part never begins with a mark that belongs to
// the word before it.
func TestBlanksHold(t *testing.T) {
	t.Parallel()
	for _, c := range [][2]string{
		{"Votre réponse\u00a0: oui", "Votre réponse\u00a0: oui"},
		{strings.Repeat("a", 70) + " b\u00a0? c", strings.Repeat("a", 70) + "\nb\u00a0? c"},
		{"x  \t y\n z", "x y z"},
	} {
		if got := plainText(parseBlocks(c[0])); got != c[1]+"\n" {
			t.Errorf("%q: %q", c[0], got)
		}
	}
}

// TestFormsOfALanguage: dates, money and quotations as each language writes them.
func TestFormsOfALanguage(t *testing.T) {
	t.Parallel()
	s := builtIn(t)
	for _, c := range formCases() {
		if !slices.Contains(written(), c.lang) {
			continue
		}
		got := []string{s.Date(c.lang, "2026-03-16"), s.Date(c.lang, "2026-08-01"), s.Money(c.lang, "1234.5", "EUR"), s.Quote(c.lang, "2", "Xyz."), s.Quote(c.lang, "0", "Xyz.")}
		if !slices.Equal(got, c.want) {
			t.Errorf("%s: %q", c.lang, got)
		}
	}
}

type formCase struct {
	lang string
	want []string
}

func formCases() []formCase {
	return []formCase{
		{"de", []string{"16. März 2026", "1. August 2026", "1.234,50 EUR", "„Xyz.“ (Abschnitt 2)", "„Xyz.“ (einleitender Abschnitt)"}},
		{"fr", []string{"16 mars 2026", "1er août 2026", "1\u00a0234,50 EUR", "«\u00a0Xyz.\u00a0» (article 2)", "«\u00a0Xyz.\u00a0» (préambule)"}},
		{"es", []string{"16 de marzo de 2026", "1 de agosto de 2026", "1.234,50 EUR", "«Xyz.» (apartado 2)", "«Xyz.» (apartado inicial)"}},
		{"nl", []string{"16 maart 2026", "1 augustus 2026", "1.234,50 EUR", "‘Xyz.’ (artikel 2)", "‘Xyz.’ (inleiding)"}},
		{"it", []string{"16 marzo 2026", "1º agosto 2026", "1.234,50 EUR", "«Xyz.» (punto 2)", "«Xyz.» (parte introduttiva)"}},
	}
}

// TestPolicyTextIsTranslated: each sentence of the policy has its own words in each
// language; that the numbering is the same is checked where the text is loaded.
func TestPolicyTextIsTranslated(t *testing.T) {
	t.Parallel()
	lines := func(lang string) map[string]string {
		data, err := os.ReadFile("../policy/policy." + lang + ".txt")
		if err != nil {
			t.Fatal(err)
		}
		out := map[string]string{}
		for _, m := range regexp.MustCompile(`(?m)^(\d(?:\.\d+)?) (.+)$`).FindAllStringSubmatch(string(data), -1) {
			out[m[1]] = m[2]
		}
		return out
	}
	base := lines(BaseLanguage)
	for _, lang := range written() {
		own := lines(lang)
		if len(own) != len(base) {
			t.Errorf("%s: %d sentences and titles, English has %d", lang, len(own), len(base))
		}
		for number, sentence := range own {
			if sentence == base[number] || base[number] == "" || strings.ContainsAny(sentence, `"'`) {
				t.Errorf("%s %s: %s", lang, number, sentence)
			}
		}
	}
}
