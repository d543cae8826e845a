package sim

import (
	"time"

	"returndesk/desk"
)

// Report is what became of a simulated time.
type Report struct {
	Seed   uint64    `json:"seed"`
	From   time.Time `json:"from"`
	To     time.Time `json:"to"`
	Days   int       `json:"days"`
	Orders int       `json:"orders"`
	Slips  int       `json:"slips"`  // orders that ran late
	Claims int       `json:"claims"` // boxes with something wrong in them
	// Cancelled orders, steps that people took, and tries that the rules refused.
	Cancelled int `json:"cancelled"`
	Steps     int `json:"steps"`
	Refused   int `json:"refused"`
	// What people did beside: approvals taken back, records split, mails sent from the mail
	// program, drafts deleted there, and repayments approved by one person alone.
	Undone  int `json:"undone"`
	Split   int `json:"split"`
	ByHand  int `json:"by_hand"`
	Deleted int `json:"deleted"`
	Solo    int `json:"solo"`
	Outages int `json:"outages"` // times that the machine failed
	Away    int `json:"away"`    // times that nobody was at the desk for days

	Mails    map[desk.MailState]int  `json:"mails"`
	Cases    map[desk.CaseState]int  `json:"cases"`
	Outcomes map[desk.Outcome]int    `json:"outcomes"`
	Drafts   map[desk.DraftState]int `json:"drafts"`
	RMAs     map[desk.RMAState]int   `json:"rmas"`
	Sent     map[string]int          `json:"sent"` // by template
	Refunds  int                     `json:"refunds"`
	Digests  int                     `json:"digests"`
	// Checks is how often each invariant was looked at.
	Checks map[string]int `json:"invariants_checked"`
	// Hash is the same for two runs that led to the same cases, drafts, records and history.
	Hash string `json:"hash"`
}

// Reminders gives how many mails left because time had passed.
func (r Report) Reminders() int {
	n := 0
	for template, k := range r.Sent {
		if byTime(template) {
			n += k
		}
	}
	return n
}

// Checked gives how often any invariant was looked at.
func (r Report) Checked() int {
	n := 0
	for _, k := range r.Checks {
		n += k
	}
	return n
}

// byTime reports whether time alone calls for a template.
func byTime(template string) bool {
	switch template {
	case "reminder_1", "reminder_last", "closed_silence", "rma_expiring", "rma_expired":
		return true
	}
	return false
}
