package control

import (
	"context"
	"io"
	"time"

	"returndesk/desk"
	"returndesk/digest"
	"returndesk/flow"
)

// Desk is everything that an agent can do. *flow.Engine gives all of it but Service
// and Upkeep.
// A Client ignores the actors that it is handed: the server asks the kernel who calls.
type Desk interface {
	Cases
	Learning
	Drafts
	Returns
	Parking
	People
	Service
	Upkeep
	Spending
	Figures
}

// Cases lists, shows and corrects cases.
type Cases interface {
	Queue(ctx context.Context, f desk.CaseFilter) ([]flow.QueueRow, error)
	Show(ctx context.Context, id string) (flow.CaseView, error)
	Reclassify(ctx context.Context, by desk.Actor, c flow.Correction) (desk.Case, error)
	// Unclass takes the caller's latest class of a case back; from is the class that he wants
	// back, "" for whichever it was.
	Unclass(ctx context.Context, by desk.Actor, id string, from desk.Class) (desk.Case, error)
	Resolve(ctx context.Context, by desk.Actor, r flow.Resolution) (desk.Case, *desk.Draft, error)
	Snooze(ctx context.Context, by desk.Actor, id string, until time.Time, because string) (desk.Case, error)
	Note(ctx context.Context, by desk.Actor, id, text string) error
	HandUp(ctx context.Context, by desk.Actor, id string, to desk.Role, because string) (desk.Case, error)
	AskMore(ctx context.Context, by desk.Actor, q flow.Question) (desk.Draft, error)
}

// Learning lists and takes back what the classifier learns from agents.
type Learning interface {
	Corrections(ctx context.Context) ([]desk.Correction, error)
	RevokeCorrection(ctx context.Context, by desk.Actor, id, because string) (desk.Correction, error)
}

// People says who may log in to the console.
type People interface {
	Users(ctx context.Context, by desk.Actor) ([]desk.User, error)
	AddUser(ctx context.Context, by desk.Actor, n flow.NewUser) (desk.User, error)
	ChangeUser(ctx context.Context, by desk.Actor, ch flow.UserChange) (desk.User, error)
}

// Drafts lets a person decide about drafts. A draft may be given along with an error:
// the new one when the facts changed.
type Drafts interface {
	Approve(ctx context.Context, by desk.Actor, a flow.Approval) (desk.Draft, error)
	EditDraft(ctx context.Context, by desk.Actor, e flow.Edit) (desk.Draft, error)
	Reject(ctx context.Context, by desk.Actor, draft, because string) (desk.Draft, error)
	Undo(ctx context.Context, by desk.Actor, draft string) (desk.Draft, error)
}

// Returns lists, shows and moves RMA records.
type Returns interface {
	RMAs(ctx context.Context, f desk.RMAFilter) ([]desk.RMA, error)
	RMA(ctx context.Context, number string) (desk.RMA, error)
	// RMASteps gives a record with what can be done now; TakeRMAStep does it.
	RMASteps(ctx context.Context, number string) (flow.RMAView, error)
	TakeRMAStep(ctx context.Context, by desk.Actor, q flow.RMAStep) (flow.RMADone, error)
	RMAPhoto(ctx context.Context, number, sum string) (desk.Photo, []byte, error)
	// AdvanceRMA moves a record without a mail.
	AdvanceRMA(ctx context.Context, by desk.Actor, number string, to desk.RMAState, because string, set map[string]string) (desk.RMA, error)
}

// Parking lists, shows and replays mails that have no case.
type Parking interface {
	Parked(ctx context.Context, state desk.MailState, limit int) ([]desk.Mail, error)
	ParkedMail(ctx context.Context, id string) (desk.Mail, []byte, error)
	Replay(ctx context.Context, by desk.Actor, id, because string) (desk.Mail, error)
}

// Service is the state of the service around the engine.
type Service interface {
	// ConfirmOrders accepts an order file that holds far fewer orders than the one
	// before it (domain.md section 0, freshness).
	ConfirmOrders(ctx context.Context, by desk.Actor) (OrdersStatus, error)
	// ResumeAcknowledgements lets confirmations of receipt leave again after there were
	// too many of them.
	ResumeAcknowledgements(ctx context.Context, by desk.Actor, because string) error
	Status(ctx context.Context) (Status, error)
}

// Figures is the weekly digest. A week is "2026-W47", or "" for the last one that is over.
type Figures interface {
	// Digest gives a week as it was frozen, else as it stands now.
	Digest(ctx context.Context, week string) (digest.Digest, error)
	// SendDigest sends the digest of a week that is over, unless it was sent.
	SendDigest(ctx context.Context, by desk.Actor, week string) (digest.Digest, error)
	// DigestWeeks lists the weeks that are closed, the newest first.
	DigestWeeks(ctx context.Context, n int) ([]string, error)
}

// Past is what was decided in one case.
type Past struct {
	Case      string          `json:"case"`
	Decisions []desk.Decision `json:"decisions"`
}

// ExportQuery says which cases are exported, and how.
type ExportQuery struct {
	Address string    `json:"address,omitempty"` // of one customer; "" = all
	Since   time.Time `json:"since,omitzero"`    // cases in which something happened since then; zero = all
	Mails   bool      `json:"mails,omitempty"`   // their mails as an mbox file
}

// Exported is one case with everything that belongs to it but the raw mails.
type Exported struct {
	Case    desk.Case    `json:"case"`
	Drafts  []desk.Draft `json:"drafts"` // without the bytes of attachments
	RMAs    []desk.RMA   `json:"rmas"`
	Mails   []desk.Mail  `json:"mails"`
	History []desk.Audit `json:"history"`
}

// Upkeep copies the data, reads them out and erases a person from them.
type Upkeep interface {
	// Backup writes one consistent state as the store's archive; the service goes on
	// working meanwhile. What was written before an error is of no use.
	Backup(ctx context.Context, by desk.Actor, w io.Writer) error
	// Decisions writes the stored decisions of each case since a moment, one Past as JSON a
	// line, the oldest case first. What was written before an error is not all.
	Decisions(ctx context.Context, by desk.Actor, since time.Time, w io.Writer) error
	// Export writes cases: as JSON, one Exported a line, or their mails as an mbox file. What was
	// written before an error is not all. CodeNotFound when an address has no case.
	Export(ctx context.Context, by desk.Actor, q ExportQuery, w io.Writer) error
	// Erase removes a person's cases and mails by the mail address.
	Erase(ctx context.Context, by desk.Actor, address string) (desk.Erasure, error)
}

// Spending is the running service's book of what the language model cost, for commands that
// ask the model beside it. A day is the JSON of the book.
type Spending interface {
	// LLMDay gives a day of the book; nil = nothing was asked yet.
	LLMDay(ctx context.Context, date string) ([]byte, error)
	// CountLLM adds what lies between two states of a day. It refuses what would go beyond
	// the day's budget.
	CountLLM(ctx context.Context, by desk.Actor, was, now []byte) error
}

// Status is the health of the service as an agent needs to know it.
type Status struct {
	Running     bool            `json:"running"` // false: no service, the store was opened directly
	Version     string          `json:"version,omitempty"`
	PID         int             `json:"pid,omitempty"`
	StartedAt   time.Time       `json:"started_at,omitzero"`
	Mailboxes   []MailboxStatus `json:"mailboxes"`
	Orders      OrdersStatus    `json:"orders"`
	Waiting     int             `json:"waiting"`     // cases that wait for a person
	Quarantined int             `json:"quarantined"` // mails that could not be handled
	DenialsHeld int             `json:"denials_held"`
	// AcksOff is since when confirmations of receipt are held back; zero: they are not.
	AcksOff time.Time `json:"acks_off,omitzero"`
	// Unheard are the readers whom internal mails have not reached.
	Unheard []desk.Unheard `json:"unheard,omitempty"`
	// LLM is what the language model cost today; nil: it is switched off.
	LLM *LLMStatus `json:"llm,omitempty"`
}

// LLMStatus is one day of the language model. Money is in the owner's currency.
type LLMStatus struct {
	Model     string         `json:"model"`
	Requests  int            `json:"requests"` // that left, retries included
	Answers   int            `json:"answers"`  // that counted
	TokensIn  int            `json:"tokens_in"`
	TokensOut int            `json:"tokens_out"`
	Cost      float64        `json:"cost"`
	Budget    float64        `json:"budget"`
	Failed    map[string]int `json:"failed,omitempty"` // by kind
}

// MailboxStatus is the state of one followed folder.
type MailboxStatus struct {
	Account string    `json:"account"`
	Mailbox string    `json:"mailbox"`
	State   string    `json:"state"` // "ok", "connecting", "paused", "unreachable"
	Since   time.Time `json:"since,omitzero"`
	Read    time.Time `json:"read,omitzero"` // when it was last read to its end
	Problem string    `json:"problem,omitempty"`
	Retry   time.Time `json:"retry,omitzero"` // when an unreachable or paused one is tried again
}

// OrdersStatus is the state of the shop's order data. Stale data decides as usual but
// supports no refusal; Status.DenialsHeld counts the drafts that wait for newer data.
type OrdersStatus struct {
	Source  string    `json:"source,omitempty"` // file or shop, for people
	Count   int       `json:"count"`
	AsOf    time.Time `json:"as_of,omitzero"`
	Stale   bool      `json:"stale"`
	Problem string    `json:"problem,omitempty"`
	Mend    string    `json:"mend,omitempty"`
	// Shrunk is set while a far smaller file waits for a confirmation.
	Shrunk bool `json:"shrunk,omitempty"`
}
