package explain_test

import (
	"testing"

	"returndesk/desk"
	"returndesk/explain"
)

func TestHappened(t *testing.T) {
	t.Parallel()
	ann, bot := desk.Actor{Name: "Ann", Role: desk.RoleAgent}, desk.System()
	data := map[string]string{"draft": "C-1001-2", "rma": "RMA-7K3Q-9TXB"}
	for _, c := range []struct {
		by         desk.Actor
		what, want string
	}{
		{bot, "mail_received", "a new mail came"},
		{ann, "approved", "Ann approved C-1001-2"},
		{bot, "approved", "C-1001-2 was approved"},
		{desk.MailProgram(), "rejected", "mail program rejected C-1001-2"},
		{ann, "undone", "Ann took the approval of C-1001-2 back"},
		{ann, "release_undone", "Ann took the release of C-1001-2 back"},
		{ann, "rejection_undone", "Ann brought C-1001-2 back"},
		{bot, "drafted", "C-1001-2 was drawn up"},
		{ann, "drafted", "Ann had C-1001-2 drawn up"},
		{ann, "asked_more", "Ann asked for more in C-1001-2"},
		{ann, "draft_failed", "no reply could be drawn up"},
		{bot, "failed", "C-1001-2 could not be sent"},
		{bot, "uncertain", "nobody knows whether C-1001-2 was sent"},
		{ann, "mark_sent", "Ann says that C-1001-2 did arrive"},
		{ann, "voided", "C-1001-2 is void"},
		{ann, "sent", "Ann sent C-1001-2"},
		{bot, "sent", "C-1001-2 was sent"},
		{ann, "woken", "Ann took it back into the queue"},
		{bot, "woken", "it is open again"},
		{bot, "rma_day_moved", "RMA-7K3Q-9TXB may be sent for longer"},
		{ann, "noted", "Ann left a note"},
		{ann, "reclassified", "Ann set another class"},
		{ann, "reclass_undone", "Ann took the other class back"},
		{ann, "correction revoked", "Ann revoked a correction"},
		{bot, "counted", ""},
		{ann, "day_moved", ""},
		{bot, "rma_advanced", "RMA-7K3Q-9TXB moved on"},
		{ann, "rma_advanced", "Ann moved RMA-7K3Q-9TXB on"},
		{ann, "rma_not_advanced", "RMA-7K3Q-9TXB could not be moved on"},
		{ann, "rma_inspection_fault", "Ann moved RMA-7K3Q-9TXB on: inspection fault"},
		{ann, "rma_note", "Ann wrote something down about RMA-7K3Q-9TXB"},
		{bot, "refund_due", "a repayment is due"},
		{bot, "rma_overdue", "RMA-7K3Q-9TXB waits for somebody"},
		{ann, "a_new_thing", "Ann changed something: a new thing"},
		{bot, "a_new_thing", "something changed: a new thing"},
	} {
		if got := explain.Happened(desk.Audit{Actor: c.by, What: c.what, Data: data}); got != c.want {
			t.Errorf("%s by %s: %q, want %q", c.what, c.by.Name, got, c.want)
		}
	}
	foreign := desk.Audit{Actor: desk.Actor{Name: "An\x1b[31mn DRAFT", Role: desk.RoleAgent}, What: "edited", Data: map[string]string{"draft": "\x1b[31mC-1"}}
	if got := explain.Happened(foreign); got != "Ann DRAFT edited C-1" {
		t.Errorf("foreign marks: %q", got)
	}
	if got := explain.Happened(desk.Audit{Actor: ann, What: "edited"}); got != "Ann edited the draft" {
		t.Errorf("without an id: %q", got)
	}
}
