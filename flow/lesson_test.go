package flow_test

import (
	"strings"
	"testing"
	"time"

	"returndesk/desk"
	"returndesk/flow"
	"returndesk/scenario"
)

// TestCorrectionsAreFollowed: what an agent corrected is kept, a near-identical later mail
// is read so at once, another one is not, and a revoked correction is followed no more.
func TestCorrectionsAreFollowed(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, time.March, 16, 12, 0, 0, 0, time.UTC)
	w := newWorld(t, t.TempDir(), scenario.Scenario{Now: now, Zone: time.UTC})
	t.Cleanup(w.close)
	const text = "Good morning, the thing you know about is again on my mind, please think of it before the end of the week. Number %s."
	letter := func(id, number string) []byte {
		return plainMail(id, "Ann Lee <ann"+id+"@mailbox.example>", "about the thing", strings.ReplaceAll(text, "%s", number))
	}
	w.receive(letter("one", "4711"))
	first := w.cases()[0]
	to := desk.ClassCostRefund
	if first.Class == to {
		t.Fatalf("the mail is read as %s without a correction", to)
	}
	agent := desk.Actor{Name: "Ada", Role: desk.RoleAgent}
	if _, err := w.Reclassify(t.Context(), agent, flow.Correction{Case: first.ID, Class: to, Add: []desk.Signal{desk.SignalCostShipping}, Because: "he means the fee"}); err != nil {
		t.Fatal(err)
	}
	list, err := w.Corrections(t.Context())
	if err != nil || len(list) != 1 {
		t.Fatalf("%d corrections, %v", len(list), err)
	}
	if k := list[0]; k.Class != to || k.Read != first.Class || k.Case != first.ID || !strings.Contains(k.Text, "on my mind") || k.By.Name != "Ada" {
		t.Errorf("the correction is %+v", k)
	}

	w.receive(letter("two", "4712"))
	if r := w.readingOf("anntwo@mailbox.example"); r.Class != to || r.Engine != "correction" || r.Unsure || !r.Has(desk.SignalCostShipping) {
		t.Errorf("the like mail is read as %+v", r)
	}
	w.receive(plainMail("three", "Bo <bo@mailbox.example>", "hello", "I have a question about another lamp that you sell, is it still made?"))
	if r := w.readingOf("bo@mailbox.example"); r.Engine == "correction" {
		t.Errorf("another mail follows the correction: %+v", r)
	}

	if _, err := w.RevokeCorrection(t.Context(), desk.System(), "K-1", ""); err == nil {
		t.Error("the service itself may revoke")
	}
	if _, err := w.RevokeCorrection(t.Context(), agent, "k-1", "he did not"); err != nil {
		t.Fatal(err)
	}
	if _, err := w.RevokeCorrection(t.Context(), agent, "K-1", ""); desk.CodeOf(err) != desk.CodeIllegal {
		t.Errorf("revoking twice: %v", err)
	}
	w.receive(letter("four", "4713"))
	if r := w.readingOf("annfour@mailbox.example"); r.Engine == "correction" {
		t.Errorf("a revoked correction is followed: %+v", r)
	}
}

// plainMail is a mail that opens a case.
func plainMail(id, from, subject, text string) []byte {
	raw := "Message-ID: <" + id + "@mailbox.example>\nFrom: " + from + "\nTo: support@shop.example\nSubject: " + subject +
		"\nContent-Type: text/plain; charset=utf-8\n\n" + text + "\n"
	return []byte(strings.ReplaceAll(raw, "\n", "\r\n"))
}

// readingOf gives what was read in the mail of an address' one case.
func (w *world) readingOf(address string) desk.Reading {
	w.t.Helper()
	for _, c := range w.cases() {
		if c.Customer != address {
			continue
		}
		whole, err := w.store.Case(w.t.Context(), c.ID)
		if err != nil {
			w.t.Fatal(err)
		}
		return whole.Last().Reading
	}
	w.t.Fatalf("no case of %s", address)
	return desk.Reading{}
}
