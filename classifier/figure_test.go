package classifier

import (
	"os"
	"strings"
	"testing"

	"returndesk/desk"
)

// tabbed reads lines of a language or class, a tab and a text from testdata.
func tabbed(t *testing.T, name string, yield func(word, text string)) {
	t.Helper()
	b, err := os.ReadFile("testdata/" + name)
	if err != nil {
		t.Fatal(err)
	}
	for line := range strings.Lines(string(b)) {
		word, text, ok := strings.Cut(strings.TrimSpace(line), "\t")
		if !ok || word == "" {
			t.Fatalf("%s: not a word, a tab and a text: %q", name, line)
		}
		yield(word, text)
	}
}

// TestLiteralDanger: real dangers told in words that figures of speech, colours and words of the
// trade share ("a spark jumped over", "smoke instead of sound") are heard by the phrases alone.
func TestLiteralDanger(t *testing.T) {
	t.Parallel()
	e := embedded(t)
	n := map[string]int{}
	tabbed(t, "literal.tsv", func(lang, text string) {
		n[lang]++
		in := Input{Subject: "HW-20377", NewText: text}
		if r := e.phrases.Read(in); !r.Has(desk.SignalSafetyHazard) {
			t.Errorf("%s %q: the phrases hear no danger", lang, text)
		}
	})
	for _, lang := range languageCodes()[:ours] {
		if n[lang] < 10 {
			t.Errorf("only %d dangers in %s", n[lang], lang)
		}
	}
}
