package bolt

import (
	"encoding/binary"

	"go.etcd.io/bbolt"
)

// The buckets. A key called seq is a big-endian uint64 in order of writing, case the
// big-endian number of a case, time a big-endian count of milliseconds (keys.go).
const (
	bMeta        = "meta"           // schema version, next case number, counts
	bSettings    = "settings"       // key -> bytes
	bCursors     = "cursors"        // account 0 mailbox -> desk.Cursor, binary
	bMails       = "mails"          // seq -> desk.Mail, JSON
	bRaw         = "raw"            // seq -> raw bytes up to maxInline
	bRawFiles    = "raw_files"      // seq -> SHA-256 of the bytes, which lie in a file
	bMailState   = "mail_state"     // state byte, seq -> nothing
	bBlobs       = "blobs"          // SHA-256 -> count of mails that use the file
	bHeads       = "case_heads"     // case -> caseHead, binary
	bCases       = "cases"          // case -> desk.Case without decisions, JSON
	bDecisions   = "decisions"      // case, index uint32 -> desk.Decision, JSON
	bWaiting     = "case_waiting"   // rank and time of the deadline (queueKey), case -> nothing
	bDrafts      = "drafts"         // case, number uint32 -> desk.Draft, JSON
	bDraftState  = "draft_state"    // state byte, time, draft key -> template (nothing in old files)
	bRMAs        = "rmas"           // seq -> desk.RMA, JSON
	bAudit       = "audit"          // seq of the first entry -> []desk.Audit of one case, JSON
	bAuditCase   = "audit_of_case"  // case, seq -> nothing
	bAlerts      = "alerts"         // key -> desk.Alert, JSON
	bAlertNext   = "alerts_open"    // time, key -> nothing
	bDues        = "dues"           // id -> desk.Due, JSON
	bDueAt       = "dues_by_time"   // time, id -> nothing
	bPictures    = "pictures"       // seq -> desk.Picture, JSON
	bPicHashes   = "picture_hashes" // seq -> perceptual hash, 8 bytes
	bSpoken      = "spoken"         // key -> nanoseconds, 8 bytes
	bLinks       = "links"          // kind byte, 16 bytes of hash, number -> nothing
	bLinksNew    = "links_new"      // seq -> sorted link entries not folded in yet
	bWords       = "words"          // word 0 first case -> further cases as varint steps
	bWordsNew    = "words_new"      // seq -> postings not folded in yet
	bUsers       = "users"          // login -> desk.User, JSON
	bSessions    = "sessions"       // key -> time of expiry, then the session's bytes
	bCopies      = "draft_copies"   // draft id -> desk.DraftCopy, JSON
	bTallies     = "tallies"        // figure 0 day 0 dimensions -> sum of the counts, 8 bytes
	bCorrections = "corrections"    // seq -> desk.Correction, JSON
	bRMAOpen     = "rmas_open"      // seq of an unfinished RMA -> nothing
)

// buckets lists every bucket.
func buckets() []string {
	return []string{
		bMeta, bSettings, bCursors, bMails, bRaw, bRawFiles, bMailState, bBlobs, bHeads, bCases, bDecisions, bWaiting,
		bDrafts, bDraftState, bRMAs, bAudit, bAuditCase, bAlerts, bAlertNext, bDues, bDueAt, bPictures, bPicHashes,
		bSpoken, bLinks, bLinksNew, bWords, bWordsNew, bUsers, bSessions, bCopies,
		bTallies, bRMAOpen, bCorrections,
	}
}

// ascends tells whether a bucket's keys mostly ascend, so that its pages may be filled
// to the brim.
func ascends(name string) bool {
	switch name {
	case bMails, bRaw, bRawFiles, bHeads, bCases, bDecisions, bDrafts, bRMAs, bAudit, bAuditCase, bPictures, bPicHashes, bLinksNew, bWordsNew:
		return true
	}
	return false
}

// fullPages is the fill of a page that is split under ascending keys. Records grow a
// little when they are replaced, so some room stays.
const fullPages = 0.9

// rtx is a transaction seen through its buckets, by name.
type rtx struct {
	store *Store
	tx    *bbolt.Tx
	mem   *linkMemory
	open  map[string]*bbolt.Bucket

	// What the transaction itself has linked and unlinked; nil when it only reads.
	added, gone map[linkKey][]uint64
}

func (t *rtx) b(name string) *bbolt.Bucket {
	if b := t.open[name]; b != nil {
		return b
	}
	b := t.tx.Bucket([]byte(name))
	if t.tx.Writable() && ascends(name) {
		b.FillPercent = fullPages
	}
	t.open[name] = b
	return b
}

// getNumber reads a uint64 value, 0 when it is absent.
func getNumber(b *bbolt.Bucket, key []byte) uint64 {
	v := b.Get(key)
	if len(v) != 8 {
		return 0
	}
	return binary.BigEndian.Uint64(v)
}
