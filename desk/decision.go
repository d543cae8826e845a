package desk

import (
	"cmp"
	"fmt"
	"strings"
	"time"
)

// RMAAction is what a decision does with RMA records: open one now, in State.
type RMAAction struct {
	Open  bool     `json:"open"`
	State RMAState `json:"state,omitempty"` // first state of the opened record
}

// Intent is what the table decided for one intent of a mail. Its rule, template and
// sets are that intent's alone.
type Intent struct {
	Class     Class     `json:"class"`
	Rule      string    `json:"rule"`
	Modifiers []string  `json:"modifiers,omitempty"` // ids of the modify rows that applied
	Outcome   Outcome   `json:"outcome"`
	Template  string    `json:"template"` // "" = nothing is sent
	Sections  []string  `json:"sections"` // policy sections, "0" to "6"
	Asks      []Ask     `json:"asks"`
	Flags     []Flag    `json:"flags"`
	RMA       RMAAction `json:"rma"`
	Denial    bool      `json:"denial,omitempty"` // approving it needs fresh order data
	Role      Role      `json:"role"`             // lowest role that may approve
	// Also lists further drafts, such as verify_buyer to the order's own address.
	Also []string `json:"also,omitempty"`
	// Next lists the actions that an agent may take from here; see "resolve".
	Next []Action `json:"next,omitempty"`
	Why  string   `json:"why"` // the sentence of the policy or domain page that the row applies
}

// Decision is what the table decided for a mail and one order: the primary intent and
// the further ones, merged sets for the whole reply, the table's hash and the facts.
type Decision struct {
	Intent              // the primary intent; its sets are merged over all intents
	Own       *Intent   `json:"own,omitempty"`   // the primary intent with its sets unmerged
	More      []Intent  `json:"more,omitempty"`  // further intents, one paragraph each
	Alike     []Class   `json:"alike,omitempty"` // further intents that met an answer given already
	Facts     Facts     `json:"facts"`
	Reading   Reading   `json:"reading"`
	Table     string    `json:"table"` // hex hash of the decision table
	DecidedAt time.Time `json:"decided_at"`
	Linked    []string  `json:"linked,omitempty"` // other orders of the same mail
	Before    Before    `json:"before,omitzero"`  // what the case was about when the mail came
}

// Before is what a case was about when a mail joined it. It is kept with the decision, so
// that deciding the same mail again starts from the same place.
type Before struct {
	Earlier *Reading `json:"earlier,omitempty"` // what our last question was about
	Asked   Outcome  `json:"asked,omitempty"`   // the case's outcome then
	Open    []Class  `json:"open,omitempty"`    // intents that no sent reply had answered
	// Requested is when each request that the case was about was made first: a cancellation (a
	// change of mind is one) or a change of the order that was not taken back.
	Requested map[Class]time.Time `json:"requested,omitempty"`
	// Reship is what the buyer answered to our question whether to send his parcel again, "" where he
	// has not, or where a reply has left since.
	Reship string `json:"reship,omitempty"`
	// Diagnostic is what the customer said of what happens with another device or cable; "" for nothing.
	Diagnostic string `json:"diagnostic,omitempty"`
	// CarrierSays is what the customer quoted of the carrier's word on his parcel, where it is traced; "" for nothing.
	CarrierSays string `json:"carrier_says,omitempty"`
}

// ChoseReship reports whether the buyer has asked for a new shipment of what came back, and nothing is
// left to ask: it is our turn.
func (d *Decision) ChoseReship() bool {
	return d.Outcome == OutcomeReshipQuote && d.Facts.Get(FactReship) != "" && d.Facts.Get(FactReship) != "none" && len(d.Asks) == 0
}

// RuleDelayNotice stands in the place of a row of the table where time decided: a promised
// date came near (policy section 6).
const RuleDelayNotice = "delay_notice_due"

// ByClock reports whether no mail led to the decision, and so no row of the table.
func (d *Decision) ByClock() bool { return d.Rule == RuleDelayNotice }

// Said gives what an action does in the words that people see of it, in quotation marks: its name where
// nobody wrote any.
func (a Action) Said() string {
	return fmt.Sprintf("%q", cmp.Or(strings.TrimRight(a.Label, "."), a.Name))
}

// Action is a named next step out of an outcome: which template it drafts, who may
// take it, what it must be given, and what it does with the case's RMA.
type Action struct {
	Name     string   `json:"name"`                // "cancel_approved", "carrier_found_it", ...
	Label    string   `json:"label"`               // one sentence for people
	Template string   `json:"template"`            // what it drafts; "" = nothing is sent
	Role     Role     `json:"role"`                // lowest role
	Needs    []string `json:"needs,omitempty"`     // values for --set: "price", "reason"
	Takes    []string `json:"takes,omitempty"`     // further values that may be given
	RMAState RMAState `json:"rma_state,omitempty"` // state the RMA moves to
	OpenRMA  bool     `json:"open_rma,omitempty"`  // opens a record if there is none
	Outcome  Outcome  `json:"outcome,omitempty"`   // outcome the case moves to; "" = stays
	Close    bool     `json:"close,omitempty"`     // the case closes once its mail is sent
	// Withdraws: its mail ends the case's records whose return has not begun, since they were
	// no claims after all.
	Withdraws bool `json:"withdraws,omitempty"`
	// Verified: only with a DMARC pass or a reply to a mail that we sent to the order's
	// address (domain.md section 1, reading 11).
	Verified bool `json:"verified,omitempty"`
}

// Doubt gives the class that the mail may be about as well, where no engine was sure: the
// reading's runner-up, or its first choice where the order settled for the runner-up. "" =
// there is no doubt.
func (d *Decision) Doubt() Class {
	if other := d.Reading.Doubt(); other != d.Class {
		return other
	}
	return d.Reading.Class
}
