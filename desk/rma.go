package desk

import "time"

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

// RMA is one return record: one line of one order (domain.md section 3, "Fields").
type RMA struct {
	Number        string       `json:"number"` // "RMA-7K3Q-9TXB"; no password
	Case          string       `json:"case"`
	Mail          string       `json:"mail,omitempty"` // id of the mail that opened it
	Order         string       `json:"order"`
	OrderEmail    string       `json:"order_email"`
	Line          int          `json:"line"`
	Qty           int          `json:"qty"`
	Item          string       `json:"item"`
	SKU           string       `json:"sku"`
	Serial        string       `json:"serial,omitempty"`
	Firmware      string       `json:"firmware,omitempty"`
	Batch         string       `json:"batch,omitempty"`
	Class         Class        `json:"class"`
	Symptom       string       `json:"symptom,omitempty"` // first words of the customer's report
	ReportedAt    time.Time    `json:"reported_at"`
	DeliveredOn   Date         `json:"delivered_on,omitempty"`
	DeliveredBy   string       `json:"delivered_by,omitempty"` // source of the date
	Day           *int         `json:"day,omitempty"`
	Zone          string       `json:"zone,omitempty"`
	Evidence      []Evidence   `json:"evidence,omitempty"`
	State         RMAState     `json:"state"`
	Due           time.Time    `json:"due,omitzero"`          // when the state's deadline ends
	Deadline      Date         `json:"deadline,omitempty"`    // return deadline shown to the buyer
	NoShipping    bool         `json:"no_shipping,omitempty"` // safety: nothing travels until cleared
	Condition     string       `json:"condition,omitempty"`
	ReturnAddress string       `json:"return_address,omitempty"`
	Tracking      string       `json:"tracking,omitempty"`
	Payer         string       `json:"payer,omitempty"` // "shop", "buyer", "" = open
	Resolution    string       `json:"resolution,omitempty"`
	Previous      string       `json:"previous,omitempty"` // earlier RMA of the same line
	Inspection    string       `json:"inspection,omitempty"`
	CloseReason   string       `json:"close_reason,omitempty"`
	OpenedAt      time.Time    `json:"opened_at"`
	UpdatedAt     time.Time    `json:"updated_at"`
	History       []RMAHistory `json:"history"`
}

// RMAHistory is one step of an RMA: who, when, from where to where, why.
type RMAHistory struct {
	At    time.Time `json:"at"`
	Actor Actor     `json:"actor"`
	From  RMAState  `json:"from,omitempty"`
	To    RMAState  `json:"to"`
	Why   string    `json:"why"`
}

// Advance moves the record to another state, or refuses and says what is possible.
func (r *RMA) Advance(to RMAState, by Actor, at time.Time, why string) error {
	for _, n := range r.State.Next() {
		if n == to {
			r.History = append(r.History, RMAHistory{At: at, Actor: by, From: r.State, To: to, Why: why})
			r.State, r.UpdatedAt = to, at
			return nil
		}
	}
	return Errf(CodeIllegal, "%s is %s and cannot become %s", r.Number, r.State, to).
		WithMend("possible: %v", r.State.Next())
}
