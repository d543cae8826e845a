package classifier

import (
	"slices"
	"strings"

	"returndesk/desk"
)

// heldBack reports whether a mail says that an order is not to be sent before a day, and asks nothing and cancels nothing in so many
// words: a model hears "do not send it" as a cancelling. The order is kept, and its date changed (docs/labels.md, "Settled cases").
func (o *Outright) heldBack(r *desk.Reading) bool {
	return o.Hold && !o.Asks && !o.cancels && r.Class == desk.ClassCancellation && slices.Equal(o.Classes, []desk.Class{desk.ClassOrderChange})
}

// leftAlone reports whether a mail asks for a change, outright or as the model hears it, and else that all stay as it is, and no word of it cancels: "if you
// have begun, leave it be" is heard as a cancelling by a sum of words.
func (o *Outright) leftAlone(r *desk.Reading) bool {
	change := slices.Equal(o.Classes, []desk.Class{desk.ClassOrderChange}) || len(o.Classes) == 0 && o.altered && r.RunnerUp == desk.ClassOrderChange
	return o.Left && !o.cancels && r.Class == desk.ClassCancellation && r.Confidence < outrightBar && change
}

// deniedGuess reports whether a model only guesses that something is to be cancelled or changed, of which a mail says that it is not:
// "nothing to change on my order, just making sure that you got my payment".
func (o *Outright) deniedGuess(r *desk.Reading) bool {
	asks := r.Class == desk.ClassCancellation || r.Class == desk.ClassOrderChange
	return asks && !o.cancels && r.Confidence < brokenBar && slices.Contains(o.denied, r.Class) && len(o.Classes) == 0
}

// lacksPart reports whether a mail says outright that a part is missing, where a model only guesses that it is about something else than
// what came: "no need to take the table back, just the fourth leg is missing". What is missing of a delayed order may be on its way.
func (o *Outright) lacksPart(r *desk.Reading) bool {
	return o.Swapped && slices.Contains(o.Signals, desk.SignalPartMissing) && !slices.Contains(o.denied, desk.ClassWrongItem) && !r.Class.IsClaim() && r.Class != desk.ClassDelay && r.Class != desk.ClassDeliveryProblem && r.Confidence < brokenBar
}

// likeliest gives the class with the highest chance of those that a mail does not deny.
func (o *Outright) likeliest(chance func(desk.Class) float64) desk.Class {
	best := desk.ClassOther
	for _, c := range desk.Classes() {
		if !slices.Contains(o.denied, c) && c != desk.ClassNonCustomer && chance(c) > chance(best) {
			best = c
		}
	}
	return best
}

// ownChoice reports whether a mail says that its writer chose wrongly himself, where a model took the wrong thing for one that we
// sent: nothing else than was ordered came (docs/labels.md, "Wrong choice").
func (o *Outright) ownChoice(r *desk.Reading) bool {
	return r.Class == desk.ClassWrongItem && r.Confidence < outrightBar && !o.Ours && slices.Contains(o.denied, r.Class) && slices.Contains(o.Signals, desk.SignalOrderedWrong)
}

// asksNoMore reports whether a signal of a question before a purchase is none: the words behind "before I order again" tell of what
// was bought, and nothing else is asked.
func (o *Outright) asksNoMore(s desk.Signal, c desk.Class) bool {
	return s == desk.SignalPresale && slices.Contains(o.Takes, s) && c != desk.ClassOther && (c == desk.ClassDelay || !o.Asks)
}

// plainer puts another class in the place of one that the words of a mail rule out, however sure the model is of it; ok tells
// whether it did. Who chose wrongly wants it taken back once it has come, and before that another one or none: the order's stage tells.
func (o *Outright) plainer(r desk.Reading, intents []desk.Class, chance func(desk.Class) float64) (desk.Reading, []desk.Class, bool) {
	if r, intents, ok := o.oneOfSeveral(r, intents, chance); ok {
		return r, intents, true
	}
	was := r.Class
	drop := func(gone ...desk.Class) {
		intents = slices.DeleteFunc(intents, func(c desk.Class) bool { return slices.Contains(gone, c) })
	}
	// becomes takes another class, the one it had standing behind it, and leaves the given ones out of the further intents.
	becomes := func(to desk.Class, gone ...desk.Class) {
		r.Class, r.RunnerUp, r.Confidence = to, was, chance(to)
		drop(gone...)
	}
	noClaims := func() { intents = slices.DeleteFunc(intents, desk.Class.IsClaim) }
	inDoubt := func() { r.Confidence = min(r.Confidence, leftOpen) }
	switch {
	case o.heldBack(&r):
		becomes(desk.ClassOrderChange)
		if !o.Conditional {
			drop(was)
		}
	case o.leftAlone(&r):
		becomes(desk.ClassOrderChange, was, desk.ClassOrderChange)
	case o.deniedGuess(&r):
		r.Class, r.RunnerUp = o.likeliest(chance), r.Class
		r.Confidence = chance(r.Class)
		intents = slices.DeleteFunc(intents, func(c desk.Class) bool { return c == r.Class || slices.Contains(o.denied, c) })
	case o.lacksPart(&r) && chance(desk.ClassWrongItem) >= outrightChance:
		r.Class, r.RunnerUp = desk.ClassWrongItem, r.Class
		r.Confidence = chance(r.Class)
		intents = slices.DeleteFunc(intents, func(c desk.Class) bool { return c == r.RunnerUp || c == r.Class })
	case o.ownChoice(&r):
		becomes(desk.ClassChangeOfMind)
		inDoubt()
		r.RunnerUp = desk.ClassCancellation
		if chance(desk.ClassOrderChange) > chance(desk.ClassCancellation) {
			r.RunnerUp = desk.ClassOrderChange
		}
		drop(was, r.RunnerUp)
	case o.partOnly(&r):
		becomes(desk.ClassOrderChange, desk.ClassCancellation, desk.ClassOrderChange)
		inDoubt()
	case o.OneTooMany && (machineOrOther(was) || was == desk.ClassDelay || was == desk.ClassOrderChange || was.IsClaim() && !o.Faulty && r.Confidence < outrightBar): // "the page hung, and now I have two orders. Just one, please."
		becomes(desk.ClassCancellation, was, desk.ClassOrderChange)
		inDoubt()
	case o.asksThrough(&r):
		becomes(desk.ClassOther, was)
		noClaims()
	case o.wholeBox(&r, chance):
		becomes(desk.ClassDoaDefect, was, desk.ClassDoaDefect)
	case was == desk.ClassOther && slices.Contains(o.Signals, desk.SignalPraise) && slices.Contains(o.Classes, desk.ClassDoaDefect):
		becomes(desk.ClassDoaDefect) // whoever built it is praised, but it does not come on
	case o.repairs(&r):
		becomes(desk.ClassDoaDefect, was)
		inDoubt()
	case o.ownFault(&r):
		becomes(desk.ClassDoaDefect)
	case o.Over && o.billed && was == desk.ClassOther: // nor is what is over a fault beside a paper
	case o.over(&r):
		becomes(desk.ClassOther, was)
		noClaims()
	case o.onlyCosts(&r, intents):
		becomes(desk.ClassCostRefund, was, desk.ClassCostRefund)
		inDoubt()
	case o.pageAlone(&r):
		becomes(desk.ClassOther) // a page is none of the goods
		noClaims()
	case o.harmedAlone(&r):
		becomes(desk.ClassTransitDamage, was)
		intents = append(intents, o.Classes...)
	case o.SelfPaid && !o.Costs && r.Class == desk.ClassCostRefund && r.Confidence < outrightBar && matter(r.RunnerUp):
		r.Class, r.RunnerUp = r.RunnerUp, r.Class // "I want to return it, the postage is on me"
		r.Confidence = chance(r.Class)
	case o.moneyKept(&r):
		becomes(desk.ClassOther, was)
	case o.paidBack(&r):
		becomes(desk.ClassRMAFollowup)
		noClaims()
	case o.oneOfTwo(&r) != "":
		intents = append(intents, was)
		becomes(o.oneOfTwo(&r))
	case o.gladOfIt(&r), o.unplaced(&r, chance):
		becomes(desk.ClassOther, was)
		noClaims()
	case o.allWell(&r):
		becomes(o.Classes[0], was)
		noClaims()
	case o.lacksSome(&r):
		becomes(desk.ClassWrongItem, was, desk.ClassDelay)
	case o.hadIt(&r) && chance(desk.ClassChangeOfMind) >= outrightChance:
		becomes(desk.ClassChangeOfMind, was)
	case was != desk.ClassOrderChange && o.ownAddress(&r):
		becomes(desk.ClassOrderChange, was)
	case o.Page && was == desk.ClassOther: // what "crashes" is the page
	default:
		return r, intents, false
	}
	return r, intents, true
}

// unbought reports whether a mail asks something before a purchase and names no order: then none is late, however sure the model is.
func (o *Outright) unbought() bool {
	return !o.Bought && slices.Equal(o.Classes, []desk.Class{desk.ClassOther}) && slices.Contains(o.Signals, desk.SignalPresale)
}

// historyBar is the confidence from which a model that reads a new fault is believed.
const historyBar = 0.95

// history reports whether a mail asks a cost back and tells of a fault only as of what was mended or replaced, so that a model
// that is in doubt between the two took it for a new one.
func (o *Outright) history(r *desk.Reading) bool {
	return o.Costs && len(o.Classes) == 0 && r.RunnerUp == desk.ClassCostRefund && slices.Contains(o.denied, r.Class) && r.Confidence < historyBar
}

// partOnly reports whether a mail cancels a part of an order alone, where a model took it for a cancelling of the whole, or says that he
// ordered one too many of a thing, where it took that for what came: the order is kept without it (docs/labels.md, "product_change").
func (o *Outright) partOnly(r *desk.Reading) bool {
	own := machineOrOther(r.Class) || r.Class == desk.ClassWrongItem && r.Confidence < outrightBar && !o.Ours && !o.Harmed
	return o.Part && r.Class == desk.ClassCancellation || o.Pieces && own
}

// asksThrough reports whether a mail asks whether an order came through, of which the shop's page did not tell: that is asked of the
// books, and neither late nor cancelled (docs/labels.md, "other").
func (o *Outright) asksThrough(r *desk.Reading) bool {
	hears := r.Class == desk.ClassDelay || r.Class == desk.ClassCancellation || r.Class.IsClaim()
	return o.Page && o.Through && !o.cancels && hears && (r.Class == desk.ClassDelay || r.Confidence < outrightBar) && !slices.Contains(o.Classes, desk.ClassCancellation)
}

// pageAlone reports whether a mail tells of the shop's page alone, where a model took it for goods or, hardly, for a cancelling: who says
// that the page froze while he ordered may cancel what he has then ordered twice, or claim what has come since.
func (o *Outright) pageAlone(r *desk.Reading) bool {
	unsure := r.Confidence < brokenBar
	switch {
	case !o.Page:
		return false
	case r.Class == desk.ClassCancellation:
		return unsure && !o.cancels && !o.Bought
	case r.Class.IsClaim():
		return unsure || !slices.ContainsFunc(o.Classes, desk.Class.IsClaim) && (!o.Bought || r.Confidence < outrightBar)
	}
	return r.Class == desk.ClassNonCustomer
}

// wholeBox reports whether a mail says that the box was whole and tells of no harm, where a model took the box for what was harmed: what
// does not work came so, and not from the way (docs/labels.md, "Harmed on the way or faulty").
func (o *Outright) wholeBox(r *desk.Reading, chance func(desk.Class) float64) bool {
	fault := slices.Contains(o.Classes, desk.ClassDoaDefect) || r.RunnerUp == desk.ClassDoaDefect && chance(desk.ClassDoaDefect) >= outrightChance
	return o.Whole && r.Class == desk.ClassTransitDamage && fault && !slices.Contains(o.Classes, desk.ClassTransitDamage)
}

// gaveUp reports whether a mail says outright that an order is not wanted any more, where a model heard something else in the same
// words: a parcel that is to be turned round has met no trouble, and who bought of somebody else or keeps his money tells of no goods of ours.
func (o *Outright) gaveUp(r *desk.Reading, said desk.Class) bool {
	return said == desk.ClassCancellation && (o.Spared && r.Class.IsClaim() && !o.Faulty || o.Recalled && r.Class == desk.ClassDeliveryProblem || o.Elsewhere &&
		(r.Class == desk.ClassWrongItem || r.Class == desk.ClassDoaDefect && !o.Faulty || r.Class == desk.ClassChangeOfMind && r.Confidence < brokenBar))
}

// private reports whether a mail says outright that nothing of the writer is to be kept, praises who made the thing or asks for a paper, and
// tells of no fault, where the model hardly takes it for a claim or for news of one.
func (o *Outright) private(r *desk.Reading, said desk.Class) bool {
	if said == desk.ClassOther && r.Class == desk.ClassOrderChange { // a paper for the tax is of the books, and changes no order by itself
		return !o.altered && slices.Contains(o.Signals, desk.SignalBilling) && r.Confidence < outrightBar
	}
	if said != desk.ClassOther || r.Confidence > brokenBar {
		return false
	}
	news := r.Class == desk.ClassRMAFollowup || r.Class == desk.ClassChangeOfMind || r.Confidence < guessBar && len(o.Classes) == 1
	return (news || r.Class.IsClaim() && !o.Faulty) && slices.ContainsFunc(o.Signals, func(s desk.Signal) bool {
		return s == desk.SignalPrivacy || s == desk.SignalPraise || s == desk.SignalBilling
	})
}

// higherClaim gives the claim that a mail states in so many words beside another thing than was ordered, of which its words tell too: a
// fault and harm rank before it (docs/labels.md, "Which intent is primary").
func (o *Outright) higherClaim(r *desk.Reading) (desk.Class, bool) {
	if r.Class != desk.ClassWrongItem || !o.Swapped {
		return "", false
	}
	for _, c := range []desk.Class{desk.ClassDoaDefect, desk.ClassTransitDamage} {
		if slices.Contains(o.Classes, c) {
			return c, true
		}
	}
	return "", false
}

// harmedAlone reports whether a mail states harm in so many words and no fault, where a model that is in doubt reads a fault.
func (o *Outright) harmedAlone(r *desk.Reading) bool {
	return r.Class == desk.ClassDoaDefect && r.Confidence < brokenBar && slices.Contains(o.Classes, desk.ClassTransitDamage) && !slices.Contains(o.Classes, desk.ClassDoaDefect)
}

// namesGoods reports whether a mail's own words name a thing that is sold, or a part of one. A configurator stands on the shop's page.
func (p *Phrases) namesGoods(toks []token, body int32) bool {
	return slices.ContainsFunc(toks, func(t token) bool {
		if t.sent < body || t.sense < 0 || strings.Contains(t.word, "onfigur") {
			return false
		}
		c := p.words.concepts.names[t.sense]
		return c == "PRODUCT" || c == "COMPONENT"
	})
}

// sentIn takes the postage that somebody paid for what was exchanged or mended as that of sending it in, not as the fee of the
// order's own delivery, where he does not name that one: nothing else was posted at his cost (domain.md section 1).
func (o *Outright) sentIn(found []desk.Signal, c desk.Class) []desk.Signal {
	if !o.Exchanged || o.FirstShipping || c != desk.ClassCostRefund || slices.Contains(found, desk.SignalCostReplacementPostage) {
		return found
	}
	for i, s := range found {
		if s == desk.SignalCostShipping {
			found[i] = desk.SignalCostReturnPostage
		}
	}
	return found
}

// oneOfTwo gives the claim that a mail states in so many words about the one of two things, where the model heard only that the other one
// is to be changed or not to be built: the claim ranks first, and the other matter stands beside it. "" where that is not so.
func (o *Outright) oneOfTwo(r *desk.Reading) desk.Class {
	if !o.OtherOne || r.Class != desk.ClassOrderChange && r.Class != desk.ClassCancellation {
		return ""
	}
	for _, c := range o.Classes {
		if c == desk.ClassDoaDefect || c == desk.ClassTransitDamage {
			return c
		}
	}
	return ""
}

// newsOrClaim leaves open whether a mail follows a claim up or makes one. Pictures that a mail brings look like an answer to a question
// of ours; where a fault is stated beside them and no earlier report is asked after, the order's records tell. Who waits for the rest of
// an order has news of what came, and that ranks first.
func (o *Outright) newsOrClaim(r desk.Reading, claim desk.Class) desk.Reading {
	r.RunnerUp, r.Confidence = claim, min(r.Confidence, leftOpen)
	if o.SecondParcel {
		r.Class, r.RunnerUp = claim, r.Class
	}
	return r
}
