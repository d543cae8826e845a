package facts

import (
	"strings"
	"unicode"

	"returndesk/desk"
)

// LineOf finds the line of an order that a mail is about: by the serial number, or by
// words that stand in one line's name only. It gives 0 when that is not clear.
func LineOf(o *desk.Order, text, serial string) int {
	if len(o.Lines) == 1 {
		return o.Lines[0].Line
	}
	if serial != "" {
		for _, l := range o.Lines {
			if l.Serial != "" && desk.FoldNumber(l.Serial) == desk.FoldNumber(serial) {
				return l.Line
			}
		}
	}
	if named := linesNamed(o, text); len(named) == 1 {
		return named[0]
	}
	return 0
}

// claimedLine finds the line that a mail has a claim about which speaks of several lines of an order, where every other one that it
// names has an open record: a record is a line's own (domain.md section 1, "per order line"), and what is told of the one is no
// follow-up of the other. The sentence that names it has to tell of something further ("now the pad, too"); 0 when that is not so.
func claimedLine(o *desk.Order, text string, rmas []desk.PriorRMA) int {
	free := 0
	for _, line := range linesNamed(o, text) {
		if openOn(rmas, line) {
			continue
		}
		if free != 0 {
			return 0
		}
		free = line
	}
	for sentence, rest := "", text; rest != "" && free != 0; {
		sentence, rest = cutSentence(rest)
		if named := linesNamed(o, sentence); len(named) == 1 && named[0] == free && tellsFurther(tokens(sentence)) {
			return free
		}
	}
	return 0
}

// openOn reports whether a line, by its number, has a record that is open.
func openOn(rmas []desk.PriorRMA, line int) bool {
	for _, r := range rmas {
		if r.State.Open() && (r.Line == line || r.Line == 0) {
			return true
		}
	}
	return false
}

// tellsFurther reports whether a sentence tells of something that comes on top of what is known, and not that all is well.
func tellsFurther(words []string) bool {
	return !allWell(words) && has(words, furtherWords)
}

// Words of what comes on top, and of what is well, without accents, in six languages.
const (
	furtherWords = ` finally endlich enfin eindelijk finalmente now also too another additionally meanwhile jetzt nun auch ebenfalls zusatzlich diesmal inzwischen maintenant aussi egalement desormais
		ahora tambien ademas nu ook inmiddels ditmaal eveneens ora adesso anche inoltre stavolta `
	wellWords = ` fine well perfect perfectly ok okay einwandfrei prima tadellos perfekt parfaitement nickel perfecto perfectamente uitstekend perfetto benissimo perfettamente `
)

// linesNamed gives the numbers of the lines that a text names by words which stand in their names only.
func linesNamed(o *desk.Order, text string) []int {
	words := wordsOf(text)
	var out []int
	for i, l := range o.Lines {
		for w := range wordsOf(l.Name + " " + l.SKU) {
			if words[w] && !inOtherLine(o, i, w) {
				out = append(out, l.Line)
				break
			}
		}
	}
	return out
}

func inOtherLine(o *desk.Order, except int, word string) bool {
	for i, l := range o.Lines {
		if i != except && wordsOf(l.Name + " " + l.SKU)[word] {
			return true
		}
	}
	return false
}

// wordsOf gives the words of four or more letters or digits, in lower case and without accents; shorter ones
// and words that name no thing say nothing about a line. What a thing is called in another
// language counts as its first name in kinds.
func wordsOf(s string) map[string]bool {
	m := make(map[string]bool)
	for _, w := range strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		w = plainWord(w)
		if len(w) >= 4 && w != "custom" && w != "with" && w != "firmware" && w != "length" {
			m[w] = true
		}
		for _, kind := range kinds {
			if listed(kind.words, w) {
				m[kind.name] = true
			}
		}
	}
	return m
}

func plainWord(w string) string { return strings.Map(plainLetter, strings.ToLower(w)) }

// kinds names the goods that customers call otherwise than an English catalogue does, without accents.
var kinds = []struct{ name, words string }{
	{"keyboard", " tastatur tastaturen clavier claviers teclado teclados toetsenbord toetsenborden tastiera tastiere "},
	{"wheel", " lenkrad volant volante stuurwiel "},
	{"amplifier", " amp verstarker ampli amplificateur amplificador versterker amplificatore "},
	{"macro", " pad pads macropad macropads makropad pave "},
	{"module", " modul modulo modules "},
	{"lamp", " lampe lampen lampes lampada lampade lampara lamparas leuchte "},
	{"cable", " kabel cavo cavi cables "},
	{"sensor", " sensoren capteur capteurs sensore sensores sensori "},
}
