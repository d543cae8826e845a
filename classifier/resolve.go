package classifier

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"returndesk/desk"
)

// Inner marks: what a phrase file tells resolve beyond the closed list of signals.
const (
	markRefund     desk.Signal = "_refund"      // any word of paying back
	markMoneyBack  desk.Signal = "_money_back"  // the price, beyond doubt
	markShipCost   desk.Signal = "_ship_cost"   // a shipping fee is named
	markDutyCost   desk.Signal = "_duty_cost"   // tax, duty, customs is named
	markReturnCost desk.Signal = "_return_cost" // postage of a return is named
	markReplCost   desk.Signal = "_repl_cost"   // postage of a replacement is named
	markPaid       desk.Signal = "_paid"        // the customer had to pay something
	markWorks      desk.Signal = "_works"       // says that the thing works
	markFault      desk.Signal = "_fault"       // a fault beyond taste
	markReturn     desk.Signal = "_return"      // wants to send it back
	markAsksDelay  desk.Signal = "_asks_delay"  // asks when or where
	markLate       desk.Signal = "_late"        // says that a promised date has passed
	markStatus     desk.Signal = "_status"      // asks after an earlier report
	markSends      desk.Signal = "_sends"       // brings what was asked for
	markThreat     desk.Signal = "_or_cancel"   // cancellation as a threat only
	markTransit    desk.Signal = "_transit"     // damage ascribed to the way
	markTaste      desk.Signal = "_taste"       // a matter of taste
	markAway       desk.Signal = "_away"        // an automatic notice of absence
)

// resolve applies the border and conflict rules (domain.md section 1, "Conflict rules")
// and gives class, further intents, runner-up, confidence and signals.
func (t *tally) resolve() desk.Reading {
	t.takeBack()
	t.sum()
	t.money()
	t.borders()
	t.claims()
	t.companions()
	r := desk.Reading{Also: []desk.Class{}, Signals: []desk.Signal{}}
	for s := range t.marks {
		if !strings.HasPrefix(string(s), "_") && s != desk.SignalStatesDeliveryDate {
			r.Signals = append(r.Signals, s)
		}
	}
	ranked := make([]desk.Class, 0, len(t.score))
	for c, s := range t.score {
		if s > 0 {
			ranked = append(ranked, c)
		}
	}
	slices.SortFunc(ranked, func(a, b desk.Class) int {
		if d := cmp.Compare(t.score[b], t.score[a]); d != 0 {
			return d
		}
		return cmp.Compare(desk.ClassPriority(a), desk.ClassPriority(b))
	})
	if len(ranked) == 0 {
		r.Class, r.RunnerUp, r.Confidence = desk.ClassOther, desk.ClassRMAFollowup, 0.25
		return r
	}
	intents := slices.DeleteFunc(slices.Clone(ranked), func(c desk.Class) bool { return t.score[c] < enough })
	r.Class = ranked[0]
	if len(intents) > 0 {
		slices.SortFunc(intents, func(a, b desk.Class) int { return cmp.Compare(desk.ClassPriority(a), desk.ClassPriority(b)) })
		r.Class = intents[0]
		for _, c := range intents[1:] {
			if c != desk.ClassOther && c != desk.ClassNonCustomer {
				r.Also = append(r.Also, c)
			}
		}
	}
	r.RunnerUp = desk.ClassOther
	if r.Class == desk.ClassOther {
		r.RunnerUp = desk.ClassDelay
	}
	second := 0.0
	for _, c := range ranked {
		if c != r.Class {
			r.RunnerUp, second = c, t.score[c]
			break
		}
	}
	r.Confidence = confidence(t.score[r.Class], second)
	return r
}

// confidence maps the winner's score and its lead to 0..1. The constants were fitted on
// the development mails.
func confidence(first, second float64) float64 {
	x := 0.55*min(first, 5) + 0.3*min(first-second, 4) - 0.9
	return math.Round(100/(1+math.Exp(-x))) / 100
}

// money tells the price from costs: a paying-back word beside a shipping fee, a tax or
// postage asks for that cost (policy section 4), not for the price.
func (t *tally) money() {
	costs := []struct{ mark, signal desk.Signal }{
		{markReturnCost, desk.SignalCostReturnPostage}, {markReplCost, desk.SignalCostReplacementPostage},
		{markShipCost, desk.SignalCostShipping}, {markDutyCost, desk.SignalCostTaxDuty},
	}
	for _, c := range costs {
		if t.together(markRefund, c.mark) {
			t.marks[c.signal] = append(t.marks[c.signal], t.marks[c.mark]...)
			if !t.has(desk.SignalRefusedDelivery) {
				t.atLeast(desk.ClassCostRefund, 3)
			}
		} else if t.together(markPaid, c.mark) {
			t.marks[c.signal] = append(t.marks[c.signal], t.marks[c.mark]...)
			t.atLeast(desk.ClassCostRefund, 2)
		}
	}
	if t.has(desk.SignalCostReturnPostage, desk.SignalCostReplacementPostage) {
		delete(t.marks, desk.SignalCostShipping) // one postage, named twice
	}
	if t.has(desk.SignalCostReplacementPostage) {
		delete(t.marks, desk.SignalWantsReplacement)
	}
	cost := t.has(desk.SignalCostShipping, desk.SignalCostTaxDuty, desk.SignalCostReturnPostage, desk.SignalCostReplacementPostage)
	refused := t.has(desk.SignalRefusedDelivery)
	price := t.has(markMoneyBack)
	if t.has(markRefund) {
		price = price || !cost || refused && t.alone(markRefund, markShipCost, markReturnCost, markDutyCost)
	}
	if price {
		t.marks[desk.SignalWantsRefund] = append(t.marks[desk.SignalWantsRefund], 0)
	}
	if refused && t.has(markDutyCost) {
		t.marks[desk.SignalCostTaxDuty] = append(t.marks[desk.SignalCostTaxDuty], 0)
		if price {
			t.drop(desk.ClassCostRefund)
		}
	}
}

// borders settles which of two neighbouring classes a mail is about.
func (t *tally) borders() {
	is := func(c desk.Class) bool { return t.score[c] >= enough }
	if t.has(markAway) {
		for c := range t.score {
			t.drop(c)
		}
		t.atLeast(desk.ClassNonCustomer, 4)
		return
	}
	for _, c := range desk.Classes() { // a customer is never dropped
		if c != desk.ClassNonCustomer && c != desk.ClassOther && is(c) && len(t.numbers) > 0 && t.numbers[0].Strong {
			t.drop(desk.ClassNonCustomer)
		}
	}
	if t.score[desk.ClassNonCustomer] >= 3 {
		for _, c := range desk.Classes() {
			if c != desk.ClassNonCustomer {
				t.drop(c)
			}
		}
		return
	}
	if t.has(markThreat) && !t.has(desk.SignalChoiceCancel) && is(desk.ClassDelay) {
		t.drop(desk.ClassCancellation)
	}
	// A withdrawal under the law names the contract, not the production.
	if is(desk.ClassChangeOfMind) && t.has(desk.SignalCitesStatute) && t.score[desk.ClassChangeOfMind] >= t.score[desk.ClassCancellation] {
		t.drop(desk.ClassCancellation)
	}
	if is(desk.ClassCancellation) {
		delete(t.marks, desk.SignalChoiceWait)
		if t.reply && t.words < 16 {
			t.marks[desk.SignalChoiceCancel] = []int32{0}
		}
		// "still not shipped - cancel" asks for the end of waiting, not for a date.
		t.drop(desk.ClassDelay, desk.ClassChangeOfMind)
		if !t.has(desk.SignalAddressChange, desk.SignalProductChange) {
			t.drop(desk.ClassOrderChange)
		}
	}
	if is(desk.ClassDelay) && !is(desk.ClassCancellation) && t.has(desk.SignalWantsRefund) && t.has(markLate) {
		t.drop(desk.ClassDelay) // late, and the money back: the end of waiting
		t.atLeast(desk.ClassCancellation, 3)
	}
	if is(desk.ClassOrderChange) && (!t.has(markReturn) || t.has(desk.SignalOrderedWrong)) {
		t.drop(desk.ClassChangeOfMind)
	}
	if is(desk.ClassDeliveryProblem) {
		if t.has(desk.SignalWrongAddressBuyer, desk.SignalWrongAddressShop) {
			delete(t.marks, desk.SignalAddressChange)
			if !t.has(desk.SignalPartMissing) {
				t.drop(desk.ClassWrongItem)
			}
		}
		t.drop(desk.ClassDelay, desk.ClassRMAFollowup)
		if t.has(desk.SignalWrongAddressBuyer, desk.SignalWrongAddressShop, desk.SignalUnclaimed, desk.SignalRefusedDelivery) {
			t.drop(desk.ClassOrderChange, desk.ClassChangeOfMind)
		}
	}
	if t.has(desk.SignalChoiceWait) && !is(desk.ClassCancellation) {
		t.atLeast(desk.ClassDelay, 3)
	}
	if is(desk.ClassCostRefund) {
		t.drop(desk.ClassChangeOfMind)
		if t.has(desk.SignalCostReturnPostage, desk.SignalCostReplacementPostage) && !t.has(markFault) {
			t.drop(desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem)
		}
		if t.score[desk.ClassRMAFollowup] < 4 || t.has(desk.SignalCostReturnPostage) {
			t.drop(desk.ClassRMAFollowup)
		}
	}
}

// claims settles the borders around the claim classes.
func (t *tally) claims() {
	doa, transit, wrong := desk.ClassDoaDefect, desk.ClassTransitDamage, desk.ClassWrongItem
	if t.has(desk.SignalSafetyHazard) {
		t.atLeast(doa, 5)
		t.drop(desk.ClassDelay, desk.ClassRMAFollowup, desk.ClassOther, desk.ClassNonCustomer, desk.ClassChangeOfMind)
		return
	}
	if t.has(desk.SignalOrderedWrong) && t.score[desk.ClassOrderChange] >= enough {
		t.drop(wrong) // "wrong option" is what he chose
	}
	if t.has(markFault) && t.score[doa] >= enough && t.score[transit] < 3 {
		t.drop(transit)
	}
	if (t.has(desk.SignalRefusedDamaged) || t.has(markTransit)) && t.score[transit] >= enough && !t.has(markFault) {
		t.drop(doa)
	}
	if t.score[transit] >= enough {
		t.drop(desk.ClassDeliveryProblem)
		delete(t.marks, desk.SignalRefusedDelivery)
	}
	if t.score[wrong] >= 3 && !t.has(markFault) {
		t.drop(doa)
	}
	if t.score[wrong] >= enough {
		t.drop(desk.ClassChangeOfMind, desk.ClassOrderChange)
	}
	// A malfunction outranks taste; taste alone is a change of mind whatever it is called.
	if (t.has(markTaste) || t.has(markWorks)) && !t.has(markFault) {
		if t.has(markTaste) && t.score[doa] >= 1 {
			t.marks[desk.SignalPreference] = t.marks[markTaste]
		}
		if t.score[desk.ClassChangeOfMind] >= 1 || t.has(markTaste, desk.SignalIncompatibility) {
			t.drop(doa)
			t.atLeast(desk.ClassChangeOfMind, 3)
		}
	}
	if t.has(desk.SignalOrderedWrong) && !t.has(markFault) && t.score[desk.ClassOrderChange] < enough && t.score[desk.ClassCancellation] < enough {
		t.drop(wrong, doa)
		t.atLeast(desk.ClassChangeOfMind, 3)
	}
	again := t.has(desk.SignalSameSymptomAgain, desk.SignalReplacementUnit)
	if t.score[desk.ClassRMAFollowup] >= enough {
		switch {
		case again && t.score[doa] >= 1:
			t.drop(desk.ClassRMAFollowup)
		case t.has(markStatus, markSends, desk.SignalDisputesResult, desk.SignalReturnedAlready) || t.score[desk.ClassRMAFollowup] >= 3:
			t.drop(doa, transit, wrong, desk.ClassDelay, desk.ClassChangeOfMind)
		}
	}
	if t.score[doa] >= enough || t.score[transit] >= enough {
		t.drop(desk.ClassChangeOfMind, desk.ClassDelay, desk.ClassRMAFollowup, desk.ClassOrderChange)
	}
	for c, s := range t.score {
		if c != desk.ClassOther && s >= enough {
			t.drop(desk.ClassOther)
			break
		}
	}
}

// companions settles the signals that depend on the class.
func (t *tally) companions() {
	other := true
	for c, s := range t.score {
		other = other && (c == desk.ClassOther || s < enough)
	}
	if !other { // a question before buying or a compliment beside a matter is none of its own
		delete(t.marks, desk.SignalPresale)
		delete(t.marks, desk.SignalPraise)
		delete(t.marks, desk.SignalBilling)
	}
	if t.score[desk.ClassOrderChange] >= enough && !t.has(desk.SignalAddressChange, desk.SignalProductChange) {
		t.marks[desk.SignalProductChange] = []int32{0}
	}
}
