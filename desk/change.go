package desk

import "time"

// Change is one transition as a value: everything that becomes true together. A store
// applies it whole or not at all.
//
// For each case in Cases the store compares Version-1 with the stored version (0 means
// that the case must not exist yet) and refuses the whole change with CodeConflict when
// they differ. For each record in RMAs it compares Version with the stored version and counts it
// up: a record may be changed beside a case that is not its own, whose version guards it not.
// Mails and drafts are replaced by id; RMAs by number; a draft that is
// already in a later state than FromState says is a conflict too.
type Change struct {
	Mails  []Mail
	Cases  []Case
	Drafts []DraftChange
	RMAs   []RMA
	Audit  []Audit
	Alerts []Alert // an alert whose key exists already is skipped
	Dues   []Due
	Done   []string // ids of due times that are over
	// Index maps further Message-IDs (of our own drafts, of mails) to the case.
	Index map[string]string
	// Words feeds the token index for word search, by case id.
	Words map[string][]string
	// Pictures records evidence hashes (SHA-256 and perceptual) for reuse detection.
	Pictures []Picture
	// Files are the photos that an RMA of this change names for the first time.
	Files []File
	// Spoken records that template went to recipient at a time (once-per-order limits).
	Spoken []Spoken
	// Copies puts the records of drafts' copies in the mailbox, by draft; CopiesOver ends
	// those of these drafts, wherever they are.
	Copies     []DraftCopy
	CopiesOver []string
	// Corrections are appended to the log that the classifier learns from; one with an id
	// takes the place of the one that has it.
	Corrections []Correction
	// Settings are values that become true together with the rest, by key.
	Settings map[string][]byte
}

// DraftChange puts a draft. From is the state that the stored draft must be in; "" means
// that it must not exist yet.
type DraftChange struct {
	Draft Draft
	From  DraftState
}

// File is a photo's bytes under their hash.
type File struct {
	SHA256 string
	Data   []byte
}

// Picture is one attachment hash seen in a case.
type Picture struct {
	SHA256 string    `json:"sha256"`
	PHash  string    `json:"phash,omitempty"`
	Case   string    `json:"case"`
	Mail   string    `json:"mail"`
	Order  string    `json:"order,omitempty"`
	Name   string    `json:"name"`
	At     time.Time `json:"at"`
}

// Spoken is the memory behind "at most once": key such as "verify_buyer/HW-10425".
type Spoken struct {
	Key string    `json:"key"`
	At  time.Time `json:"at"`
}

// CaseFilter narrows a listing of cases. Zero fields do not narrow.
type CaseFilter struct {
	States  []CaseState
	Class   Class
	Outcome Outcome
	Flag    Flag
	Order   string
	Address string // customer's address
	Words   []string
	Waiting bool // only cases with a draft in proposed, failed or uncertain, or an open action
	Held    Held // only cases that wait for more than an agent
	Limit   int  // 0 = 100
	After   string
	// AfterCase begins the listing behind a case's place in it, whether or not the case
	// itself fits the filter. After wins.
	AfterCase string
	// Back turns the listing round: from its end, or from the place of After or AfterCase,
	// towards its beginning.
	Back bool
	// Approver is who Held asks for with HeldForMe, and who Facets counts for.
	Approver Actor
}

// Facets is how many waiting cases each class, outcome and flag has, and how many wait for
// more than an agent. Each count obeys the filter but its own part of it, so that it says
// what choosing that value would show.
type Facets struct {
	Total    int             `json:"total"` // cases that fit the whole filter
	All      int             `json:"all"`   // that fit it without class, outcome, flag and Held
	Classes  map[Class]int   `json:"classes"`
	Outcomes map[Outcome]int `json:"outcomes"`
	Flags    map[Flag]int    `json:"flags"`
	Held     int             `json:"held"`   // that wait for more than an agent
	ForMe    int             `json:"for_me"` // of those, the ones that the filter's Approver may release
}

// RMAFilter narrows a listing of RMAs. Zero fields do not narrow.
type RMAFilter struct {
	State   RMAState
	Order   string
	Open    bool      // only records with something still to happen
	Overdue time.Time // only records whose deadline ended before this instant
	Limit   int       // 0 = 100
}
