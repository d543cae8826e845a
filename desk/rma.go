package desk

import (
	"slices"
	"strings"
)

// RMAState is where an RMA record stands (domain.md section 3).
type RMAState string

// The states of an RMA.
const (
	RMAAwaitingEvidence RMAState = "awaiting_evidence"
	RMAUnderReview      RMAState = "under_review"
	RMATroubleshooting  RMAState = "troubleshooting"
	RMANoReturn         RMAState = "no_return"
	RMAAuthorized       RMAState = "authorized"
	RMAInTransit        RMAState = "in_transit"
	RMAReceived         RMAState = "received"
	RMAInspecting       RMAState = "inspecting"
	RMAFaultConfirmed   RMAState = "fault_confirmed"
	RMANoFaultFound     RMAState = "no_fault_found"
	RMAManagerHold      RMAState = "manager_hold"
	RMAReturnToBuyer    RMAState = "return_to_buyer"
	RMAResolving        RMAState = "resolving"
	RMAClosedResolved   RMAState = "closed_resolved"
	RMAClosedRejected   RMAState = "closed_rejected"
	RMAClosedExpired    RMAState = "closed_expired"
	RMAWithdrawn        RMAState = "withdrawn"
)

// Open reports whether a record in this state still has something to happen. A state
// that this program does not know counts as open: a claim is never lost to a word.
func (s RMAState) Open() bool {
	switch s {
	case RMAClosedResolved, RMAClosedRejected, RMAClosedExpired, RMAWithdrawn:
		return false
	}
	return s != ""
}

// Said is the state in a sentence: "awaiting evidence".
func (s RMAState) Said() string { return strings.ReplaceAll(string(s), "_", " ") }

// Asks reports whether the record waits for an answer of the customer's, whose days the
// case's clock counts from the sending of our question (domain.md section 2).
func (s RMAState) Asks() bool { return s == RMAAwaitingEvidence || s == RMATroubleshooting }

// Next gives the states that may follow, in the order of domain.md section 3.
// Any open state may also become withdrawn, which is included.
func (s RMAState) Next() []RMAState {
	var next []RMAState
	switch s {
	case RMAAwaitingEvidence:
		next = []RMAState{RMAUnderReview, RMAClosedExpired}
	case RMAUnderReview:
		next = []RMAState{RMATroubleshooting, RMAAuthorized, RMANoReturn, RMAClosedRejected}
	case RMATroubleshooting:
		next = []RMAState{RMAUnderReview, RMAClosedResolved}
	case RMANoReturn:
		next = []RMAState{RMAResolving}
	case RMAAuthorized:
		next = []RMAState{RMAInTransit, RMAReceived, RMAClosedExpired}
	case RMAInTransit:
		next = []RMAState{RMAReceived}
	case RMAReceived:
		next = []RMAState{RMAInspecting}
	case RMAInspecting:
		next = []RMAState{RMAFaultConfirmed, RMANoFaultFound, RMAManagerHold}
	case RMAFaultConfirmed:
		next = []RMAState{RMAResolving}
	case RMANoFaultFound, RMAManagerHold:
		next = []RMAState{RMAResolving, RMAReturnToBuyer, RMAClosedRejected}
	case RMAReturnToBuyer:
		next = []RMAState{RMAClosedRejected}
	case RMAResolving:
		next = []RMAState{RMAClosedResolved}
	}
	if s.Open() {
		next = append(next, RMAWithdrawn)
	}
	return next
}

// RMAStates gives every state in the order of domain.md section 3, as a fresh slice.
func RMAStates() []RMAState {
	return []RMAState{
		RMAAwaitingEvidence, RMAUnderReview, RMATroubleshooting, RMANoReturn, RMAAuthorized, RMAInTransit, RMAReceived,
		RMAInspecting, RMAFaultConfirmed, RMANoFaultFound, RMAManagerHold, RMAReturnToBuyer, RMAResolving,
		RMAClosedResolved, RMAClosedRejected, RMAClosedExpired, RMAWithdrawn,
	}
}

// listed writes what is possible as people read it: "received, withdrawn".
func listed[T ~string](list []T) string {
	if len(list) == 0 {
		return "nothing"
	}
	words := make([]string, len(list))
	for i, x := range list {
		words[i] = string(x)
	}
	return strings.Join(words, ", ")
}

// Through gives the working state between two others, of which no customer is told and
// which no one has to enter by hand: an inspection's result ends the inspecting, and a
// remedy that is on its way ends the resolving (domain.md section 3).
func (s RMAState) Through(to RMAState) (RMAState, bool) {
	if slices.Contains(s.Next(), to) {
		return "", false
	}
	for _, via := range []RMAState{RMAInspecting, RMAResolving} {
		if slices.Contains(s.Next(), via) && slices.Contains(via.Next(), to) {
			return via, true
		}
	}
	return "", false
}
