package templates

import (
	"regexp"
	"slices"
	"strings"
)

// promise is a phrase that binds the shop to an outcome (domain.md section 4, "Wording
// rules": never promise refund, replacement or date).
type promise struct {
	re *regexp.Regexp
	// need lists groups of words; without one word of every group the phrase cannot stand
	// in a text. Each draft of each mail is read, and this spares nearly all matching.
	need [][]string
	what string
}

// wording is the rules of one language. Every draft is read by the rules of all of them,
// whatever its language is said to be: an agent may have written it anew in another one.
type wording struct {
	// marks are words of which every text in the language holds one; nil = read always.
	marks    []string
	promises []promise
	// unless are words that turn a promise in the same clause into its opposite or into a
	// question, in languages where they stand behind the verb or around it.
	unless []string
	// before are words that do the same right before the phrase.
	before     []string
	blames     *regexp.Regexp
	blameWords []string // of which every blame holds at least one
}

// wordings gives the rules of the languages that the product writes.
func wordings() []wording {
	return []wording{
		englishWording,
		germanWording, frenchWording, spanishWording, dutchWording, italianWording,
	}
}

// possible reports whether the phrase could stand in a text.
func (p *promise) possible(t *flatText) bool {
	for _, group := range p.need {
		if !slices.ContainsFunc(group, t.contains) {
			return false
		}
	}
	return true
}

// Found is one phrase that breaks a wording rule.
type Found struct {
	Phrase string // as it stands in the text, in lower case
	What   string // what it promises, or "blame"
}

// Promises finds phrases that promise a refund, a replacement, a date or an outcome, in
// any of the product's languages.
func Promises(text string) []Found { return newFlatText(text).promises() }

func (t *flatText) promises() []Found {
	var found []Found
	for _, w := range wordings() {
		if w.spoken(t) {
			found = append(found, w.find(t)...)
		}
	}
	return found
}

// spoken reports whether a text may be of the language.
func (w *wording) spoken(t *flatText) bool {
	return w.marks == nil || slices.ContainsFunc(w.marks, t.contains)
}

// find gives the promises of one language.
func (w *wording) find(t *flatText) []Found {
	flat := t.text
	var found []Found
	var taken [][]int // where promises of money or goods stand
	for i := range w.promises {
		p := &w.promises[i]
		if !p.possible(t) {
			continue
		}
		goods := strings.Contains(p.what, "refund") || strings.Contains(p.what, "replacement")
		for _, at := range p.re.FindAllStringIndex(flat, -1) {
			if w.turned(flat, at) {
				continue
			}
			if goods {
				// Two patterns that meet in the same words are one promise to a reader.
				if slices.ContainsFunc(taken, func(t []int) bool { return at[0] < t[1] && t[0] < at[1] }) {
					continue
				}
				taken = append(taken, at)
			}
			found = append(found, Found{Phrase: flat[at[0]:at[1]], What: p.what})
		}
	}
	return found
}

// turned reports whether the sentence around a promise says the opposite ("wir erstatten
// das nicht") or asks ("ob wir erstatten").
func (w *wording) turned(flat string, at []int) bool {
	if slices.ContainsFunc(w.before, func(b string) bool { return strings.HasSuffix(flat[:at[0]], b) }) {
		return true
	}
	if len(w.unless) == 0 {
		return false
	}
	from := strings.LastIndexAny(flat[:at[0]], ".!?;:") + 1
	to := len(flat)
	if n := strings.IndexAny(flat[at[1]:], ".!?;:"); n >= 0 {
		to = at[1] + n
	}
	sentence := " " + flat[from:to] + " "
	return slices.ContainsFunc(w.unless, func(u string) bool { return strings.Contains(sentence, u) })
}

// Blames finds phrases that blame the customer, in any of the product's languages.
func Blames(text string) []Found { return newFlatText(text).blames() }

func (t *flatText) blames() []Found {
	var found []Found
	for _, w := range wordings() {
		if !w.spoken(t) || !slices.ContainsFunc(w.blameWords, t.contains) {
			continue
		}
		for _, m := range w.blames.FindAllString(t.text, -1) {
			found = append(found, Found{Phrase: m, What: "blame"})
		}
	}
	return found
}

// Wording gives what Promises and Blames find, for a caller who asks for both.
func Wording(text string) (promises, blames []Found) {
	t := newFlatText(text)
	return t.promises(), t.blames()
}

// MayPromise reports whether the wording rules except a template: section 6's choice is
// quoted, and refund_processing follows an approval (domain.md section 4).
func MayPromise(name string) bool {
	switch name {
	case "delay_notice", "delay_options", "delay_cancel_ack", "refund_processing":
		return true
	}
	return false
}
