package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// takeBack takes the request that a mail withdraws out of its reading: "do not cancel" names
// a cancellation and is none. Where the mail asks nothing else a person reads it, who knows
// what was begun for the request. An agent's reading stands, and so does the answer to the
// choice of policy section 6, which has rules of its own.
func takeBack(in Input) Input {
	if in.Machine != MachineNone || in.Reading.Engine == "agent" || choice(&in) != "" || hedged(&in) {
		return in
	}
	class := in.Reading.Class
	switch {
	case keepsWhatItHas(&in) && saysNoMore(&in.Reading, in.Text):
	case withdrawsAll(in.Text) && (class == desk.ClassOther || askedBefore(&in, class)) && (in.Earlier != nil || len(in.Open) > 0):
	default:
		return in
	}
	if class == desk.ClassOther && ownQuestion(&in.Reading) {
		return in
	}
	also := slices.DeleteFunc(slices.Clone(in.Reading.Also), func(c desk.Class) bool { return c == desk.ClassCancellation || !c.Valid() || c == desk.ClassOther })
	in.Reading.Class, in.Reading.Signals = desk.ClassOther, withoutChoice(in.Reading.Signals)
	in.Earlier = nil // it is no answer that continues the matter
	if len(also) > 0 {
		in.Reading.Class, also = also[0], also[1:]
	} else {
		in.withdrawn = true
	}
	in.Reading.Also = also
	return in
}

// keepsWhatItHas reports whether the mail is about an order that is not to be cancelled, and
// only that. One about several orders may mean each otherwise.
func keepsWhatItHas(in *Input) bool {
	return keepsOrder(in.Text) && len(in.Lookup.Matches) < 2 && !asksMoney(in.Text) &&
		!saysAny(in.Text, "please cancel", "not keep", "not want to keep", "don t want to keep", "t keep", "nicht behalten", "bitte stornieren", "veuillez annuler", "por favor cancelen", "graag annuleren")
}

// saysNoMore reports whether nothing but the words about cancelling, or about keeping, can have
// led to the class: a question, or a signal of what happened, is a matter of its own.
func saysNoMore(r *desk.Reading, text string) bool {
	switch r.Class {
	case desk.ClassCancellation, desk.ClassChangeOfMind, desk.ClassOther:
		return true
	case desk.ClassDeliveryProblem, desk.ClassRMAFollowup:
		return len(withoutChoice(r.Signals)) == 0 && !strings.ContainsRune(text, '?')
	}
	return false
}

// askedBefore reports whether the case is about a request of this class.
func askedBefore(in *Input, c desk.Class) bool {
	return slices.Contains(in.Open, c) || in.Earlier != nil && in.Earlier.Class == c
}
