// Package storetest is the one suite that every store must pass. It says what the
// transitions of a store promise: whole or not at all, compared on versions and states,
// durable when they return.
//
// It knows desk and the testing package, and nothing of any store's insides.
package storetest

import (
	"context"
	"io"
	"testing"
	"time"

	"returndesk/desk"
)

// Intake is the part that takes mails in and gives them back.
type Intake interface {
	AcceptMessages(ctx context.Context, account, mailbox string, batch []desk.Accepted, next desk.Cursor) (fresh []string, err error)
	Cursor(ctx context.Context, account, mailbox string) (desk.Cursor, error)
	Known(ctx context.Context, hash string) (bool, error)
	Pending(ctx context.Context, after string, limit int) ([]desk.Mail, error)
	MailsIn(ctx context.Context, state desk.MailState, limit int, after string) ([]desk.Mail, error)
	Raw(ctx context.Context, id string) ([]byte, error)
	Mail(ctx context.Context, id string) (desk.Mail, error)
}

// Ledger is the part that records what was decided and sent.
type Ledger interface {
	RecordOutcomes(ctx context.Context, changes []desk.Change) ([]error, error)
	Record(ctx context.Context, change desk.Change) error
	ClaimSend(ctx context.Context, now time.Time, except ...string) (*desk.Draft, error)
	FinishSend(ctx context.Context, change desk.Change) error
	Interrupted(ctx context.Context) ([]desk.Draft, error)
	TakeCaseNumbers(ctx context.Context, n int) (first uint64, err error)
	SetSetting(ctx context.Context, key string, value []byte) error
	Setting(ctx context.Context, key string) ([]byte, error)
}

// Archive is the part that finds cases and their history.
type Archive interface {
	CaseOfRefs(ctx context.Context, refs []string) (string, bool, error)
	Case(ctx context.Context, id string) (desk.Case, error)
	Cases(ctx context.Context, f desk.CaseFilter) ([]desk.Case, string, error)
	Facets(ctx context.Context, f desk.CaseFilter) (desk.Facets, error)
	CasesOfOrder(ctx context.Context, order string) ([]desk.Case, error)
	CasesOfCustomer(ctx context.Context, address string) ([]desk.Case, error)
	EachCase(ctx context.Context, fn func(desk.Case) error) error
	Audit(ctx context.Context, caseID string) ([]desk.Audit, error)
	AuditSince(ctx context.Context, since time.Time, fn func(desk.Audit) error) error
}

// Records is the part that finds drafts, RMAs and what was seen or said before.
type Records interface {
	Draft(ctx context.Context, id string) (desk.Draft, error)
	DraftsOfCase(ctx context.Context, caseID string) ([]desk.Draft, error)
	DraftsIn(ctx context.Context, state desk.DraftState, limit int) ([]desk.Draft, error)
	EachDraftOf(ctx context.Context, state desk.DraftState, template string, fn func(desk.Draft) error) error
	Copy(ctx context.Context, draft string) (desk.DraftCopy, error)
	Copies(ctx context.Context) ([]desk.DraftCopy, error)
	RMA(ctx context.Context, number string) (desk.RMA, error)
	RMAsOfOrder(ctx context.Context, order string) ([]desk.RMA, error)
	RMAs(ctx context.Context, f desk.RMAFilter) ([]desk.RMA, error)
	UnfinishedRMAs(ctx context.Context, fn func(desk.RMA) error) error
	PicturesLike(ctx context.Context, sha, phash string, maxDistance int) ([]desk.Picture, error)
	SpokenAt(ctx context.Context, key string) (time.Time, error)
	Corrections(ctx context.Context) ([]desk.Correction, error)
	File(ctx context.Context, sha string) ([]byte, error)
}

// Upkeep is the part around it: alerts, due times, figures, erasure, backup.
type Upkeep interface {
	PutAlert(ctx context.Context, a desk.Alert) error
	PendingAlerts(ctx context.Context, now time.Time, limit int) ([]desk.Alert, error)
	FinishAlert(ctx context.Context, key string, try desk.AlertTry) error
	DuesBefore(ctx context.Context, kind string, t time.Time, limit int) ([]desk.Due, error)
	Counts(ctx context.Context) (desk.Counts, error)
	Tallies(ctx context.Context, figure string, from, to desk.Date, fn func(desk.Count) error) error
	Erase(ctx context.Context, address string, by desk.Actor, at time.Time) (desk.Erasure, error)
	Backup(ctx context.Context, w io.Writer) error
	Close() error
}

// People is the part that keeps the console's users and their sessions.
type People interface {
	User(ctx context.Context, login string) (desk.User, error)
	Users(ctx context.Context) ([]desk.User, error)
	PutUser(ctx context.Context, u desk.User, audit ...desk.Audit) error
	PutSession(ctx context.Context, key string, data []byte, expires time.Time) error
	Session(ctx context.Context, key string, now time.Time) (data []byte, found bool, err error)
	DropSession(ctx context.Context, key string) error
	DropSessionsBefore(ctx context.Context, now time.Time) error
}

// Store is everything that a store must do.
type Store interface {
	People
	Intake
	Ledger
	Archive
	Records
	Upkeep
}

// Run runs the suite. open opens the store at a place (a path that is the test's own and
// may not exist yet), or opens it again after Close; it fails the test if it cannot.
func Run(t *testing.T, open func(t *testing.T, place string) Store) {
	t.Helper()
	for name, test := range map[string]func(t *testing.T, e *env){
		"Accept": testAccept, "AcceptCopies": testAcceptCopies, "AcceptInvalid": testAcceptInvalid, "LargeMails": testLargeMails,
		"MailStates": testMailStates, "Cursor": testCursor, "Record": testRecord, "Conflicts": testConflicts,
		"Whole": testWhole, "Batch": testBatch, "Invalid": testInvalid, "DecisionsStay": testDecisionsStay,
		"RMAs": testRMAs, "Files": testFiles, "Sending": testSending, "SendingOrder": testSendingOrder, "Queue": testQueue,
		"Listing": testListing, "Words": testWords, "WordsMany": testWordsMany, "Threads": testThreads, "Audit": testAudit,
		"Alerts": testAlerts, "Dues": testDues, "Pictures": testPictures, "Settings": testSettings,
		"CaseNumbers": testCaseNumbers, "Counts": testCounts, "Erase": testErase, "EraseMany": testEraseMany,
		"Reopen": testReopen, "Closed": testClosed, "ManyCommits": testManyCommits,
		"RaceVersions": testRaceVersions, "RaceRecords": testRaceRecords, "RMAVersions": testRMAVersions, "RaceClaims": testRaceClaims, "RaceReaders": testRaceReaders, "Canceled": testCanceled,
		"Facets": testFacets, "QueueMany": testQueueMany, "AfterCase": testAfterCase, "Back": testBack, "HazardsFirst": testHazardsFirst, "Held": testHeld, "Users": testUsers, "Sessions": testSessions, "Copies": testCopies,
		"Tallies": testTallies, "TalliesErased": testTalliesErased, "Unfinished": testUnfinished, "SettingsOfChange": testSettingsOfChange, "EachDraft": testEachDraft, "Corrections": testCorrections,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			e := &env{T: t, open: open, place: t.TempDir()}
			e.Store = open(t, e.place)
			t.Cleanup(func() {
				if err := e.Close(); err != nil {
					t.Errorf("closing: %v", err)
				}
			})
			test(t, e)
		})
	}
}
