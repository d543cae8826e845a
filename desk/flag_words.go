package desk

// flagWords are the words for one flag: Short fits a column, Meaning is a sentence for
// the person who decides.
type flagWords struct{ short, meaning string }

// words gives the words of a flag; the closed list is covered by a test.
func (v Flag) words() flagWords {
	switch v {
	case FlagAddressChange:
		return flagWords{"address", "Wants the parcel to go to another address."}
	case FlagAlreadyRefunded:
		return flagWords{"refunded", "The order was cancelled or refunded before."}
	case FlagAuthFailed:
		return flagWords{"auth failed", "The mail claims the buyer's address, and the mail server's checks say that it is not from there."}
	case FlagAutoReply:
		return flagWords{"auto-reply", "Written by a machine: an absence note or a receipt."}
	case FlagBilling:
		return flagWords{"billing", "About an invoice or a charge, not about a return."}
	case FlagBounceOfOurs:
		return flagWords{"bounce", "A mail of ours could not be delivered."}
	case FlagCancelCrossedShipment:
		return flagWords{"crossed", "Asked to cancel while it was allowed, and the parcel left afterwards."}
	case FlagCarrierClaimDue:
		return flagWords{"carrier claim", "A claim with the carrier has to be made before its deadline."}
	case FlagDelayNoticeOverdue:
		return flagWords{"notice due", "The promised date slipped and the buyer got no notice about it."}
	case FlagDeliveredNotReceived:
		return flagWords{"not received", "The carrier says delivered, the buyer says that nothing came."}
	case FlagDeliveryDateUnknown:
		return flagWords{"no date", "Nobody knows the day of delivery, so no refusal may rest on it."}
	case FlagDispute:
		return flagWords{"dispute", "Disputes the result of our inspection."}
	case FlagEvidenceLinkUnverified:
		return flagWords{"link only", "The evidence is a link. It was not opened."}
	case FlagEvidenceReused:
		return flagWords{"reused photo", "A picture of this mail was used in an earlier claim."}
	case FlagEvidenceUnusable:
		return flagWords{"bad photo", "The photo or video cannot be used; the verdicts say why."}
	case FlagGiftRecipient:
		return flagWords{"gift", "Writes as the person who was given the item, not as the buyer."}
	case FlagLastDay:
		return flagWords{"last day", "Reported on day 7, the last day of the window."}
	case FlagLegalOrChargeback:
		return flagWords{"legal", "Names a lawyer, a law or a dispute at the bank. A senior approves."}
	}
	return v.moreWords()
}

// moreWords is the second half of words.
func (v Flag) moreWords() flagWords {
	switch v {
	case FlagMoneyReview:
		return flagWords{"money", "Money may have to move: a senior looks at it."}
	case FlagMultiIntent:
		return flagWords{"several asks", "More than one thing is wanted, in this mail or one before it; the reply has a paragraph for each."}
	case FlagMultiOrder:
		return flagWords{"many orders", "The mail is about more than one order; each has a case of its own."}
	case FlagNearMiss:
		return flagWords{"near miss", "Reported on day 8 to 10, just after the window."}
	case FlagNotDeliveredYet:
		return flagWords{"undelivered", "Claims about an item that has not been delivered."}
	case FlagOrderMatchesDelivery:
		return flagWords{"as ordered", "What was delivered is what was ordered."}
	case FlagOrderNumberTypo:
		return flagWords{"number typo", "The order number is unknown; the sender's only order was taken instead."}
	case FlagOurAddressError:
		return flagWords{"our address", "The label differs from the address typed at checkout: not the buyer's fault."}
	case FlagOutOfWindow:
		return flagWords{"late", "Reported after the 7 days."}
	case FlagPolicyGap:
		return flagWords{"policy gap", "The policy does not say what to do here. The manager has to settle it."}
	case FlagPossibleChangeOfMind:
		return flagWords{"mind?", "May be a change of mind and not a fault."}
	case FlagPossibleDefectClaim:
		return flagWords{"defect?", "May hide a fault behind a change of mind."}
	case FlagPraise:
		return flagWords{"praise", "Says something kind."}
	case FlagPresale:
		return flagWords{"presale", "A question before buying."}
	case FlagPreviousRMAOpen:
		return flagWords{"open RMA", "The item has an RMA that is still open; this mail belongs to it."}
	case FlagPrivacy:
		return flagWords{"privacy", "About personal data: an answer has a legal deadline."}
	case FlagRefusedDamaged:
		return flagWords{"refused", "Refused the parcel because it was damaged."}
	case FlagRepeatClaim:
		return flagWords{"repeat", "The same item was claimed before."}
	case FlagReplacementUnit:
		return flagWords{"replacement", "The unit is itself a replacement, with a window of its own."}
	}
	return v.lastWords()
}

// lastWords is the last third of words.
func (v Flag) lastWords() flagWords {
	switch v {
	case FlagReportDateHeld:
		return flagWords{"date held", "The first report's date counts, however long the answers take."}
	case FlagRequestPredatesProduction:
		return flagWords{"was in time", "The request came before production began and was read after."}
	case FlagReturnedWithoutRMA:
		return flagWords{"no RMA", "Sent the goods back without an RMA: keep them apart when they arrive."}
	case FlagRMAExpired:
		return flagWords{"RMA expired", "The RMA's return deadline has passed."}
	case FlagSafety:
		return flagWords{"SAFETY", "Smoke, heat, swelling or a shock. Nothing is shipped or tested until it is cleared."}
	case FlagScanMismatch:
		return flagWords{"scan?", "The carrier says on its way, the photos show the goods."}
	case FlagSenderMismatch:
		return flagWords{"other sender", "Written from another address than the order's."}
	case FlagSeveralOrders:
		return flagWords{"which order", "The sender has several orders and named none."}
	case FlagShipByPassed:
		return flagWords{"ship-by over", "The promised shipping date has passed."}
	case FlagShortShipment:
		return flagWords{"part missing", "A part was missing from the parcel."}
	case FlagSignatureImageOnly:
		return flagWords{"no photo", "The only picture is a mail signature's logo."}
	case FlagStageUnknown:
		return flagWords{"stage?", "How far the order has come is not known."}
	case FlagStatutoryRights:
		return flagWords{"law", "Rights by law may go beyond the policy. A senior approves."}
	case FlagSuspiciousContent:
		return flagWords{"suspicious", "Text aimed at machines, or the marks of spam. It was read as text only."}
	case FlagThirdParty:
		return flagWords{"third party", "Writes on behalf of the buyer."}
	case FlagUrgentStopProduction:
		return flagWords{"stop work", "Production is not known to have begun: look at once whether it can still be stopped."}
	case FlagVideoOnly:
		return flagWords{"video", "The evidence is a video that nobody has looked at."}
	case FlagWaitedAfterDelayNotice:
		return flagWords{"chose to wait", "The buyer chose to wait after our notice about the delay."}
	case FlagWantsRefund:
		return flagWords{"wants money", "Asks for money back where the policy gives none."}
	}
	return flagWords{string(v), ""}
}

// Short names the flag in at most 13 characters, for a column.
func (v Flag) Short() string { return v.words().short }

// Meaning says in a sentence what the flag tells the person who decides; "" for a flag
// that is not in the closed list.
func (v Flag) Meaning() string { return v.words().meaning }

// Urgent reports whether the flag calls for somebody at once: the three that also go out
// as an alert.
func (v Flag) Urgent() bool {
	return v == FlagSafety || v == FlagUrgentStopProduction || v == FlagLegalOrChargeback
}
