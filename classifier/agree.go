package classifier

import (
	"slices"

	"returndesk/desk"
)

// The heads of the signals know nothing of the class, and some are raised by a noun alone:
// a label that names the wrong street raises a change of address. By the label guide
// (docs/labels.md) such signals stand with certain matters only; hardly a mail of
// the corpus breaks that. Signals that may stand with any matter are not listed, nor are the choices after
// a delay notice: where one contradicts the class, a person should see both.
var matters = map[desk.Signal][]desk.Class{
	desk.SignalWantsReplacement:       {desk.ClassWrongItem, desk.ClassTransitDamage, desk.ClassDoaDefect, desk.ClassRMAFollowup, desk.ClassDeliveryProblem},
	desk.SignalAddressChange:          {desk.ClassOrderChange, desk.ClassDeliveryProblem, desk.ClassDelay, desk.ClassCancellation, desk.ClassRMAFollowup},
	desk.SignalProductChange:          {desk.ClassOrderChange, desk.ClassCancellation, desk.ClassDelay},
	desk.SignalPartMissing:            {desk.ClassWrongItem},
	desk.SignalOrderedWrong:           {desk.ClassChangeOfMind, desk.ClassOrderChange, desk.ClassCancellation},
	desk.SignalPreference:             {desk.ClassChangeOfMind, desk.ClassDoaDefect},
	desk.SignalIncompatibility:        {desk.ClassChangeOfMind, desk.ClassDoaDefect, desk.ClassCancellation, desk.ClassOrderChange},
	desk.SignalRefusedDamaged:         {desk.ClassTransitDamage},
	desk.SignalRefusedDelivery:        {desk.ClassDeliveryProblem},
	desk.SignalUnclaimed:              {desk.ClassDeliveryProblem},
	desk.SignalWrongAddressBuyer:      {desk.ClassDeliveryProblem, desk.ClassOrderChange, desk.ClassCancellation},
	desk.SignalWrongAddressShop:       {desk.ClassDeliveryProblem, desk.ClassOrderChange},
	desk.SignalNotReceived:            {desk.ClassDeliveryProblem},
	desk.SignalSameSymptomAgain:       {desk.ClassDoaDefect, desk.ClassRMAFollowup},
	desk.SignalCostTaxDuty:            {desk.ClassCostRefund, desk.ClassDeliveryProblem},
	desk.SignalCostReturnPostage:      {desk.ClassCostRefund},
	desk.SignalCostReplacementPostage: {desk.ClassCostRefund},
	desk.SignalPackagingDescribed:     {desk.ClassTransitDamage, desk.ClassWrongItem, desk.ClassDoaDefect, desk.ClassDeliveryProblem},
}

// agreeing leaves out the signals that fit none of a mail's matters.
func agreeing(signals []desk.Signal, class desk.Class, intents []desk.Class) []desk.Signal {
	return slices.DeleteFunc(signals, func(s desk.Signal) bool {
		with, bound := matters[s]
		return bound && !slices.Contains(with, class) && !slices.ContainsFunc(with, func(c desk.Class) bool { return slices.Contains(intents, c) })
	})
}

// onePostage leaves out the fee of the shop's own shipping where the postage of a return is
// asked back and no phrase names that fee: "the 18 dollars of return postage" are one cost.
func onePostage(signals []desk.Signal, phrases *desk.Reading) []desk.Signal {
	if !slices.Contains(signals, desk.SignalCostReturnPostage) || phrases.Has(desk.SignalCostShipping) {
		return signals
	}
	return slices.DeleteFunc(signals, func(s desk.Signal) bool { return s == desk.SignalCostShipping })
}
