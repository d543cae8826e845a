package facts

import (
	"slices"
	"sort"

	"returndesk/desk"
)

// continued joins the answer to our own question with the matter that the question was
// about: the words of an answer ("here it is") say little by themselves.
func continued(in Input) Input {
	if !answers(&in) {
		return in
	}
	r, e := in.Reading, in.Earlier
	signals := slices.Clone(r.Signals)
	for _, s := range e.Signals {
		if !slices.Contains(signals, s) {
			signals = append(signals, s)
		}
	}
	slices.Sort(signals)
	r.Signals = signals
	if r.Serial == "" {
		r.Serial = e.Serial
	}
	if in.StatedDate == "" {
		in.StatedDate = e.DeliveredOn
	}
	in.Reading = r
	return in
}

// answers reports whether the mail answers a question of ours: the case waits for
// something, and the mail brings no matter of its own.
func answers(in *Input) bool {
	if in.Earlier == nil {
		return false
	}
	switch in.Asked {
	case desk.OutcomeAskOrder, desk.OutcomeVerifySender, desk.OutcomeAskEvidence, desk.OutcomeNotYetDelivered:
	default:
		return false
	}
	switch in.Reading.Class {
	case desk.ClassRMAFollowup, in.Earlier.Class:
		return true
	case desk.ClassOther:
		for _, s := range []desk.Signal{desk.SignalPresale, desk.SignalBilling, desk.SignalPraise, desk.SignalPrivacy} {
			if in.Reading.Has(s) {
				return false
			}
		}
		return true
	}
	return false
}

// intents gives the classes to decide, the primary one first. A machine has none but
// non_customer.
func intents(in *Input, base *desk.Facts) []desk.Class {
	if in.Machine != MachineNone {
		return []desk.Class{desk.ClassNonCustomer}
	}
	primary, also := in.Reading.Class, in.Reading.Also
	if !primary.Valid() {
		primary = desk.ClassOther
	}
	if answers(in) && !hasRMA(base) {
		primary, also = in.Earlier.Class, in.Earlier.Also
	}
	out := []desk.Class{primary}
	if primary == desk.ClassNonCustomer || primary == desk.ClassOther && len(also) == 0 {
		return out
	}
	also = slices.Clone(also)
	sort.SliceStable(also, func(i, j int) bool { return desk.ClassPriority(also[i]) < desk.ClassPriority(also[j]) })
	for _, c := range also {
		taken := !c.Valid() || slices.Contains(out, c)
		for _, p := range out {
			taken = taken || absorbs(p, c, in, base)
		}
		if !taken {
			out = append(out, c)
		}
	}
	return out
}

func hasRMA(fs *desk.Facts) bool {
	switch fs.Enum[desk.FactRMA] {
	case "none", "closed":
		return false
	}
	return true
}

// absorbs reports whether the further intent c says nothing that the answer to p does not
// cover already (domain.md section 1, "Conflict rules": a malfunction outranks
// preference; a late order's cancellation covers the question where it is).
func absorbs(p, c desk.Class, in *Input, base *desk.Facts) bool {
	switch c {
	case desk.ClassOther, desk.ClassNonCustomer:
		return true
	case desk.ClassRMAFollowup:
		return p.IsClaim() || p == desk.ClassCostRefund
	case desk.ClassChangeOfMind:
		return p.IsClaim() || p == desk.ClassCancellation || p == desk.ClassOrderChange || p == desk.ClassDeliveryProblem
	case desk.ClassDelay:
		return p == desk.ClassCancellation || p == desk.ClassDeliveryProblem
	case desk.ClassCancellation:
		return p == desk.ClassChangeOfMind || p == desk.ClassDeliveryProblem || p.IsClaim() && base.Enum[desk.FactStage] == "delivered"
	case desk.ClassCostRefund:
		// Duties are what the parcel was refused for; its row cites section 4 itself.
		return p == desk.ClassDeliveryProblem && in.Reading.Has(desk.SignalCostTaxDuty) && !in.Reading.Has(desk.SignalCostShipping)
	case desk.ClassDeliveryProblem:
		return p.IsClaim() && in.Reading.Has(desk.SignalRefusedDamaged)
	}
	if p.IsClaim() && c.IsClaim() {
		return !in.Reading.Has(desk.SignalPartMissing) || c != desk.ClassWrongItem
	}
	return false
}
