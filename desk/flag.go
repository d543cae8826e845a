package desk

import "slices"

// Flag marks something about a decision that an agent, a report or a rule needs to know.
type Flag string

// The closed list of Flag values (domain.md section 1, "Closed lists").
const (
	FlagAddressChange             Flag = "address_change"
	FlagAlreadyRefunded           Flag = "already_refunded"
	FlagAuthFailed                Flag = "auth_failed"
	FlagAutoReply                 Flag = "auto_reply"
	FlagBilling                   Flag = "billing"
	FlagBounceOfOurs              Flag = "bounce_of_ours"
	FlagCancelCrossedShipment     Flag = "cancel_crossed_shipment"
	FlagCarrierClaimDue           Flag = "carrier_claim_due"
	FlagDelayNoticeOverdue        Flag = "delay_notice_overdue"
	FlagDeliveredNotReceived      Flag = "delivered_not_received"
	FlagDeliveryDateUnknown       Flag = "delivery_date_unknown"
	FlagDispute                   Flag = "dispute"
	FlagEvidenceLinkUnverified    Flag = "evidence_link_unverified"
	FlagEvidenceReused            Flag = "evidence_reused"
	FlagEvidenceUnusable          Flag = "evidence_unusable"
	FlagGiftRecipient             Flag = "gift_recipient"
	FlagLastDay                   Flag = "last_day"
	FlagLegalOrChargeback         Flag = "legal_or_chargeback"
	FlagMoneyReview               Flag = "money_review"
	FlagMultiIntent               Flag = "multi_intent"
	FlagMultiOrder                Flag = "multi_order"
	FlagNearMiss                  Flag = "near_miss"
	FlagNotDeliveredYet           Flag = "not_delivered_yet"
	FlagOrderMatchesDelivery      Flag = "order_matches_delivery"
	FlagOrderNumberTypo           Flag = "order_number_typo"
	FlagOurAddressError           Flag = "our_address_error"
	FlagOutOfWindow               Flag = "out_of_window"
	FlagPolicyGap                 Flag = "policy_gap"
	FlagPossibleChangeOfMind      Flag = "possible_change_of_mind"
	FlagPossibleDefectClaim       Flag = "possible_defect_claim"
	FlagPraise                    Flag = "praise"
	FlagPresale                   Flag = "presale"
	FlagPreviousRMAOpen           Flag = "previous_rma_open"
	FlagPrivacy                   Flag = "privacy"
	FlagRefusedDamaged            Flag = "refused_damaged"
	FlagRepeatClaim               Flag = "repeat_claim"
	FlagReplacementUnit           Flag = "replacement_unit"
	FlagReportDateHeld            Flag = "report_date_held"
	FlagRequestPredatesProduction Flag = "request_predates_production"
	FlagReturnedWithoutRMA        Flag = "returned_without_rma"
	FlagRMAExpired                Flag = "rma_expired"
	FlagSafety                    Flag = "safety"
	FlagScanMismatch              Flag = "scan_mismatch"
	FlagSenderMismatch            Flag = "sender_mismatch"
	FlagSeveralOrders             Flag = "several_orders"
	FlagShipByPassed              Flag = "ship_by_passed"
	FlagShortShipment             Flag = "short_shipment"
	FlagSignatureImageOnly        Flag = "signature_image_only"
	FlagStageUnknown              Flag = "stage_unknown"
	FlagStatutoryRights           Flag = "statutory_rights"
	FlagSuspiciousContent         Flag = "suspicious_content"
	FlagThirdParty                Flag = "third_party"
	FlagUrgentStopProduction      Flag = "urgent_stop_production"
	FlagVideoOnly                 Flag = "video_only"
	FlagWaitedAfterDelayNotice    Flag = "waited_after_delay_notice"
	FlagWantsRefund               Flag = "wants_refund"
)

// Flags gives the closed list in its documented order, as a fresh slice.
func Flags() []Flag {
	return []Flag{
		FlagAddressChange, FlagAlreadyRefunded, FlagAuthFailed, FlagAutoReply, FlagBilling,
		FlagBounceOfOurs, FlagCancelCrossedShipment, FlagCarrierClaimDue, FlagDelayNoticeOverdue, FlagDeliveredNotReceived,
		FlagDeliveryDateUnknown, FlagDispute, FlagEvidenceLinkUnverified, FlagEvidenceReused, FlagEvidenceUnusable,
		FlagGiftRecipient, FlagLastDay, FlagLegalOrChargeback, FlagMoneyReview, FlagMultiIntent,
		FlagMultiOrder, FlagNearMiss, FlagNotDeliveredYet, FlagOrderMatchesDelivery, FlagOrderNumberTypo,
		FlagOurAddressError, FlagOutOfWindow, FlagPolicyGap, FlagPossibleChangeOfMind, FlagPossibleDefectClaim,
		FlagPraise, FlagPresale, FlagPreviousRMAOpen, FlagPrivacy, FlagRefusedDamaged,
		FlagRepeatClaim, FlagReplacementUnit, FlagReportDateHeld, FlagRequestPredatesProduction, FlagReturnedWithoutRMA,
		FlagRMAExpired, FlagSafety, FlagScanMismatch, FlagSenderMismatch, FlagSeveralOrders,
		FlagShipByPassed, FlagShortShipment, FlagSignatureImageOnly, FlagStageUnknown, FlagStatutoryRights,
		FlagSuspiciousContent, FlagThirdParty, FlagUrgentStopProduction, FlagVideoOnly, FlagWaitedAfterDelayNotice,
		FlagWantsRefund,
	}
}

// Valid reports whether the value is a member of the closed list.
func (v Flag) Valid() bool { return slices.Contains(Flags(), v) }
