package desk

import "slices"

// Rank orders flags where there is room for a few: danger, the law and the clock first,
// then what casts doubt on a mail, then the rest alike. Lower comes first.
func (v Flag) Rank() int {
	order := []Flag{
		FlagSafety, FlagLegalOrChargeback, FlagUrgentStopProduction, FlagLastDay,
		FlagAuthFailed, FlagSuspiciousContent, FlagSenderMismatch, FlagStatutoryRights,
		FlagMoneyReview, FlagDispute, FlagPolicyGap, FlagEvidenceReused, FlagOutOfWindow,
	}
	if i := slices.Index(order, v); i >= 0 {
		return i
	}
	return len(order)
}
