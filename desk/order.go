package desk

import (
	"strings"
	"time"
)

// Stage is how far an order has come (domain.md section 5).
type Stage string

// The stages of an order.
const (
	StageUnknown      Stage = "unknown"
	StagePlaced       Stage = "placed"
	StageInProduction Stage = "in_production"
	StageShipped      Stage = "shipped"
	StageDelivered    Stage = "delivered"
	StageCancelled    Stage = "cancelled"
	StageRefunded     Stage = "refunded"
)

// ProductionStatus says whether production, assembly or firmware work has begun.
// A missing field is unknown, never "no" (domain.md section 5).
type ProductionStatus string

// The production states.
const (
	ProductionUnknown    ProductionStatus = "unknown"
	ProductionNotStarted ProductionStatus = "not_started"
	ProductionStarted    ProductionStatus = "started"
)

// DeliveryStatus is the carrier's last word on a parcel.
type DeliveryStatus string

// The delivery states. The empty string means that nothing was handed over yet.
const (
	DeliveryNone             DeliveryStatus = ""
	DeliveryUnknown          DeliveryStatus = "unknown"
	DeliveryInTransit        DeliveryStatus = "in_transit"
	DeliveryDelivered        DeliveryStatus = "delivered"
	DeliveryPickedUp         DeliveryStatus = "picked_up"
	DeliveryRefused          DeliveryStatus = "refused"
	DeliveryUnclaimed        DeliveryStatus = "unclaimed"
	DeliveryReturnedToSender DeliveryStatus = "returned_to_sender"
	DeliveryLost             DeliveryStatus = "lost"
)

// DelayChoice is what the buyer chose after a delay notice (policy section 6).
type DelayChoice string

// The choices; the empty string means that none was made or known.
const (
	DelayChoiceNone   DelayChoice = ""
	DelayChoiceWait   DelayChoice = "wait"
	DelayChoiceCancel DelayChoice = "cancel"
)

// Date is a calendar date "2026-04-06" with no time zone; "" means unknown.
type Date string

// Order is one order as the shop's data has it. Times are instants; nil means
// unknown. Its JSON form is the one of scenarios.jsonl and orders.json
// (domain.md sections 5 and 7).
type Order struct {
	Number              string           `json:"number"`
	Email               string           `json:"email"`                   // the order's address
	AccountEmail        string           `json:"account_email,omitempty"` // the account's address, if another
	BuyerName           string           `json:"buyer_name,omitempty"`
	Language            string           `json:"language,omitempty"` // "en", "de", ...
	PlacedAt            *time.Time       `json:"placed_at"`
	Stage               Stage            `json:"stage"`
	ProductionStartedAt *time.Time       `json:"production_started_at"`
	ProductionStatus    ProductionStatus `json:"production_status"`
	ShipBy              Date             `json:"ship_by"`
	RevisedShipBy       Date             `json:"revised_ship_by"`
	DelayReason         DelayReason      `json:"delay_reason,omitempty"` // why ShipBy slips; "" unknown
	DelayNoticeSentAt   *time.Time       `json:"delay_notice_sent_at"`
	DelayNotices        []DelayNotice    `json:"delay_notices,omitempty"`
	DelayChoice         DelayChoice      `json:"delay_choice"`
	DelayChoiceAt       *time.Time       `json:"delay_choice_at,omitempty"`
	ShippedAt           *time.Time       `json:"shipped_at"`
	DeliveredAt         *time.Time       `json:"delivered_at"`
	DeliveryStatus      DeliveryStatus   `json:"delivery_status"`
	LastScanAt          *time.Time       `json:"last_scan_at,omitempty"`
	Carrier             string           `json:"carrier"`
	Service             string           `json:"service,omitempty"` // the carrier's, such as "Ground"; "" unknown
	Tracking            string           `json:"tracking"`
	Parcels             []Parcel         `json:"parcels,omitempty"`
	ShipTo              ShipTo           `json:"ship_to"`
	CheckoutAddress     string           `json:"checkout_address,omitempty"` // as typed at checkout
	LabelAddress        string           `json:"label_address,omitempty"`    // as printed on the label
	Lines               []Line           `json:"lines"`
	Total               string           `json:"total"`    // decimal, in Currency
	Shipping            string           `json:"shipping"` // decimal, in Currency
	Tax                 string           `json:"tax,omitempty"`
	Currency            string           `json:"currency"` // ISO 4217
	Refunds             []Refund         `json:"refunds,omitempty"`
	PriorRMA            []PriorRMA       `json:"prior_rma"`
	AsOf                time.Time        `json:"as_of,omitzero"` // when this data was true
	// DataError is why this order's data cannot be trusted ("line 14: two ship_by
	// dates"). An order with a data error exists; it is never "not found".
	DataError string `json:"data_error,omitempty"`
}

// ShipTo is where an order goes: ISO 3166 country and IANA time zone; an empty zone
// is unknown and leads to the most generous count (domain.md section 0).
type ShipTo struct {
	Country string `json:"country"`
	TZ      string `json:"tz"`
}

// Line is one line of an order.
type Line struct {
	Line     int    `json:"line"`
	SKU      string `json:"sku"`
	Name     string `json:"name"`
	Options  string `json:"options,omitempty"`
	Qty      int    `json:"qty"`
	Serial   string `json:"serial"`
	Firmware string `json:"firmware"`
	Batch    string `json:"batch"`
	Stage    Stage  `json:"stage,omitempty"` // when the shop knows it per line
	Price    string `json:"price,omitempty"`
}

// Parcel is one parcel of an order; a kit in several counts by the last one
// delivered (domain.md section 0).
type Parcel struct {
	Lines          []int          `json:"lines,omitempty"`
	Carrier        string         `json:"carrier"`
	Service        string         `json:"service,omitempty"`
	Tracking       string         `json:"tracking"`
	ShippedAt      *time.Time     `json:"shipped_at"`
	DeliveredAt    *time.Time     `json:"delivered_at"`
	DeliveryStatus DeliveryStatus `json:"delivery_status"`
	LastScanAt     *time.Time     `json:"last_scan_at,omitempty"`
}

// DelayNotice is one notice that we sent about a slip (policy section 6).
type DelayNotice struct {
	SentAt  time.Time `json:"sent_at"`
	OldDate Date      `json:"old_date,omitempty"`
	NewDate Date      `json:"new_date,omitempty"` // "" = not known
	Bounced bool      `json:"bounced,omitempty"`  // a bounced notice counts as undelivered
	Draft   string    `json:"draft,omitempty"`    // our draft, "" where the shop's data tell of it
}

// BuyerChoice is the buyer's answer to the choice of policy section 6, as a mail gave it.
type BuyerChoice struct {
	Choice DelayChoice `json:"choice"`
	At     time.Time   `json:"at"`              // when the mail was received
	Mail   string      `json:"mail,omitempty"`  // id of the mail
	Until  Date        `json:"until,omitempty"` // the new date that the buyer waits for, "" = none was known
}

// Refund is money given back, a decimal in the order's currency.
type Refund struct {
	Amount string    `json:"amount"`
	At     time.Time `json:"at"`
}

// Revised reports whether a later date stands in the place of ShipBy: only if the buyer chose to wait for it (domain.md section 0,
// "Ship-by passed").
func (o *Order) Revised() bool {
	return o.DelayChoice == DelayChoiceWait && o.RevisedShipBy != ""
}

// PromisedBy gives the ship-by date in force; "" when none is known.
func (o *Order) PromisedBy() Date {
	if o.Revised() {
		return o.RevisedShipBy
	}
	return o.ShipBy
}

// PaidBack reports whether what the order's goods cost was given back, in whichever payments; the shipping fee need not be (policy
// section 4). Where nobody knows what they cost only the order's stage says so.
func (o *Order) PaidBack() bool {
	if o.Stage == StageRefunded {
		return true
	}
	var sum int64
	for _, r := range o.Refunds {
		n, ok := Thousandths(r.Amount)
		if !ok {
			return false
		}
		sum += n
	}
	total, known := Thousandths(o.Total)
	fee, _ := Thousandths(o.Shipping)
	return known && sum > 0 && sum >= total-fee
}

// PriorRMA is an earlier RMA on the order, from the shop's data or our own records.
type PriorRMA struct {
	RMA             string     `json:"rma"`
	Line            int        `json:"line"`
	State           RMAState   `json:"state"`
	Inspection      string     `json:"inspection,omitempty"`   // "no_fault_found", "fault_confirmed"
	Resolution      string     `json:"resolution,omitempty"`   // "replacement", "repair", "parts", "refund"
	CloseReason     string     `json:"close_reason,omitempty"` // why it was closed, e.g. "return_deadline"
	FirstReportedAt *time.Time `json:"first_reported_at,omitempty"`
	EvidenceAskedAt *time.Time `json:"evidence_asked_at,omitempty"`
	EvidenceNames   []string   `json:"evidence_names,omitempty"`
	EvidenceHashes  []string   `json:"evidence_hashes,omitempty"`  // hex SHA-256
	EvidencePHashes []string   `json:"evidence_phashes,omitempty"` // hex perceptual hashes
	ReplacementAt   *time.Time `json:"replacement_delivered_at,omitempty"`
	ClosedAt        *time.Time `json:"closed_at,omitempty"`
	Symptom         string     `json:"symptom,omitempty"`
	AuthorizedUntil *time.Time `json:"authorized_until,omitempty"` // return deadline
	ReopenUntil     *time.Time `json:"reopen_until,omitempty"`     // closed for silence: until when an answer opens it again
	Class           Class      `json:"class,omitempty"`            // of the claim
}

// Owner reports whether an address is one of the order's own. Addresses are compared
// without regard to case; nothing else is folded, since folding dots or plus tags
// would hand order facts to strangers at providers that tell them apart.
func (o *Order) Owner(address string) bool {
	a := strings.ToLower(strings.TrimSpace(address))
	return a != "" && (a == strings.ToLower(o.Email) || a == strings.ToLower(o.AccountEmail))
}
