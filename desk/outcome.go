package desk

import "slices"

// Outcome is what the decision table decides for a mail.
type Outcome string

// The closed list of Outcome values (domain.md section 1, "Closed lists").
const (
	OutcomeAlreadyClosed       Outcome = "already_closed"
	OutcomeAskEvidence         Outcome = "ask_evidence"
	OutcomeAskOrder            Outcome = "ask_order"
	OutcomeCarrierTrace        Outcome = "carrier_trace"
	OutcomeChangeCheck         Outcome = "change_check"
	OutcomeDelayOptions        Outcome = "delay_options"
	OutcomeDenyChangeOfMind    Outcome = "deny_change_of_mind"
	OutcomeDenyCosts           Outcome = "deny_costs"
	OutcomeDenyInProduction    Outcome = "deny_in_production"
	OutcomeDenyShipped         Outcome = "deny_shipped"
	OutcomeFollowupAttach      Outcome = "followup_attach"
	OutcomeLateCancelReview    Outcome = "late_cancel_review"
	OutcomeManagerDecision     Outcome = "manager_decision"
	OutcomeNoReply             Outcome = "no_reply"
	OutcomeNotYetDelivered     Outcome = "not_yet_delivered"
	OutcomeOnScheduleInfo      Outcome = "on_schedule_info"
	OutcomeOpenRMA             Outcome = "open_rma"
	OutcomeOutOfWindowReview   Outcome = "out_of_window_review"
	OutcomeReshipQuote         Outcome = "reship_quote"
	OutcomeReturnCostReview    Outcome = "return_cost_review"
	OutcomeRouteHuman          Outcome = "route_human"
	OutcomeSafetyStop          Outcome = "safety_stop"
	OutcomeStopProductionCheck Outcome = "stop_production_check"
	OutcomeTrackingInfo        Outcome = "tracking_info"
	OutcomeUnauthorisedReturn  Outcome = "unauthorised_return"
	OutcomeVerifySender        Outcome = "verify_sender"
)

// Outcomes gives the closed list in its documented order, as a fresh slice.
func Outcomes() []Outcome {
	return []Outcome{
		OutcomeAlreadyClosed, OutcomeAskEvidence, OutcomeAskOrder, OutcomeCarrierTrace, OutcomeChangeCheck,
		OutcomeDelayOptions, OutcomeDenyChangeOfMind, OutcomeDenyCosts, OutcomeDenyInProduction, OutcomeDenyShipped,
		OutcomeFollowupAttach, OutcomeLateCancelReview, OutcomeManagerDecision, OutcomeNoReply, OutcomeNotYetDelivered,
		OutcomeOnScheduleInfo, OutcomeOpenRMA, OutcomeOutOfWindowReview, OutcomeReshipQuote, OutcomeReturnCostReview,
		OutcomeRouteHuman, OutcomeSafetyStop, OutcomeStopProductionCheck, OutcomeTrackingInfo, OutcomeUnauthorisedReturn,
		OutcomeVerifySender,
	}
}

// Valid reports whether the value is a member of the closed list.
func (v Outcome) Valid() bool { return slices.Contains(Outcomes(), v) }

// Ask is one thing that a reply asks the customer for (domain.md section 2).
type Ask string

// The closed list of Ask values (domain.md section 1, "Closed lists").
const (
	AskAddressConfirm    Ask = "address_confirm"
	AskBuyerConfirmation Ask = "buyer_confirmation"
	AskDelayChoice       Ask = "delay_choice"
	AskDeliveryDate      Ask = "delivery_date"
	AskDiagnosticResult  Ask = "diagnostic_result"
	AskOrderEmail        Ask = "order_email"
	AskOrderNumber       Ask = "order_number"
	AskPackagingPhotos   Ask = "packaging_photos"
	AskPhotoVideo        Ask = "photo_video"
	AskProofOfCost       Ask = "proof_of_cost"
	AskResendEvidence    Ask = "resend_evidence"
	AskReshipChoice      Ask = "reship_choice"
	AskReturnTracking    Ask = "return_tracking"
	AskSerialFirmware    Ask = "serial_firmware"
	AskWhichOrder        Ask = "which_order"
)

// Asks gives the closed list in its documented order, as a fresh slice.
func Asks() []Ask {
	return []Ask{
		AskAddressConfirm, AskBuyerConfirmation, AskDelayChoice, AskDeliveryDate, AskDiagnosticResult,
		AskOrderEmail, AskOrderNumber, AskPackagingPhotos, AskPhotoVideo, AskProofOfCost,
		AskResendEvidence, AskReshipChoice, AskReturnTracking, AskSerialFirmware, AskWhichOrder,
	}
}

// Valid reports whether the value is a member of the closed list.
func (v Ask) Valid() bool { return slices.Contains(Asks(), v) }
