package flow

import (
	"context"
	"time"

	"returndesk/desk"
	"returndesk/evidence"
	"returndesk/replies"
)

// Intake is the store's side of receiving: raw mails and cursors become durable
// together, before anything is judged (design.md, "The way of a mail", step 1).
type Intake interface {
	AcceptMessages(ctx context.Context, account, mailbox string, batch []desk.Accepted, next desk.Cursor) (fresh []string, err error)
	Cursor(ctx context.Context, account, mailbox string) (desk.Cursor, error)
	Known(ctx context.Context, hash string) (bool, error)
	Pending(ctx context.Context, after string, limit int) ([]desk.Mail, error)
	Raw(ctx context.Context, id string) ([]byte, error)
	Mail(ctx context.Context, id string) (desk.Mail, error)
	MailsIn(ctx context.Context, state desk.MailState, limit int, after string) ([]desk.Mail, error)
}

// Ledger is the store's side of deciding: whole transitions, compared and swapped on
// the case's version.
type Ledger interface {
	RecordOutcomes(ctx context.Context, changes []desk.Change) ([]error, error)
	Record(ctx context.Context, change desk.Change) error
	TakeCaseNumbers(ctx context.Context, n int) (first uint64, err error)
	ClaimSend(ctx context.Context, now time.Time, except ...string) (*desk.Draft, error)
	FinishSend(ctx context.Context, change desk.Change) error
	Interrupted(ctx context.Context) ([]desk.Draft, error)
	Setting(ctx context.Context, key string) ([]byte, error)
	SetSetting(ctx context.Context, key string, value []byte) error
}

// Archive is what flow reads of the past.
type Archive interface {
	CaseOfRefs(ctx context.Context, refs []string) (string, bool, error)
	Case(ctx context.Context, id string) (desk.Case, error)
	Cases(ctx context.Context, f desk.CaseFilter) ([]desk.Case, string, error)
	Facets(ctx context.Context, f desk.CaseFilter) (desk.Facets, error)
	CasesOfOrder(ctx context.Context, order string) ([]desk.Case, error)
	CasesOfCustomer(ctx context.Context, address string) ([]desk.Case, error)
	PicturesLike(ctx context.Context, sha, phash string, maxDistance int) ([]desk.Picture, error)
	SpokenAt(ctx context.Context, key string) (time.Time, error)
	Audit(ctx context.Context, caseID string) ([]desk.Audit, error)
}

// Records is what flow reads of drafts and RMAs.
type Records interface {
	Draft(ctx context.Context, id string) (desk.Draft, error)
	DraftsOfCase(ctx context.Context, caseID string) ([]desk.Draft, error)
	DraftsIn(ctx context.Context, state desk.DraftState, limit int) ([]desk.Draft, error)
	Copy(ctx context.Context, draft string) (desk.DraftCopy, error)
	Copies(ctx context.Context) ([]desk.DraftCopy, error)
	RMA(ctx context.Context, number string) (desk.RMA, error)
	RMAsOfOrder(ctx context.Context, order string) ([]desk.RMA, error)
	RMAs(ctx context.Context, f desk.RMAFilter) ([]desk.RMA, error)
	File(ctx context.Context, sha string) ([]byte, error)
	DuesBefore(ctx context.Context, kind string, t time.Time, limit int) ([]desk.Due, error)
}

// Alarms is the store's side of internal alerts.
type Alarms interface {
	PendingAlerts(ctx context.Context, now time.Time, limit int) ([]desk.Alert, error)
	FinishAlert(ctx context.Context, key string, try desk.AlertTry) error
	PutAlert(ctx context.Context, a desk.Alert) error
}

// Staff is the store's side of the people who may log in.
type Staff interface {
	User(ctx context.Context, login string) (desk.User, error)
	Users(ctx context.Context) ([]desk.User, error)
	PutUser(ctx context.Context, u desk.User, audit ...desk.Audit) error
}

// Store is everything that flow needs of a store. store/bolt satisfies it.
type Store interface {
	Intake
	Ledger
	Archive
	Records
	Alarms
	Staff
	Lessons
}

// Orders finds orders by number or by the sender's own address.
type Orders interface {
	Lookup(ctx context.Context, numbers []desk.NumberFound, sender string) (desk.Lookup, error)
}

// Judge decodes a picture somewhere bounded and says what it is worth.
type Judge interface {
	Judge(ctx context.Context, a evidence.Attachment) (desk.Evidence, error)
}

// Mailer hands frozen bytes to an SMTP server, once.
type Mailer interface {
	Send(ctx context.Context, from string, to []string, raw []byte) (replies.Result, error)
}

// SentFolder is the account's Sent folder: what people answered by hand, and where
// copies of our own mails go.
type SentFolder interface {
	// Refresh accepts what is new in Sent into the store.
	Refresh(ctx context.Context, account string) error
	// Holds looks for a Message-ID in Sent.
	Holds(ctx context.Context, account, messageID string) (bool, error)
	// File puts a copy into Sent unless one with the Message-ID is there.
	File(ctx context.Context, account, messageID string, raw []byte, at time.Time) error
}

// DraftsFolder is what an account's mailbox does for drafts that people send from their mail
// program.
type DraftsFolder interface {
	// List gives what lies in Drafts.
	List(ctx context.Context, account string) ([]desk.Filed, error)
	// Put files a mail there, as a draft that was read. CodeUncertain: it may lie there.
	Put(ctx context.Context, account string, raw []byte, at time.Time) (desk.Place, error)
	// Read gives one mail's bytes, CodeNotFound when it is gone.
	Read(ctx context.Context, account string, at desk.Place) ([]byte, error)
	// Remove takes one mail away unless its flags are others than given.
	Remove(ctx context.Context, account string, f desk.Filed) (desk.Removal, error)
	// Elsewhere accepts into the store what any folder of sent mail holds with one of the ids.
	Elsewhere(ctx context.Context, account string, ids []string) error
	// Note puts an internal mail into the inbox unless it lies there.
	Note(ctx context.Context, account, messageID string, raw []byte, at time.Time) error
}
