package classifier

import "returndesk/desk"

// The borders between classes by what phrases find: which of two neighbours a mail is about, and which signals
// go with it (domain.md section 1, "Conflict rules"; docs/labels.md, "Borders").

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
	if t.has(desk.SignalPrivacy) && t.score[desk.ClassOther] > t.score[desk.ClassNonCustomer] {
		t.drop(desk.ClassNonCustomer)
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
	if is(desk.ClassChangeOfMind) && t.has(markReturn) && t.has(markReceived) && !t.has(desk.SignalOrderedWrong, desk.SignalAddressChange) {
		t.drop(desk.ClassOrderChange) // what he has in hand is exchanged, not altered
	}
	if is(desk.ClassOrderChange) && t.score[desk.ClassDelay] <= t.score[desk.ClassOrderChange] && !t.has(markLate) && t.has(desk.SignalAddressChange, desk.SignalProductChange) {
		t.drop(desk.ClassDelay) // "not shipped yet" says that there is time to change it
	}
	if is(desk.ClassOrderChange) && (!t.has(markReturn) || t.has(desk.SignalOrderedWrong)) {
		t.drop(desk.ClassChangeOfMind)
	}
	if t.has(desk.SignalReturnedAlready) && !t.has(desk.SignalRefusedDelivery, desk.SignalUnclaimed, desk.SignalNotReceived, desk.SignalWrongAddressBuyer, desk.SignalWrongAddressShop) {
		t.drop(desk.ClassDeliveryProblem) // he sent it back himself
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
		if t.has(desk.SignalCostReturnPostage, desk.SignalCostReplacementPostage) && (!t.has(markFault) || t.score[desk.ClassDoaDefect] <= t.score[desk.ClassCostRefund]) {
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
	// Cracked and bent parts together with words about the way are damage on the way,
	// unless more is said about what the thing does.
	if t.has(markTransit) && t.has(markBody) && t.score[transit] >= t.score[doa] {
		t.drop(doa)
	}
	if t.score[transit] >= enough {
		t.drop(desk.ClassDeliveryProblem)
		delete(t.marks, desk.SignalRefusedDelivery)
	}
	if t.score[wrong] >= 3 && !t.has(markFault) {
		t.drop(doa)
	}
	// Who has nothing in hand yet got nothing wrong: "instead of" names his wish.
	if t.score[wrong] >= enough && t.score[desk.ClassOrderChange] >= 3 && !t.has(markReceived, desk.SignalPartMissing) {
		t.drop(wrong)
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
		case t.has(desk.SignalReturnedAlready) && t.has(markFault) && t.score[doa] >= 3:
			t.drop(desk.ClassRMAFollowup) // the first word of a fault, with the goods already on the way
		case t.score[desk.ClassDelay] > t.score[desk.ClassRMAFollowup] && !t.has(markCase, markSends, markFault, desk.SignalDisputesResult, desk.SignalReturnedAlready):
			t.drop(desk.ClassRMAFollowup) // "any news" of an order
		case t.has(markStatus, markSends, desk.SignalDisputesResult, desk.SignalReturnedAlready) || t.score[desk.ClassRMAFollowup] >= 3:
			t.drop(doa, transit, wrong, desk.ClassDelay, desk.ClassChangeOfMind)
		}
	}
	if t.score[doa] >= enough || t.score[transit] >= enough {
		t.drop(desk.ClassChangeOfMind, desk.ClassDelay, desk.ClassRMAFollowup, desk.ClassOrderChange)
	}
	t.others()
}

// others settles between class other and the rest: a question before buying, an invoice
// or data protection wins when more is said about it than about any other matter.
func (t *tally) others() {
	rest := 0.0
	for c, s := range t.score {
		if c != desk.ClassOther {
			rest = max(rest, s)
		}
	}
	own := t.score[desk.ClassOther]
	switch {
	case rest < enough:
	case own > rest && t.has(desk.SignalBilling, desk.SignalPrivacy), own > rest && t.has(desk.SignalPresale) && len(t.numbers) == 0:
		for _, c := range desk.Classes() {
			if c != desk.ClassOther {
				t.drop(c)
			}
		}
	default:
		t.drop(desk.ClassOther)
	}
}

// companions settles the signals that depend on the class.
func (t *tally) companions() {
	other := true
	for c, s := range t.score {
		other = other && (c == desk.ClassOther || s < enough)
	}
	running := func(c desk.Class) bool { return t.score[c] >= enough }
	if !running(desk.ClassRMAFollowup) && !running(desk.ClassDoaDefect) {
		delete(t.marks, desk.SignalDisputesResult)
	}
	if t.has(desk.SignalRefusedDamaged, desk.SignalRefusedDelivery) { // the carrier took it back
		delete(t.marks, desk.SignalReturnedAlready)
	}
	if !running(desk.ClassOrderChange) {
		delete(t.marks, desk.SignalProductChange)
	}
	if !running(desk.ClassDoaDefect) && !running(desk.ClassTransitDamage) && !running(desk.ClassWrongItem) &&
		!running(desk.ClassDeliveryProblem) && !running(desk.ClassRMAFollowup) {
		delete(t.marks, desk.SignalWantsReplacement) // "swap it" is a wish of taste there
	}
	if running(desk.ClassDeliveryProblem) || running(desk.ClassCostRefund) {
		delete(t.marks, desk.SignalOrderedWrong)
	}
	if !running(desk.ClassDeliveryProblem) {
		delete(t.marks, desk.SignalUnclaimed)
		delete(t.marks, desk.SignalRefusedDelivery)
	}
	if t.has(desk.SignalBilling, desk.SignalPrivacy) {
		delete(t.marks, desk.SignalPresale)
	}
	if !other { // a question before buying or a compliment beside a matter is none of its own
		delete(t.marks, desk.SignalPresale)
		delete(t.marks, desk.SignalPraise)
		delete(t.marks, desk.SignalBilling)
	}
	if t.has(desk.SignalAddressChange) && !t.alone(desk.SignalProductChange, desk.SignalAddressChange) {
		delete(t.marks, desk.SignalProductChange) // "change the address" changes no product
	}
	if !t.reply && t.words > 12 { // only who answers our notice chooses
		delete(t.marks, desk.SignalChoiceCancel)
	}
	if t.score[desk.ClassOrderChange] >= enough && !t.has(desk.SignalAddressChange, desk.SignalProductChange) {
		t.marks[desk.SignalProductChange] = []int32{0}
	}
}
