package flow_test

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
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

// A mail about two orders that shows one picture of both has used it once, and so has who
// sends it again.
func TestPictureOfTwoOrders(t *testing.T) {
	t.Parallel()
	s := scenarioByID(t, "S39")
	s.Expect.Class = ""
	other := s.Orders[0]
	other.Number = "HW-10442"
	s.Orders = append(slices.Clone(s.Orders), other)
	s.Mail.Attachments = s.Mail.Attachments[:1]
	s.Mail.Body = "I ordered ISO-DE on HW-10441 and on HW-10442 and got two ANSI boards, see the photo."
	w := newWorldOf(t, quickDir(t), s, func(*flow.Shop) {}, func(opt *flow.Options) { opt.Judge = measuring{} })
	t.Cleanup(w.close)
	judge := func() {
		t.Helper()
		if _, err := w.JudgeDue(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	w.receive(rawOf(s))
	judge()
	again := s
	again.ID, again.Mail.Body = "again", s.Mail.Body+" Here it is once more."
	w.clock = w.clock.Add(time.Hour)
	w.receive(rawOf(again))
	judge()
	list := w.cases()
	if len(list) != 2 {
		t.Fatalf("%d cases, not 2", len(list))
	}
	for _, c := range list {
		c = w.caseOf(c.ID)
		if len(c.Evidence) != 2 || slices.Contains(c.Flags, desk.FlagEvidenceReused) || slices.ContainsFunc(c.Evidence, func(ev desk.Evidence) bool { return ev.ReusedOf != "" }) {
			t.Errorf("%s about %s: %d pictures, flags %v", c.ID, c.Order, len(c.Evidence), c.Flags)
		}
	}
}
