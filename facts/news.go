package facts

import (
	"slices"

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
	case desk.ClassCancellation, desk.ClassChangeOfMind:
		return !cancelsIn(in.Text) && !has(tokens(in.Text), cancelWords) && !asksMoney(in.Text)
	}
	return false
}
