package desk

import "time"

// Location is where a mail lies in a mailbox. Account is the configured mailbox's name.
type Location struct {
	Account     string `json:"account"`
	Mailbox     string `json:"mailbox"`
	UIDValidity uint32 `json:"uidvalidity"`
	UID         uint32 `json:"uid"`
}

// MailState is what became of an accepted mail. Every mail is in exactly one state.
type MailState string

// The states of a mail.
const (
	MailAccepted    MailState = "accepted"    // durable, not looked at yet
	MailDecided     MailState = "decided"     // belongs to a case, decided
	MailJoined      MailState = "joined"      // belongs to a case, no decision of its own (our reply, a bounce)
	MailSuppressed  MailState = "suppressed"  // machine mail, newsletter, spam: listed, no draft
	MailHistory     MailState = "history"     // older than start_from: threaded, never drafted
	MailQuarantined MailState = "quarantined" // could not be parsed or handled; replayable
	MailTooBig      MailState = "too_big"     // only its record was kept
)

// Accepted is one mail as inbox hands it over, before anything is judged.
type Accepted struct {
	ID           string    `json:"id"` // hex SHA-256 of Raw: a mail's identity is its hash
	TraceHash    string    `json:"trace_hash"`
	Location     Location  `json:"location"`
	Folder       string    `json:"folder"` // "inbox", "sent", "drafts", "import"
	InternalDate time.Time `json:"internal_date"`
	AcceptedAt   time.Time `json:"accepted_at"`
	Size         int64     `json:"size"` // bytes on the server
	MessageID    string    `json:"message_id,omitempty"`
	Answered     bool      `json:"answered,omitempty"` // had \Answered when it was fetched
	Rescan       bool      `json:"rescan,omitempty"`   // found only by a rescan: never answered by machine
	TooBig       bool      `json:"too_big,omitempty"`
	Raw          []byte    `json:"-"` // empty when TooBig (then only its header, if that)
}

// KindErased is the Mail.Kind of a mail of which nothing was kept but that it was there.
const KindErased = "erased"

// Mail is the stored record of a mail.
type Mail struct {
	Accepted
	State      MailState  `json:"state"`
	Case       string     `json:"case,omitempty"`
	Seen       []Location `json:"seen,omitempty"` // further places where the same mail lies
	From       string     `json:"from,omitempty"`
	FromName   string     `json:"from_name,omitempty"`
	Subject    string     `json:"subject,omitempty"`
	ReceivedAt time.Time  `json:"received_at,omitzero"` // report-date rule, domain.md section 0
	Ours       bool       `json:"ours,omitempty"`       // written by us: a human reply or our own sending
	Kind       string     `json:"kind,omitempty"`       // machine kind of a suppressed mail
	Reason     string     `json:"reason,omitempty"`     // why suppressed or quarantined
	Tries      int        `json:"tries,omitempty"`      // how often handling failed
	// Refs holds the ids that the mail answers, normalised; for threading.
	Refs []string `json:"refs,omitempty"`
}

// Cursor is where we are in one mailbox (inbox.md, "Where we are in a mailbox"). The two
// numbers are there to be shown; State is the reader's own record, opaque to a store.
type Cursor struct {
	UIDValidity uint32 `json:"uidvalidity"`
	LastUID     uint32 `json:"last_uid"`
	State       []byte `json:"state,omitempty"`
}
