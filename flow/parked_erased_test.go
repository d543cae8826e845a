package flow_test

import (
	"strings"
	"testing"

	"returndesk/desk"
)

// TestErasedMailsAreNotListed: of an erased mail stays that it was there, so that it is not read anew. The list of mails
// that need no reply does not name it, and who looks for it by its id is not told to restore a backup.
func TestErasedMailsAreNotListed(t *testing.T) {
	t.Parallel()
	w, c, _ := claim(t)
	id := w.caseOf(c.ID).Mails[0]
	w.receive([]byte("Message-ID: <news@shop.test>\r\nList-Id: <news.shop.test>\r\nList-Unsubscribe: <https://shop.test/u>\r\nPrecedence: bulk\r\n" +
		"From: Deals <deals@news.test>\r\nTo: support@shop.example\r\nSubject: 50% off this weekend\r\n\r\nBuy now! Unsubscribe here.\r\n"))
	if _, err := w.store.Erase(t.Context(), c.Customer, manager, w.clock); err != nil {
		t.Fatal(err)
	}
	for _, limit := range []int{0, 1, 10} {
		list, err := w.Parked(t.Context(), desk.MailSuppressed, limit)
		if err != nil || len(list) != 1 || list[0].From != "deals@news.test" {
			t.Errorf("at most %d: %d are listed, %v", limit, len(list), err)
		}
	}
	for _, by := range []string{id, id[:12]} {
		_, _, shown := w.ParkedMail(t.Context(), by)
		_, again := w.Replay(t.Context(), manager, by, "look at it")
		for _, err := range []error{shown, again} {
			if desk.CodeOf(err) != desk.CodeNotFound || !strings.Contains(err.Error(), "erased") || strings.Contains(err.Error(), "backup") {
				t.Errorf("%s: %v", by, err)
			}
		}
	}
}
