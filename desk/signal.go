package desk

import "slices"

// Signal is what a reader takes from the words of a mail alone.
type Signal string

// The closed list of Signal values (domain.md section 1, "Closed lists").
const (
	SignalSafetyHazard           Signal = "safety_hazard"
	SignalLegalThreat            Signal = "legal_threat"
	SignalCitesStatute           Signal = "cites_statute"
	SignalWantsRefund            Signal = "wants_refund"
	SignalWantsReplacement       Signal = "wants_replacement"
	SignalAddressChange          Signal = "address_change"
	SignalProductChange          Signal = "product_change"
	SignalPartMissing            Signal = "part_missing"
	SignalOrderedWrong           Signal = "ordered_wrong" // the buyer's own mistake
	SignalPreference             Signal = "preference"    // called a defect
	SignalIncompatibility        Signal = "incompatibility"
	SignalRefusedDamaged         Signal = "refused_damaged"
	SignalRefusedDelivery        Signal = "refused_delivery"
	SignalUnclaimed              Signal = "unclaimed"
	SignalWrongAddressBuyer      Signal = "wrong_address_buyer"
	SignalWrongAddressShop       Signal = "wrong_address_shop"
	SignalNotReceived            Signal = "not_received"
	SignalReturnedAlready        Signal = "returned_already"
	SignalThirdParty             Signal = "third_party"
	SignalGiftRecipient          Signal = "gift_recipient"
	SignalReplacementUnit        Signal = "replacement_unit"
	SignalSameSymptomAgain       Signal = "same_symptom_again"
	SignalDisputesResult         Signal = "disputes_result"
	SignalCostShipping           Signal = "cost_shipping"
	SignalCostTaxDuty            Signal = "cost_tax_duty"
	SignalCostReturnPostage      Signal = "cost_return_postage"
	SignalCostReplacementPostage Signal = "cost_replacement_postage"
	SignalChoiceWait             Signal = "choice_wait"
	SignalChoiceCancel           Signal = "choice_cancel"
	SignalStatesDeliveryDate     Signal = "states_delivery_date"
	SignalPackagingDescribed     Signal = "packaging_described"
	SignalPresale                Signal = "presale"
	SignalBilling                Signal = "billing"
	SignalPraise                 Signal = "praise"
	SignalPrivacy                Signal = "privacy"
	SignalInstructsReader        Signal = "instructs_reader" // text aimed at the bot or its reader
)

// Signals gives the closed list in its documented order, as a fresh slice.
func Signals() []Signal {
	return []Signal{
		SignalSafetyHazard, SignalLegalThreat, SignalCitesStatute, SignalWantsRefund, SignalWantsReplacement,
		SignalAddressChange, SignalProductChange, SignalPartMissing, SignalOrderedWrong, SignalPreference,
		SignalIncompatibility, SignalRefusedDamaged, SignalRefusedDelivery, SignalUnclaimed, SignalWrongAddressBuyer,
		SignalWrongAddressShop, SignalNotReceived, SignalReturnedAlready, SignalThirdParty, SignalGiftRecipient,
		SignalReplacementUnit, SignalSameSymptomAgain, SignalDisputesResult, SignalCostShipping, SignalCostTaxDuty,
		SignalCostReturnPostage, SignalCostReplacementPostage, SignalChoiceWait, SignalChoiceCancel, SignalStatesDeliveryDate,
		SignalPackagingDescribed, SignalPresale, SignalBilling, SignalPraise, SignalPrivacy,
		SignalInstructsReader,
	}
}

// Valid reports whether the value is a member of the closed list.
func (v Signal) Valid() bool { return slices.Contains(Signals(), v) }
