package classifier

import (
	"slices"

	"returndesk/desk"
)

// yields says which classes of an unsure model give way to a class that the mail states
// outright: those that it outranks (domain.md section 1, "Conflict rules") and that its words
// do not also fit. A late order is cancelled, not asked after; whether something is
// cancelled or sent back, a fault new or reported before, is not in these phrases. Who asks
// that his order be kept cancels nothing.
func yields(model, said desk.Class) bool {
	switch said {
	case desk.ClassDoaDefect:
		return model == desk.ClassCancellation || model == desk.ClassOrderChange || model == desk.ClassChangeOfMind ||
			model == desk.ClassCostRefund || model == desk.ClassDelay || machineOrOther(model)
	case desk.ClassTransitDamage:
		return model == desk.ClassDeliveryProblem || model == desk.ClassDelay || model == desk.ClassCancellation ||
			model == desk.ClassChangeOfMind || model == desk.ClassCostRefund || machineOrOther(model)
	case desk.ClassDeliveryProblem:
		return model == desk.ClassDelay || model == desk.ClassCancellation || model == desk.ClassChangeOfMind ||
			model == desk.ClassCostRefund || machineOrOther(model)
	case desk.ClassCancellation:
		return model == desk.ClassDelay || model == desk.ClassOrderChange || machineOrOther(model)
	case desk.ClassDelay:
		return model == desk.ClassCancellation || model == desk.ClassOrderChange || machineOrOther(model)
	case desk.ClassWrongItem:
		return model == desk.ClassDelay || model == desk.ClassChangeOfMind || machineOrOther(model)
	case desk.ClassOrderChange:
		return model == desk.ClassDeliveryProblem || model == desk.ClassDelay || machineOrOther(model)
	case desk.ClassChangeOfMind:
		return model == desk.ClassDoaDefect || model == desk.ClassCostRefund || model == desk.ClassOrderChange || machineOrOther(model)
	case desk.ClassRMAFollowup:
		return model == desk.ClassChangeOfMind || model == desk.ClassDelay || model == desk.ClassDeliveryProblem ||
			model == desk.ClassOrderChange || machineOrOther(model)
	case desk.ClassOther:
		return model == desk.ClassNonCustomer
	}
	return false
}

// leastChance is the chance that the model has to leave a class that the mail states outright. Where a cost
// is asked back, the fault may be history ("the customs of the unit you sent for the dead one"); where a
// thing is said to be faulty, "I do not need it" may be said of something else.
func leastChance(model, said desk.Class) float64 {
	switch {
	case model == desk.ClassCostRefund && said.IsClaim():
		return 0.005
	case model == desk.ClassDoaDefect && said == desk.ClassChangeOfMind:
		return 0.15
	case model == desk.ClassOrderChange && said == desk.ClassChangeOfMind: // another one is wanted, of what has come
		return 0.05
	case model == desk.ClassChangeOfMind && said == desk.ClassWrongItem: // "wrong" is also what somebody regrets
		return 0.05
	case said == desk.ClassRMAFollowup: // what names a paper that only comes with an RMA needs no model
		return 0
	}
	return outrightChance
}

// brokenBar is the confidence from which a model is believed that reads as harmed on the way, or as another thing, what is said not to work.
const brokenBar = 0.5

// guessBar is the probability below which the model only guesses: of twelve classes it prefers one a little.
const guessBar = 0.35

func machineOrOther(c desk.Class) bool { return c == desk.ClassOther || c == desk.ClassNonCustomer }

// stated puts the class that the mail states outright in the place of one that the model
// is not sure of. Two such classes say that the mail has two matters: then the model chooses.
func stated(r desk.Reading, intents []desk.Class, said Outright, chance func(desk.Class) float64) (desk.Reading, []desk.Class) {
	if r, intents, ok := said.plainer(r, intents, chance); ok {
		return r, intents
	}
	if said.history(&r) {
		r.Class, r.RunnerUp = r.RunnerUp, r.Class
		r.Confidence = chance(r.Class)
		return r, slices.DeleteFunc(intents, func(c desk.Class) bool { return c == r.RunnerUp || c == r.Class })
	}
	if said.taste(&r) && chance(desk.ClassChangeOfMind) >= outrightChance {
		r.Class, r.RunnerUp = desk.ClassChangeOfMind, r.Class
		r.Confidence = chance(r.Class)
		return r, slices.DeleteFunc(intents, func(c desk.Class) bool { return c == r.RunnerUp })
	}
	if r.Class == desk.ClassTransitDamage && slices.Contains(said.denied, r.Class) && (said.Swapped || slices.Contains(intents, desk.ClassWrongItem)) && chance(desk.ClassWrongItem) >= outrightChance {
		r.Class, r.RunnerUp = desk.ClassWrongItem, r.Class // "it is not damaged, the knob was not in it"
		r.Confidence = chance(r.Class)
		return r, slices.DeleteFunc(intents, func(c desk.Class) bool { return c == r.RunnerUp || c == r.Class })
	}
	if claim := slices.IndexFunc(said.Classes, desk.Class.IsClaim); claim >= 0 && r.Class == desk.ClassCancellation && (len(said.Classes) > 1 || r.Confidence >= outrightBar) {
		// Who cancels what does not work has a claim if it has come, which outranks the cancelling (domain.md
		// section 1), however sure the model is: the order's stage tells.
		r.RunnerUp, r.Confidence = said.Classes[claim], min(r.Confidence, leftOpen)
		return r, intents
	}
	if len(said.Classes) != 1 {
		return r, intents
	}
	return said.only(r, intents, said.Classes[0], chance)
}

// only puts the one class that the mail states outright in the place of one that the model is not sure of, where that gives way to it.
func (o *Outright) only(r desk.Reading, intents []desk.Class, class desk.Class, chance func(desk.Class) float64) (desk.Reading, []desk.Class) {
	if class == desk.ClassOrderChange && r.Class == desk.ClassDelay && o.AsksWhen {
		return r, append(intents, class) // "I want to change the colour, and when does it come?"
	}
	if (r.Class == desk.ClassDelay || r.Class == desk.ClassCancellation && o.Asks && r.Confidence < outrightBar) && o.unbought() {
		r.Class, r.RunnerUp = desk.ClassOther, r.Class
		r.Confidence = chance(r.Class)
		return r, slices.DeleteFunc(intents, func(c desk.Class) bool { return c == r.Class || c == r.RunnerUp })
	}
	g := o.groundsFor(&r, class)
	if r.Class == desk.ClassRMAFollowup && class.IsClaim() && !g.sentBack && !o.Asked {
		return o.newsOrClaim(r, class), intents
	}
	if g == (grounds{}) && !o.gaveUp(&r, class) && !o.private(&r, class) && !yields(r.Class, class) {
		if r.Confidence < outrightBar && r.Class != class && class.IsClaim() {
			r.RunnerUp = class // what the mail says may be what it is about, where the order allows nothing else
		}
		return r, intents
	}
	// Only a question where a late order is, and a parcel that he sent himself, have a plainer
	// name in so many words.
	open := r.Class == desk.ClassChangeOfMind && class == desk.ClassDoaDefect    // he asks whether it is broken
	again := r.Class == desk.ClassOrderChange && class == desk.ClassCancellation // of what he asks now, cancelling is the plainer name
	if plainer := o.Plain && (r.Class == desk.ClassDelay || open || again) || g.sentBack || o.InUse && class == desk.ClassDoaDefect && r.Class == desk.ClassTransitDamage || g.unpaid && r.Confidence < outrightBar; !plainer {
		// Of a claim and a cost that both are said so, the claim ranks first, however sure the model is of the cost.
		both := o.Costs && class.IsClaim() && r.Class == desk.ClassCostRefund
		least := leastChance(r.Class, class)
		if both {
			least = outrightChance
		}
		if !both && r.Confidence >= outrightBar || chance(class) < least {
			if r.Class == desk.ClassDelay && class == desk.ClassDeliveryProblem {
				r.RunnerUp, r.Confidence = class, min(r.Confidence, leftOpen) // how long it has stood still the order's records tell
			}
			return r, intents
		}
	}
	meant := r.Confidence
	r.RunnerUp, r.Class = r.Class, class
	r.Confidence = chance(r.Class)
	if class.IsClaim() && r.RunnerUp == desk.ClassCostRefund && meant >= leftOpen {
		return r, append(intents, r.RunnerUp) // a claim, and a cost that the model heard: two matters
	}
	if class.IsClaim() && r.RunnerUp == desk.ClassDelay && o.AsksWhen {
		return r, append(intents, r.RunnerUp) // a claim, and a question of when: two matters
	}
	// What the model took the mail for was this very matter.
	return r, slices.DeleteFunc(intents, func(c desk.Class) bool { return c == r.RunnerUp })
}

// grounds are why a class that the mail states outright counts before the model's, beside what yields says.
type grounds struct {
	sentBack, broken, unpaid, added, unwanted, harmed, asked bool
}

// groundsFor gives the grounds for a class.
func (o *Outright) groundsFor(r *desk.Reading, class desk.Class) (g grounds) {
	// Who has sent a faulty or a wrong thing back tells of his own parcel, and of a fault nobody knew of more often
	// than of a claim, where the model leans to neither.
	g.sentBack = (class == desk.ClassDoaDefect || class == desk.ClassWrongItem || class == desk.ClassChangeOfMind) && slices.Contains(o.Signals, desk.SignalReturnedAlready) &&
		(r.Class == desk.ClassDeliveryProblem || r.Class == desk.ClassRMAFollowup && r.Confidence < 0.6 && class != desk.ClassChangeOfMind)
	// What is harmed or is another thing may not work either; where the model hardly says so, it does not work.
	g.broken = class == desk.ClassDoaDefect && (r.Class == desk.ClassTransitDamage || r.Class == desk.ClassWrongItem) && r.Confidence < brokenBar
	// Nor is a parcel to blame of which, and of any harm, nothing is said ("the USB port is broken").
	g.broken = g.broken || class == desk.ClassDoaDefect && r.Class == desk.ClassTransitDamage && (!o.Harmed || !o.Way && r.Confidence < outrightBar)
	// Nor did the way harm what broke in the hand.
	g.broken = g.broken || class == desk.ClassDoaDefect && r.Class == desk.ClassTransitDamage && o.InUse
	// Nor is another thing than ordered of which, and of any missing part, nothing is said ("two keys double-type").
	g.broken = g.broken || class == desk.ClassDoaDefect && r.Class == desk.ClassWrongItem && !o.Swapped
	// Nor did a parcel not come where no sound comes, as the words say themselves.
	g.broken = g.broken || class == desk.ClassDoaDefect && r.Class == desk.ClassDeliveryProblem && r.Confidence < brokenBar && slices.Contains(o.Takes, desk.SignalNotReceived)
	// When it comes, of an order that is shown as not paid, is asked of the books; nothing wrong came, and nothing is cancelled where no word cancels.
	g.unpaid = class == desk.ClassOther && (r.Class == desk.ClassDelay || r.Class == desk.ClassWrongItem || r.Class == desk.ClassCancellation && r.Confidence < brokenBar && !o.cancels) && slices.Contains(o.Signals, desk.SignalBilling)
	// What is to be added to an order is no claim where no fault is spoken of ("also add a cable").
	g.added = class == desk.ClassOrderChange && r.Class.IsClaim() && !o.Faulty
	// Nor was a parcel harmed that was sent away because it is not needed any more.
	g.unwanted = o.Unwanted && class == desk.ClassDeliveryProblem && (r.Class == desk.ClassTransitDamage || r.Class == desk.ClassWrongItem && !o.Swapped)
	// Harm that stands beside a cost, and is not that of what we have exchanged, ranks before it (domain.md section 1).
	g.harmed = o.Costs && !o.Exchanged && class == desk.ClassTransitDamage && r.Class == desk.ClassCostRefund
	// What was asked for and is sent is no guess of a model that hardly prefers one class to the others.
	g.asked = class == desk.ClassRMAFollowup && r.Confidence < guessBar && !o.givesUp
	return g
}
