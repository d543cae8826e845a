package desk

import "time"

// Who pays the postage of a leg. "" means that nobody has decided yet.
const (
	PayerShop  = "shop"
	PayerBuyer = "buyer"
	PayerNone  = "none" // nothing travels
)

// Remedy is how a claim is put right, in the order of preference of domain.md section 3.
type Remedy string

// The remedies.
const (
	RemedyTroubleshooting Remedy = "troubleshooting"
	RemedyParts           Remedy = "parts"
	RemedyRepair          Remedy = "repair"
	RemedyReplacement     Remedy = "replacement"
	RemedyRefund          Remedy = "refund"
)

// Remedies gives the closed list, the preferred one first, as a fresh slice.
func Remedies() []Remedy {
	return []Remedy{RemedyTroubleshooting, RemedyParts, RemedyRepair, RemedyReplacement, RemedyRefund}
}

// HoldReasons gives why an inspection can leave a unit to the manager (domain.md section
// 3: wrong contents, condition not met, buyer damage).
func HoldReasons() []string { return []string{"wrong_contents", "condition_not_met", "buyer_damage"} }

// The reasons for which a record closes by itself. facts tells by them what a late answer
// means (domain.md section 1, reading 8).
const (
	CloseSilence        = "silence"         // what we asked for never came
	CloseReturnDeadline = "return_deadline" // no parcel came in time
)

// RMA is one return record: one line of one order (domain.md section 3, "Fields").
type RMA struct {
	Number      string       `json:"number"`            // "RMA-7K3Q-9TXB"; no password
	Version     uint64       `json:"version,omitempty"` // that of the stored record, which the store counts; 0 = not stored yet
	Case        string       `json:"case"`
	Mail        string       `json:"mail,omitempty"` // id of the mail that opened it
	Order       string       `json:"order"`
	OrderEmail  string       `json:"order_email"`
	Line        int          `json:"line"`
	Qty         int          `json:"qty"`
	Item        string       `json:"item"`
	SKU         string       `json:"sku"`
	Serial      string       `json:"serial,omitempty"`
	Firmware    string       `json:"firmware,omitempty"`
	Batch       string       `json:"batch,omitempty"`
	Class       Class        `json:"class"`
	Symptom     string       `json:"symptom,omitempty"` // first words of the customer's report
	ReportedAt  time.Time    `json:"reported_at"`
	DeliveredOn Date         `json:"delivered_on,omitempty"`
	DeliveredBy string       `json:"delivered_by,omitempty"` // source of the date
	Day         *int         `json:"day,omitempty"`
	Zone        string       `json:"zone,omitempty"`
	Evidence    []Evidence   `json:"evidence,omitempty"`
	State       RMAState     `json:"state"`
	Due         time.Time    `json:"due,omitzero"`            // when the state's deadline ends
	Timers      RMATimers    `json:"timers,omitzero"`         // what time is going to set off
	AskedAt     time.Time    `json:"asked_at,omitzero"`       // when our latest question to the customer was sent
	Override    string       `json:"override,omitempty"`      // why the record was opened against the table
	Unannounced bool         `json:"unannounced,omitempty"`   // the goods came, or were sent, without a number
	SplitFrom   string       `json:"split_from,omitempty"`    // the record that these pieces were part of
	NoShipping  bool         `json:"no_shipping,omitempty"`   // safety: nothing travels until cleared
	HazardAt    time.Time    `json:"hazard_at,omitzero"`      // since when; the zero time = from the first
	ClearedAt   time.Time    `json:"cleared_at,omitzero"`     // when a senior last said that the danger is over
	Previous    string       `json:"previous,omitempty"`      // earlier RMA of the same line
	CloseReason string       `json:"close_reason,omitempty"`  // why it closed
	ClosedAt    time.Time    `json:"closed_at,omitzero"`      // when it closed last
	ReopenUntil time.Time    `json:"reopen_until,omitzero"`   // closed for silence: until when an answer opens it again
	Told        string       `json:"told,omitempty"`          // instructions that the customer was given
	OpenedAt    time.Time    `json:"opened_at"`               //
	UpdatedAt   time.Time    `json:"updated_at"`              //
	History     []RMAHistory `json:"history"`                 //
	Claim       *Claim       `json:"carrier_claim,omitempty"` // against the carrier, for damage in transit
	Refunds     []Repayment  `json:"refunds,omitempty"`       // money given back
	Photos      []Photo      `json:"inspection_photos,omitempty"`

	// The way here and back.
	Deadline      Date   `json:"deadline,omitempty"` // return deadline shown to the buyer
	Condition     string `json:"condition,omitempty"`
	ReturnAddress string `json:"return_address,omitempty"`
	Carrier       string `json:"carrier,omitempty"` // of the return
	Tracking      string `json:"tracking,omitempty"`
	OutCarrier    string `json:"out_carrier,omitempty"` // of what went to the buyer
	OutTracking   string `json:"out_tracking,omitempty"`
	Payer         string `json:"payer,omitempty"`       // of the return's postage: "shop", "buyer", "none", "" = open
	PayerFinal    bool   `json:"payer_final,omitempty"` // decided; before, the buyer's outlay is provisional
	Cost          string `json:"cost,omitempty"`        // of the return's postage, a decimal in Currency
	BackPayer     string `json:"back_payer,omitempty"`  // of the postage back to the buyer
	BackCost      string `json:"back_cost,omitempty"`
	Currency      string `json:"currency,omitempty"`

	// What the piece cost in the order, for the figures: a decimal in OrderCurrency.
	UnitPrice     string `json:"unit_price,omitempty"`
	OrderCurrency string `json:"order_currency,omitempty"`

	// What was found, and what followed.
	Inspection       string     `json:"inspection,omitempty"` // "fault_confirmed", "no_fault_found", or a HoldReason
	Inspector        string     `json:"inspector,omitempty"`
	InspectedAt      time.Time  `json:"inspected_at,omitzero"`
	Finding          string     `json:"finding,omitempty"`
	Remedy           Remedy     `json:"remedy,omitempty"`
	Resolution       string     `json:"resolution,omitempty"`   // the remedy in words for the customer
	NotFeasible      string     `json:"not_feasible,omitempty"` // why neither repair nor replacement was possible
	RuledOut         []RuledOut `json:"ruled_out,omitempty"`    // remedies that are not feasible
	ReplacementOrder string     `json:"replacement_order,omitempty"`
	ReplacedOn       Date       `json:"replaced_on,omitempty"` // day of the replacement unit's delivery
}

// RMAHistory is one step of an RMA's history: who, when, from where to where, why.
type RMAHistory struct {
	At    time.Time `json:"at"`
	Actor Actor     `json:"actor"`
	From  RMAState  `json:"from,omitempty"`
	To    RMAState  `json:"to"`
	Why   string    `json:"why"`
	// Mail is the id of the customer's mail that led to the step by itself, "" for none.
	Mail string `json:"mail,omitempty"`
	// Remedy is what this step chose or ended with, PassedOver the earlier ones that nobody had
	// tried or ruled out (domain.md section 3, "Resolution order"), and Because the reason.
	Remedy     Remedy   `json:"remedy,omitempty"`
	PassedOver []Remedy `json:"passed_over,omitempty"`
	Because    string   `json:"because,omitempty"`
}

// Photo is a picture that an inspector took. Its bytes lie in the store under the hash.
type Photo struct {
	SHA256 string    `json:"sha256"`
	Name   string    `json:"name"`
	Type   string    `json:"type"` // detected media type
	Bytes  int64     `json:"bytes"`
	By     string    `json:"by"`
	At     time.Time `json:"at"`
}

// Repayment is money given back for a claim: who drew it up and who approved it are two
// people, or one of a shop of one who confirmed it an hour later (domain.md section 3).
type Repayment struct {
	Amount   string    `json:"amount"` // decimal
	Currency string    `json:"currency,omitempty"`
	DrawnBy  string    `json:"drawn_by"`
	Approver string    `json:"approver"`
	Solo     bool      `json:"solo,omitempty"`
	Reason   string    `json:"reason,omitempty"` // what was typed with a solo approval
	At       time.Time `json:"at"`
}

// Claim is our own claim against a carrier for damage in transit.
type Claim struct {
	Carrier string     `json:"carrier,omitempty"`
	Service string     `json:"service,omitempty"` // by which the damaged parcel came
	Number  string     `json:"number,omitempty"`
	Due     Date       `json:"due,omitempty"`    // last day on which the carrier takes it; "" unknown
	Answer  Date       `json:"answer,omitempty"` // of a filed one: by when the carrier should have answered
	State   ClaimState `json:"state"`
	At      time.Time  `json:"at,omitzero"`      // when it came to that state
	Amount  string     `json:"amount,omitempty"` // what the carrier paid
	Told    bool       `json:"told,omitempty"`   // people were told that its last day is near
	Missed  bool       `json:"missed,omitempty"` // and that no answer came in time
}

// Unanswered reports whether a filed claim got no answer by the day on which it should have.
func (c *Claim) Unanswered(today Date) bool {
	return c != nil && c.State == ClaimFiled && c.Answer != "" && c.Answer < today
}

// ClaimState is where a claim against a carrier stands.
type ClaimState string

// The states of a claim.
const (
	ClaimOpen  ClaimState = "open" // to be filed
	ClaimFiled ClaimState = "filed"
	ClaimWon   ClaimState = "won"
	ClaimLost  ClaimState = "lost"
)

// Numbered reports whether the customer may read the number: from authorized on
// (domain.md section 3).
func (r *RMA) Numbered() bool { return r.State == RMAAuthorized || r.Was(RMAAuthorized) }

// Was reports whether the record has been in a state.
func (r *RMA) Was(s RMAState) bool {
	for _, h := range r.History {
		if h.To == s {
			return true
		}
	}
	return false
}

// Since gives when the record came to its present state.
func (r *RMA) Since() time.Time {
	for i := len(r.History) - 1; i >= 0; i-- {
		if r.History[i].To == r.State {
			return r.History[i].At
		}
	}
	return r.OpenedAt
}

// Overdue reports whether the state's deadline has ended.
func (r *RMA) Overdue(now time.Time) bool {
	return r.State.Open() && !r.Due.IsZero() && now.After(r.Due)
}

// Unfinished reports whether something is still to happen with the record: it is open, or
// a claim against the carrier waits to be filed or answered.
func (r *RMA) Unfinished() bool {
	return r.State.Open() || r.Claim != nil && (r.Claim.State == ClaimOpen || r.Claim.State == ClaimFiled)
}
