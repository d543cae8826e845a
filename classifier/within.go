package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// askedMatter is the confidence from which a question of when is believed that is asked of one order.
const askedMatter = 0.7

// told reports whether what was read in the sentences about one order is believed: it is what the whole mail says, or sure; and it sets
// right what such sentences alone are often taken for.
func (e *Embedded) told(text string, r, whole *desk.Reading) bool {
	told := r.Class == whole.Class || slices.Contains(whole.Also, r.Class)
	asks := strings.ContainsRune(text, '?')
	switch { // of "it arrived fine" a reader makes one of these
	case r.Class == desk.ClassChangeOfMind: // which would be refused
	case r.Class.IsClaim():
		told = told || e.model.Accepts(*r) || whole.Class.IsClaim() && e.phrases.saysOutright(text) == r.Class // the whole is heard as another kind
		told = told || r.Confidence >= plainMatter && e.finds(text, r.Class)
		told = told || r.Confidence >= apartSurely && !asks && !othersThing.MatchString(text)
	case r.Class == desk.ClassCancellation && forbids.MatchString(text) && !cancelWord.MatchString(text):
		told = slices.Contains(r.Also, desk.ClassOrderChange)
		if r.Class, r.Also = desk.ClassOther, nil; told {
			r.Class = desk.ClassOrderChange
		}
	default:
		told = told || r.Class == whole.RunnerUp || e.model.Accepts(*r) || r.Class == desk.ClassDelay && (r.Confidence >= askedMatter && asks || r.Confidence >= plainMatter && e.finds(text, r.Class))
	}
	late := r.Class == desk.ClassDelay && whole.Class == desk.ClassCancellation && !e.model.Accepts(*r) // the reason
	if (!told || late) && slices.Contains(r.Also, whole.Class) {
		r.Class, told = whole.Class, true
	}
	return told
}

// forbids finds a sentence that says what is not to happen again: "don't make the same mistake with B".
var forbids = mustPattern(`(?i)^\s*(?:(?:and|but|so|then|please),?\s+)*(?:don['’]t|do not|never)\s[^.?!]*\b(?:same|again)\b`)

// withParts puts what a mail's sentences say of single orders beside what it says as a whole, and before it where it ranks higher
// (domain.md section 1, "Conflict rules"): a sum of words hears the louder one of two orders' matters. Where they say something of
// each order, nothing else is said. One claim is enough, and a person looks where the first class is another one than the whole's.
func withParts(r desk.Reading) desk.Reading {
	said := append([]desk.Class{r.Class}, r.Also...)
	each := !slices.ContainsFunc(r.Numbers, func(n desk.NumberFound) bool {
		return n.Strong && !slices.ContainsFunc(r.Parts, func(p desk.ReadingPart) bool { return p.Number == n.Key })
	})
	var of []desk.Class
	for _, p := range r.Parts {
		of = append(of, p.Classes...)
	}
	of = slices.DeleteFunc(of, func(c desk.Class) bool { return !matter(c) })
	switch {
	case len(of) == 0:
		return r
	case each:
		said = of
	case slices.ContainsFunc(said, desk.Class.IsClaim):
		said = append(said, slices.DeleteFunc(of, desk.Class.IsClaim)...)
	default:
		said = append(said, of...)
	}
	first := said[0]
	for _, c := range said {
		if !matter(first) || desk.ClassPriority(c) < desk.ClassPriority(first) {
			first = c
		}
	}
	if first != r.Class {
		r.Class, r.RunnerUp, r.Confidence = first, r.Class, min(r.Confidence, leftOpen)
	}
	r.Also = further(first, said)
	for _, p := range r.Parts {
		for _, s := range p.Signals {
			if slices.Contains(apartSignals, s) && !r.Has(s) {
				r.Signals = withSignal(r.Signals, s)
			}
		}
	}
	return r
}
