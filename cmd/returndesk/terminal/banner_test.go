package terminal

import (
	"strings"
	"testing"
	"time"

	"returndesk/control"
)

func TestBannerTellsOfPauses(t *testing.T) {
	t.Parallel()
	l := Look{Now: noon}
	got := l.Banner(control.Status{
		AcksOff: noon.Add(-time.Hour),
		Mailboxes: []control.MailboxStatus{
			{Account: "support", Mailbox: "INBOX", State: "paused", Problem: "the day's budget of 2000 MB is used up; older mail and Sent wait until 14:00 UTC"},
			{Account: "sales", Mailbox: "INBOX", State: "ok"},
		},
		Orders: control.OrdersStatus{AsOf: noon},
	})
	flat := strings.Join(strings.Fields(got), " ")
	for _, want := range []string{"Mailbox support: the day's budget of 2000 MB is used up", "No confirmations of receipt since", "returndesk acknowledge resume"} {
		if !strings.Contains(flat, want) {
			t.Errorf("%q is missing in:\n%s", want, got)
		}
	}
	if strings.Contains(got, "sales") {
		t.Errorf("tells of a mailbox that is well:\n%s", got)
	}
}
