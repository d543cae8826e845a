package desk

import "time"

// Fact names one enumerated fact that a cell of the decision table can ask for. The
// closed list with the values of each stands in facts_list.go.
type Fact string

// Facts is the flat record on which a decision rests. It is stored with the decision,
// so that a decision can be proved and replayed. Every enumerated fact is present;
// what is not known says "unknown".
type Facts struct {
	Enum    map[Fact]string `json:"enum"`
	Signals []Signal        `json:"signals"`
	Detail  FactDetail      `json:"detail"`
}

// Get gives the value of an enumerated fact, "unknown" when it was not computed.
func (f *Facts) Get(name Fact) string {
	if v, ok := f.Enum[name]; ok {
		return v
	}
	return "unknown"
}

// FactDetail holds the values that templates and people need beside the enumerated
// facts. Dates are calendar dates in the ship-to zone, or in shop time where the policy
// says shop time. The policy never reads them.
type FactDetail struct {
	Now           time.Time  `json:"now"`
	ReceivedAt    time.Time  `json:"received_at"`
	ReportedAt    time.Time  `json:"reported_at"` // first message about the problem, any thread
	ReportDate    Date       `json:"report_date"`
	Sender        string     `json:"sender"` // verified or claimed address of the writer
	SenderName    string     `json:"sender_name"`
	OrderNumber   string     `json:"order_number"`             // "" without an order
	NumberWritten string     `json:"number_written,omitempty"` // as the customer wrote it
	OwnOrders     []string   `json:"own_orders,omitempty"`     // the sender's orders when several
	OrderEmail    string     `json:"order_email,omitempty"`
	BuyerName     string     `json:"buyer_name,omitempty"`
	Items         []string   `json:"items,omitempty"`
	SettledItems  []string   `json:"settled_items,omitempty"` // of an order's several items, those of which the mail says that they are settled
	Line          int        `json:"line,omitempty"`
	Zone          string     `json:"zone,omitempty"`
	Country       string     `json:"country,omitempty"`
	Day           *int       `json:"day,omitempty"` // N of "day N"; nil when unknown
	DeliveredOn   Date       `json:"delivered_on,omitempty"`
	DeliveredBy   string     `json:"delivered_by,omitempty"` // "carrier", "customer", "replacement"
	LastDay       Date       `json:"last_day,omitempty"`     // last calendar day of the window
	PlacedOn      Date       `json:"placed_on,omitempty"`
	StartedOn     Date       `json:"started_on,omitempty"`
	ShippedOn     Date       `json:"shipped_on,omitempty"`
	ShipBy        Date       `json:"ship_by,omitempty"`       // the promise in force
	FirstShipBy   Date       `json:"first_ship_by,omitempty"` // the original promise
	Carrier       string     `json:"carrier,omitempty"`
	Service       string     `json:"service,omitempty"` // the carrier's
	Tracking      string     `json:"tracking,omitempty"`
	SentBackBy    string     `json:"sent_back_by,omitempty"` // the carrier of the parcel that the customer sent back, "" not said
	SentBackAs    string     `json:"sent_back_as,omitempty"` // its tracking number
	RMA           string     `json:"rma,omitempty"`          // the open RMA that this mail belongs to
	RMAState      RMAState   `json:"rma_state,omitempty"`
	Total         string     `json:"total,omitempty"`
	Currency      string     `json:"currency,omitempty"`
	PaidBack      bool       `json:"paid_back,omitempty"` // the order's goods were paid back, as the shop's data or our records have it
	AsOf          time.Time  `json:"as_of,omitzero"`
	Evidence      []Evidence `json:"evidence,omitempty"`
	EvidenceWhy   string     `json:"evidence_why,omitempty"`  // reason for {reason} in evidence_unusable
	EvidenceCode  string     `json:"evidence_code,omitempty"` // its name, for other languages
	OrderLanguage string     `json:"order_language,omitempty"`
	StatedDate    Date       `json:"stated_date,omitempty"` // delivery date that the customer states
	DataError     string     `json:"data_error,omitempty"`
	Unscanned     int        `json:"unscanned,omitempty"` // days since the last scan of a parcel that is to be traced
}
