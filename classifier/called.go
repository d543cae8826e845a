package classifier

import (
	"slices"

	"returndesk/desk"
)

// What stays a matter of taste until somebody calls it a defect: domain.md section 1 raises the
// signal for a preference that is "called a defect" only, while the label guide, and so the
// trained heads, raise it for most tastes. The words are those of six languages.
var (
	defectWord = mustPattern(`(?i)\b(?:(?:wrong|the matter|amiss) with|(?:can[’']?t|can ?not|hardly) be (?:normal|right|how)|` +
		`stimmt (?:doch )?(?:et)?was nicht|nicht normal|so nicht gehören|` +
		`pas normal|quelque chose (?:cloche|ne va pas)|no es normal|algo (?:va|anda) mal|qualcosa (?:che )?non va|non è normale|niet normaal|niet in orde|er is iets mis|` +
		`defe[ck]t|fault|flaw|malfunction|doa\b|warrant|claim|` +
		`mangel|mängel|fehler|reklam|gewährleist|garantie|kaputt|` +
		`défaut|défectueu|vice\b|panne|malfaçon|` +
		`defecto|fallo|averí|averia|tara\b|garantía|` +
		`difett|guast|garanzia|vizio|` +
		`gebrek|mankement|kapot|fout)`)
	// denied stands shortly before such a word and takes it back.
	denied = mustPattern(`(?i)(?:\bno|\bnot|n['’]t|\bnothing|\bnever|\bwithout|\bkein\w*|\bnichts?|\bohne|\bpas|\baucune?|\bsans|\bsin|\bning[uú]n\w*|\bnon|\bnessun\w*|\bsenza|\bniet|\bgeen|\bzonder)[\s,]+(?:[^\s.!?]+\s+){0,2}$`)
)

// deniedReach is how many bytes before a word can take it back.
const deniedReach = 40

// callsDefect reports whether a mail calls something a defect, in its subject or its own words.
func callsDefect(in Input) bool {
	for _, text := range []string{in.Subject, in.NewText} {
		for _, m := range defectWord.FindAllStringIndex(text[:min(len(text), maxText)], 20) {
			if !denied.MatchString(text[max(0, m[0]-deniedReach):m[0]]) {
				return true
			}
		}
	}
	return false
}

// called leaves out a preference that nobody calls a defect.
func called(r desk.Reading, in Input) desk.Reading {
	if r.Has(desk.SignalPreference) && !callsDefect(in) {
		r.Signals = slices.DeleteFunc(slices.Clone(r.Signals), func(s desk.Signal) bool { return s == desk.SignalPreference })
	}
	return r
}

// taste reports whether a mail complains of weight or feel alone, under whatever name, where a model in doubt took the name for
// the thing: "Warranty claim: too light" reports no fault, and follows no claim up (docs/labels.md, "Taste called a defect").
// Noise may be one's fault; it is a taste where the mail says that the thing works.
func (o *Outright) taste(r *desk.Reading) bool {
	switch {
	case len(o.Classes) > 0 || !o.Taste && !o.Loud:
		return false
	case o.Loud:
		return r.Class == desk.ClassDoaDefect && r.Confidence < tasteBar
	}
	return r.Class == desk.ClassDoaDefect && r.Confidence < outrightBar || r.Class == desk.ClassRMAFollowup && r.Confidence < tasteBar
}

// tasteBar is the confidence from which a model is believed that reads a follow-up, or a fault of what is loud and works.
const tasteBar = 0.98
