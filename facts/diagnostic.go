package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// What a buyer says of the diagnostic that tells a fault from a mismatch (domain.md section 2,
// diagnostic_result): what happens with a second device or another cable.
const (
	diagFails  = "fails"  // the same there: the item is at fault
	diagWorks  = "works"  // it works there: what he has may not fit
	diagUnable = "unable" // he has nothing to try it with
	// It works there, as he says with his complaint, and nothing shows it: to work with one thing and
	// not with the other is what not fitting is, so that policy section 2's question is asked (domain.md section 1).
	diagTold = "told"
)

// diagnosticOf reads what a mail says of it, "" where it says nothing. Where we have asked for it, who
// says that he tried, or that it is the same, need not name again with what.
func diagnosticOf(in *Input) string {
	e, asked := in.Earlier, in.Asked == desk.OutcomeAskEvidence
	asked = asked && e != nil && e.Has(desk.SignalIncompatibility) && in.Diagnostic != diagFails
	if !asked && !in.Reading.Has(desk.SignalIncompatibility) && (e == nil || !e.Has(desk.SignalIncompatibility)) {
		return ""
	}
	return diagnosticIn(strings.ToValidUTF8(in.Text[:min(len(in.Text), maxDiagnosed)], ""), asked)
}

// answersDiagnostic reports whether a mail says nothing but what came of the diagnostic: to a reader who
// does not know the question "works with another cable" looks like a change of mind, and "I have no
// other cable" like a part that is missing.
func answersDiagnostic(in *Input) bool {
	r := &in.Reading
	asks := asksHow(in.Text)
	if !in.diagnosed && !asks || in.Earlier == nil || !in.Earlier.Class.IsClaim() || r.ByAgent() || asksMoney(in.Text) {
		return false
	}
	if ownQuestion(r) && !(asks && r.Unsure && !r.Has(desk.SignalBilling) && !r.Has(desk.SignalPrivacy)) { // what may be used looks like a question before a purchase
		return false
	}
	switch r.Class {
	case desk.ClassCancellation, desk.ClassCostRefund:
		return false
	}
	return in.Asked == desk.OutcomeAskEvidence && in.Earlier.Has(desk.SignalIncompatibility) && len(tokens(in.Text)) <= maxDiagnostic
}

// aboutDiagnostic gives the reading of such an answer: it is about the claim, as the question was.
func aboutDiagnostic(in *Input) desk.Reading {
	r := in.Reading
	r.Class, r.Also = in.Earlier.Class, nil
	r.Signals = slices.DeleteFunc(slices.Clone(r.Signals), func(s desk.Signal) bool {
		return slices.Contains([]desk.Signal{desk.SignalPresale, desk.SignalPartMissing, desk.SignalOrderedWrong, desk.SignalPreference, desk.SignalProductChange, desk.SignalAddressChange, desk.SignalNotReceived}, s)
	})
	return r
}

// asksHow reports whether a text asks about trying it: "Should I try another cable?" Who asks for one has
// another wish.
func asksHow(text string) bool {
	c := clauseOf(tokens(text))
	return strings.ContainsRune(text, '?') && !c.has(diagSend) && (c.has(diagTry) && c.gear >= 0 || c.has(diagUse) && c.other >= 0)
}

// maxDiagnosed is how much of a text is read for it, in bytes: what was tried stands near its beginning.
const maxDiagnosed = 8 << 10

// maxDiagnostic is how many words and pauses a text may have that only answers the diagnostic.
const maxDiagnostic = 40

// diagnosticIn reads a text. What he asks, would do or did not do is nothing that he tried.
func diagnosticIn(text string, asked bool) string {
	result, named, failed, unable, quoted := "", 0, 0, false, false // named and failed: how long ago, 0 = never
	for _, c := range clausesOf(text) {
		if named > 0 {
			named++
		}
		if failed > 0 {
			failed++
		}
		if quoted = quoted || c.has(diagShop); quoted { // what the shop says it works with, he has not tried
			quoted = len(c.words) <= 5 && listed(" selon segun secondo volgens laut according ", c.words[0]) // which the next part says
			continue
		}
		tried, fails, goes := c.has(diagTried), c.fails(), c.goes()
		switch {
		case c.lacks():
			unable = true
			continue
		case c.there():
			continue
		case c.undone():
			named = 0
			continue
		case asked && c.other < 0 && (tried && c.has(diagThat) && !goes || c.has(diagSame)) && !c.has(diagShot):
			result = firmer(result, diagFails)
		case c.comparesUnit(), c.other >= 0 && !c.has(diagShot) && (tried && !c.well() && !goes || fails):
			result = firmer(result, diagFails)
		case (c.works() || c.well() && (c.other >= 0 || c.gear > 0)) && (c.other >= 0 || asked && tried && goes || named > 0 && named <= 3 || c.gear > 0 && listed(diagOn, c.before(c.gear))):
			result = firmer(result, diagWorks)
			if c.other == 0 && listed(diagThey, c.words[c.gear]) { // "my other devices work with it"
				result = diagFails
			}
		case fails && named > 0 && named <= 3:
			result = firmer(result, diagFails)
		case c.other > 0 && failed == 2 && len(c.words) <= 7 && listed(diagEven, c.words[0]): // "still dead, even with another cable"
			result = firmer(result, diagFails)
		}
		if c.other >= 0 || asked && tried && !c.has(diagShot) {
			named = 1
		}
		if fails {
			failed = 1
		}
	}
	if result == "" && unable {
		return diagUnable
	}
	return result
}

// firmer is what two parts of a mail say together: where it works anywhere, a person has to read it.
func firmer(a, b string) string {
	if a == diagWorks {
		return a
	}
	return b
}
