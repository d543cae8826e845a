package desk

import "slices"

// The names of steps that are no state: they keep, split or open again.
const (
	RMAStepNote        = "note"           // keeps values and photos
	RMAStepSplit       = "split"          // part of the pieces into a record of their own
	RMAStepReopen      = "reopen"         // opens a closed record again
	RMAStepCleared     = "hazard_cleared" // lifts the ban on shipping
	RMAStepClaimFiled  = "claim_filed"    // our claim against the carrier
	RMAStepClaimWon    = "claim_won"
	RMAStepClaimLost   = "claim_lost"
	RMAStepRefund      = "refund_processing"
	RMAStepWithdraw    = "withdraw"
	RMAStepSilence     = "close_silence"
	RMAStepExpired     = "rma_expired"
	RMAStepExpiring    = "rma_expiring"
	RMAStepAuthorize   = "rma_authorized"
	RMAStepNotFeasible = "not_feasible" // the value without which no refund is drawn up
	RMAValueRuledOut   = "ruled_out"    // the value by which a remedy is recorded as not feasible
	RMAValueCause      = "cause"        // why, in words that the customer's mail quotes
	RMAValueLine       = "line"         // the value that says which line of the order a record is about
)

// RMASteps gives what can be done with a record, in the order of domain.md section 3: the
// steps with a mail draft it and move the record when it is sent, the others move it at
// once. What a step needs are values by the names of RMAValues; "reason" is why.
func RMASteps(r *RMA) []Action {
	out := stepsFrom(r.State)
	for i := range out {
		out[i] = r.Asking(out[i])
	}
	if r.NoShipping {
		out = slices.DeleteFunc(out, func(a Action) bool {
			return a.RMAState.barred() || a.Name == RMAStepExpiring
		})
		out = append(out, Action{Name: RMAStepCleared, Label: "The hazard is cleared: the item may travel.", Role: RoleSenior, Needs: []string{"reason"}})
	}
	if r.Claim != nil {
		switch r.Claim.State {
		case ClaimOpen:
			out = append(out, Action{Name: RMAStepClaimFiled, Label: "The damage is claimed from the carrier.", Needs: []string{"claim_number"}, Takes: []string{"carrier", "claim_due", "answer_due"}},
				Action{Name: RMAStepClaimLost, Label: "The carrier is not asked, or it is too late.", Needs: []string{"reason"}})
		case ClaimFiled:
			out = append(out, Action{Name: RMAStepClaimWon, Label: "The carrier pays.", Needs: []string{"amount"}, Takes: []string{"currency"}},
				Action{Name: RMAStepClaimLost, Label: "The carrier turns the claim down.", Needs: []string{"reason"}})
		}
	}
	switch {
	case r.State.Open():
		if r.Qty > 1 {
			out = append(out, Action{Name: RMAStepSplit, Label: "Part of the pieces get a record of their own.", Needs: []string{"qty", "reason"}, Takes: []string{"serial"}})
		}
		out = append(out, Action{Name: RMAStepWithdraw, Label: "The buyer takes the claim back.", Needs: []string{"reason"}, RMAState: RMAWithdrawn, Close: true})
	case r.State != "":
		out = append(out, Action{Name: RMAStepReopen, Label: "Open the record again.", Needs: []string{"reason"}, Takes: []string{"state"}})
	}
	out = append(out, Action{Name: RMAStepNote, Label: "Keep a value or a photo; nothing moves.", Needs: []string{"reason"},
		Takes: []string{RMAValueLine, "serial", "firmware", "batch", "carrier", "tracking", "cost", "currency", "payer", "replacement_order", "replaced_on", "finding", RMAValueRuledOut}})
	for i := range out {
		if out[i].Role == "" {
			out[i].Role = RoleAgent
		}
		if a := &out[i]; a.Template == "" && !slices.Contains(a.Needs, "reason") { // no mail says why
			a.Needs = append(slices.Clone(a.Needs), "reason")
			a.Takes = slices.DeleteFunc(slices.Clone(a.Takes), func(n string) bool { return n == "reason" })
		}
	}
	return out
}

// Asking gives an action with what the record makes it need: a claim is put right by something,
// and where nobody has said yet by what, or that it is by money, the last step says it. A
// refund's own mail says it by itself.
func (r *RMA) Asking(a Action) Action {
	open := r.ending() == "" || r.ending() == RemedyRefund
	if open && a.RMAState == RMAClosedResolved && a.Template != mailRefund && !slices.Contains(a.Needs, "remedy") {
		a.Needs, a.Takes = append(slices.Clone(a.Needs), "remedy"), slices.DeleteFunc(slices.Clone(a.Takes), func(n string) bool { return n == "remedy" })
	}
	return a
}

// stepsFrom gives the steps out of a state.
func stepsFrom(s RMAState) []Action {
	inspected := []string{"finding", "cost", "currency", "serial", "firmware", "batch"}
	status := Action{Name: "rma_status", Label: "Tell the buyer where the return stands.", Template: "rma_status"}
	shipped := Action{Name: "resolution_shipped", Label: "The remedy is on its way.", Template: "resolution_shipped", Needs: []string{"carrier", "tracking"},
		Takes: []string{"remedy", "resolution", "replacement_order", "reason"}, RMAState: RMAClosedResolved, Close: true}
	refund := Action{Name: RMAStepRefund, Label: "Money is given back; a second person approves.", Template: mailRefund, Role: RoleSenior,
		Needs: []string{"amount", "currency", RMAStepNotFeasible, "reason"}, RMAState: RMAClosedResolved, Close: true}
	remedy := Action{Name: "remedy", Label: "Choose the remedy: parts, repair, replacement; refund last.", Needs: []string{"remedy"}, Takes: []string{"resolution", "due", "reason"}, RMAState: RMAResolving}
	rejected := Action{Name: "claim_rejected", Label: "The claim is turned down.", Template: "claim_rejected", Role: RoleSenior, Needs: []string{RMAValueCause}, Takes: []string{"reason"}, RMAState: RMAClosedRejected, Close: true}
	silence := Action{Name: RMAStepSilence, Label: "Close because no answer came.", Template: "closed_silence", Close: true}
	received := Action{Name: "rma_received", Label: "The parcel is here.", Template: "rma_received", Takes: []string{"carrier", "tracking", "cost", "currency"}, RMAState: RMAReceived}
	switch s {
	case RMAAwaitingEvidence:
		silence.RMAState = RMAClosedExpired
		return []Action{{Name: "claim_received", Label: "The evidence is there: take the claim under review.", Template: "claim_received", RMAState: RMAUnderReview}, silence, status}
	case RMAUnderReview:
		return []Action{
			{Name: "troubleshooting", Label: "Try a remedy with the customer.", Template: "troubleshooting", Needs: []string{"steps"}, RMAState: RMATroubleshooting},
			{Name: RMAStepAuthorize, Label: "The item may be sent back.", Template: "rma_authorized", Needs: []string{"condition", "expires"}, Takes: []string{"address", "label", "payer"}, RMAState: RMAAuthorized},
			{Name: "rma_no_return", Label: "Nothing has to be sent back.", Template: "rma_no_return", Takes: []string{"resolution", "remedy", "reason"}, RMAState: RMANoReturn},
			rejected, status,
		}
	case RMATroubleshooting:
		silence.RMAState = RMAClosedResolved
		return []Action{
			{Name: "not_solved", Label: "The remedy did not help: back to the review.", RMAState: RMAUnderReview},
			{Name: "solved", Label: "The remedy helped.", RMAState: RMAClosedResolved, Close: true}, silence, status,
		}
	case RMANoReturn, RMAFaultConfirmed:
		return []Action{remedy, shipped, refund, status}
	case RMAAuthorized:
		return []Action{
			{Name: "rma_in_transit", Label: "The buyer's parcel is on its way.", Template: "rma_status", Needs: []string{"carrier", "tracking"}, RMAState: RMAInTransit},
			received,
			{Name: RMAStepExpiring, Label: "Remind the buyer that the number runs out.", Template: "rma_expiring", Needs: []string{"expires"}},
			{Name: RMAStepExpired, Label: "The number has run out.", Template: "rma_expired", RMAState: RMAClosedExpired, Close: true}, status,
		}
	case RMAInTransit:
		return []Action{received, status}
	case RMAReceived:
		return []Action{{Name: "inspect", Label: "The inspection begins.", RMAState: RMAInspecting}, fault(inspected), noFault(inspected), status}
	case RMAInspecting:
		return []Action{fault(inspected), noFault(inspected), {Name: "hold", Label: "Leave it to the manager: wrong contents, condition not met, buyer damage.",
			Needs: []string{"hold", "reason"}, Takes: inspected, RMAState: RMAManagerHold}, status}
	case RMANoFaultFound, RMAManagerHold:
		goodwill := Action{Name: "goodwill", Label: "Put it right all the same.", Role: RoleSenior, Needs: []string{"remedy", "reason"}, Takes: []string{"resolution", "due"}, RMAState: RMAResolving}
		back := Action{Name: "unit_sent_back", Label: "The unit goes back to the buyer.", Template: "resolution_shipped", Needs: []string{"carrier", "tracking"},
			Takes: []string{"resolution", "back_payer", "back_cost", "currency", "payer"}, RMAState: RMAReturnToBuyer}
		return []Action{back, goodwill, rejected, status}
	case RMAReturnToBuyer:
		return []Action{{Name: "back_with_buyer", Label: "The unit is with the buyer again.", Needs: []string{"reason"}, RMAState: RMAClosedRejected, Close: true}, rejected, status}
	case RMAResolving:
		return []Action{shipped, refund, {Name: "resolved", Label: "It is put right, and nothing was sent.", Needs: []string{"reason"}, Takes: []string{"remedy", "resolution"}, RMAState: RMAClosedResolved, Close: true}, status}
	}
	return nil
}

func fault(takes []string) Action {
	return Action{Name: "inspection_fault", Label: "The inspection confirms the fault.", Template: "inspection_fault", Takes: append(slices.Clone(takes), "resolution"), RMAState: RMAFaultConfirmed}
}

func noFault(takes []string) Action {
	return Action{Name: "inspection_no_fault", Label: "The inspection finds no fault.", Template: "inspection_no_fault", Takes: append(slices.Clone(takes), "payer", "price"), RMAState: RMANoFaultFound}
}

// remedyNames gives the remedies as values are written.
func remedyNames() []string {
	var out []string
	for _, x := range Remedies() {
		out = append(out, string(x))
	}
	return out
}

// RMAValue is a value that a step needs or takes.
type RMAValue struct {
	Name    string   `json:"name"`
	Help    string   `json:"help"`
	Choices []string `json:"choices,omitempty"` // closed list, where there is one
	// Names says by choice what it is called, where the value alone says little.
	Names map[string]string `json:"names,omitempty"`
}

// ReadByCustomer tells whether a value is words that the customer's mail quotes as they were
// typed.
func ReadByCustomer(name string) bool {
	switch name {
	case RMAValueCause, "change", "condition", "finding", "label", "resolution", "steps":
		return true
	}
	return false
}

// RMAValues gives every value that steps of a record name, as a fresh slice.
func RMAValues() []RMAValue {
	remedies := remedyNames()
	states := make([]string, 0, 17)
	for _, x := range RMAStates() {
		states = append(states, string(x))
	}
	return []RMAValue{
		{Name: "reason", Help: "why, for the history; the customer never reads it"},
		{Name: "address", Help: "where the return goes; the configured one otherwise"},
		{Name: "amount", Help: "an amount of money, such as 289.00"},
		{Name: "answer_due", Help: "by when the carrier should answer the claim, a date; shop.carrier_answer_days if left out"},
		{Name: "back_cost", Help: "postage back to the buyer"},
		{Name: "back_payer", Help: "who pays the postage back; the buyer unless waived", Choices: []string{PayerBuyer, PayerShop}},
		{Name: "batch", Help: "production batch"},
		{Name: "carrier", Help: "who carries the parcel"},
		{Name: RMAValueCause, Help: "why, in words for the customer, whose mail quotes them"},
		{Name: "claim_due", Help: "last day on which the carrier takes the claim"},
		{Name: "claim_number", Help: "the carrier's number for our claim"},
		{Name: "condition", Help: "in which condition the item must come back"},
		{Name: "cost", Help: "the return's postage"},
		{Name: "currency", Help: "ISO 4217, such as USD"},
		{Name: "due", Help: "by when the remedy is to be done, a date"},
		{Name: "expires", Help: "until when the return must be on its way, a date seven days away or more; as deadlines.return says if left out"},
		{Name: "finding", Help: "what the inspection found, in words for the customer"},
		{Name: "firmware", Help: "firmware version"},
		{Name: "hold", Help: "why the inspection leaves it to the manager", Choices: HoldReasons()},
		{Name: "label", Help: "words about the label that we send; then we pay"},
		{Name: RMAValueLine, Help: "which line of the order it is about, by its number"},
		{Name: RMAStepNotFeasible, Help: "why neither repair nor replacement is feasible"},
		{Name: "payer", Help: "who pays the return's postage", Choices: []string{PayerShop, PayerBuyer, PayerNone}},
		{Name: "price", Help: "what sending it back costs"},
		{Name: "qty", Help: "how many pieces"},
		{Name: "remedy", Help: "how it is put right, the preferred one first", Choices: remedies},
		{Name: "replaced_on", Help: "day on which the replacement unit was delivered"},
		{Name: "replacement_order", Help: "number of the order that replaces it"},
		{Name: "resolution", Help: "the remedy in words for the customer"},
		{Name: RMAValueRuledOut, Help: "a remedy that is not feasible; the reason says why", Choices: remedies[:len(remedies)-1]},
		{Name: "serial", Help: "serial number"},
		{Name: "state", Help: "where a reopened record goes on; where it was if left out", Choices: states},
		{Name: "steps", Help: "what the customer is asked to try"},
		{Name: "tracking", Help: "the parcel's tracking number"},
	}
}
