package desk

import (
	"slices"
	"time"
)

// Alert is an internal mail that must leave within a minute (issue text: safety,
// urgent_stop_production, legal_or_chargeback, unreachable mailbox, full disk). Key
// makes it go out once per case or state.
type Alert struct {
	Key       string    `json:"key"` // "safety/C-1042", "mailbox_unreachable/support/<since>"
	Kind      string    `json:"kind"`
	Case      string    `json:"case,omitempty"`
	Cases     []string  `json:"cases,omitempty"` // cases that it tells of where it is about several
	Subject   string    `json:"subject"`
	Text      string    `json:"text"`
	CreatedAt time.Time `json:"created_at"`
	SentAt    time.Time `json:"sent_at,omitzero"` // when the last of its readers had it
	Attempts  int       `json:"attempts,omitempty"`
	NextTry   time.Time `json:"next_try,omitzero"`
	LastError string    `json:"last_error,omitempty"`
	// Reached are the readers who have it: one whose address is dead keeps it from nobody
	// else, and brings it to nobody twice.
	Reached []string `json:"reached,omitempty"`
	// Refused are the mail server's last words about each reader who has it not.
	Refused map[string]string `json:"refused,omitempty"`
}

// Missing gives those of the readers who have not got the alert yet, each once.
func (a Alert) Missing(readers []string) []string {
	var out []string
	for _, r := range readers {
		if !slices.Contains(a.Reached, r) && !slices.Contains(out, r) {
			out = append(out, r)
		}
	}
	return out
}

// AlertTry is what became of one try to send an alert.
type AlertTry struct {
	Reached []string          // readers who have it now, beside those before
	Refused map[string]string // by reader who still has it not: why
	Error   string            // "" while nothing failed
	SentAt  time.Time         // zero: somebody has it not, and NextTry says when it is tried again
	NextTry time.Time
}

// After gives the alert as it stands after a try.
func (a Alert) After(t AlertTry) Alert {
	if t.Error != "" || !t.SentAt.IsZero() {
		a.Attempts++
	}
	a.Reached = slices.Concat(a.Reached, t.Reached)
	a.Refused, a.LastError, a.SentAt, a.NextTry = t.Refused, t.Error, t.SentAt, t.NextTry
	return a
}

// Unheard is a reader of internal mails whom some have not reached although they were tried.
type Unheard struct {
	Reader string    `json:"reader"` // an address, or "the inbox"
	Alerts int       `json:"alerts"`
	Since  time.Time `json:"since"` // when the oldest of them was written
	Why    string    `json:"why"`   // the mail server's words about the newest try
}
