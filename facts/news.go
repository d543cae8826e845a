package facts

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// stillClaimed reports whether a mail that looks like something else goes on about its case's claim: who has told what is wrong with
// his goods has them, and waits for us (domain.md section 1, "Claim, evidence or status mail"). "Any news?" asks for no parcel then,
// and where no engine is sure and no word speaks of cancelling, "here it is again" or "that is not true" takes no order back. A line
// that has not come is waited for all the same, and so is a parcel of which the mail itself tells.
func stillClaimed(in *Input) bool {
	r, e := &in.Reading, in.Earlier
	if e == nil || r.ByAgent() || !e.Class.IsClaim() && e.Class != desk.ClassRMAFollowup || len(in.Open) > 0 ||
		len(in.Lookup.Matches) != 1 || slices.ContainsFunc(r.Signals, ofParcel) || r.Has(desk.SignalChoiceWait) || r.Has(desk.SignalChoiceCancel) {
		return false
	}
	if unworded(in) {
		return restLine(&in.Lookup.Matches[0], 0) == 0
	}
	if r.Class != desk.ClassDelay {
		return false
	}
	if in.Asked == desk.OutcomeUnauthorisedReturn { // his parcel is the one that he sent to us
		return true
	}
	o := &in.Lookup.Matches[0]
	open := slices.ContainsFunc(recordsOf(in, o, 0), func(p desk.PriorRMA) bool { return p.State.Open() })
	switch {
	case restLine(o, 0) != 0:
		return false
	case o.Stage == desk.StageDelivered || o.DeliveredAt != nil:
		return !open // of an open record a question is a status mail as it is
	}
	return open && o.Stage == desk.StageShipped // he has it, and no scan says so
}

// unworded reports whether a mail is taken for a request that none of its words makes: nobody is sure of it, and no signal stands
// beside it.
func unworded(in *Input) bool {
	r := &in.Reading
	if !r.Unsure || len(r.Signals) > 0 || len(r.Also) > 0 || ownQuestion(r) {
		return false
	}
	switch r.Class {
	case desk.ClassCancellation, desk.ClassChangeOfMind, desk.ClassOrderChange:
		return !cancelsIn(in.Text) && !has(tokens(in.Text), cancelWords) && !asksMoney(in.Text)
	}
	return false
}

// onlyNumber reports whether a mail that answers our question which order it is about says nothing but that: "it is HW-20001". What is
// short is taken for a question where the parcel is by a reader who does not know ours. "HW-20001, please cancel" says more.
func onlyNumber(in *Input) bool {
	r := &in.Reading
	if in.Asked != desk.OutcomeAskOrder || in.Earlier == nil || len(in.Open) > 0 || len(in.Lookup.Matches) != 1 || r.ByAgent() || len(r.Signals) > 0 || len(r.Also) > 0 ||
		strings.ContainsRune(in.Text, '?') || cancelsIn(in.Text) || !slices.ContainsFunc(r.Numbers, func(n desk.NumberFound) bool { return n.Where != "quoted" }) {
		return false
	}
	return len(split(unnumbered(in.Text))) <= maxNumberWords
}

// maxNumberWords is how many words may stand beside a number that is the whole answer.
const maxNumberWords = 8

// firstSaid is the class of the mail that a case began with, once its order is known: a complaint that an unsure reader took for a
// question about a claim is one where there is no claim yet.
func firstSaid(in *Input, base *desk.Facts) desk.Class {
	e := in.Earlier
	if d := e.Doubt(); in.Asked == desk.OutcomeAskOrder && e.Class == desk.ClassRMAFollowup && d.IsClaim() && base.Get(desk.FactRMA) == "none" {
		return d
	}
	return e.Class
}
