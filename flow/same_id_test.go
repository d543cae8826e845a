package flow_test

import (
	"slices"
	"testing"

	"returndesk/desk"
)

// TestSameMessageID: two mails with one Message-ID and other words are two mails. The
// second is told of and does not take the first one's thread.
func TestSameMessageID(t *testing.T) {
	t.Parallel()
	w, write := talk(t)
	write("one", "HW-10441 broken", "The keyboard from HW-10441 is defective, it does not power on.", "dmarc=pass")
	first := w.cases()[0]
	w.receive([]byte("Authentication-Results: mx.shop.example; dmarc=pass header.from=elsewhere.example\r\n" +
		"Message-ID: <one@customer.example>\r\nFrom: eve@elsewhere.example\r\nTo: support@shop.example\r\nSubject: Shipping\r\n\r\nDo you ship to Norway?\r\n"))
	list := w.cases()
	if len(list) != 2 || list[1].Customer != "eve@elsewhere.example" {
		t.Fatalf("%d cases of two mails", len(list))
	}
	if !slices.Contains(w.audits(list[1].ID), "same_message_id") || slices.Contains(w.audits(first.ID), "same_message_id") {
		t.Errorf("histories: %v and %v", w.audits(first.ID), w.audits(list[1].ID))
	}
	if id, ok, err := w.store.CaseOfRefs(t.Context(), []string{"one@customer.example"}); err != nil || !ok || id != first.ID {
		t.Errorf("the id leads to %q, %v, %v", id, ok, err)
	}
	if n := len(w.drafts(first.ID, desk.DraftProposed)); n != 1 {
		t.Errorf("%d drafts of the first wait", n)
	}
}
