package inbox

import (
	"context"
	"crypto/sha256"
	"time"
)

// FolderKind says what a mail's folder is for.
type FolderKind string

// The folders that the bot looks at.
const (
	FolderInbox  FolderKind = "inbox"
	FolderSent   FolderKind = "sent"
	FolderDrafts FolderKind = "drafts"
)

// Raw is one mail as the server gave it, or a record of a mail that it could
// not give: nothing is skipped without a trace.
type Raw struct {
	Mailbox      string // the folder's name on the server
	Folder       FolderKind
	UIDValidity  uint32
	UID          uint32
	InternalDate time.Time // when the server received it, never the Date header
	Size         int64     // bytes, RFC822.SIZE as the server says
	Flags        []string  // as the server wrote them, \Answered for one
	Bytes        []byte    // the whole mail; of a TooBig mail its header only
	Hash         [32]byte  // SHA-256 of Bytes; zero when the whole mail is not here
	TooBig       bool      // larger than Account.MaxMessageBytes
	// Withheld is set, and Bytes is empty, when the server lists the mail but
	// did not deliver its text in several connections: the reason in words.
	Withheld string
	// Rescan: found only by looking through the folder again after its numbers
	// changed (new UIDVALIDITY, restored backup). Never answered by machine.
	Rescan bool
}

// Sink takes mails in. It is called by one goroutine per folder; folders of an
// account may call it at the same time.
type Sink interface {
	// Cursor returns where we are in a mailbox, the zero Cursor if never there.
	Cursor(ctx context.Context, account, mailbox string) (Cursor, error)
	// Accept returns nil only when the batch and the cursor are durable. The
	// batch may be empty (only the cursor moved). After a crash a mail may come
	// a second time: (mailbox, UIDVALIDITY, UID) and Hash recognise it.
	Accept(ctx context.Context, account, mailbox string, batch []Raw, next Cursor) error
	// Known says whether a mail with this SHA-256 was accepted before for the
	// account. Asked only during a rescan.
	Known(ctx context.Context, account string, hash [32]byte) (bool, error)
}

func hashOf(raw []byte) [32]byte { return sha256.Sum256(raw) }
