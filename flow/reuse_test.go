package flow_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"

	"returndesk/desk"
)

// The same picture in two customers' claims is seen although both mails are handled in one
// batch, before either is recorded (domain.md section 1, flag evidence_reused).
func TestPictureUsedTwiceInOneBatch(t *testing.T) {
	t.Parallel()
	first, second := scenarioByID(t, "S39"), scenarioByID(t, "S54")
	first.Orders = append(slices.Clone(first.Orders), second.Orders...)
	first.Now = second.Now
	first.Expect.Class = "" // each mail is read by its own words
	w := newWorld(t, t.TempDir(), first)
	t.Cleanup(w.close)
	var batch []desk.Accepted
	for i, raw := range [][]byte{rawOf(first), rawOf(second)} {
		sum := sha256.Sum256(raw)
		id := hex.EncodeToString(sum[:])
		batch = append(batch, desk.Accepted{
			ID: id, TraceHash: id, Folder: "inbox", InternalDate: w.clock, AcceptedAt: w.clock, Size: int64(len(raw)), Raw: raw,
			Location: desk.Location{Account: "support", Mailbox: "INBOX", UIDValidity: 1, UID: uint32(i + 1)},
		})
	}
	if _, err := w.store.AcceptMessages(t.Context(), "support", "INBOX", batch, desk.Cursor{UIDValidity: 1, LastUID: 2}); err != nil {
		t.Fatal(err)
	}
	if n, err := w.Drain(t.Context()); err != nil || n != 2 {
		t.Fatalf("%d mails handled, %v", n, err)
	}
	list := w.cases()
	if len(list) != 2 {
		t.Fatalf("%d cases, not 2", len(list))
	}
	if slices.Contains(list[0].Flags, desk.FlagEvidenceReused) {
		t.Errorf("the first to show the picture is flagged: %v", list[0].Flags)
	}
	if !slices.Contains(list[1].Flags, desk.FlagEvidenceReused) {
		t.Errorf("the second is not flagged: %v", list[1].Flags)
	}
}
