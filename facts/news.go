package facts

import (
	"slices"

	"returndesk/desk"
)

// stillClaimed reports whether a mail that looks like a question where a parcel is asks what becomes of its case's claim: who has
// told what is wrong with his goods has them, and waits for us, whatever a tracking page says (domain.md section 1, "Claim,
// evidence or status mail"). A line that has not come is waited for all the same, and so is a parcel of which the mail itself tells.
func stillClaimed(in *Input) bool {
	r, e := &in.Reading, in.Earlier
	if e == nil || r.Class != desk.ClassDelay || r.ByAgent() || !e.Class.IsClaim() || len(in.Open) > 0 ||
		len(in.Lookup.Matches) != 1 || slices.ContainsFunc(r.Signals, ofParcel) || r.Has(desk.SignalChoiceWait) || r.Has(desk.SignalChoiceCancel) {
		return false
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
