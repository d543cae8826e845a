package facts

import (
	"slices"

	"returndesk/desk"
)

// intents gives the classes to decide for one of the mail's orders, the primary one first.
// A machine has none but non_customer.
func intents(in *Input, orders []desk.Facts, at int) []desk.Class {
	base := &orders[at]
	if in.Machine != MachineNone {
		return []desk.Class{desk.ClassNonCustomer}
	}
	primary, also := asked(in, base)
	primary, also = sentBack(in, primary, also)
	primary, also = ofThisOrder(in, orders, at, primary, also)
	out := []desk.Class{primary}
	if primary == desk.ClassNonCustomer || primary == desk.ClassOther && len(also) == 0 {
		return out
	}
	also = slices.Clone(also)
	sortIntents(also, len(in.Open) > 0)
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

// asked gives what the mail and its case ask for together, before anything is absorbed.
func asked(in *Input, base *desk.Facts) (primary desk.Class, also []desk.Class) {
	primary, also = in.Reading.Class, in.Reading.Also
	if !primary.Valid() {
		primary = desk.ClassOther
	}
	switch {
	case otherRemedy(in, base):
		primary, also = desk.ClassRMAFollowup, leftOut(also, desk.ClassRMAFollowup, desk.ClassCancellation, desk.ClassOrderChange, desk.ClassChangeOfMind, desk.ClassCostRefund)
	case reachedUs(in, base):
		primary, also = desk.ClassRMAFollowup, leftOut(also, desk.ClassRMAFollowup, desk.ClassDeliveryProblem, desk.ClassDelay)
	}
	open := in.Open
	if in.OpenOrder != "" && base.Detail.OrderNumber != "" && base.Detail.OrderNumber != in.OpenOrder {
		open = stillOpen(in, in.OpenBeside[base.Detail.OrderNumber]) // the case's own matter is about another order
	}
	empty := bare(&in.Reading)
	switch {
	case in.answer && len(open) > 0:
		return recorded(open[0], base), open[1:]
	case in.answer && hasRMA(base) && !empty:
	case in.answer && hasRMA(base) && in.Earlier != nil && in.Earlier.Class.IsClaim():
		return desk.ClassRMAFollowup, nil
	case in.answer && in.Earlier != nil:
		return firstSaid(in, base), in.Earlier.Also
	case in.thanks && atRecord(in.Asked) && hasRMA(base):
		return desk.ClassRMAFollowup, nil
	case in.thanks && atWork(in.Asked) && RequestOf(in.Earlier.Class) != "":
		return in.Earlier.Class, in.Earlier.Also
	case in.thanks && atWork(in.Asked): // asked about the delay, and then chose to cancel
		return desk.ClassCancellation, nil
	case primary == desk.ClassOther && empty && hasRMA(base) && in.Earlier != nil && slices.ContainsFunc(in.Reading.Signals, presses):
		return desk.ClassRMAFollowup, nil // who threatens while his claim is open threatens about that
	case primary == desk.ClassOther && empty && hasRMA(base) && base.Get(desk.FactBrings) != "nothing":
		return desk.ClassRMAFollowup, nil // evidence belongs to the line's claim, whatever is written beside it
	}
	if len(open) == 0 && complainsOn(in, base, primary) {
		return recorded(in.Earlier.Class, base), also
	}
	if len(open) == 0 {
		return likelier(in, base, primary), also
	}
	all := append([]desk.Class{primary}, open...)
	sortIntents(all, true)
	if primary == desk.ClassRMAFollowup {
		all[0] = recorded(all[0], base)
	}
	return all[0], append(all[1:], also...)
}

// presses reports whether a signal tells of somebody who wants his due.
func presses(s desk.Signal) bool {
	return s == desk.SignalLegalThreat || s == desk.SignalCitesStatute || s == desk.SignalWantsRefund
}

// complainsOn reports whether a mail that may ask when something comes goes on about a matter of what has come:
// "so you take my money and that's it?" after a refusal.
func complainsOn(in *Input, base *desk.Facts, primary desk.Class) bool {
	return primary == desk.ClassDelay && in.Reading.Unsure && in.Earlier != nil && arrived(in.Earlier.Class) &&
		base.Get(desk.FactStage) == "delivered" && !in.Reading.Has(desk.SignalNotReceived) && !inPart(in, base)
}

// likelier gives the class that a reading was in doubt about, where the order says that its
// first choice cannot be: the words alone left both open. What is sure, what a person said
// and what continues a case stays.
func likelier(in *Input, base *desk.Facts, first desk.Class) desk.Class {
	if first == desk.ClassCancellation && in.Reading.RunnerUp != "" && !in.Reading.ByAgent() && !in.Reading.Doubt().IsClaim() && in.Earlier == nil &&
		base.Get(desk.FactStage) == "delivered" && !hasRMA(base) && !inPart(in, base) {
		return desk.ClassChangeOfMind // "cancel" after delivery (domain.md section 1), unless a person calls it otherwise
	}
	other := in.Reading.Doubt()
	if other == "" || in.Earlier != nil || base.Detail.OrderNumber == "" {
		return first
	}
	stage, rma := base.Get(desk.FactStage), base.Get(desk.FactRMA)
	there, built := stage == "delivered", stage == "placed" || stage == "in_production"
	open := hasRMA(base)
	impossible := false
	switch first {
	case desk.ClassRMAFollowup: // there is nothing to follow up
		again := rma == "closed" && showsWhatCame(in, base) && !in.Reading.Has(desk.SignalDisputesResult)                                  // what is shown is new
		ahead := rma == "none" && (built || stage == "shipped") && other == desk.ClassDelay && !in.Reading.Has(desk.SignalReturnedAlready) // he asks after what is to come
		impossible = ahead || (rma == "none" || again) && other.IsClaim() || (rma == "none" || rma == "closed") && other == desk.ClassOther
	case desk.ClassDoaDefect, desk.ClassTransitDamage: // the claim has its record
		impossible = open && other == desk.ClassRMAFollowup
	case desk.ClassCancellation, desk.ClassOrderChange: // what has arrived is sent back or complained of
		if there && other == desk.ClassWrongItem && in.Reading.Has(desk.SignalOrderedWrong) {
			return desk.ClassChangeOfMind // the right thing came (docs/labels.md, "Wrong choice")
		}
		impossible = there && (other == desk.ClassChangeOfMind || other.IsClaim())
	case desk.ClassChangeOfMind: // what has not arrived is cancelled; what has its record is sent back, or not, for that
		impossible = (built || stage == "shipped") && other == desk.ClassCancellation || open && other == desk.ClassRMAFollowup && !slices.Contains(in.Reading.Also, other)
	case desk.ClassDelay: // it is not late, it is there or lost, and what is awaited is the record's end
		if there && open && other.IsClaim() {
			return desk.ClassRMAFollowup
		}
		shown := stage == "shipped" && other.IsClaim() && showsWhatCame(in, base) // the scan is late
		silent := stage == "shipped" && base.Get(desk.FactScan) == "stale" && other == desk.ClassDeliveryProblem
		impossible = silent || shown || there && (other == desk.ClassDeliveryProblem || open && other == desk.ClassRMAFollowup || !open && other.IsClaim())
	case desk.ClassOther: // who has nothing to complain of sends no pictures, unless in praise
		impossible = there && !open && other.IsClaim() && base.Get(desk.FactBrings) == "evidence" && !in.settled && !in.withdrawn &&
			!in.Reading.Has(desk.SignalPraise) && !ownQuestion(&in.Reading)
	case desk.ClassWrongItem, desk.ClassDeliveryProblem: // nothing has left yet
		if first == desk.ClassDeliveryProblem && other.IsClaim() && !open && (there || in.Reading.Has(desk.SignalStatesDeliveryDate)) && showsWhatCame(in, base) {
			return other
		}
		if first == desk.ClassWrongItem && aboutProgress(other) && inPart(in, base) && !ofWhatCame(in.Text) {
			return desk.ClassDelay // what is missed is in the parcel that has not come
		}
		impossible = built && (other == desk.ClassOrderChange || other == desk.ClassDelay || other == desk.ClassCancellation) ||
			first == desk.ClassWrongItem && open && other == desk.ClassRMAFollowup
	}
	if impossible {
		return other
	}
	return first
}

// showsWhatCame reports whether a mail brings pictures of what has come: nobody who waits for his parcel,
// or got none, has them.
func showsWhatCame(in *Input, base *desk.Facts) bool {
	return base.Get(desk.FactBrings) == "evidence" && !slices.ContainsFunc(in.Reading.Signals, func(s desk.Signal) bool {
		return slices.Contains([]desk.Signal{desk.SignalNotReceived, desk.SignalRefusedDelivery, desk.SignalRefusedDamaged, desk.SignalUnclaimed,
			desk.SignalWrongAddressBuyer, desk.SignalWrongAddressShop, desk.SignalAddressChange}, s)
	})
}

// ofWhatCame reports whether a text complains of what was in a parcel that has come.
func ofWhatCame(text string) bool {
	return saysAny(text, "from it", "in it", "inside it", "wrong", "falsch", "falsche", "falscher", "falsches", "darin", "dedans", "mauvais", "mauvaise",
		"dentro", "equivocado", "equivocada", "sbagliato", "sbagliata", "verkeerd", "verkeerde", "erin")
}

// inPart reports whether some of an order's parcels have arrived and some have not.
func inPart(in *Input, base *desk.Facts) bool {
	o := in.orderOf(base)
	return o != nil && shipmentOf(o, base.Detail.Line).partly
}

// recorded calls what is said about a claim that has its record a follow-up: the record
// was opened before, and evidence that comes now belongs to it.
func recorded(c desk.Class, base *desk.Facts) desk.Class {
	if c.IsClaim() && hasRMA(base) {
		return desk.ClassRMAFollowup
	}
	return c
}

// sentBack drops a parcel that did not arrive from the intents of somebody who has sent
// the goods back: what travels then is his own parcel.
func sentBack(in *Input, primary desk.Class, also []desk.Class) (desk.Class, []desk.Class) {
	if !in.Reading.Has(desk.SignalReturnedAlready) {
		return primary, also
	}
	list := slices.DeleteFunc(append([]desk.Class{primary}, also...), func(c desk.Class) bool { return c == desk.ClassDeliveryProblem })
	if len(list) == 0 || list[0] == desk.ClassOther {
		return primary, also
	}
	return list[0], list[1:]
}

// ofThisOrder leaves to each of several orders the intents that can be about it, where the
// mail has some for each: those that its sentences say of it; else what is broken is the order that
// has arrived, and what is cancelled the one that has not (domain.md section 1, "Two orders").
func ofThisOrder(in *Input, orders []desk.Facts, at int, primary desk.Class, also []desk.Class) (desk.Class, []desk.Class) {
	if len(orders) < 2 {
		return primary, also
	}
	if said := saidOf(in, &orders[at]); len(said) > 0 {
		return said[0], said[1:]
	}
	if fit := unsaidOf(in, &orders[at], append([]desk.Class{primary}, also...)); len(fit) > 0 {
		return fit[0], fit[1:]
	}
	if len(also) == 0 {
		return primary, also
	}
	open := func(i int) bool { s := orders[i].Get(desk.FactStage); return s == "placed" || s == "in_production" }
	there := func(i int) bool { return orders[i].Get(desk.FactStage) == "delivered" }
	other := func(is func(int) bool) bool {
		for i := range orders {
			if i != at && is(i) {
				return true
			}
		}
		return false
	}
	list := append([]desk.Class{primary}, also...)
	all := slices.Clone(list)
	switch {
	case open(at) && other(there) && slices.ContainsFunc(list, toArrive):
		list = slices.DeleteFunc(list, arrived)
	case there(at) && other(open) && slices.ContainsFunc(list, arrived):
		list = slices.DeleteFunc(list, toArrive)
	}
	if len(list) == 0 {
		list = all
	}
	return list[0], list[1:]
}

// toArrive are the matters of an order that has not come, arrived those of one that has.
func toArrive(c desk.Class) bool {
	return c == desk.ClassCancellation || c == desk.ClassOrderChange || c == desk.ClassDelay
}

func arrived(c desk.Class) bool {
	return c.IsClaim() || c == desk.ClassChangeOfMind || c == desk.ClassCostRefund || c == desk.ClassRMAFollowup
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
	stage := base.Get(desk.FactStage)
	gone := stage == "shipped" || stage == "delivered"
	switch c {
	case desk.ClassNonCustomer:
		return true
	case desk.ClassOther:
		return in.Reading.Class != c || !ownQuestion(&in.Reading)
	case desk.ClassRMAFollowup:
		// A return that nobody opened is followed up by telling of it.
		// There is no return to follow up of an order that has not left.
		ahead := base.Get(desk.FactRMA) == "none" && !gone && stage != "unknown" && p == desk.ClassDelay
		return ahead || p.IsClaim() || p == desk.ClassCostRefund && !asksBeside(in, base) || base.Get(desk.FactRMA) == "none" && in.Reading.Has(desk.SignalReturnedAlready)
	case desk.ClassChangeOfMind:
		return p.IsClaim() || p == desk.ClassCancellation || p == desk.ClassOrderChange || p == desk.ClassDeliveryProblem
	case desk.ClassDelay:
		if p == desk.ClassCancellation && slices.Contains(in.Open, p) && (in.Reading.Class == c || slices.Contains(in.Open, c)) {
			return underDelay(base) // asked after the cancellation: the choice is made already
		}
		// What has come is not late; when it is mended or replaced is the claim's own matter.
		return p == desk.ClassCancellation || p == desk.ClassDeliveryProblem || (p.IsClaim() || p == desk.ClassRMAFollowup && hasRMA(base) && !in.answer) && hasCome(in, base) && !inPart(in, base) && !asksSecondParcel(in.Text) && !asksOfRest(in, base)
	case desk.ClassCancellation:
		// Before shipment work still has to be stopped, whatever else is asked, unless only if a day to come passes.
		return p == desk.ClassDelay && notYet(in, base) || p == desk.ClassChangeOfMind || p == desk.ClassDeliveryProblem && gone || p.IsClaim() && stage == "delivered" && !asksOfRest(in, base)
	case desk.ClassOrderChange:
		// Where a parcel that failed is to go next is a part of its sending (docs/labels.md, "Settled cases"). What came
		// "instead of the white one" is that claim, also while the scan is late; parts that have not left may be changed.
		return p.IsClaim() && stage == "delivered" && !in.Reading.Has(desk.SignalAddressChange) && !asksOfRest(in, base) ||
			p == desk.ClassWrongItem && stage == "shipped" && !inPart(in, base) && !in.Reading.Has(desk.SignalAddressChange) ||
			p == desk.ClassDeliveryProblem && gone && !in.Reading.Has(desk.SignalProductChange)
	case desk.ClassCostRefund:
		// Duties are what the parcel was refused for; its row cites section 4 itself.
		return p == desk.ClassDeliveryProblem && in.Reading.Has(desk.SignalCostTaxDuty) && !in.Reading.Has(desk.SignalCostShipping)
	case desk.ClassDeliveryProblem:
		return p.IsClaim() && in.Reading.Has(desk.SignalRefusedDamaged)
	}
	if p.IsClaim() && c.IsClaim() {
		return !secondClaim(c, in, base)
	}
	return false
}

// secondClaim reports whether a further claim of a mail is a matter of its own: what the carrier harmed has his
// claim's deadline (domain.md section 1, reading 7), a missing part is sent after, and of an order of several
// items another may be meant. Danger comes before either, and asks for no picture (reading 15).
func secondClaim(c desk.Class, in *Input, base *desk.Facts) bool {
	switch {
	case in.Reading.Has(desk.SignalSafetyHazard):
		return c == desk.ClassWrongItem && in.Reading.Has(desk.SignalPartMissing)
	case c == desk.ClassTransitDamage:
		return true
	case c == desk.ClassWrongItem && in.Reading.Has(desk.SignalPartMissing):
		return true
	}
	o := in.orderOf(base)
	return o != nil && (len(o.Lines) > 1 || len(o.Lines) == 1 && o.Lines[0].Qty > 1)
}

// underDelay reports whether policy section 6 covers the order, so that its choice stands.
func underDelay(base *desk.Facts) bool {
	switch base.Get(desk.FactStage) {
	case "shipped", "delivered", "closed":
		return false
	}
	return coveredBySection6(base.Get(desk.FactPromise), base.Get(desk.FactNotice))
}
