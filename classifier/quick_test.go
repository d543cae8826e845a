package classifier

import (
	"slices"
	"testing"
)

// TestPieces: each match of an expression has one of its pieces, and an expression without such a set is always tried.
func TestPieces(t *testing.T) {
	t.Parallel()
	for expr, want := range map[string][]string{
		`(?i)\bcancel`:                      {"cancel"},
		`(?i)\bwhy (?:is|was)\b.*\bCANCEL`:  {"cancel"},
		`(?i)(?:^|\s)(?:damals|letztes|le)`: {"damals", "le"}, // "letztes" has "le" in it
		`(?:colou?r|farbe)`:                 {"colo", "farbe"},
		`(?i)(?:keep|n['’]t)`:               nil, // a letter by itself is worth nothing
		`(?i)(?:keep)?`:                     nil,
		`(?i)(?:wait){0,2}`:                 nil,
		`(?i)(?:wait){1,2}`:                 {"wait"},
		`\d{4,}`:                            nil,
	} {
		if got := mustPattern(expr).pieces; !slices.Equal(got, want) {
			t.Errorf("%s: pieces %q, want %q", expr, got, want)
		}
	}
}

// FuzzQuickPattern: what an expression finds is found with and without a look for its pieces.
func FuzzQuickPattern(f *testing.F) {
	patterns := []quickPattern{longPast, putRight, turnsTo, othersGoods, mineFares, takenBack, toldCancel, thoughtCancel, onlyAsks, othersThing,
		oneOf, ofAll, ofThings, stillWanted, wanted, allWell, kept, undone, asksChange, leftAlone, goesOnAsIs, sameAgain, defectWord}
	for _, s := range []string{
		"My first one had a DEAD key two Years ago, and you sorted it. This is about the new one.",
		"Der von meinem Nachbarn kam mit Riss. Bei mir nicht. DAMALS war es anders.",
		"La commande HW-30111, ANNULEZ-la ; l'autre, gardez-la telle quelle.",
		"I asked you to cancel HW-20123. Never mind, I will keep it.", "İstanbul'a \u212aeyboard ı ſtill want it", "", "\xff\xfe",
	} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		for _, p := range patterns {
			at := p.FindStringIndex(text)
			if want := p.Regexp.FindStringIndex(text); !slices.Equal(at, want) && plainLetters(text) {
				t.Errorf("%.60s finds %v in %q, without pieces %v", p.Regexp, at, text, want)
			}
			if p.MatchString(text) != (at != nil) || (p.ReplaceAllString(text, "") == text) != (at == nil || at[0] == at[1]) {
				t.Errorf("%.60s: its ways of finding differ in %q", p.Regexp, text)
			}
		}
	})
}

// plainLetters reports whether a text has none of the two letters that an expression takes for others and no small letter stands for:
// the long s and the sign of the kelvin.
func plainLetters(text string) bool {
	return !slices.ContainsFunc([]rune(text), func(r rune) bool { return r == '\u017f' || r == '\u212a' })
}
